// Guard: where a turn may hold the words of another speaker, whose label was
// not taken for one when the transcript was read.
#include "resolve/resolve.h"

#include "base/utf8.h"
#include "text/text.h"

enum {
    LABEL_REACH = 160, // bytes before a colon in which a label is looked for
    LABEL_WORDS = 3,   // of what may be the label of somebody unknown
};

typedef struct Label { // words of a text or a label, folded
    Str key;           // all of them in one
    Strs words;        // views of `key`
} Label;

typedef struct Labels {
    Label *at;
    ptrdiff_t len, cap;
} Labels;

// What follows what may be a label.
typedef enum Ending {
    ENDING_NONE,
    ENDING_COLON,
    ENDING_OTHER, // a bracket, a bar, a dash, a tab
    ENDING_LINE,
} Ending;

static Label label_of(Str text, Arena *arena)
{
    Str folded = text_fold(text, false, arena).text;
    char *key = NEW_ARRAY(arena, char, folded.len + 1);
    Label label = {.key = {key, 0}};
    bool inside = false;
    for (ptrdiff_t i = 0; i < folded.len;) {
        ptrdiff_t begin = i;
        uint32_t point = utf8_next(folded, &i);
        bool more = point != '_' && char_is_word(point);
        if (more && !inside) {
            *PUSH(&label.words, arena) = (Str){key + label.key.len, 0};
        }
        for (; more && begin < i; begin++) {
            key[label.key.len++] = folded.at[begin];
            label.words.at[label.words.len - 1].len++;
        }
        inside = more;
    }
    return label;
}

static bool has_letter(Str word)
{
    for (ptrdiff_t i = 0; i < word.len; i++) {
        if (!is_digit(word.at[i])) {
            return true;
        }
    }
    return false;
}

// Where in `words` the label begins that ends them, or -1.
static ptrdiff_t ends_with(const Label *words, const Label *label)
{
    for (ptrdiff_t i = words->words.len - 1; i >= 0; i--) {
        ptrdiff_t from = words->words.at[i].at - words->key.at;
        Str end = str_slice(words->key, from, words->key.len);
        if (end.len >= label->key.len) {
            return str_eq(end, label->key) ? i : -1;
        }
    }
    return -1;
}

// True when `word` may be meant for `part`, a word of a label.
static bool resembles(Str word, Str part)
{
    int edits = part.len < 4 ? 0 : part.len < 6 ? 1 : 2;
    return part.len >= 3 && has_letter(part) && has_letter(word) &&
           str_distance(word, part, edits) <= edits;
}

static bool nearly_ends_with(const Label *words, const Label *label)
{
    Str last = words->words.at[words->words.len - 1];
    for (ptrdiff_t i = 0; i < label->words.len; i++) {
        if (resembles(last, label->words.at[i])) {
            return true;
        }
    }
    return false;
}

// True when nothing but numbers stands before the label that ends the words.
static bool is_alone(const Label *words, const Label *label)
{
    ptrdiff_t from = ends_with(words, label);
    for (ptrdiff_t i = 0; i < from; i++) {
        if (has_letter(words->words.at[i])) {
            return false;
        }
    }
    return from >= 0;
}

static bool names(const Label *words, Ending ending, const Labels *guarded)
{
    for (ptrdiff_t i = 0; words->words.len > 0 && i < guarded->len; i++) {
        const Label *label = &guarded->at[i];
        bool named = ending == ENDING_LINE ? is_alone(words, label)
                     : ending == ENDING_OTHER
                         ? label->key.len > 1 && ends_with(words, label) >= 0
                         : ends_with(words, label) >= 0 ||
                               nearly_ends_with(words, label);
        if (named) {
            return true;
        }
    }
    return false;
}

static Ending ending_at(Str text, ptrdiff_t i)
{
    static const Str others[] = {
        {"[", 1},
        {"]", 1},
        {"(", 1},
        {")", 1},
        {"<", 1},
        {">", 1},
        {"|", 1},
        {"\t", 1},
        {" -", 2},
        {"//", 2},
        {"\xE2\x80\x93", 3},
        {"\xE2\x80\x94", 3},
    };
    Str rest = str_slice(text, i, text.len);
    if (rest.len == 0 || rest.at[0] == '\n') {
        return ENDING_LINE;
    }
    if (rest.at[0] == ':' || str_starts(rest, S("\xEF\xBC\x9A"))) {
        return ENDING_COLON;
    }
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        if (str_starts(rest, others[k])) {
            return ENDING_OTHER;
        }
    }
    return ENDING_NONE;
}

