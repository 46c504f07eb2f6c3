// cli/listing.h - a table that a command lists, as text, CSV or JSON.
#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include "cli/command.h"

typedef struct Cell {
    enum { CELL_TEXT, CELL_INT, CELL_NUMBER } kind;
    Str text;
    int64_t integer;
    double number; // NaN: undefined, shown as "-", null in JSON
    int decimals;
} Cell;

typedef struct Listing {
    Request *request;
    Strs columns;
    Cell *cells; // row by row
    ptrdiff_t len, cap;
    bool headed; // the line of columns was written already (CSV)
} Listing;

// `columns` ends with NULL.
Listing listing_of(Request *request, const char *const *columns);
void listing_text(Listing *listing, Str text);
void listing_int(Listing *listing, int64_t number);
void listing_number(Listing *listing, double number, int decimals);
// Writes the whole table to request->out in the request's form; the JSON is an
// array of objects.
void listing_write(const Listing *listing);

#endif
