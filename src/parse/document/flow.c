#include "parse/document/flow.h"

#include "base/map.h"
#include "parse/talk/line.h"
#include "parse/lines/lines.h"
#include "parse/table/table.h"

#include <stdlib.h>

enum { PLACE = '\1', PLACE_ENDS = '\2' }; // no XML holds either

void flow_place(Buf *text, int32_t number, bool end)
{
    buf_format(text, "%c%d%c", PLACE, 2 * number + end, PLACE_ENDS);
}

// ---- blocks to one text

typedef struct Where { // one end of a remark
    int32_t row;       // of the table, or NONE where it is in the text
    int32_t cell;
    int32_t at; // byte; NONE where nothing says
} Where;

typedef struct Telling {
    const Flow *flow;
    Buf text;
    Layout layout;
    Where *where;   // of each remark its beginning and its end, or NULL
    int32_t level;  // of headings that could be names
    Remarks asides; // cells in which people code and comment
    Arena *arena;
} Telling;

// Takes the number of a place off the start of `rest`, behind its sign.
static int32_t take_place(Str *rest)
{
    Str digits;
    int32_t number = NONE;
    str_cut(rest, PLACE_ENDS, &digits);
    return str_number(digits, &number) ? number : NONE;
}

// Adds words to `out` and notes the places that stand in them.
static void add_words(Telling *tell, Buf *out, Str words, Where where)
{
    Str rest = words, before;
    bool placed = tell->flow->remarks.len > 0;
    while (placed && str_cut(&rest, PLACE, &before)) {
        buf_add(out, before);
        int32_t number = take_place(&rest);
        if (where.at != NONE && number != NONE &&
            number < 2 * tell->flow->remarks.len) {
            where.at = (int32_t)out->len;
            tell->where[number] = where;
        }
    }
    buf_add(out, placed ? before : words);
}

static const Where in_text = {NONE, NONE, 0};
static const Where nowhere = {NONE, NONE, NONE}; // not to be noted

static bool holds_lines(const Row *row)
{
    for (ptrdiff_t k = 0; k < row->len; k++) {
        if (str_find(row->at[k], S("\n"), 0) >= 0) {
            return true;
        }
    }
    return false;
}

// Remarks on a row, whose words stand from `begin` on.
static void add_asides(Telling *tell, const Asides *asides, ptrdiff_t row,
                       int32_t begin, ptrdiff_t *next)
{
    for (; *next < asides->len && asides->at[*next].row == row; ++*next) {
        const Aside *aside = &asides->at[*next];
        Buf text = {.arena = tell->arena};
        add_words(tell, &text, aside->text, nowhere);
        *PUSH(&tell->asides, tell->arena) = (Remark){
            .span = {begin, (int32_t)tell->text.len},
            .text = blank_trim(buf_str(&text), false),
            .column = one_line(aside->column, tell->arena),
        };
    }
}

// A row is a line, its cells parted by tabs; cells of several lines each begin
// one of their own.
static void add_rows(Telling *tell, const Rows *rows, const Asides *asides,
                     bool aside)
{
    Buf *text = &tell->text;
    ptrdiff_t next = 0;
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        const Row *row = &rows->at[i];
        Str between = holds_lines(row) ? S("\n") : S("\t");
        int32_t begin = (int32_t)text->len, first = begin;
        for (ptrdiff_t k = 0; k < row->len; k++) {
            buf_add(text, k > 0 ? between : S(""));
            if (k > 0 && between.at[0] == '\n') {
                *PUSH(&tell->layout, tell->arena) = (Printed){.begin = begin};
                begin = (int32_t)text->len;
            }
            add_words(tell, text, row->at[k], in_text);
        }
        *PUSH(&tell->layout, tell->arena) =
            (Printed){.begin = begin, .row = aside};
        add_asides(tell, asides, i, first, &next);
        buf_char(text, '\n');
    }
}

