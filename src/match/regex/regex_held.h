// match/regex/regex_held.h - letters that a match holds, and what may be before
// them.
#ifndef MATCH_REGEX_REGEX_HELD_H
#define MATCH_REGEX_REGEX_HELD_H

#include "match/regex/regex_fixed.h"

enum { HELD_BYTES = 2 }; // the least of use; one letter is everywhere

typedef struct Held { // one of these; none when that is not known
    Fixeds texts;
    Run before; // from where the match begins to one that it holds
} Held;

// Takes `other` for `best` where all its letters are of use and it costs less
// to look for them: they are rarer, or it is known what can be before them.
void held_keep_better(Held *best, const Held *other);
// `to` or `from`.
void held_add(Held *to, const Held *from, Arena *arena);

#endif
