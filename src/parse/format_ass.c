#include "parse/format.h"

#include "base/buf.h"
#include "parse/talk/clock.h"
#include "parse/talk/line.h"
#include "parse/talk/speech.h"

enum { FIELDS_MAX = 32 };

typedef struct Fields { // in which of a line's fields things stand, or -1
    int start, end, name, text;
    int count; // 0: not told yet
} Fields;

// Moves `line` past `word`, whatever its capitals, and the blanks behind it.
static bool take_word(Str *line, Str word)
{
    Str head = str_slice(*line, 0, word.len);
    if (!str_eq_nocase(head, word)) {
        return false;
    }
    *line = blank_trim(str_slice(*line, word.len, line->len), true);
    return true;
}

static Fields read_fields(Str line)
{
    Fields fields = {-1, -1, -1, -1, 0};
    for (Str name; str_cut(&line, ',', &name) || name.len > 0;) {
        Str field = str_trim(name);
        int at = fields.count++;
        if (str_eq_nocase(field, S("Start"))) {
            fields.start = at;
        } else if (str_eq_nocase(field, S("End"))) {
            fields.end = at;
        } else if (str_eq_nocase(field, S("Name")) ||
                   str_eq_nocase(field, S("Actor"))) {
            fields.name = at;
        } else if (str_eq_nocase(field, S("Text"))) {
            fields.text = at;
        }
        if (line.len == 0) {
            break;
        }
    }
    return fields;
}

// Whether what follows `tags`, as of "{\i1\p1}", is drawn: "\p" and a number
// begins it, "\p0" ends it, and others, "\pos(1,2)" too, leave it as it was.
static bool draws(Str tags, bool drawing)
{
    for (ptrdiff_t i = 0; i + 2 < tags.len; i++) {
        char digit = tags.at[i + 2];
        if (tags.at[i] == '\\' && tags.at[i + 1] == 'p' && digit >= '0' &&
            digit <= '9') {
            drawing = digit != '0';
        }
    }
    return drawing;
}

// What is said, without "{\i1}" and drawings, and with its breaks as blanks.
static Str plain(Str text, Arena *arena)
{
    Buf out = {.arena = arena};
    bool drawing = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        ptrdiff_t close = str_find(text, S("}"), i);
        char next = i + 1 < text.len ? text.at[i + 1] : '\0';
        if (text.at[i] == '{' && close > i) {
            drawing = draws(str_slice(text, i, close), drawing);
            i = close;
        } else if (drawing) {
            continue;
        } else if (text.at[i] == '\\' &&
                   (next == 'N' || next == 'n' || next == 'h')) {
            buf_char(&out, ' ');
            i++;
        } else {
            buf_char(&out, text.at[i]);
        }
    }
    return buf_str(&out);
}

static int32_t time_of(Str field, Odds *odds, int32_t line)
{
    int32_t ms;
    field = str_trim(field);
    if (clock_read(field, &ms) == field.len && ms != NO_TIME) {
        return ms;
    }
    odds_add(odds, ODD_BAD_TIME, line);
    return NO_TIME;
}

// Adds what a line of dialogue says; the last field holds commas.
static void add_dialogue(Utterances *utterances, Str rest, Fields fields,
                         int32_t line, Odds *odds, Arena *arena)
{
    Str field[FIELDS_MAX] = {{0}};
    int taken = 0;
    while (taken < fields.count - 1 && taken < FIELDS_MAX - 1 &&
           str_cut(&rest, ',', &field[taken])) {
        taken++;
    }
    field[taken] = rest;
    if (taken != fields.count - 1) {
        odds_add(odds, ODD_BAD_CUE, line);
        return;
    }
    *PUSH(utterances, arena) = (Utterance){
        .speaker = fields.name < 0 ? (Str){0} : str_trim(field[fields.name]),
        .text = plain(field[fields.text], arena),
        .start_ms = time_of(field[fields.start], odds, line),
        .end_ms = time_of(field[fields.end], odds, line),
        .line = line};
}

static bool parse_ass(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Utterances utterances = {0};
    Odds odds = {0};
    Fields fields = {0};
    Str line;
    bool events = false;
    for (LineWalk walk = line_walk(source->text); line_next(&walk, &line);) {
        line = blank_trim(line, true);
        if (str_starts(line, S("["))) {
            events = str_eq_nocase(line, S("[Events]"));
        } else if (events && take_word(&line, S("Format:"))) {
            fields = read_fields(line);
        } else if (events && take_word(&line, S("Dialogue:"))) {
            if (fields.count == 0 || fields.count > FIELDS_MAX ||
                fields.start < 0 || fields.end < 0 ||
                fields.text != fields.count - 1) {
                return err_set(err, ERR_INPUT,
                               "line %d: dialogue whose fields no line "
                               "'Format:' before it tells",
                               (int)walk.line);
            }
            add_dialogue(&utterances, line, fields, walk.line, &odds, arena);
        }
    }
    *PUSH(transcripts, arena) =
        speech_transcript(source, "ass", &utterances, &odds, diags);
    return true;
}

static int sniff_ass(const Source *source)
{
    Str text = blank_trim(source->text, true);
    return str_starts(text, S("[Script Info]")) ? 2 : 0;
}

const Format format_ass = {
    .name = "ass",
    .title = "SubStation Alpha captions",
    .extensions = ".ass .ssa",
    .gives = "speakers from the field Name or, where no line has one, from "
             "'Name: text'; times of each caption",
    .loses = "styles, positions, effects, drawings and lines of comment",
    .sniff = sniff_ass,
    .parse = parse_ass,
};
