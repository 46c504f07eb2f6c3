// match/order.h - putting many hits in the order of their places.
#ifndef MATCH_ORDER_H
#define MATCH_ORDER_H

#include "base/arena.h"

typedef struct Keyed { // a thing and where it begins
    uint32_t key;
    int32_t number;
} Keyed;

// Sorts by key; what has the same key stays in its order.
// Time: linear, as many times as the largest key has bytes.
void keyed_sort(Keyed *things, ptrdiff_t count, Arena *arena);

#endif
