// match/lint.h - what can be said of a regular expression without running it.
#ifndef MATCH_LINT_H
#define MATCH_LINT_H

#include "base/str.h"

typedef struct Lint {
    const char *forbidden;  // what is not allowed in a rule, or NULL
    ptrdiff_t forbidden_at; // byte of the pattern
    bool nested;            // repetition without bound inside another
    ptrdiff_t nested_at;    // the outer one
    bool consumes;          // something in it takes up a character
} Lint;

// Shape: `pattern` compiles.
// Time:  linear.
// Source: pcre2pattern(3).
Lint lint_pattern(Str pattern);

#endif
