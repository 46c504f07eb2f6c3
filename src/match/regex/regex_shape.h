// match/regex/regex_shape.h - what all matches of a part of a pattern share.
//
// A part's Shape says with which texts its matches begin and end, which they
// hold, and of which characters they are made.  Shapes of parts make the shape
// of the whole, so that no tree of the pattern is needed.  Each says less than
// the pattern, never more: it holds for every match and perhaps for other
// texts too.
#ifndef MATCH_REGEX_REGEX_SHAPE_H
#define MATCH_REGEX_REGEX_SHAPE_H

#include "match/regex/regex_held.h"

typedef struct Shape {
    Fixeds begins; // a match begins with one of these; never none
    Held ends;     // ends with one of these; never none
    Held holds;    // and holds one of these
    Run all;       // all that it takes up
    bool any_word; // matches every word character by itself
    bool word;     // is \w
} Shape;

typedef struct Shapes {
    Shape *at;
    ptrdiff_t len, cap;
} Shapes;

// Nothing at all.
Shape shape_of_nothing(Arena *arena);
// \b.
Shape shape_of_edge(Arena *arena);
// Takes up nothing; the marks hold where it stands, and other things perhaps.
Shape shape_of_place(unsigned marks, Arena *arena);
// Any text, or none.
Shape shape_of_anything(Arena *arena);
// One of exactly these characters.
Shape shape_of_chars(const Chars *chars, Arena *arena);
// `first`, and `second` behind it.
Shape shape_then(const Shape *first, const Shape *second, Arena *arena);
// One of at least one shape.
Shape shape_either(const Shapes *shapes, Arena *arena);
// `least` to `most` times; most < 0 is without end.
Shape shape_repeated(const Shape *shape, int32_t least, int32_t most,
                     Arena *arena);
// The same, but met under further conditions, or ending elsewhere.
Shape shape_narrowed(const Shape *shape, Arena *arena);
// What holds where a match of `shape` begins, or ends.
unsigned shape_marks_ahead(const Shape *shape);
unsigned shape_marks_behind(const Shape *shape);
// The letters that every match holds and that cost least to look for.
Held shape_factors(const Shape *shape, Arena *arena);

#endif
