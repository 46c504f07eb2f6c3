#include "match/order.h"

#include <string.h>

enum { DIGITS = 256 };

static uint32_t all_bits(const Keyed *things, ptrdiff_t count)
{
    uint32_t bits = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        bits |= things[i].key;
    }
    return bits;
}

static void sort_by_byte(const Keyed *from, Keyed *to, ptrdiff_t count,
                         int shift)
{
    ptrdiff_t places[DIGITS + 1] = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        places[(from[i].key >> shift) % DIGITS + 1]++;
    }
    for (int i = 0; i < DIGITS; i++) {
        places[i + 1] += places[i];
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        to[places[(from[i].key >> shift) % DIGITS]++] = from[i];
    }
}

void keyed_sort(Keyed *things, ptrdiff_t count, Arena *arena)
{
    uint32_t bits = all_bits(things, count);
    Keyed *from = things, *to = NEW_ARRAY(arena, Keyed, count);
    for (int shift = 0; shift < 32 && bits >> shift != 0; shift += 8) {
        sort_by_byte(from, to, count, shift);
        Keyed *other = from;
        from = to;
        to = other;
    }
    if (from != things) {
        memcpy(things, from, (size_t)count * sizeof *things);
    }
}
