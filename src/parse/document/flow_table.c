#include "parse/document/flow.h"

#include "parse/lines/cast.h"
#include "parse/table/column_names.h"
#include "parse/table/columns.h"
#include "parse/talk/line.h"
#include "parse/table/table_head.h"

enum {
    COLUMNS_MAX = 16,      // that are looked into
    SHORT_BYTES_MAX = 200, // of a cell that tells who, when or where
};

static int64_t row_bytes(const Row *row)
{
    int64_t bytes = 0;
    for (ptrdiff_t k = 0; k < row->len; k++) {
        bytes += row->at[k].len;
    }
    return bytes;
}

static int64_t table_bytes(const Rows *rows)
{
    int64_t bytes = 0;
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        bytes += row_bytes(&rows->at[i]);
    }
    return bytes;
}

static int64_t paragraph_bytes(const Flow *flow)
{
    int64_t bytes = 0;
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        bytes += flow->blocks.at[i].text.len;
    }
    return bytes;
}

bool flow_is_aside(const Flow *flow, const Rows *table)
{
    for (ptrdiff_t i = 0; i < table->len; i++) {
        for (ptrdiff_t k = 0; k < table->at[i].len; k++) {
            Str cell = table->at[i].at[k];
            if (cell.len > SHORT_BYTES_MAX || str_find(cell, S("\n"), 0) >= 0) {
                return false;
            }
        }
    }
    return table_bytes(table) * 2 <= paragraph_bytes(flow);
}

// True for a column that is called one of text, or in which most cells begin
// with a label.
static bool is_transcript(const Rows *table, ptrdiff_t column, Arena *arena)
{
    Str key = column_key(row_cell(&table->at[0], column), arena);
    int64_t filled = 0, labelled = 0;
    for (ptrdiff_t i = 1; i < table->len; i++) {
        Str cell = row_cell(&table->at[i], column);
        filled += cell.len > 0;
        labelled += cell.len > 0 && head_read(cell).form == FORM_COLON;
    }
    return column_is_kind(key, COLUMN_TEXT, arena) ||
           (labelled > 0 && labelled * 2 >= filled);
}

// True when a row names a column in which people comment, beside one of text.
static bool names_asides(const Rows *table, Arena *arena)
{
    const Row *names = &table->at[0];
    bool text = false, aside = false;
    for (ptrdiff_t k = 0; k < names->len; k++) {
        bool one = column_is_aside(row_cell(names, k), arena);
        aside = aside || one;
        text = text || (!one && is_transcript(table, k, arena));
    }
    return text && aside;
}

Rows flow_without_asides(const Rows *table, Arena *arena, Asides *asides)
{
    Rows rows = {0};
    if (table->len == 0 || table->at[0].len > COLUMNS_MAX ||
        !names_asides(table, arena)) {
        return *table;
    }
    for (ptrdiff_t i = 0; i < table->len; i++) {
        Row *row = PUSH(&rows, arena);
        row->line = table->at[i].line;
        for (ptrdiff_t k = 0; k < table->at[i].len; k++) {
            if (!column_is_aside(row_cell(&table->at[0], k), arena)) {
                *PUSH(row, arena) = table->at[i].at[k];
            } else if (i > 0 && !is_blank(table->at[i].at[k])) {
                *PUSH(asides, arena) = (Aside){
                    .row = (int32_t)i,
                    .column = row_cell(&table->at[0], k),
                    .text = table->at[i].at[k],
                };
            }
        }
    }
    return rows;
}

// ---- which table

typedef struct Candidate {
    Held held[COLUMNS_MAX]; // by its columns, once it is the transcript
    Rows rows;              // below the names of the columns
    Row names;              // as written, or made up for what the columns hold
    bool named;             // as written
    int64_t bytes;
} Candidate;

// True when a table could be the transcript.
static bool is_candidate(const Rows *table, const ColumnMap *map, Arena *arena,
                         Candidate *candidate)
{
    TableHead head;
    if (!table_head(table, map, arena, &head)) {
        *candidate = (Candidate){.rows = *table};
        return false;
    }
    *candidate = (Candidate){
        .rows = {.at = table->at + head.row + 1,
                 .len = table->len - head.row - 1},
        .names = head.names,
        .named = head.row != NONE,
    };
    candidate->bytes = table_bytes(&candidate->rows);
    return candidate->rows.len > 0;
}

static bool names_are_equal(const Row *a, const Row *b)
{
    for (ptrdiff_t k = 0; k < a->len || k < b->len; k++) {
        if (!str_eq(row_cell(a, k), row_cell(b, k))) {
            return false;
        }
    }
    return true;
}

static bool are_all(int64_t count, const Held *held)
{
    return held->filled > 0 && count == held->filled;
}

// True when a table without names holds times and speakers where the one that
// is the transcript does: the same on the next page.
static bool holds_alike(const Rows *table, const Candidate *best, Arena *arena)
{
    ptrdiff_t width = best->names.len;
    bool named = false;
    for (ptrdiff_t i = 0; i < table->len; i++) {
        if (table->at[i].len != width) {
            return false;
        }
    }
    for (ptrdiff_t k = 0; k < width && k < COLUMNS_MAX; k++) {
        const Held *held = &best->held[k];
        Held now = table_held(table, 0, k, arena);
        bool names = are_all(held->named, held);
        if ((are_all(held->times, held) && now.times < now.filled) ||
            (names && now.named < now.filled)) {
            return false;
        }
        named = named || (names && now.filled > 0);
    }
    return named;
}

