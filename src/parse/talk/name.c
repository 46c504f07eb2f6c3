#include "parse/talk/name.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/talk/line.h"
#include "parse/talk/words.h"
#include "text/text.h"

enum {
    WORDS_MAX = 8,
    ABBREVIATION_MAX = 4, // bytes before the full stop of "Prof."
    CODE_LETTERS_MAX = 4,
    CODE_DIGITS_MAX = 5,
    SPACED_DIGITS_MAX = 3,
};

static bool listed(Str word, const char *const *list)
{
    for (; word.len > 0 && *list; list++) {
        if ((*list)[0] == word.at[0] && str_eq(word, str_of(*list))) {
            return true;
        }
    }
    return false;
}

// What no name holds.  A full stop may end a short capitalised word ("Dr.").
static bool stop_fits(Str name, ptrdiff_t word, ptrdiff_t stop)
{
    bool last = stop + 1 == name.len || blank_len(name, stop + 1, true) > 0;
    if (!last) {
        return stop > word;
    }
    ptrdiff_t i = word;
    CharKind kind = i < stop ? char_kind(utf8_next(name, &i)) : CHAR_NOTHING;
    return stop - word <= ABBREVIATION_MAX &&
           (kind == CHAR_UPPER || kind == CHAR_NUMBER);
}

// Signs of sentences, addresses and markup.
static bool is_barred(uint32_t point)
{
    switch (point) {
    case ':':
    case '?':
    case '!':
    case ';':
    case '"':
    case '=':
    case '{':
    case '}':
    case '|':
    case '\\':
    case '<':
    case '>':
    case '`':
    case '^':
    case 0x2026: // …
    case 0x201C: // “
    case 0x201D: // ”
    case 0x3002: // 。
    case 0x61F:  // ؟
        return true;
    default:
        return false;
    }
}

bool name_fits(Str name)
{
    ptrdiff_t points = 0, words = 1, word = 0, commas = 0, tellers = 0;
    int depth = 0;
    if (name.len > NAME_POINTS_MAX * UTF8_MAX) {
        return false;
    }
    for (ptrdiff_t i = 0, next; i < name.len; i = next) {
        next = i;
        uint32_t point = utf8_next(name, &next);
        CharKind kind = char_kind(point);
        if (point < ' ' || point == 0x7F) {
            return false;
        }
        if (blank_len(name, i, false) > 0) {
            words++;
            word = next;
        } else if (point == '.' && !stop_fits(name, word, i)) {
            return false;
        } else if (is_barred(point)) {
            return false;
        }
        depth += point == '(' || point == '[' || point == 0xFF08;
        depth -= point == ')' || point == ']' || point == 0xFF09;
        commas += point == ',';
        tellers += kind <= CHAR_LETTER || kind == CHAR_SYMBOL;
        points++;
    }
    return tellers > 0 && depth == 0 && name.at[0] != '/' &&
           points <= NAME_POINTS_MAX && words <= WORDS_MAX && commas <= 1 &&
           str_find(name, S("//"), 0) < 0;
}

typedef struct Words { // of a name, folded and as written
    Str folded[WORDS_MAX + 1], written[WORDS_MAX + 1];
    int len;
} Words;

static int split(Str s, Str *words)
{
    int len = 0;
    while (s.len > 0 && len < WORDS_MAX + 1) {
        Str word;
        str_cut(&s, ' ', &word);
        if (word.len > 0) {
            words[len++] = word;
        }
    }
    return len;
}

static Words words_of(Str name, Arena *arena)
{
    Words words = {0};
    words.len = split(text_fold(name, false, arena).text, words.folded);
    int written = split(text_fold(name, true, arena).text, words.written);
    words.len = written < words.len ? written : words.len;
    return words;
}

// "speaker" of "speaker_01", "speaker1", "tn-2": the word before its number.
static Str without_number(Str word)
{
    ptrdiff_t len = word.len;
    while (len > 0 && is_digit(word.at[len - 1])) {
        len--;
    }
    while (len > 0 && len < word.len &&
           (word.at[len - 1] == '_' || word.at[len - 1] == '-' ||
            word.at[len - 1] == '#')) {
        len--;
    }
    return str_slice(word, 0, len);
}

// "I", "P1", "S01", "FG-2", "B12a": one to four letters and perhaps a number.
// "Q1" heads a question and is none.
static bool is_code(Str word)
{
    ptrdiff_t letters = 0, i;
    while (letters < word.len && word.at[letters] >= 'A' &&
           word.at[letters] <= 'Z') {
        letters++;
    }
    i = letters;
    if (i < word.len && (word.at[i] == '-' || word.at[i] == '_')) {
        i++;
    }
    ptrdiff_t digits = i;
    while (i < word.len && is_digit(word.at[i])) {
        i++;
    }
    digits = i - digits;
    if (digits == 0) {
        return letters == 1 && word.len == 1;
    }
    bool tail = i + 1 == word.len && word.at[i] >= 'a' && word.at[i] <= 'z';
    return letters >= 1 && letters <= CODE_LETTERS_MAX &&
           digits <= CODE_DIGITS_MAX && word.at[0] != 'Q' &&
           (i == word.len || tail);
}

// "q1" heads a question; "i1" and "interviewer1" ask it.
static bool is_role(Str word)
{
    Str stem = without_number(word);
    if (str_eq(stem, S("q")) && word.len > 1) {
        return false;
    }
    return listed(stem, words_asking) || listed(stem, words_answering);
}

static bool all_digits(Str word)
{
    int32_t number;
    return str_number(word, &number);
}