// The level of the headings that come again the most, which could be names; of
// equals the lowest.
static int32_t level_of_names(const Blocks *blocks, Arena *arena)
{
    enum { LEVELS = 10 };
    int32_t most = 0, found = 0;
    for (int32_t level = 0; level < LEVELS; level++) {
        Map names = {0};
        int32_t count = 0;
        for (ptrdiff_t i = 0; i < blocks->len; i++) {
            const Block *block = &blocks->at[i];
            if (block->kind == BLOCK_HEADING && block->level == level) {
                map_put(&names, str_trim(block->text), arena);
                count++;
            }
        }
        int32_t again = count - (int32_t)names.keys.len;
        found = again > 0 && again >= most ? level : found;
        most = again > most ? again : most;
    }
    return found;
}

static void add_paragraph(Telling *tell, const Block *block)
{
    Buf *text = &tell->text;
    int32_t begin = (int32_t)text->len;
    add_words(tell, text, str_slice(block->text, 0, block->marked), in_text);
    *PUSH(&tell->layout, tell->arena) = (Printed){
        .begin = begin,
        .marked = (int32_t)text->len - begin,
        .heading = block->kind == BLOCK_HEADING,
        .title = block->kind == BLOCK_HEADING && block->level < tell->level,
    };
    add_words(tell, text,
              str_slice(block->text, block->marked, block->text.len), in_text);
    buf_char(text, '\n');
}

static void add_blocks(Telling *tell, const Blocks *blocks)
{
    tell->level = level_of_names(blocks, tell->arena);
    for (ptrdiff_t i = 0; i < blocks->len; i++) {
        const Block *block = &blocks->at[i];
        if (block->kind == BLOCK_TABLE) {
            Rows rows = block->table;
            Asides asides = {0};
            if (tell->where) { // it is no table within a cell
                rows = flow_without_asides(&rows, tell->arena, &asides);
            }
            add_rows(tell, &rows, &asides,
                     flow_is_aside(tell->flow, &block->table));
        } else {
            add_paragraph(tell, block);
        }
    }
}

bool flow_is_stamp(Str words)
{
    for (ptrdiff_t i = 0; i < words.len; i++) {
        if (!is_digit(words.at[i]) &&
            str_find(S(":.,;[]()#- \t\n\r"), str_slice(words, i, i + 1), 0) <
                0) {
            return is_blank(words);
        }
    }
    return true;
}

Str flow_words(const Blocks *blocks, Arena *arena)
{
    Flow none = {0};
    Telling tell = {.flow = &none, .text = {.arena = arena}, .arena = arena};
    add_blocks(&tell, blocks);
    Str words = buf_str(&tell.text);
    return str_ends(words, S("\n")) ? str_slice(words, 0, words.len - 1)
                                    : words;
}

// ---- remarks

typedef struct Found { // a remark and where it is
    Span span;
    int32_t transcript, number;
} Found;

typedef struct Founds {
    Found *at;
    ptrdiff_t len, cap;
} Founds;

static int compare_found(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    int32_t left = x->span.begin, right = y->span.begin;
    return left != right ? (left > right) - (left < right)
                         : (x->number > y->number) - (x->number < y->number);
}

// Where one end of a remark is in a transcript made of a table: in the turn of
// its row, if it is in the cell that tells it; else the turn's own end.
static int32_t offset_in(const Transcript *transcript, const Rows *rows,
                         Where where, bool end)
{
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        if (turn->line != where.row) {
            continue;
        }
        Str cell = rows->at[where.row - 1].at[where.cell];
        Str said = blank_trim(cell, true);
        int32_t len = turn->span.end - turn->span.begin;
        if (!str_eq(said, transcript_text(transcript, turn->span))) {
            return end ? turn->span.end : turn->span.begin;
        }
        int32_t at = where.at - (int32_t)(said.at - cell.at);
        at = at < 0 ? 0 : at > len ? len : at;
        return turn->span.begin + at;
    }
    return NONE;
}

