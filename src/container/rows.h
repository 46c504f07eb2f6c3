// container/rows.h - tables of text: CSV and TSV.
#ifndef CONTAINER_ROWS_H
#define CONTAINER_ROWS_H

#include "base/diag.h"

enum { // limits; what goes beyond is a finding and is left out, never cut
    ROWS_MAX = 2000000,
    ROW_CELLS_MAX = 4096,
    CELL_BYTES_MAX = 8 * 1024 * 1024,
};

typedef struct Row {
    Str *at; // cells
    ptrdiff_t len, cap;
    int32_t line; // of the file where the row begins, from 1
} Row;

typedef struct Rows {
    Row *at;
    ptrdiff_t len, cap;
    char delimiter; // ',', ';', '\t' or '|'
} Rows;

// Reads a delimited table, whose cells view `text` where they stand in it as
// they are.  The delimiter is that of a "sep=" line, else
// the one that gives the most even rows over the first records.  In tab
// separated text a quote that does not open a cell is itself.
// Findings: T010 for an unterminated quote and for rows of another length
// than the first.
// Source: RFC 4180.
Rows rows_read(Str text, Str file, Arena *arena, Diags *diags);
// The first `count` rows of what rows_read gives.
Rows rows_first(Str text, ptrdiff_t count, Arena *arena);

// The version of the library that reads rows.
const char *rows_library(void);

#endif
