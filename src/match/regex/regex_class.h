// match/regex/regex_class.h - which characters a class has.
#ifndef MATCH_REGEX_REGEX_CLASS_H
#define MATCH_REGEX_REGEX_CLASS_H

#include "base/arena.h"
#include "match/regex/regex_chars.h"

// The characters that `source` matches: "[...]", "\p{...}" or "\x{...}".
// Result: of CHARS_WORD and CHARS_SIGN perhaps too many.
// Errors: false where PCRE2 does not compile it.
bool regex_class(Str source, bool caseless, Chars *chars, Arena *arena);
// Where the class that begins with '[' at `begin` ends; -1 where that is not
// sure.
ptrdiff_t regex_class_end(Str pattern, ptrdiff_t begin);

#endif
