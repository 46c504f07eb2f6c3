// parse/table/columns.h - what the columns of a table are.
#ifndef PARSE_TABLE_COLUMNS_H
#define PARSE_TABLE_COLUMNS_H

#include "container/rows.h"
#include "parse/format.h"
#include "parse/table/table_head.h"

typedef enum ColumnKind {
    COLUMN_OTHER, // left out
    COLUMN_TEXT,  // what is said, a turn per row
    COLUMN_SPEAKER,
    COLUMN_START,
    COLUMN_END,
    COLUMN_DOCUMENT,
    COLUMN_GROUP,  // the case
    COLUMN_ANSWER, // answers to one question, a document per row
    COLUMN_SPOKEN, // what one speaker says, whom the column is called after
    COLUMN_CODE,   // 1 where a code applies
    COLUMN_TAGS,   // the codes of a row, with ";" between
    COLUMN_NOTE,   // what somebody remarks on a row
    COLUMN_KINDS
} ColumnKind;

typedef struct Column {
    ColumnKind kind;
    Str name;      // as written
    Str code;      // COLUMN_CODE: without the question's name at its end
    Str question;  // COLUMN_CODE: the question it belongs to, or empty
    int64_t scale; // times: milliseconds per unit of a bare number
    bool minutes;  // times: "25:10:00" is 25 minutes, which Excel made hours
} Column;

typedef struct Columns {
    Column *at;
    ptrdiff_t len, cap;
    int32_t one[COLUMN_KINDS]; // the column of a kind that has one, or NONE
    bool wide;                 // answers in columns, a document per row
} Columns;

// Recognises columns: by `map`, else by their names in several languages, else
// by what they hold, as `head` says where it is not NULL.  The first row holds
// the names.
// Findings: T010 for a column of `map` that is not there; T015 says what
//           became what.
// Time:     linear in the table.
Columns columns_read(const Rows *rows, const TableHead *head,
                     const Source *source, Arena *arena, Diags *diags);
// True when the names alone tell a transcript: text, and a speaker or a time.
bool columns_are_telling(const Row *names, Arena *arena);
// The cell of a row, or the empty view.
Str row_cell(const Row *row, ptrdiff_t column);
// True for 1, true, yes, x: a code that applies.
bool cell_applies(Str cell);
// True for a cell that says there is nothing: empty, "NA", "None", "1 - None".
bool cell_is_none(Str cell);

#endif
