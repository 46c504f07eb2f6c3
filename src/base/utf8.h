// base/utf8.h - UTF-8 and the three ways to count positions.
//
// Inside the program a position is a byte offset.  What leaves it counts code
// points; a browser counts UTF-16 units.  The conversions stand here only.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"

enum {
    UTF8_MAX = 4,              // bytes of the longest code point
    UTF8_REPLACEMENT = 0xFFFD, // shown for what is not text
};

// How many bytes at the start of `s` are valid UTF-8 (no overlong forms, no
// surrogates, at most U+10FFFF).  s.len means all of it.
ptrdiff_t utf8_valid(Str s);
// True for valid UTF-8 without control characters, as a name or a message is.
bool utf8_is_line(Str s);
// The code point that begins at s.at[*i]; moves *i past it.  A byte that is
// not valid there counts alone and gives UTF8_REPLACEMENT.  *i < s.len.
uint32_t utf8_next(Str s, ptrdiff_t *i);
// Where the code point before byte `i` of valid UTF-8 begins; i > 0.
static inline ptrdiff_t utf8_before(Str s, ptrdiff_t i)
{
    do {
        i--;
    } while (i > 0 && ((unsigned char)s.at[i] & 0xC0) == 0x80);
    return i;
}
// Writes 1 to UTF8_MAX bytes and says how many.
int utf8_encode(uint32_t point, char *bytes);
// Code points in valid UTF-8.
ptrdiff_t utf8_count(Str s);
// Valid UTF-8 whatever `s` is: each byte that is none becomes "%XX", so that
// names that differ in such bytes still differ.  What is valid is no copy.
Str utf8_clean(Str s, Arena *arena);
// UTF-16 units in valid UTF-8.
ptrdiff_t utf8_count_utf16(Str s);

// Counts code points from byte offsets that mostly ascend, in one pass:
//     Points points = points_of(text);
//     int64_t begin = points_at(&points, span.begin);
typedef struct Points {
    Str text;
    ptrdiff_t byte;  // a position already counted
    ptrdiff_t point; // the code points before it
} Points;

Points points_of(Str text);
// Code points before byte offset `byte` (0 to text.len).  Time: the distance
// from the offset asked before.
ptrdiff_t points_at(Points *points, ptrdiff_t byte);

// The same for offsets in any order, of a text that is counted first.
typedef struct PointIndex {
    Str text;
    const int32_t *before; // code points before every so many bytes; NULL for
                           // a text of as many code points as bytes
} PointIndex;

PointIndex point_index(Str text, Arena *arena);
// Time: O(1).
int32_t point_index_at(const PointIndex *index, ptrdiff_t byte);
// The byte offset of code point `point`, or -1 beyond the end.
ptrdiff_t points_byte(Str text, ptrdiff_t point);

#endif
