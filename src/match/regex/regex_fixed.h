// match/regex/regex_fixed.h - letters of which it is known that a match has
// them.
#ifndef MATCH_REGEX_REGEX_FIXED_H
#define MATCH_REGEX_REGEX_FIXED_H

#include "base/arena.h"
#include "match/regex/regex_chars.h"

enum {
    FIXED_BYTES = 16, // longer ones are cut
    FIXEDS_MAX = 200, // more are cut shorter or left out
};

// What is proved of a place between two characters.  Word characters are here
// those of ASCII, and the two that fold to one: U+017F and U+212A.
enum {
    MARK_EDGE = 1,                 // \b holds
    MARK_LETTERS = 2,              // no letter before, of those characters
    MARK_START = 4 | MARK_LETTERS, // no word character before
    MARK_END = 8,                  // no word character behind
};

typedef struct Fixed { // letters known beforehand, folded
    char bytes[FIXED_BYTES];
    int len;
    bool whole; // all that the part takes up; or else there may be more
    bool plain; // and met wherever these letters are, in any case, and \b holds
                // at the marked ends; of begins only
    bool stem;  // what follows is the rest of the word, and no more; of begins
    unsigned before, after; // marks at both ends; one place when len == 0
} Fixed;

typedef struct Fixeds {
    Fixed *at;
    ptrdiff_t len, cap;
} Fixeds;

// The folded form of a character of ASCII.
char regex_folded(char c);
// True for a word character of ASCII.
bool regex_is_word(char c);

// True when these letters begin, or end, where a word of theirs does.
bool fixed_starts_word(const Fixed *fixed);
bool fixed_ends_word(const Fixed *fixed);
// True when they begin where a run of letters does; or else, with a digit or
// '_', where a word does.
bool fixed_starts_letters(const Fixed *fixed);
// How often one of these is to be expected: RARITY_ONE is everywhere, each
// byte is one of four, and so is the beginning of a word.
#define RARITY_ONE (INT64_C(1) << (2 * FIXED_BYTES + 2))
int64_t fixeds_rarity(const Fixeds *fixeds);

// Both in a row; the first or the last bytes where they are too many.
Fixed fixed_joined(const Fixed *x, const Fixed *y, bool keep_first);
void fixeds_add(Fixeds *to, const Fixeds *from, Arena *arena);
// Sorts, and leaves a single one of equal ones.
void fixeds_tidy(Fixeds *fixeds);
// Cuts all to the same length, at their end with `keep_first`, until they are
// few enough.
// Errors: false when they are still too many with `least` bytes.
bool fixeds_fit(Fixeds *fixeds, int least, bool keep_first);
// The same, but there may be more.
Fixeds fixeds_opened(const Fixeds *fixeds, Arena *arena);
ptrdiff_t fixeds_wholes(const Fixeds *fixeds);

#endif
