// base/map.h - from names to numbers, remembering the order of arrival.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

// Keys get the numbers 0, 1, 2 … in the order in which they first came.
typedef struct Map { // {0} is empty
    Strs keys;       // keys.at[n] is the key with number n; views, not copies
    int32_t *slots;  // hash table of numbers + 1, 0 for empty
    ptrdiff_t slot_count;
} Map;

// The number of `key`, or -1.
int32_t map_find(const Map *map, Str key);
// The number of `key`, which is added when new.  The key's bytes must live as
// long as the map.
int32_t map_put(Map *map, Str key, Arena *arena);

#endif
