// parse/table/column_names.h - what columns are called, in several languages.
#ifndef PARSE_TABLE_COLUMN_NAMES_H
#define PARSE_TABLE_COLUMN_NAMES_H

#include "parse/table/columns.h"

enum { COLUMN_KNOWN = 6 }; // kinds that are known by name

typedef struct KnownColumn {
    ColumnKind kind;
    const char *const *names; // the likeliest first; NULL ends them
} KnownColumn;

extern const KnownColumn columns_known[COLUMN_KNOWN];

// True when a column is called as those beside a transcript are in which people
// code and comment: "Codes", "Memo".
bool column_is_aside(Str key, Arena *arena);
// What is compared of a column's name: "starttime" of "Start_Time (s)".
Str column_key(Str name, Arena *arena);
// True when a key is one of the names of a kind.
bool column_is_kind(Str key, ColumnKind kind, Arena *arena);
// True when a key is one of the names above, folded alike.
bool column_is_called(Str key, const char *name, Arena *arena);

#endif