// "P 1", "TN 12".
static bool is_spaced_code(const Words *words)
{
    Str letters = words->written[0];
    for (ptrdiff_t i = 0; i < letters.len; i++) {
        if (letters.at[i] < 'A' || letters.at[i] > 'Z') {
            return false;
        }
    }
    return letters.len <= 2 && letters.at[0] != 'Q' &&
           words->written[1].len <= SPACED_DIGITS_MAX &&
           all_digits(words->written[1]);
}

// How the letters of a word are written.
typedef struct Case {
    bool capital; // begins with a capital, or has no case at all
    bool lower;   // holds a small letter
    int letters;
} Case;

static Case case_of(Str word)
{
    Case found = {0};
    for (ptrdiff_t i = 0; i < word.len;) {
        bool first = i == 0;
        CharKind kind = char_kind(utf8_next(word, &i));
        if (first) {
            found.capital = kind != CHAR_LOWER;
        }
        found.lower |= kind == CHAR_LOWER || kind == CHAR_LETTER;
        found.letters += kind <= CHAR_LETTER;
    }
    return found;
}

// A role with what belongs to it: "the interviewer", "Speaker 1", "Male voice".
static bool is_role_name(const Words *words)
{
    int roles = 0;
    for (int k = 0; k < words->len; k++) {
        Str word = words->folded[k];
        bool letter =
            words->written[k].len == 1 && case_of(words->written[k]).capital;
        // "A" and "I" beside other words are an article and a pronoun.
        bool role = is_role(word) && (words->len == 1 || word.len > 1);
        Str stem = without_number(word);
        role = role || ((words->len > 1 || stem.len < word.len) &&
                        listed(stem, words_counted));
        roles += role;
        if (!role && !listed(word, words_beside) && !all_digits(word) &&
            !letter) {
            return false;
        }
    }
    return roles > 0;
}

// "de la Cruz", "van der Berg": a name may begin with a small word that begins
// no sentence.
static bool is_particle(const Words *words, int k)
{
    static const char *const inside_only[] = {"of", "the", "and",  "und", "y",
                                              "e",  "et",  "from", "do",  "ten",
                                              "al", "den", NULL};
    Str word = words->folded[k];
    return listed(word, words_of_names) &&
           (k > 0 || (words->len > 1 && !listed(word, inside_only)));
}

static NameKind kind_of_words(const Words *words)
{
    int small = 0, capitals = 0, letters = 0;
    for (int k = 0; k < words->len; k++) {
        Case written = case_of(words->written[k]);
        small += !written.capital && !is_particle(words, k) &&
                 !name_is_title(words->written[k]);
        capitals += !written.lower;
        letters += written.letters;
    }
    if (capitals == words->len && letters >= 2) {
        return NAME_CAPS;
    }
    if (small == 0 && case_of(words->written[words->len - 1]).capital) {
        return NAME_PROPER;
    }
    return words->len == 1 ? NAME_PLAIN : NAME_PHRASE;
}

NameKind name_kind(Str name, Arena *arena)
{
    name = blank_trim(name, true);
    Words words = words_of(name, arena);
    Str folded = text_fold(name, false, arena).text;
    if (words.len == 0 || !name_fits(name) || listed(folded, words_never) ||
        str_starts(folded, S("by ")) || str_starts(folded, S("at "))) {
        return NAME_BAD;
    }
    bool role = words.len <= 4 && is_role_name(&words);
    // A small letter alone is more often an item of a list than a role.
    bool item = words.len == 1 && case_of(words.written[0]).letters == 1 &&
                !case_of(words.written[0]).capital;
    bool code = words.len == 1 ? is_code(words.written[0])
                               : words.len == 2 && is_spaced_code(&words);
    if ((role && !item) || code) {
        return NAME_ROLE;
    }
    return kind_of_words(&words);
}

bool name_asks(Str name, Arena *arena)
{
    Words words = words_of(blank_trim(name, true), arena);
    for (int k = 0; k < words.len; k++) {
        Str stem = without_number(words.folded[k]);
        if ((words.len == 1 || stem.len > 1) && listed(stem, words_asking)) {
            return true;
        }
    }
    return false;
}

Str name_likeness(Str name, Arena *arena)
{
    Buf like = {.arena = arena};
    Str folded = text_fold(name, false, arena).text;
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        if (folded.at[i] != ' ') {
            buf_char(&like, folded.at[i]);
        }
    }
    return buf_str(&like);
}

bool name_is_title(Str word)
{
    word.len -= str_ends(word, S("."));
    for (const char *const *title = words_of_title; *title; title++) {
        if (str_eq_nocase(word, str_of(*title))) {
            return true;
        }
    }
    return false;
}

bool name_is_titled(Str name)
{
    Str word;
    str_cut(&name, ' ', &word);
    bool article = str_eq_nocase(word, S("the")) ||
                   str_eq_nocase(word, S("el")) || str_eq_nocase(word, S("la"));
    if (article && name.len > 0) {
        str_cut(&name, ' ', &word);
    }
    return name_is_title(word);
}

Str name_before_number(Str name)
{
    ptrdiff_t len = name.len;
    while (len > 0 && is_digit(name.at[len - 1])) {
        len--;
    }
    Str before = blank_trim(str_slice(name, 0, len), true);
    before.len -= str_ends(before, S(".")) || str_ends(before, S("#"));
    return len < name.len ? blank_trim(before, true) : (Str){0};
}

bool name_is_question(Str name, Arena *arena)
{
    return listed(text_fold(name, false, arena).text, words_question);
}

bool name_is_answer(Str name, Arena *arena)
{
    return listed(text_fold(name, false, arena).text, words_answer);
}
