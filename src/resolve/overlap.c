#include "resolve/overlap.h"

enum { TAKEN = -1 }; // an end before every begin

static int32_t greater(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

Overlaps overlaps_of(const Span *spans, ptrdiff_t len, Arena *arena)
{
    Overlaps overlaps = {.spans = spans, .len = len, .leaves = 1};
    while (overlaps.leaves < len) {
        overlaps.leaves *= 2;
    }
    overlaps.greatest = NEW_ARRAY(arena, int32_t, overlaps.leaves * 2);
    for (ptrdiff_t i = 0; i < overlaps.leaves; i++) {
        overlaps.greatest[overlaps.leaves + i] = i < len ? spans[i].end : TAKEN;
    }
    for (ptrdiff_t n = overlaps.leaves - 1; n > 0; n--) {
        overlaps.greatest[n] =
            greater(overlaps.greatest[2 * n], overlaps.greatest[2 * n + 1]);
    }
    return overlaps;
}

// The first index at or after `from` whose span ends after `place`, or len.
static ptrdiff_t first_after(const Overlaps *overlaps, int32_t place,
                             ptrdiff_t from)
{
    if (from >= overlaps->len) {
        return overlaps->len;
    }
    ptrdiff_t node = overlaps->leaves + from;
    while (overlaps->greatest[node] <= place) {
        while (node % 2 == 1) { // all to the left and below is too early
            node /= 2;
        }
        if (node == 0) {
            return overlaps->len;
        }
        node++;
    }
    while (node < overlaps->leaves) {
        node *= 2;
        node += overlaps->greatest[node] <= place;
    }
    return node - overlaps->leaves;
}

ptrdiff_t overlaps_next(const Overlaps *overlaps, Span span, ptrdiff_t from,
                        ptrdiff_t until)
{
    ptrdiff_t index = first_after(overlaps, span.begin, from);
    bool met = index < until && overlaps->spans[index].begin < span.end;
    return met ? index : until;
}

bool overlaps_hold(const Overlaps *overlaps, Span inner, ptrdiff_t from,
                   ptrdiff_t until)
{
    // The first that reaches far enough is also the one that begins first.
    ptrdiff_t index = first_after(overlaps, inner.end - 1, from);
    return index < until && overlaps->spans[index].begin <= inner.begin;
}

static void set_end(Overlaps *overlaps, ptrdiff_t index, int32_t end)
{
    ptrdiff_t node = overlaps->leaves + index;
    overlaps->greatest[node] = end;
    for (node /= 2; node > 0; node /= 2) {
        overlaps->greatest[node] = greater(overlaps->greatest[2 * node],
                                           overlaps->greatest[2 * node + 1]);
    }
}

void overlaps_take(Overlaps *overlaps, ptrdiff_t index)
{
    set_end(overlaps, index, TAKEN);
}

void overlaps_put_back(Overlaps *overlaps, ptrdiff_t index)
{
    set_end(overlaps, index, overlaps->spans[index].end);
}
