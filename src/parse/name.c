#include "parse/name.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/line.h"
#include "text/text.h"

#include <string.h>

enum {
    WORDS_MAX = 8,
    ABBREVIATION_MAX = 4, // bytes before the full stop of "Prof."
    CODE_LETTERS_MAX = 4,
    CODE_DIGITS_MAX = 5,
    SPACED_DIGITS_MAX = 3,
};

// Folded words, as text_fold leaves them.
static const char *const asking[] = {
    "i", "int", "intv", "inter", "interviewer", "interviewers", "moderator",
    "mod", "facilitator", "fac", "researcher", "q", "question", "host",
    // German
    "interviewerin", "moderatorin", "forscher", "forscherin", "frage",
    // French
    "enqu\u00eateur", "enqu\u00eatrice", "enqueteur", "intervieweur",
    "intervieweuse", "mod\u00e9rateur", "mod\u00e9ratrice", "animateur",
    "animatrice",
    // Spanish, Portuguese, Italian
    "entrevistador", "entrevistadora", "moderador", "moderadora", "pregunta",
    "pergunta", "intervistatore", "intervistatrice", "moderatore",
    "moderatrice", "domanda",
    // Dutch, Scandinavian, Finnish
    "vraag", "gespreksleider", "intervjuare", "intervjuer", "fr\u00e5ga",
    "haastattelija",
    // Polish, Russian, Turkish, Greek
    "badacz", "badaczka", "prowadz\u0105cy", "ankieter",
    "\u0438\u043d\u0442\u0435\u0440\u0432\u044c\u044e\u0435\u0440",
    "\u043c\u043e\u0434\u0435\u0440\u0430\u0442\u043e\u0440",
    "\u0432\u043e\u043f\u0440\u043e\u0441", "g\u00f6r\u00fc\u015fmeci",
    "\u03c3\u03c5\u03bd\u03b5\u03bd\u03c4\u03b5\u03c5\u03ba\u03c4\u03ae\u03c2",
    // Hebrew, Arabic
    "\u05de\u05e8\u05d0\u05d9\u05d9\u05df",
    "\u05de\u05e8\u05d0\u05d9\u05d9\u05e0\u05ea",
    "\u0645\u0642\u0627\u0628\u0644",
    "\u0627\u0644\u0645\u0642\u0627\u0628\u0644",
    "\u0627\u0644\u0645\u062d\u0627\u0648\u0631",
    "\u0645\u062d\u0627\u0648\u0631",
    // Chinese, Japanese, Korean
    "\u91c7\u8bbf\u8005", "\u63a1\u8a2a\u8005", "\u8bbf\u8c08\u8005",
    "\u4e3b\u6301\u4eba", "\u95ee", "\u554f", "\u805e\u304d\u624b",
    "\u30a4\u30f3\u30bf\u30d3\u30e5\u30a2\u30fc", "\u53f8\u4f1a",
    "\uba74\uc811\uad00", NULL};