// True when a table goes on with the one that is the transcript.
static bool goes_on(const Rows *table, const ColumnMap *map,
                    const Candidate *best, Arena *arena, Candidate *one)
{
    bool could_be = is_candidate(table, map, arena, one);
    if (could_be && one->named) {
        return best->named && names_are_equal(&one->names, &best->names);
    }
    if (could_be && !best->named && one->names.len == best->names.len) {
        return true;
    }
    *one = (Candidate){
        .rows = *table,
        .named = best->named,
        .bytes = table_bytes(table),
    };
    return holds_alike(table, best, arena);
}

static void add_rows(Rows *into, const Candidate *one, Arena *arena)
{
    for (ptrdiff_t i = 0; i < one->rows.len; i++) {
        Row *row = PUSH(into, arena);
        *row = one->rows.at[i];
        row->line = (int32_t)into->len;
    }
}

static void judge_columns(Candidate *one, Arena *arena)
{
    for (ptrdiff_t k = 0; k < one->names.len && k < COLUMNS_MAX; k++) {
        one->held[k] = table_held(&one->rows, 0, k, arena);
    }
}

// The largest; where it names no columns, the one on an earlier page that does.
static Candidate best_candidate(const Flow *flow, const ColumnMap *map,
                                Arena *arena)
{
    Candidate best = {0}, named = {0};
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        Candidate one;
        if (flow->blocks.at[i].kind != BLOCK_TABLE ||
            !is_candidate(&flow->blocks.at[i].table, map, arena, &one)) {
            continue;
        }
        best = one.bytes > best.bytes ? one : best;
        named = one.named && one.bytes > named.bytes ? one : named;
    }
    judge_columns(&named, arena);
    if (!best.named && named.bytes > 0 &&
        holds_alike(&best.rows, &named, arena)) {
        return named;
    }
    judge_columns(&best, arena);
    return best;
}

// A table of its own for each turn: all that are as wide as the first are one.
static Candidate joined_candidate(const Flow *flow, const ColumnMap *map,
                                  Arena *arena)
{
    Rows all = {0};
    Candidate joined = {0};
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        const Block *block = &flow->blocks.at[i];
        const Rows *table = &block->table;
        for (ptrdiff_t k = 0; block->kind == BLOCK_TABLE && k < table->len;
             k++) {
            if (all.len == 0 || table->at[k].len == all.at[0].len) {
                *PUSH(&all, arena) = table->at[k];
            }
        }
    }
    if (!is_candidate(&all, map, arena, &joined)) {
        return (Candidate){0};
    }
    judge_columns(&joined, arena);
    return joined;
}

// True when names come again in a column of the transcript, and paragraphs have
// few labels beside it: however long, they are not what was said.
static bool outspeaks(const Candidate *best, const Rows *rows, const Flow *flow,
                      Arena *arena)
{
    bool recurs = false;
    int64_t labels = 0;
    Cast cast = {0};
    for (ptrdiff_t k = 0; k < best->names.len && k < COLUMNS_MAX; k++) {
        const Held *held = &best->held[k];
        recurs = recurs || (are_all(held->named, held) &&
                            held->distinct * 2 <= held->filled);
    }
    for (ptrdiff_t i = 0; recurs && i < flow->blocks.len; i++) {
        const Block *block = &flow->blocks.at[i];
        if (block->kind != BLOCK_TABLE && !is_blank(block->text)) {
            Head head = head_read_marked(block->text, block->marked);
            cast_line(&cast, block->text, true);
            cast_note(&cast, &head, true, arena);
        }
    }
    cast_decide(&cast, cast.paragraphs, arena);
    for (ptrdiff_t i = 0; i < cast.called.len; i++) {
        labels += cast.called.at[i].speaks ? cast.called.at[i].count : 0;
    }
    return recurs && labels * 2 < rows->len;
}

bool flow_table(const Flow *flow, const ColumnMap *map, Arena *arena,
                Rows *rows, int64_t *beside)
{
    Candidate best = best_candidate(flow, map, arena), one;
    best = best.bytes > 0 ? best : joined_candidate(flow, map, arena);
    int64_t bytes = 0;
    *rows = (Rows){0};
    *beside = 0;
    if (best.bytes == 0) {
        return false;
    }
    *PUSH(rows, arena) = best.names;
    rows->at[0].line = 1;
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        const Block *block = &flow->blocks.at[i];
        if (block->kind != BLOCK_TABLE) {
            *beside += !is_blank(block->text);
        } else if (goes_on(&block->table, map, &best, arena, &one)) {
            bytes += one.bytes;
            add_rows(rows, &one, arena);
        } else {
            *beside += block->table.len;
        }
    }
    int64_t needed = paragraph_bytes(flow);
    return bytes >= (best.named ? needed / 2 : needed) ||
           outspeaks(&best, rows, flow, arena);
}
