#include "parse/document/flow.h"

#include "base/map.h"
#include "parse/talk/clock.h"
#include "parse/table/column_names.h"
#include "parse/table/columns.h"
#include "parse/talk/line.h"
#include "parse/talk/name.h"
#include "parse/table/table.h"

enum {
    TURNS_MIN = 3,         // rows of a table of turns without names
    COLUMNS_MAX = 16,      // of such a table
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

// True when a row names a column of text, and one in which people comment.
static bool names_asides(const Row *names, Arena *arena)
{
    bool text = false, aside = false;
    for (ptrdiff_t k = 0; k < names->len; k++) {
        Str key = column_key(row_cell(names, k), arena);
        aside = aside || column_is_aside(key, arena);
        const char *const *word = columns_known[0].names;
        for (; !text && *word && !column_is_aside(key, arena); word++) {
            text = column_is_called(key, *word, arena);
        }
    }
    return text && aside;
}

Rows flow_without_asides(const Rows *table, Arena *arena, Asides *asides)
{
    Rows rows = {0};
    if (table->len == 0 || table->at[0].len > COLUMNS_MAX ||
        !names_asides(&table->at[0], arena)) {
        return *table;
    }
    for (ptrdiff_t i = 0; i < table->len; i++) {
        Row *row = PUSH(&rows, arena);
        row->line = table->at[i].line;
        for (ptrdiff_t k = 0; k < table->at[i].len; k++) {
            Str key = column_key(row_cell(&table->at[0], k), arena);
            if (!column_is_aside(key, arena)) {
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

// ---- a table of turns that does not name its columns

typedef struct Judged { // a column, by what it holds
    int64_t filled, bytes, named, roles, times, distinct;
} Judged;

static Str bare_name(Str cell)
{
    cell = blank_trim(cell, true);
    return blank_trim(
        str_ends(cell, S(":")) ? str_slice(cell, 0, cell.len - 1) : cell, true);
}

static Judged judge(const Rows *rows, ptrdiff_t column, Arena *arena)
{
    Judged judged = {0};
    Map names = {0};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        Str cell = bare_name(row_cell(&rows->at[i], column));
        int32_t ms, end_ms;
        if (cell.len == 0) {
            continue;
        }
        judged.filled++;
        judged.bytes += cell.len;
        judged.times += clock_read(cell, &ms) == cell.len ||
                        clock_mark(cell, &ms, &end_ms) == cell.len;
        NameKind kind = name_fits(cell) ? name_kind(cell, arena) : NAME_BAD;
        judged.named += kind >= NAME_PLAIN;
        judged.roles += kind == NAME_ROLE;
        map_put(&names, cell, arena);
    }
    judged.distinct = names.keys.len;
    return judged;
}

typedef struct Guess {
    ptrdiff_t speaker, text, start; // columns, or NONE
} Guess;

static bool is_speaker_column(const Judged *judged, ptrdiff_t rows)
{
    bool recurs = judged->distinct * 2 <= judged->filled;
    return judged->filled * 2 > rows && judged->named == judged->filled &&
           (recurs || judged->roles == judged->filled);
}

// True when a column of names that come again stands before one of longer
// texts.
static bool guess_columns(const Rows *rows, Arena *arena, Guess *guess)
{
    int64_t most = 0, speaker_bytes = 0;
    ptrdiff_t width = 0;
    *guess = (Guess){NONE, NONE, NONE};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        width = rows->at[i].len > width ? rows->at[i].len : width;
    }
    if (rows->len < TURNS_MIN || width < 2 || width > COLUMNS_MAX) {
        return false;
    }
    for (ptrdiff_t k = 0; k < width; k++) {
        Judged judged = judge(rows, k, arena);
        if (judged.filled > 0 && judged.times == judged.filled) {
            guess->start = guess->start == NONE ? k : guess->start;
        } else if (guess->speaker == NONE &&
                   is_speaker_column(&judged, rows->len)) {
            guess->speaker = k;
            speaker_bytes = judged.bytes;
        } else if (judged.bytes > most) {
            most = judged.bytes;
            guess->text = k;
        }
    }
    return guess->speaker != NONE && guess->text > guess->speaker &&
           most > 2 * speaker_bytes;
}

// ---- which table

typedef struct Candidate {
    Judged held[COLUMNS_MAX]; // by its columns, once it is the transcript
    Rows rows;                // below the names of the columns
    Row names;   // as written, or made up for what the columns hold
    Guess guess; // where they are made up
    bool named;  // as written
    int64_t bytes;
} Candidate;

static Row made_up_names(ptrdiff_t width, const Guess *guess, Arena *arena)
{
    Row names = {0};
    for (ptrdiff_t k = 0; k < width; k++) {
        *PUSH(&names, arena) = k == guess->speaker ? S("speaker")
                               : k == guess->text  ? S("text")
                               : k == guess->start ? S("start")
                                                   : S("");
    }
    return names;
}

// True when a table could be the transcript.
static bool is_candidate(const Rows *table, const ColumnMap *map, Arena *arena,
                         Candidate *candidate)
{
    ptrdiff_t names = table_names(table, map, arena);
    *candidate = (Candidate){.rows = *table, .named = names != NONE};
    if (names != NONE) {
        candidate->names = table->at[names];
        candidate->rows.at += names + 1;
        candidate->rows.len -= names + 1;
    } else if (guess_columns(table, arena, &candidate->guess)) {
        candidate->names =
            made_up_names(table->at[0].len, &candidate->guess, arena);
    } else {
        return false;
    }
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

static bool are_all(int64_t count, const Judged *judged)
{
    return judged->filled > 0 && count == judged->filled;
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
        const Judged *held = &best->held[k];
        Judged judged = judge(table, k, arena);
        bool names = are_all(held->named, held);
        if ((are_all(held->times, held) && judged.times < judged.filled) ||
            (names && judged.named < judged.filled)) {
            return false;
        }
        named = named || (names && judged.filled > 0);
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
        .guess = best->guess,
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
        if (!one->named && one->guess.speaker < row->len) {
            row->at[one->guess.speaker] =
                bare_name(row->at[one->guess.speaker]);
        }
    }
}

static void judge_columns(Candidate *one, Arena *arena)
{
    for (ptrdiff_t k = 0; k < one->names.len && k < COLUMNS_MAX; k++) {
        one->held[k] = judge(&one->rows, k, arena);
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

bool flow_table(const Flow *flow, const ColumnMap *map, Arena *arena,
                Rows *rows, int64_t *beside)
{
    Candidate best = best_candidate(flow, map, arena), one;
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
    return bytes >= (best.named ? needed / 2 : needed);
}
