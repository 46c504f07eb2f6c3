// parse/table/table_head.h - which row of a table names its columns, and what
// the columns are where none does.
#ifndef PARSE_TABLE_TABLE_HEAD_H
#define PARSE_TABLE_TABLE_HEAD_H

#include "container/rows.h"
#include "parse/format.h"

enum { TITLE_ROWS_MAX = 32 }; // above the names of the columns

typedef struct Held { // what a column holds
    int64_t filled, bytes, named, roles, times, distinct;
} Held;

typedef struct TableHead {
    ptrdiff_t row; // that names the columns, or NONE
    Row names;     // as written, or made up for what the columns hold
    // Columns that are told by what they hold, or NONE.
    ptrdiff_t speaker, text, start, end;
    bool spoken; // each column is what the speaker says whom it is called after
} TableHead;

// True for such a column, by its name: "Interviewer", "P1".
bool table_names_speaker(Str name, Arena *arena);

// What a column holds, from row `from` on.
Held table_held(const Rows *rows, ptrdiff_t from, ptrdiff_t column,
                Arena *arena);
// A cell that names a speaker, without the colon behind it.
Str table_bare_name(Str cell);
// Finds the names of a table of turns: as table_names does; else in a row that
// names a column of speakers, above a column of names and one of longer texts,
// whatever that is called; else in a row of roles, of whom one asks, above
// columns of what they say; else made up where such columns have no names.
// Result: false where the table holds no turns.
// Time:   linear in the table for each of its first rows that names speakers.
bool table_head(const Rows *rows, const ColumnMap *map, Arena *arena,
                TableHead *head);

#endif
