// recommend/excerpts.h - which excerpts to show first.
#ifndef RECOMMEND_EXCERPTS_H
#define RECOMMEND_EXCERPTS_H

#include "recommend/evidence.h"

// All of the mentions' evidence, best first.
//
// Those whose words may not be quoted come after all others.  Then one of every
// case, then a second of every case, and so on; in each such round one of every
// stakeholder group before a second of any.  A case and a group give first what
// is affirmed, then hedged, then hypothetical, then negated; first what has 12
// to 60 words, then longer ones, then shorter ones; at last by document and
// place.  A mention that counts for several cases takes the place of the first.
//
// Memory: the arena.   Time: O(n log n + rounds x cases).
Evidences excerpts_arrange(const Study *study, const Mentions *mentions,
                           Arena *arena);

#endif
