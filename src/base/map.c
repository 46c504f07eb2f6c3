#include "base/map.h"

// FNV-1a, 64 bit.
// Source: Fowler, G., Noll, L. C., Vo, K.-P. & Eastlake, D. The FNV
//         non-cryptographic hash algorithm (IETF draft).
static uint64_t hash_of(Str s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        hash = (hash ^ (unsigned char)s.at[i]) * 0x100000001b3u;
    }
    return hash ^ hash >> 32;
}

// The slot that holds `key`, or the empty one where it would go.
static int32_t *slot_of(const Map *map, Str key)
{
    uint64_t mask = (uint64_t)map->slot_count - 1;
    for (uint64_t i = hash_of(key) & mask;; i = (i + 1) & mask) {
        int32_t *slot = &map->slots[i];
        if (*slot == 0 || str_eq(map->keys.at[*slot - 1], key)) {
            return slot;
        }
    }
}

int32_t map_find(const Map *map, Str key)
{
    return map->slot_count > 0 ? *slot_of(map, key) - 1 : -1;
}

static void grow(Map *map, Arena *arena)
{
    map->slot_count = map->slot_count > 0 ? map->slot_count * 2 : 16;
    map->slots = NEW_ARRAY(arena, int32_t, map->slot_count);
    for (ptrdiff_t i = 0; i < map->keys.len; i++) {
        *slot_of(map, map->keys.at[i]) = (int32_t)i + 1;
    }
}

int32_t map_put(Map *map, Str key, Arena *arena)
{
    if (map->keys.len * 2 >= map->slot_count) {
        grow(map, arena);
    }
    int32_t *slot = slot_of(map, key);
    if (*slot == 0) {
        *PUSH(&map->keys, arena) = key;
        *slot = (int32_t)map->keys.len;
    }
    return *slot - 1;
}
