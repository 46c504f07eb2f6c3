#include "parse/format.h"

#include "base/buf.h"
#include "model/codebook.h"
#include "parse/tiers/chat_text.h"
#include "parse/talk/line.h"
#include "parse/talk/speech.h"
#include "parse/talk/timeline.h"

#include <string.h>

enum { BULLET_MAX = 400 };

typedef struct Cha {
    Map people;                         // codes of @Participants
    Strs names;                         // of each: as turns name it
    Map dependent;                      // kinds of lines: "mor"
    Ints counts;                        // of each
    int32_t dependent_line, dependents; // the first; how many
    Utterances utterances;
    Odds *odds;
    Arena *arena;
} Cha;

// ---- who takes part

static bool interviews(Str role)
{
    return label_interviews(role, NULL) ||
           str_eq_nocase(role, S("Investigator")) ||
           str_eq_nocase(role, S("Researcher"));
}

static void add_person(Cha *cha, Str code, Str role)
{
    ptrdiff_t number = map_put(&cha->people, code, cha->arena);
    if (number == cha->names.len) {
        *PUSH(&cha->names, cha->arena) = code;
    }
    if (interviews(role) && !interviews(code)) {
        cha->names.at[number] =
            str_format(cha->arena, "%.*s (interviewer)", FMT(code));
    }
}

// "INV Ann Investigator, ANN Participant": code, perhaps a name, role.
static void read_participants(Cha *cha, Str list)
{
    for (Str one; list.len > 0;) {
        str_cut(&list, ',', &one);
        Str code = {0}, word = {0};
        one = str_trim(one);
        for (bool more = one.len > 0; more; one = str_trim(one)) {
            more = str_cut(&one, ' ', &word);
            code = code.len > 0 ? code : word;
        }
        if (code.len > 0) {
            add_person(cha, code, str_trim(word));
        }
    }
}

// "eng|corpus|INV|||||Investigator|||"
static void read_id(Cha *cha, Str fields)
{
    enum { CODE = 2, ROLE = 7, FIELDS };
    Str field[FIELDS] = {0};
    for (int i = 0; i < FIELDS && fields.len > 0; i++) {
        str_cut(&fields, '|', &field[i]);
    }
    if (str_trim(field[CODE]).len > 0) {
        add_person(cha, str_trim(field[CODE]), str_trim(field[ROLE]));
    }
}

static void read_header(Cha *cha, Str line)
{
    Str name, rest = line;
    str_cut(&rest, ':', &name);
    name = str_trim(name);
    if (str_eq(name, S("@Participants"))) {
        read_participants(cha, str_trim(rest));
    } else if (str_eq(name, S("@ID"))) {
        read_id(cha, str_trim(rest));
    }
}

// ---- times: "0_10538" between two signs

static ptrdiff_t bullet_sign(Str text, ptrdiff_t i)
{
    Str rest = str_slice(text, i, text.len);
    return str_starts(rest, S("\x15"))     ? 1
           : str_starts(rest, S("\u2022")) ? S("\u2022").len
                                           : 0;
}

// The two numbers at the end of what stands between the signs, which lines may
// part.
static bool read_bullet(Str split, int32_t *start_ms, int32_t *end_ms)
{
    char joined[BULLET_MAX];
    Str inner = {joined, 0}, part[2] = {{0}};
    for (ptrdiff_t i = 0; i < split.len && inner.len < BULLET_MAX; i++) {
        if (!strchr(" \t\r\n", split.at[i])) {
            joined[inner.len++] = split.at[i];
        }
    }
    ptrdiff_t end = inner.len;
    for (int k = 1; k >= 0; k--) {
        ptrdiff_t begin = end;
        while (begin > 0 && is_digit(inner.at[begin - 1])) {
            begin--;
        }
        part[k] = str_slice(inner, begin, end);
        end = begin - 1;
        if (k == 1 && (end < 0 || inner.at[end] != '_')) {
            return false;
        }
    }
    return str_number(part[0], start_ms) && str_number(part[1], end_ms);
}

// Finds the next bullet at or after `from`.  Result: where it begins, or -1.
static ptrdiff_t find_bullet(Str text, ptrdiff_t from, ptrdiff_t *end,
                             Utterance *part)
{
    for (ptrdiff_t i = from; i < text.len; i++) {
        ptrdiff_t sign = bullet_sign(text, i);
        if (sign == 0) {
            continue;
        }
        Str mark = str_slice(text, i, i + sign);
        Str near = str_slice(
            text, 0, text.len - i < BULLET_MAX ? text.len : i + BULLET_MAX);
        ptrdiff_t close = str_find(near, mark, i + sign);
        if (close >= 0 && read_bullet(str_slice(text, i + sign, close),
                                      &part->start_ms, &part->end_ms)) {
            *end = close + sign;
            return i;
        }
    }
    return -1;
}

// ---- what is said

static Str name_of(Cha *cha, Str code, int32_t line)
{
    int32_t number = map_find(&cha->people, code);
    if (number < 0 && cha->people.keys.len > 0) {
        odds_add(cha->odds, ODD_DANGLING, line);
    }
    return number < 0 ? code : cha->names.at[number];
}

