// resolve/overlap.h - which of many spans meet a given one.
//
// Private to resolve/.
#ifndef RESOLVE_OVERLAP_H
#define RESOLVE_OVERLAP_H

#include "model/transcript.h"

typedef struct Overlaps { // spans by begin; those taken out count no more
    const Span *spans;
    ptrdiff_t len;
    ptrdiff_t leaves;  // a power of two, at least len
    int32_t *greatest; // tree of ends: node n is over 2n and 2n + 1
} Overlaps;

// The spans must ascend by begin and live as long.  Time: O(n).
Overlaps overlaps_of(const Span *spans, ptrdiff_t len, Arena *arena);
// Index of the first span at or after `from` that overlaps `span`, or `until`
// when none before `until` does.  Time: O(log n).
ptrdiff_t overlaps_next(const Overlaps *overlaps, Span span, ptrdiff_t from,
                        ptrdiff_t until);
// True when a span among [from, until) holds all of `inner`.
bool overlaps_hold(const Overlaps *overlaps, Span inner, ptrdiff_t from,
                   ptrdiff_t until);
void overlaps_take(Overlaps *overlaps, ptrdiff_t index);
void overlaps_put_back(Overlaps *overlaps, ptrdiff_t index);

#endif
