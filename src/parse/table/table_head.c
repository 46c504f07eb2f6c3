#include "parse/table/table_head.h"

#include "base/map.h"
#include "parse/table/column_names.h"
#include "parse/table/columns.h"
#include "parse/table/table.h"
#include "parse/talk/clock.h"
#include "parse/talk/line.h"
#include "parse/talk/name.h"

enum {
    TURNS_MIN = 3,       // rows of a table of turns without names
    COLUMNS_MAX = 16,    // of such a table
    SAID_BYTES_MIN = 10, // mean length of what is said
};

Str table_bare_name(Str cell)
{
    cell = blank_trim(cell, true);
    ptrdiff_t colon = str_ends(cell, S(":"))        ? 1
                      : str_ends(cell, S("\uff1a")) ? 3
                                                    : 0;
    return blank_trim(str_slice(cell, 0, cell.len - colon), true);
}

static bool is_time(Str cell)
{
    int32_t ms, end_ms;
    return clock_read(cell, &ms) == cell.len ||
           clock_mark(cell, &ms, &end_ms) == cell.len ||
           clock_stamp(cell, &ms, &end_ms) == cell.len;
}

Held table_held(const Rows *rows, ptrdiff_t from, ptrdiff_t column,
                Arena *arena)
{
    Held held = {0};
    Map names = {0};
    for (ptrdiff_t i = from; i < rows->len; i++) {
        Str cell = table_bare_name(row_cell(&rows->at[i], column));
        if (cell.len == 0) {
            continue;
        }
        held.filled++;
        held.bytes += cell.len;
        held.times += is_time(cell);
        NameKind kind = name_fits(cell) ? name_kind(cell, arena) : NAME_BAD;
        held.named += kind >= NAME_PLAIN;
        held.roles += kind == NAME_ROLE;
        map_put(&names, cell, arena);
    }
    held.distinct = names.keys.len;
    return held;
}

// True for a column of names that come again.  Where it is called one of
// speakers they need not.
static bool holds_speakers(const Held *held, ptrdiff_t rows, bool called)
{
    bool recurs = held->distinct * 2 <= held->filled;
    return held->filled > 0 && held->named == held->filled &&
           (called || (held->filled * 2 > rows &&
                       (recurs || held->roles == held->filled)));
}

static ptrdiff_t width_of(const Rows *rows, ptrdiff_t from)
{
    ptrdiff_t width = 0;
    for (ptrdiff_t i = from; i < rows->len; i++) {
        width = rows->at[i].len > width ? rows->at[i].len : width;
    }
    return width;
}

static const TableHead no_head = {
    .row = NONE, .speaker = NONE, .text = NONE, .start = NONE, .end = NONE};

// True when a column of names, that at `called` if it is not NONE, stands
// beside one of longer texts.
static bool guess_columns(const Rows *rows, ptrdiff_t from, ptrdiff_t called,
                          Arena *arena, TableHead *guess)
{
    int64_t most = 0, speaker_bytes = 0;
    ptrdiff_t width = width_of(rows, from), len = rows->len - from;
    *guess = no_head;
    if (len < (called == NONE ? TURNS_MIN : 1) || width < 2 ||
        width > COLUMNS_MAX) {
        return false;
    }
    for (ptrdiff_t k = 0; k < width; k++) {
        Held held = table_held(rows, from, k, arena);
        bool free = guess->speaker == NONE && (called == NONE || called == k);
        if (held.filled > 0 && held.times == held.filled) {
            guess->end = guess->start == k - 1 && k > 0 ? k : guess->end;
            guess->start = guess->start == NONE ? k : guess->start;
        } else if (free && holds_speakers(&held, len, called == k)) {
            guess->speaker = k;
            speaker_bytes = held.bytes;
        } else if (held.bytes > most) {
            most = held.bytes;
            guess->text = k;
        }
    }
    return guess->speaker != NONE && guess->text != NONE &&
           (called != NONE || guess->text > guess->speaker) &&
           most >
               (called == NONE && guess->start == NONE ? 2 : 1) * speaker_bytes;
}

// ---- names

static bool is_mapped(const ColumnMap *map)
{
    return map->text.len + map->speaker.len + map->document.len +
               map->group.len + map->start.len + map->end.len + map->texts.len +
               map->codes.len >
           0;
}

// The column of a row that is called one of speakers, or NONE.
static ptrdiff_t speaker_column(const Row *row, Arena *arena)
{
    for (ptrdiff_t k = 0; k < row->len; k++) {
        Str key = column_key(row_cell(row, k), arena);
        if (key.len > 0 && column_is_kind(key, COLUMN_SPEAKER, arena)) {
            return k;
        }
    }
    return NONE;
}

bool table_names_speaker(Str name, Arena *arena)
{
    name = table_bare_name(name);
    return name_fits(name) && name_kind(name, arena) == NAME_ROLE;
}

// True when row `at` names who speaks in each column, and somebody asks; beside
// them are numbers and times at most.
static bool names_speakers(const Rows *rows, ptrdiff_t at, Arena *arena)
{
    const Row *names = &rows->at[at];
    int speakers = 0, asking = 0;
    for (ptrdiff_t k = 0; k < width_of(rows, at); k++) {
        Str name = row_cell(names, k);
        Held held = table_held(rows, at + 1, k, arena);
        int64_t mean = held.filled > 0 ? held.bytes / held.filled : 0;
        if (table_names_speaker(name, arena) && mean >= SAID_BYTES_MIN) {
            speakers++;
            asking += name_asks(table_bare_name(name), arena);
        } else if (held.filled > 0 && mean >= SAID_BYTES_MIN) {
            return false;
        }
    }
    return speakers > 1 && asking > 0 && asking < speakers;
}

static Row made_up_names(ptrdiff_t width, const TableHead *head, Arena *arena)
{
    Row names = {0};
    for (ptrdiff_t k = 0; k < width; k++) {
        *PUSH(&names, arena) = k == head->speaker ? S("speaker")
                               : k == head->text  ? S("text")
                               : k == head->start ? S("start")
                               : k == head->end   ? S("end")
                                                  : S("");
    }
    return names;
}

// Takes row `at` for the names.
static bool take_names(const Rows *rows, ptrdiff_t at, TableHead *head)
{
    head->row = at;
    head->names = rows->at[at];
    return true;
}

bool table_head(const Rows *rows, const ColumnMap *map, Arena *arena,
                TableHead *head)
{
    ptrdiff_t named = table_names(rows, map, arena);
    *head = no_head;
    if (named != NONE || is_mapped(map)) {
        return named != NONE && take_names(rows, named, head);
    }
    for (ptrdiff_t i = 0; i < rows->len && i < TITLE_ROWS_MAX; i++) {
        ptrdiff_t called = speaker_column(&rows->at[i], arena);
        if (called != NONE && guess_columns(rows, i + 1, called, arena, head)) {
            return take_names(rows, i, head);
        }
    }
    for (ptrdiff_t i = 0; i + 1 < rows->len && i < TITLE_ROWS_MAX; i++) {
        if (names_speakers(rows, i, arena)) {
            head->spoken = true;
            return take_names(rows, i, head);
        }
    }
    if (!guess_columns(rows, 0, NONE, arena, head)) {
        return false;
    }
    head->names = made_up_names(width_of(rows, 0), head, arena);
    return true;
}