static const char *const answering[] = {
    "participant", "respondent", "interviewee", "speaker", "answer", "a",
    "guest", "narrator", "witness", "patient", "informant", "subject", "client",
    "student", "teacher", "parent", "nurse", "doctor", "audience", "caller",
    "operator", "all", "everyone", "both", "unknown", "voice", "member", "man",
    "woman", "res", "resp", "court", "translator",
    // German
    "befragter", "befragte", "befragt", "sprecher", "sprecherin", "antwort",
    "teilnehmer", "teilnehmerin", "proband", "probandin", "alle",
    // French
    "enqu\u00eat\u00e9", "enqu\u00eat\u00e9e", "interview\u00e9",
    "interview\u00e9e", "participante", "locuteur", "locutrice",
    "r\u00e9pondant", "r\u00e9pondante", "r\u00e9ponse",
    // Spanish, Portuguese, Italian
    "entrevistado", "entrevistada", "hablante", "respuesta", "informante",
    "falante", "resposta", "intervistato", "intervistata", "partecipante",
    "risposta", "relatore",
    // Dutch, Scandinavian, Finnish
    "deelnemer", "spreker", "antwoord", "ge\u00efnterviewde", "deltagare",
    "svar", "haastateltava",
    // Polish, Russian, Turkish, Greek
    "rozm\u00f3wca", "uczestnik", "badany", "badana",
    "\u0440\u0435\u0441\u043f\u043e\u043d\u0434\u0435\u043d\u0442",
    "\u0443\u0447\u0430\u0441\u0442\u043d\u0438\u043a",
    "\u043e\u0442\u0432\u0435\u0442", "kat\u0131l\u0131mc\u0131",
    // Hebrew, Arabic
    "\u05de\u05e8\u05d5\u05d0\u05d9\u05d9\u05df",
    "\u05de\u05e8\u05d5\u05d0\u05d9\u05d9\u05e0\u05ea",
    "\u05de\u05e9\u05ea\u05ea\u05e3", "\u0645\u0634\u0627\u0631\u0643",
    "\u0627\u0644\u0645\u0634\u0627\u0631\u0643",
    // Chinese, Japanese, Korean
    "\u53d7\u8bbf\u8005", "\u53d7\u8a2a\u8005", "\u7b54", "\u88ab\u8bbf\u8005",
    "\u8a71\u3057\u624b", "\u53c2\u52a0\u8005", "\u53d7\u8bbf\u4eba",
    "\ucc38\uc5ec\uc790", NULL};

// What may stand before or after a role: "the witness", "male voice".
static const char *const beside[] = {
    "the",   "a",       "an",           "der",  "die",    "das",   "le",
    "la",    "les",     "el",           "los",  "il",     "lo",    "un",
    "une",   "unknown", "unidentified", "male", "female", "first", "second",
    "third", "another", "one",          "two",  "three",  "four",  "five",
    "six",   "seven",   "eight",        "nine", "ten",    "eins",  "zwei",
    "drei",  NULL};

// Names' small words: "Ludwig van Beethoven", "Bank of Spain".
static const char *const particles[] = {
    "de",  "van", "von", "der", "den",  "del",  "della", "di", "da",
    "do",  "dos", "la",  "le",  "du",   "des",  "el",    "al", "bin",
    "ibn", "of",  "the", "and", "und",  "y",    "e",     "et", "zu",
    "ter", "ten", "af",  "av",  "bint", "from", NULL};