// The span of a remark, without blanks at both ends.
static Span span_of(const Transcript *transcript, const Rows *rows,
                    const Where ends[2])
{
    int32_t at[2];
    for (int i = 0; i < 2; i++) {
        at[i] = ends[i].row == NONE || ends[i].at == NONE
                    ? ends[i].at
                    : offset_in(transcript, rows, ends[i], i > 0);
    }
    int32_t begin = at[0] == NONE ? at[1] : at[0];
    int32_t end = at[1] < begin ? begin : at[1];
    if (begin == NONE) {
        return (Span){NONE, NONE};
    }
    Str words = blank_trim(str_slice(transcript->text, begin, end), false);
    return words.len == 0
               ? (Span){begin, end}
               : (Span){(int32_t)(words.at - transcript->text.at),
                        (int32_t)(words.at - transcript->text.at + words.len)};
}

// Those of a table stand before those that were set on words.
static void sort_remarks(Remarks *remarks, Arena *arena)
{
    Founds order = {0};
    Remark *sorted = NEW_ARRAY(arena, Remark, remarks->len + 1);
    for (int32_t i = 0; i < remarks->len; i++) {
        *PUSH(&order, arena) = (Found){remarks->at[i].span, 0, i};
    }
    if (order.len > 0) {
        qsort(order.at, (size_t)order.len, sizeof *order.at, compare_found);
    }
    for (ptrdiff_t i = 0; i < order.len; i++) {
        sorted[i] = remarks->at[order.at[i].number];
    }
    remarks->at = sorted;
    remarks->cap = remarks->len;
}

enum { FAR_MAX = 64 }; // remarks between two parts of one highlight

// True when a highlight is one with the highlight before it, of the same colour
// and with nothing but blanks between, which then reaches to its end.
static bool goes_on_before(const Transcript *transcript, const Remark *remark)
{
    const Remarks *remarks = &transcript->remarks;
    ptrdiff_t last = remarks->len > FAR_MAX ? remarks->len - FAR_MAX : 0;
    for (ptrdiff_t i = remarks->len; remark->colour.len > 0 && i > last; i--) {
        Remark *before = &remarks->at[i - 1];
        if (!str_eq_nocase(before->colour, remark->colour)) {
            continue;
        }
        Span between = {before->span.end, remark->span.begin};
        bool one = between.begin >= between.end ||
                   is_blank(transcript_text(transcript, between));
        if (one && remark->span.end > before->span.end) {
            before->span.end = remark->span.end;
        }
        return one;
    }
    return false;
}

// Gives the transcripts their remarks; those nobody says the place of are left
// out.
static void keep_remarks(const Telling *tell, const Rows *rows,
                         Transcripts *transcripts)
{
    const Remarks *remarks = &tell->flow->remarks;
    for (ptrdiff_t t = 0; t < transcripts->len; t++) {
        Transcript *transcript = &transcripts->at[t];
        Founds found = {0};
        for (int32_t i = 0; i < remarks->len; i++) {
            Span span = span_of(transcript, rows, &tell->where[2 * i]);
            if (span.begin != NONE) {
                *PUSH(&found, tell->arena) = (Found){.span = span, .number = i};
            }
        }
        if (found.len > 0) {
            qsort(found.at, (size_t)found.len, sizeof *found.at, compare_found);
        }
        for (ptrdiff_t i = 0; i < found.len; i++) {
            Remark remark = remarks->at[found.at[i].number];
            remark.span = found.at[i].span;
            if (!goes_on_before(transcript, &remark)) {
                *PUSH(&transcript->remarks, tell->arena) = remark;
            }
        }
        sort_remarks(&transcript->remarks, tell->arena);
    }
}

// The words from the first that is said in `span` on.
static Span said_from(const Transcript *transcript, Span span)
{
    int32_t turn = transcript_turn_at(transcript, span.begin);
    const Turns *turns = &transcript->turns;
    if (turn == NONE || span.begin >= turns->at[turn].span.end) {
        turn++;
        bool follows =
            turn < turns->len && turns->at[turn].span.begin < span.end;
        span.begin = follows ? turns->at[turn].span.begin : span.begin;
    }
    return span;
}

