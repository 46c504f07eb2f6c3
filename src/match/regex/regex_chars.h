// match/regex/regex_chars.h - sets of characters, and runs of them.
//
// A set may have more characters than a pattern allows, never fewer.
#ifndef MATCH_REGEX_REGEX_CHARS_H
#define MATCH_REGEX_REGEX_CHARS_H

#include "base/str.h"

enum { // members of a set
    ASCII = 128,
    CHARS_LONG_S = ASCII, // U+017F, folds to s
    CHARS_KELVIN,         // U+212A, folds to k
    CHARS_WORD,           // any other that is \w
    CHARS_SIGN,           // any other that is not
    CHARS_END,
};

typedef struct Chars {
    uint64_t bits[3];
} Chars;

Chars chars_of(Str ascii);
Chars chars_all(void);
// A-Z, a-z and the two that fold to them.
Chars chars_letters(void);
// Those, 0-9 and '_'.
Chars chars_words(void);
void chars_add(Chars *chars, int member);
bool chars_have(const Chars *chars, int member);
// The first member at or after `from`, or CHARS_END.
int chars_next(const Chars *chars, int from);
bool chars_have_all(const Chars *chars, const Chars *of);
bool chars_meet(const Chars *x, const Chars *y);
Chars chars_either(const Chars *x, const Chars *y);
Chars chars_not(const Chars *chars);

enum { RUN_STEPS = 4 };

// One character behind the other: a first one; then any number of those of
// later[0], then of later[1], and so on.
typedef struct Run {
    Chars first, later[RUN_STEPS];
    int steps;    // of `later`
    int32_t most; // characters in all; < 0 is without end
    bool empty;   // may have none
} Run;

Run run_of_nothing(void);
Run run_of_anything(void);
// A single character.
Run run_of(const Chars *chars);
Run run_then(const Run *x, const Run *y);
Run run_either(const Run *x, const Run *y);
// most < 0 is without end.
Run run_repeated(const Run *run, int32_t least, int32_t most);
// No longer than `most`; < 0 is without end.
Run run_at_most(const Run *run, int32_t most);
// True where anything can stand behind its first character.
bool run_is_open(const Run *run);

#endif