// True for one to three words with a capital or a number each, as in "Zed N."
static bool looks_like_label(Str text)
{
    bool inside = false, letter = false;
    int words = 0;
    for (ptrdiff_t i = 0; i < text.len;) {
        uint32_t point = utf8_next(text, &i);
        CharKind kind = char_kind(point);
        bool more = char_is_word(point);
        if (more && !inside && kind == CHAR_LOWER) {
            return false;
        }
        letter = letter || kind == CHAR_UPPER || kind == CHAR_LETTER;
        words += more && !inside && kind != CHAR_NUMBER;
        inside = more;
    }
    return letter && words <= LABEL_WORDS;
}

static ptrdiff_t reach_from(Str text, ptrdiff_t line, ptrdiff_t end,
                            Ending ending)
{
    ptrdiff_t from = end > LABEL_REACH ? end - LABEL_REACH : 0;
    if (ending == ENDING_LINE) {
        return line > from ? line : end; // a long line is no label
    }
    while (from < end && ((unsigned char)text.at[from] & 0xC0) == 0x80) {
        from++;
    }
    return from;
}

// How many bytes at `i` begin a line or a remark; a label may follow.
static ptrdiff_t begins_part(Str text, ptrdiff_t i)
{
    Str rest = str_slice(text, i, text.len);
    bool one = rest.len > 0 &&
               (rest.at[0] == '\n' || rest.at[0] == '[' || rest.at[0] == '(');
    return one ? 1 : str_starts(rest, S("//")) ? 2 : 0;
}

// True when somebody else's label, or what may be one, stands in the turn.
static bool holds_label(Str text, const Labels *guarded)
{
    Arena scratch = {0};
    bool held = false, may_follow = false; // not at the turn's own beginning
    ptrdiff_t line = 0, part = 0;
    for (ptrdiff_t i = 0; !held && i <= text.len; i++) {
        Ending ending = ending_at(text, i);
        if (ending == ENDING_NONE) {
            continue;
        }
        Str before = str_slice(text, reach_from(text, line, i, ending), i);
        Label words = label_of(before, &scratch);
        held = names(&words, ending, guarded);
        if (ending == ENDING_COLON && may_follow) {
            held = held || looks_like_label(str_slice(text, part, i));
            may_follow = false;
        }
        ptrdiff_t begins = begins_part(text, i);
        if (begins > 0) {
            part = i + begins;
            line = text.at[i] == '\n' ? part : line;
            may_follow = true;
        }
    }
    arena_release(&scratch);
    return held;
}

static bool is_withheld(const Study *study, const Document *document,
                        int32_t turn)
{
    int32_t speaker = document->transcript.turns.at[turn].speaker;
    int32_t person =
        speaker == NO_SPEAKER ? NONE : document->participants.at[speaker];
    return document->unsure ||
           (person != NONE &&
            study->participants.at[person].consent < CONSENT_QUOTE);
}

static void withhold(const Study *study, Document *document, int32_t turn,
                     bool *withheld, Diags *diags)
{
    const Transcript *transcript = &document->transcript;
    Stretch stretch = transcript_stretch(transcript, turn);
    for (int32_t i = stretch.first; i <= stretch.last; i++) {
        withheld[i] = true;
    }
    if (is_withheld(study, document, turn)) {
        return;
    }
    Diag *diag = diag_add(
        diags, DIAG_K009,
        (Place){.file = transcript->file,
                .line = transcript->turns.at[turn].line},
        "what may be another speaker's label stands in %s %d of '%.*s': its "
        "words are not shown",
        transcript_part(transcript), turn + 1, FMT(transcript->document));
    diag->help = S("where somebody else begins to speak, begin a line with "
                   "their label and a colon");
}

// Labels of all who are declared, or speak here, and may not be quoted.
static Labels labels_of(const Study *study, const Document *document,
                        Arena *arena)
{
    Labels labels = {0};
    for (ptrdiff_t i = 0; i < study->guarded.len; i++) {
        *PUSH(&labels, arena) = label_of(study->guarded.at[i], arena);
    }
    for (ptrdiff_t i = 0; i < document->participants.len; i++) {
        int32_t person = document->participants.at[i];
        if (person != NONE &&
            study->participants.at[person].consent < CONSENT_QUOTE) {
            Str name = document->transcript.speakers.at[i].name;
            *PUSH(&labels, arena) = label_of(name, arena);
        }
    }
    return labels;
}

void resolve_guard(const Study *study, Document *document, Arena *arena,
                   Diags *diags)
{
    const Transcript *transcript = &document->transcript;
    document->withheld = NULL;
    if (!study->guards || transcript->turns.len == 0) {
        return;
    }
    Arena scratch = {0};
    Labels guarded = labels_of(study, document, &scratch);
    bool *withheld = NEW_ARRAY(arena, bool, transcript->turns.len);
    for (int32_t i = 0; i < transcript->turns.len; i++) {
        Span span = transcript->turns.at[i].span;
        if (!withheld[i] &&
            holds_label(transcript_text(transcript, span), &guarded)) {
            withhold(study, document, i, withheld, diags);
        }
    }
    document->withheld = withheld;
    arena_release(&scratch);
}
