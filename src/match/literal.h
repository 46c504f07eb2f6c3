// match/literal.h - searching for one literal, by its rarest two bytes.
#ifndef MATCH_LITERAL_H
#define MATCH_LITERAL_H

#include "base/str.h"

typedef struct Literal {
    Str text;       // not empty
    ptrdiff_t rare; // text.at[rare] and the byte behind it are looked for
} Literal;

Literal literal_of(Str text);
// Where it stands in `text` at or after `from`, or -1.
// Time:   linear for real texts, sixteen bytes at a time.
ptrdiff_t literal_find(const Literal *literal, Str text, ptrdiff_t from);
// The same whatever the case of the text's letters; other characters may be
// found that are not there.
// Shape: the literal is of lower-case letters and digits.
ptrdiff_t literal_find_caseless(const Literal *literal, Str text,
                                ptrdiff_t from);

#endif
