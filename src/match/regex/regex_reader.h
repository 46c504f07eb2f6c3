// match/regex/regex_reader.h - a cursor in a pattern.
#ifndef MATCH_REGEX_REGEX_READER_H
#define MATCH_REGEX_REGEX_READER_H

#include "match/regex/regex_shape.h"

typedef struct RegexFlags {
    bool caseless, extended;
} RegexFlags;

typedef struct RegexReader {
    Str pattern;
    ptrdiff_t at;
    RegexFlags flags;
    bool quoted; // between \Q and \E
    int depth;
    bool refers;        // has a reference back
    const char *reason; // why it gave up, or NULL
    Arena *arena;
} RegexReader;

// Stops reading, for the first reason given; a shape that says nothing.
Shape reader_give_up(RegexReader *reader, const char *reason);
// The same where something is not worth a reason of its own.
Shape reader_refuse(RegexReader *reader);

bool reader_at_end(const RegexReader *reader);
// The next byte; NUL at the end, and for a NUL, which is none of syntax.
char reader_peek(const RegexReader *reader);
bool reader_sees(const RegexReader *reader, Str what);
// Past `what` if it comes next.
bool reader_take(RegexReader *reader, Str what);
// Past the next `what`; refuses without one.
bool reader_skip_past(RegexReader *reader, Str what);
// Past quoting, comments and, with (?x), blanks, to what means something.
void reader_skip(RegexReader *reader);

bool regex_is_blank(char c);
static inline bool regex_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

#endif