// What somebody does, "[laughs].", without the end that every utterance has:
// nobody says it.
static Str without_end(Str said)
{
    Str rest = str_slice(said, 0, said.len > 0 ? said.len - 1 : 0);
    bool ends = said.len > 0 && strchr(".?!", said.at[said.len - 1]);
    return ends && is_event(rest) ? rest : said;
}

// The text before each bullet has its times.
static void read_said(Cha *cha, Str line, int32_t number)
{
    Str code, text = line;
    ptrdiff_t from = 0, end = 0;
    str_cut(&text, ':', &code);
    code = str_trim(str_slice(code, 1, code.len));
    Utterance part = {.speaker = name_of(cha, code, number), .line = number};
    for (bool more = true; more; from = end) {
        part.start_ms = part.end_ms = NO_TIME;
        ptrdiff_t bullet = find_bullet(text, from, &end, &part);
        more = bullet >= 0;
        end = more ? end : text.len;
        Str said = chat_said(str_slice(text, from, more ? bullet : text.len),
                             cha->arena);
        if (said.len > 0) {
            said = part.joins ? said : without_end(said);
            part.text =
                part.joins ? str_format(cha->arena, " %.*s", FMT(said)) : said;
            *PUSH(&cha->utterances, cha->arena) = part;
            part.joins = true;
        }
        for (ptrdiff_t i = from; i < end; i++) {
            part.line += text.at[i] == '\n';
        }
    }
}

static void read_dependent(Cha *cha, Str line, int32_t number)
{
    Str kind, rest = line;
    str_cut(&rest, ':', &kind);
    ptrdiff_t at = map_put(&cha->dependent, str_trim(kind), cha->arena);
    if (at == cha->counts.len) {
        *PUSH(&cha->counts, cha->arena) = 0;
    }
    cha->counts.at[at]++;
    cha->dependent_line = cha->dependents++ == 0 ? number : cha->dependent_line;
}

static void read_line(Cha *cha, Str line, int32_t number)
{
    if (line.len == 0) {
        return;
    }
    if (line.at[0] == '@') {
        read_header(cha, line);
    } else if (line.at[0] == '*') {
        read_said(cha, line, number);
    } else if (line.at[0] == '%') {
        read_dependent(cha, line, number);
    }
}

static bool begins_line(Str line)
{
    return line.len > 0 &&
           (line.at[0] == '@' || line.at[0] == '*' || line.at[0] == '%');
}

static void tell_dependents(const Cha *cha, Str file, Diags *diags)
{
    enum { TOLD_MAX = 8 };
    Buf list = {.arena = diags->arena};
    for (ptrdiff_t i = 0; i < cha->counts.len && i < TOLD_MAX; i++) {
        buf_format(&list, "%s%d %.*s", i > 0 ? ", " : "", cha->counts.at[i],
                   FMT(cha->dependent.keys.at[i]));
    }
    buf_add(&list, cha->counts.len > TOLD_MAX ? S(" …") : S(""));
    if (cha->dependents > 0) {
        Place place = {.file = file, .line = cha->dependent_line, .column = 1};
        diag_add(diags, DIAG_T021, place,
                 "%d dependent line%s no speech and left out: %.*s",
                 cha->dependents, cha->dependents > 1 ? "s are" : " is",
                 FMT(buf_str(&list)));
    }
}

static bool parse_cha(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    (void)err;
    Odds odds = {0};
    Cha cha = {.odds = &odds, .arena = arena};
    Str rest = source->text, whole = {0};
    int32_t number = 0, began = 1;
    for (Str line; str_line(&rest, &line);) {
        number++;
        if (begins_line(line)) {
            read_line(&cha, whole, began);
            whole = line;
            began = number;
        } else if (whole.len > 0) {
            whole.len = line.at + line.len - whole.at;
        }
    }
    read_line(&cha, whole, began);
    tell_dependents(&cha, source->file, diags);
    cha.utterances.in_order = true;
    *PUSH(transcripts, arena) =
        speech_transcript(source, "cha", &cha.utterances, &odds, diags);
    return true;
}

static int sniff_cha(const Source *source)
{
    enum { LINES = 60 };
    Str text = source->text;
    bool begin = false;
    for (int i = 0; i < LINES && text.len > 0; i++) {
        Str line;
        str_line(&text, &line);
        begin = begin || str_eq(str_trim(line), S("@Begin"));
        if (begin && str_starts(line, S("@Participants:"))) {
            return 2;
        }
    }
    return begin ? 2 : 1;
}

const Format format_cha = {
    .name = "cha",
    .title = "CHAT",
    .extensions = ".cha .chat",
    .gives = "speakers by their codes, with '(interviewer)' where "
             "@Participants or @ID says so; a turn for each main line, "
             "with its times, also those inside it; words as they were "
             "said, those taken back too; pauses as they are written, "
             "what happens in square brackets",
    .loses = "dependent lines (%mor, %com and others), which are counted; "
             "headers but for participants, of whom names, ages and "
             "roles; other codes in square brackets; marks of scope, "
             "overlap, length, stress and pitch; omitted words; the "
             "difference between kinds of ends: broken off is '-', "
             "trailing off '...'",
    .sniff = sniff_cha,
    .parse = parse_cha,
};
