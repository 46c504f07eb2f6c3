// match/regex/regex_parse.h - reads a pattern and says what its matches share.
#ifndef MATCH_REGEX_REGEX_PARSE_H
#define MATCH_REGEX_REGEX_PARSE_H

#include "match/regex/regex_shape.h"

// Reads what is commonly used of PCRE2: letters, escapes, classes, groups,
// alternatives, repetitions, looking around, (?imnsxJ), comments, \Q..\E,
// references back (which may stand for anything).
// Result: false for anything else, and for what does not compile.  *reason
//         tells in the researcher's words why the pattern is slow: what was
//         met then, or else why the shape may tell nothing.
// Memory: the shape's lists.
// Time:   linear but for the lists.
// Source: pcre2pattern(3) of PCRE2 10.42.
bool regex_parse(Str pattern, bool exact_case, Shape *shape,
                 const char **reason, Arena *arena);

#endif
