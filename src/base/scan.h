// base/scan.h - looks for bytes sixteen at a time.
//
// What is looked for is said by a test of sixteen bytes at once, in which the
// compiler sees what machine it has:
//     static Lanes is_stop(Lanes c)
//     {
//         return (Lanes)((c == '.') | (c == '?'));
//     }
//     i = scan_find(text, i, is_stop);
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include "base/str.h"

#include <string.h>

enum { LANES = 16 };
typedef unsigned char Lanes __attribute__((vector_size(LANES)));

// Gives lanes of ones where a byte is among those looked for, else of zeros.
typedef Lanes (*LanesTest)(Lanes bytes);

// The first lane of ones, or LANES.
static inline ptrdiff_t lanes_first(Lanes hits)
{
    uint64_t half[2];
    memcpy(half, &hits, sizeof half);
    for (int k = 0; k < 2; k++) {
        if (half[k] != 0) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return k * 8 + __builtin_ctzll(half[k]) / 8;
#else
            return k * 8 + __builtin_clzll(half[k]) / 8;
#endif
        }
    }
    return LANES;
}

// A test: what is not ASCII.
static inline Lanes lanes_beyond_ascii(Lanes bytes)
{
    return (Lanes)(bytes >= 0x80);
}

// The first byte of `s` at or after `i` that passes the test, or s.len.
// Time: linear.
__attribute__((always_inline)) static inline ptrdiff_t scan_find(Str s,
                                                                 ptrdiff_t i,
                                                                 LanesTest test)
{
    Lanes bytes;
    ptrdiff_t first;
    for (; s.len - i >= LANES; i += LANES) {
        memcpy(&bytes, s.at + i, LANES);
        first = lanes_first(test(bytes));
        if (first < LANES) {
            return i + first;
        }
    }
    bytes = (Lanes){0};
    if (i < s.len) {
        memcpy(&bytes, s.at + i, (size_t)(s.len - i));
    }
    first = lanes_first(test(bytes));
    return first < s.len - i ? i + first : s.len;
}

#endif