// Gives the only transcript, whose lines are the rows, what was remarked on
// these.
static void keep_asides(const Telling *tell, Transcripts *transcripts)
{
    for (ptrdiff_t i = 0; i < tell->asides.len; i++) {
        Transcript *transcript = &transcripts->at[0];
        Remark *remark = PUSH(&transcript->remarks, tell->arena);
        *remark = tell->asides.at[i];
        remark->span = said_from(transcript, remark->span);
    }
}

// ---- what is told

static void note(const Source *source, DiagId id, int64_t count,
                 const char *what, Diags *diags)
{
    if (count > 0) {
        diag_add(diags, id, (Place){.file = source->file, .line = 1}, "%lld %s",
                 (long long)count, what);
    }
}

enum { COLOURS_NAMED = 8 }; // in a message

// "yellow 12, #FFCC00 3", in the order in which they occur.
static Str colours_of(const Remarks *remarks, int64_t *highlights, Arena *arena)
{
    Buf words = {.arena = arena};
    Map colours = {0};
    Ints counts = {0};
    for (ptrdiff_t i = 0; i < remarks->len; i++) {
        if (remarks->at[i].colour.len > 0) {
            int32_t at = map_put(&colours, remarks->at[i].colour, arena);
            if (at == counts.len) {
                *PUSH(&counts, arena) = 0;
            }
            counts.at[at]++;
            ++*highlights;
        }
    }
    for (ptrdiff_t i = 0; i < counts.len && i < COLOURS_NAMED; i++) {
        buf_format(&words, "%s%.*s %d", i > 0 ? ", " : "",
                   FMT(colours.keys.at[i]), (int)counts.at[i]);
    }
    buf_add(&words, counts.len > COLOURS_NAMED ? S(", …") : S(""));
    return buf_str(&words);
}

// What is kept apart, by what the transcripts have of it.
static void tell_remarks(const Source *source, const Transcripts *transcripts,
                         Arena *arena, Diags *diags)
{
    Remarks all = {0};
    int64_t highlights = 0;
    for (ptrdiff_t t = 0; t < transcripts->len; t++) {
        const Remarks *some = &transcripts->at[t].remarks;
        for (ptrdiff_t i = 0; i < some->len; i++) {
            *PUSH(&all, arena) = some->at[i];
        }
    }
    Str colours = colours_of(&all, &highlights, arena);
    note(source, DIAG_T024, all.len - highlights,
         "comment(s) kept apart from what was said: --remarks says what "
         "becomes of them",
         diags);
    if (highlights > 0) {
        diag_add(diags, DIAG_T024, (Place){.file = source->file, .line = 1},
                 "%lld highlighted passage(s) kept apart: %.*s; --highlight "
                 "COLOUR=CODE says what a colour means",
                 (long long)highlights, FMT(colours));
    }
}

static void tell_apart(const Source *source, const Flow *flow,
                       const Transcripts *transcripts, Arena *arena,
                       Diags *diags)
{
    note(source, DIAG_T023, flow->struck,
         "piece(s) of deleted or hidden text left out", diags);
    tell_remarks(source, transcripts, arena, diags);
    note(source, DIAG_T025, flow->notes, "footnote(s) or endnote(s) left out",
         diags);
}

// ---- transcripts

static Rows bare_rows(Telling *tell, const Rows *rows)
{
    Rows bare = {0};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        Row *row = PUSH(&bare, tell->arena);
        row->line = rows->at[i].line;
        for (ptrdiff_t k = 0; k < rows->at[i].len; k++) {
            Buf cell = {.arena = tell->arena};
            Where where = {rows->at[i].line, (int32_t)k, 0};
            add_words(tell, &cell, rows->at[i].at[k], where);
            *PUSH(row, tell->arena) = buf_str(&cell);
        }
    }
    return bare;
}

