// match/near.h - words near one another, by counting words.
#ifndef MATCH_NEAR_H
#define MATCH_NEAR_H

#include "match/terms.h"

// Matches of A and of B in one unit of one passage with at most `words` words
// between, in the order asked for.
//
// Each match of A goes with the nearest match of B that does not overlap it,
// the one behind it where both are equally near.  The result covers both and
// what lies between; what lies wholly inside another result is left out.
// Means the same as A\W+(?:\w+\W+){0,words}?B, either way round, with words as
// in pattern.h: a unit has a result here when it has one there.
// Shape: a and b by begin, end, as list_each gives them.
// Time:  linear but for sorting.
Matches near_matches(const Interview *interview, const Rule *rule,
                     const Matches *a, const Matches *b, Arena *arena);

// True when a match of `veto` (by begin, not overlapping one another) overlaps
// `match` or has at most `words` words between, in the same passage.
bool any_near(const Interview *interview, const Matches *veto,
              const Match *match, int32_t words);

#endif
