// base/csv.h - cells of CSV that are safe to open in a spreadsheet.
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/buf.h"

// Writes one cell, quoted where it must be.
//
// A cell that a spreadsheet program would run as a formula, because it begins
// with '=', '+', '-', '@', a tab, a CR or a NUL and is no plain number, gets an
// apostrophe before it.  Speech may begin with a dash and a blank; it is marked
// too, for "- 1+cmd|..." is run with the blank as without.  JSON has the words
// as they are.
// Source: RFC 4180; OWASP ASVS 4.0, 5.3.10 (CSV injection).
void csv_cell(Buf *out, Str text);

#endif
