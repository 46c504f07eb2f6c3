// container/sheets.h - the sheets of a workbook as rows of text.
//
// What a reader sees is what is read: hidden rows and columns are left out and
// counted, a merged cell has its value once, at its first place.  Numbers have
// up to 15 digits and a point; times are "hh:mm:ss.mmm", or "h:mm" where the
// cell shows no seconds; dates are those of ISO 8601; truth is TRUE or FALSE.
#ifndef CONTAINER_SHEETS_H
#define CONTAINER_SHEETS_H

#include "base/err.h"
#include "container/rows.h"

typedef struct Worksheet {
    Str name;
    bool hidden;
    Rows rows; // those that hold something; Row.line is the row's number
} Worksheet;

typedef struct Worksheets {
    Worksheet *at; // in the order of the workbook
    ptrdiff_t len, cap;
    int64_t hidden;   // rows and columns that are left out
    int64_t comments; // on cells, left out
    int64_t failed;   // cells whose formula has no value: they are empty
} Worksheets;

// Reads the sheets of an Office Open XML workbook, strict or transitional.
// Errors: ERR_INPUT for what is none, is damaged or goes beyond limits.h.
// Source: ECMA-376, part 1, 18.
bool sheets_xlsx(Str bytes, Arena *arena, Worksheets *sheets, Err *err);
// The same for an OpenDocument spreadsheet, zipped or flat.
// Source: OASIS OpenDocument 1.3, part 3, 9.
bool sheets_ods(Str bytes, Arena *arena, Worksheets *sheets, Err *err);
// The same for an XML spreadsheet of Excel 2003.
// Source: Microsoft, XML Spreadsheet Reference (2001).
bool sheets_2003(Str text, Arena *arena, Worksheets *sheets, Err *err);

#endif
