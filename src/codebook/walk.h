// codebook/walk.h - from a YAML tree to structs, by tables of keys.
//
// What a mapping may hold is a table: its keys, which of them must be there,
// and the function that reads each value into its member.  The order of the
// table is the order of reading, so a later key may rely on an earlier one.
#ifndef CODEBOOK_WALK_H
#define CODEBOOK_WALK_H

#include "codebook/yaml.h"

typedef struct Reader {
    Arena *arena; // of what is read
    Mistakes *mistakes;
    void *job; // what the functions of one kind of file share
} Reader;

// Reads `value` into the member `to`.
typedef void (*ReadValue)(Reader *reader, const Node *value, void *to);

typedef enum Need { OPTIONAL, REQUIRED } Need;

typedef struct Field {
    const char *key;
    Need need;
    size_t at; // offset of the member in the struct that is filled
    ReadValue read;
} Field;

typedef struct Fields {
    const char *what; // "a code"
    const Field *at;
    ptrdiff_t len;
} Fields;

#define FIELDS(what, table)                                                    \
    {                                                                          \
        what, table, sizeof table / sizeof *table                              \
    }

// Reads the values of `map` by the table.  A key without a value counts as one
// that is not there.
// Result:   true when no mistake was found in it.
// Findings: C002, C003, C004 and those of the functions it calls.
bool walk(Reader *reader, const Node *map, const Fields *fields, void *into);

// A mistake about a node, with its place.
Diag *mistake_in(Reader *reader, DiagId id, const Node *node,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));
// The key that a value belongs to, for messages: "'label'".
const char *name_of(Reader *reader, const Node *node);
// False, with C004, unless the node is of this kind.
bool node_is(Reader *reader, const Node *node, NodeKind kind);
// False, with C004 or C008, unless the node is a text without control
// characters and not empty; the text without blanks at both ends otherwise.
bool text_of(Reader *reader, const Node *node, Str *text);

// Calls `read(reader, item, to)` for every item of a list; a text stands for a
// list of one.
void read_each(Reader *reader, const Node *node, ReadValue read, void *to);

// Readers of members; `to` is the type named.
void read_text(Reader *reader, const Node *node, void *to); // Str
void read_line(Reader *reader, const Node *node, void *to); // Str, one line
void read_id(Reader *reader, const Node *node, void *to);   // Str, as a code id
void read_lines(Reader *reader, const Node *node, void *to); // Strs

// A whole number from `low` to `high`.
void read_number(Reader *reader, const Node *node, int32_t low, int32_t high,
                 int32_t *to);

typedef struct Choices {
    const char *const *names;
    int len;
} Choices;

// The index of one of the names; `to` stays as it is where it is none.
void read_choice(Reader *reader, const Node *node, Choices choices, int *to);

// True for [A-Za-z][A-Za-z0-9_]*.
bool is_id(Str text);

#endif