// What heads metadata or a sentence, never a turn.
static const char *const never[] = {"note",
                                    "notes",
                                    "nb",
                                    "n.b.",
                                    "n.b",
                                    "ps",
                                    "p.s.",
                                    "p.s",
                                    "e.g.",
                                    "e.g",
                                    "eg",
                                    "i.e.",
                                    "i.e",
                                    "ie",
                                    "example",
                                    "examples",
                                    "for example",
                                    "for instance",
                                    "http",
                                    "https",
                                    "ftp",
                                    "mailto",
                                    "www",
                                    "email",
                                    "e-mail",
                                    "mail",
                                    "url",
                                    "link",
                                    "links",
                                    "source",
                                    "sources",
                                    "slide",
                                    "slides",
                                    "video",
                                    "audio",
                                    "audio file",
                                    "audio files",
                                    "media",
                                    "file",
                                    "files",
                                    "file name",
                                    "filename",
                                    "title",
                                    "subtitle",
                                    "date",
                                    "time",
                                    "times",
                                    "start",
                                    "end",
                                    "start time",
                                    "end time",
                                    "duration",
                                    "length",
                                    "place",
                                    "location",
                                    "venue",
                                    "language",
                                    "languages",
                                    "tags",
                                    "category",
                                    "categories",
                                    "aliases",
                                    "speakers",
                                    "participants",
                                    "attendees",
                                    "present",
                                    "absent",
                                    "author",
                                    "authors",
                                    "transcriber",
                                    "transcription",
                                    "transcript",
                                    "transcript by",
                                    "transcribed by",
                                    "recorded",
                                    "recording",
                                    "recording date",
                                    "version",
                                    "id",
                                    "case",
                                    "interview",
                                    "interview date",
                                    "subject line",
                                    "topic",
                                    "topics",
                                    "summary",
                                    "abstract",
                                    "keywords",
                                    "background",
                                    "reference",
                                    "references",
                                    "kind",
                                    "style",
                                    "region",
                                    "project",
                                    "study",
                                    "consent",
                                    "pseudonym",
                                    "legend",
                                    "key",
                                    "conventions",
                                    "section",
                                    "chapter",
                                    "part",
                                    "appendix",
                                    "contents",
                                    "agenda",
                                    "so",
                                    "and",
                                    "but",
                                    "or",
                                    "well",
                                    "now",
                                    "then",
                                    "also",
                                    "yes",
                                    "no",
                                    "okay",
                                    "ok",
                                    "yeah",
                                    "right",
                                    "sure",
                                    "first",
                                    "second",
                                    "third",
                                    "firstly",
                                    "secondly",
                                    "thirdly",
                                    "finally",
                                    "today",
                                    "because",
                                    "however",
                                    "therefore",
                                    "thus",
                                    "fact",
                                    "warning",
                                    "caution",
                                    "important",
                                    "tip",
                                    "hint",
                                    "todo",
                                    "update",
                                    "edit",
                                    "correction",
                                    "disclaimer",
                                    "notice",
                                    "copyright",
                                    "license",
                                    "licence",
                                    "contact",
                                    "address",
                                    "phone",
                                    "tel",
                                    "fax",
                                    "of course",
                                    "in other words",
                                    "that is",
                                    "mhm",
                                    "hm",
                                    "um",
                                    "uh",
                                    "hinweis",
                                    "anmerkung",
                                    "beispiel",
                                    "zum beispiel",
                                    "datum",
                                    "ort",
                                    "zeit",
                                    "dauer",
                                    "sprache",
                                    "titel",
                                    "thema",
                                    "quelle",
                                    "quellen",
                                    "datei",
                                    "teilnehmende",
                                    "ja",
                                    "nein",
                                    "also gut",
                                    "exemple",
                                    "par exemple",
                                    "lieu",
                                    "dur\u00e9e",
                                    "langue",
                                    "titre",
                                    "sujet",
                                    "fichier",
                                    "oui",
                                    "non",
                                    "nota",
                                    "ejemplo",
                                    "por ejemplo",
                                    "fecha",
                                    "lugar",
                                    "duraci\u00f3n",
                                    "idioma",
                                    "t\u00edtulo",
                                    "tema",
                                    "fuente",
                                    "archivo",
                                    "data",
                                    "luogo",
                                    "durata",
                                    "lingua",
                                    "titolo",
                                    "esempio",
                                    "par\u00e9ntesis",
                                    NULL};

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
        if (blank_len(name, i, false) > 0) {
            words++;
            word = next;
        } else if (point == '.' && !stop_fits(name, word, i)) {
            return false;
        } else if (point < 0x80 && strchr(":?!;\"={}|\\<>`^", (int)point)) {
            return false;
        } else if (point == 0x2026 || point == 0x201C || point == 0x201D ||
                   point == 0x3002 || point == 0x61F) {
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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
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

static bool is_role(Str word)
{
    Str stem = without_number(word);
    return listed(stem, asking) || listed(stem, answering);
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
        roles += role;
        if (!role && !listed(word, beside) && !all_digits(word) && !letter) {
            return false;
        }
    }
    return roles > 0;
}

static NameKind kind_of_words(const Words *words)
{
    int small = 0, capitals = 0, letters = 0;
    for (int k = 0; k < words->len; k++) {
        Case written = case_of(words->written[k]);
        bool particle = k > 0 && listed(words->folded[k], particles);
        small += !written.capital && !particle;
        capitals += !written.lower;
        letters += written.letters;
    }
    if (capitals == words->len && letters >= 2) {
        return NAME_CAPS;
    }
    if (small == 0) {
        return NAME_PROPER;
    }
    return words->len == 1 ? NAME_PLAIN : NAME_PHRASE;
}

NameKind name_kind(Str name, Arena *arena)
{
    name = blank_trim(name, true);
    Words words = words_of(name, arena);
    Str folded = text_fold(name, false, arena).text;
    if (words.len == 0 || !name_fits(name) || listed(folded, never) ||
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
        if ((words.len == 1 || stem.len > 1) && listed(stem, asking)) {
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
