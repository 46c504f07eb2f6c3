// container/values.h - JSON as a tree of values.
//
// A number is kept as its digits, and so is as good as text for whoever asks:
// services write times both ways.
#ifndef CONTAINER_VALUES_H
#define CONTAINER_VALUES_H

#include "base/diag.h"
#include "base/err.h"

typedef enum ValueKind {
    VALUE_NULL, // also what is not there
    VALUE_BOOL,
    VALUE_NUMBER,
    VALUE_TEXT,
    VALUE_LIST,
    VALUE_OBJECT,
} ValueKind;

typedef struct Value Value;
struct Value {
    ValueKind kind;
    int32_t line;    // of the file where it, or what it is in, begins; from 1
    Str key;         // of a member of an object
    Str text;        // VALUE_TEXT; the digits of VALUE_NUMBER: "12.34", "-3",
                     // "1e-07"; "true" or "false"
    const Value *at; // what a list or an object holds, in the file's order
    ptrdiff_t len;
};

typedef struct Values {
    const Value **at;
    ptrdiff_t len, cap;
} Values;

// Reads JSON; several values behind one another (JSON Lines) are a list.
// NaN, infinities, numbers beyond all measure and halves of surrogate pairs,
// which some programs write, are taken as null and as U+FFFD.  Where all that
// is beyond ASCII are escapes of the bytes of UTF-8, these are put together.
// Of members with one name the last counts.  A decimal has the fifteen digits
// of a double.
// Findings: T022 counts what was taken so.
// Errors:   ERR_INPUT with its line for what is no JSON, ends early, or goes
//           beyond limits.h.
// Time:     linear.
bool values_read(Str text, Str file, Arena *arena, Value *root, Diags *diags,
                 Err *err);

// The member of that name, or a null; what is no object has none.
const Value *value_get(const Value *object, Str key);
// The text of a text, a number or a boolean; else the empty view.
Str value_text(const Value *value);

// The first value at a path: "results.items[].content" goes through objects by
// their names and, at "[]", through each element of a list, at "[0]" to its
// first; a list at the top is "[].text", one within a list "[].[0]".  An
// empty path is the value itself.  Bars part paths of which the first that is
// there counts.
// Result: a null where there is none.  A null in the file is none.
const Value *value_at(const Value *value, const char *path);
// True when all of the paths, blanks between, are there.
bool value_has(const Value *value, const char *paths);
// All values at a path, in order.
Values values_at(const Value *value, const char *path, Arena *arena);

// The version of the library that reads JSON.
const char *values_library(void);

#endif
