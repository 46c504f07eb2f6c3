// match/regex_shape.h - what all matches of a part of a pattern share.
//
// A part's Shape says with which texts its matches begin and end, and which
// they hold.  Shapes of parts make the shape of the whole, so that no tree of
// the pattern is needed.  Each says less than the pattern, never more: it
// holds for every match and perhaps for other texts too.
#ifndef MATCH_REGEX_SHAPE_H
#define MATCH_REGEX_SHAPE_H

#include "base/arena.h"

enum {
    FIXED_BYTES = 16, // longer ones are cut
    FIXEDS_MAX = 200, // more are cut shorter or left out
    ASCII = 128,
    REPEATS_MAX = 16, // more count as any number
};

// What is proved of a place between two characters.  Word characters are here
// those of ASCII, and the two that fold to one: U+017F and U+212A.
enum {
    MARK_EDGE = 1,  // \b holds
    MARK_START = 2, // no word character before
    MARK_END = 4,   // no word character behind
};

typedef struct Fixed { // letters known beforehand, folded
    char bytes[FIXED_BYTES];
    int len;
    bool whole; // all that the part takes up; or else there may be more
    unsigned before, after; // marks at both ends; one place when len == 0
} Fixed;

typedef struct Fixeds {
    Fixed *at;
    ptrdiff_t len, cap;
} Fixeds;

typedef struct Shape {
    Fixeds begins; // a match begins with one of these; never none
    Fixeds ends;   // ends with one of these; never none
    Fixeds holds;  // and holds one of these; none when that is not known
    bool any_word; // matches every word character by itself
} Shape;

typedef struct Shapes {
    Shape *at;
    ptrdiff_t len, cap;
} Shapes;

typedef enum Words { WORDS_NONE, WORDS_SOME, WORDS_ALL } Words;

// The folded form of a character of ASCII.
char regex_folded(char c);
// True for a word character of ASCII.
bool regex_is_word(char c);

// Takes up nothing; the marks hold where it stands.
Shape shape_of_place(unsigned marks, Arena *arena);
// Any text, or none.
Shape shape_of_anything(Arena *arena);
// One character of ASCII.
Shape shape_of_char(char c, Arena *arena);
// One character or more of a class that has none, some or all of the word
// characters.
Shape shape_of_class(Words words, Arena *arena);
// One character whose folded form is among folded[ASCII].
Shape shape_of_choice(const bool *folded, Words words, Arena *arena);
// `first`, and `second` behind it.
Shape shape_then(const Shape *first, const Shape *second, Arena *arena);
// One of at least one shape.
Shape shape_either(const Shapes *shapes, Arena *arena);
// `least` to `most` times; most < 0 is without end.
Shape shape_repeated(const Shape *shape, int32_t least, int32_t most,
                     Arena *arena);
// What holds where a match of `shape` begins, or ends.
unsigned shape_marks_ahead(const Shape *shape);
unsigned shape_marks_behind(const Shape *shape);
// The rarest letters that every match holds, each of two bytes or more; none
// when that is not known.
Fixeds shape_factors(const Shape *shape, Arena *arena);

// True when these letters begin, or end, where a word of theirs does.
bool fixed_starts_word(const Fixed *fixed);
bool fixed_ends_word(const Fixed *fixed);
// How often one of these is to be expected: RARITY_ONE is everywhere, each
// byte is one of four, and so is the beginning of a word.
#define RARITY_ONE (INT64_C(1) << (2 * FIXED_BYTES + 2))
int64_t fixeds_rarity(const Fixeds *fixeds);

#endif