static Transcript lines_of(Telling *tell, const Source *source,
                           const char *format, Diags *diags)
{
    add_blocks(tell, &tell->flow->blocks);
    Source lines = *source;
    lines.text = buf_str(&tell->text);
    return lines_transcript(&lines, format, &tell->layout, tell->arena, diags);
}

Transcripts flow_transcripts(const Source *source, const char *format,
                             const Flow *flow, Arena *arena, Diags *diags)
{
    Telling tell = {.flow = flow, .text = {.arena = arena}, .arena = arena};
    Transcripts transcripts = {0};
    Rows rows = {0};
    int64_t beside;
    tell.where = NEW_ARRAY(arena, Where, 2 * flow->remarks.len + 1);
    for (ptrdiff_t i = 0; i < 2 * flow->remarks.len; i++) {
        tell.where[i].at = NONE;
    }
    if (flow_table(flow, &source->columns, arena, &rows, &beside)) {
        rows = bare_rows(&tell, &rows);
        Source kept = *source; // its remarks are still to come
        kept.taker = (Taker){0};
        table_transcripts(&kept, format, &rows, arena, &transcripts, diags);
    } else if (flow_spoken(flow, arena, &rows, &beside)) {
        rows = bare_rows(&tell, &rows);
        *PUSH(&transcripts, arena) =
            flow_spoken_transcript(source, format, &rows, arena, diags);
    } else {
        beside = 0;
        *PUSH(&transcripts, arena) = lines_of(&tell, source, format, diags);
    }
    note(source, DIAG_T012, beside,
         "paragraph(s) and row(s) beside the turns are nobody's", diags);
    keep_asides(&tell, &transcripts);
    keep_remarks(&tell, &rows, &transcripts);
    tell_apart(source, flow, &transcripts, arena, diags);
    return transcripts;
}

// ---- what is no transcript

// "Document: P1  Tags: trust", as Taguette writes below each passage.
static bool is_source_line(Str text)
{
    return str_starts(text, S("Document:")) &&
           str_find(text, S("Tags:"), 0) > 0;
}

static bool begins_with(Str text, const char *const *words)
{
    for (; *words; words++) {
        Str word = str_of(*words);
        if (text.len >= word.len &&
            str_eq_nocase(str_slice(text, 0, word.len), word)) {
            return true;
        }
    }
    return false;
}

// What MAXQDA prints above its list of codes, in one of the first rows or
// paragraphs: "Code System", and "Memo" or "Frequency" beside it.
static bool holds_codes(const Flow *flow)
{
    enum { FIRST = 6 };
    static const char *const lists[] = {
        "code system", "codesystem", "list of codes", "liste der codes", NULL};
    static const char *const columns[] = {"memo", "frequency",
                                          "h\u00e4ufigkeit", NULL};
    for (ptrdiff_t i = 0; i < flow->blocks.len && i < FIRST; i++) {
        const Block *block = &flow->blocks.at[i];
        Str beside = block->text, list = {0};
        str_cut(&beside, '\t', &list);
        if (block->table.len > 0 && block->table.at[0].len > 1) {
            list = block->table.at[0].at[0];
            beside = block->table.at[0].at[1];
        }
        if (begins_with(list, lists) && begins_with(beside, columns)) {
            return true;
        }
    }
    return false;
}

bool flow_is_excerpts(const Flow *flow, Err *err)
{
    enum { SHARE = 4 };
    int64_t sources = 0, filled = 0;
    if (holds_codes(flow)) {
        err_set(err, ERR_INPUT,
                "this seems to be a code system that MAXQDA printed, which is "
                "no transcript");
        return true;
    }
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        Str text = str_trim(flow->blocks.at[i].text);
        filled += text.len > 0;
        sources += is_source_line(text);
    }
    if (sources == 0 || sources * SHARE < filled) {
        return false;
    }
    err_set(err, ERR_INPUT,
            "these are highlights that Taguette exported, %lld of them, which "
            "are no transcript; import the documents they are from",
            (long long)sources);
    return true;
}
