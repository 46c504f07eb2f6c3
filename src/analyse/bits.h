// analyse/bits.h - columns of bits: which of many things have which mark.
#ifndef ANALYSE_BITS_H
#define ANALYSE_BITS_H

#include "base/arena.h"

typedef struct Bits { // all zero when made
    ptrdiff_t columns, rows;
    ptrdiff_t words; // 64-bit words of a column
    uint64_t *at;    // at[column * words + row / 64] bit row % 64
} Bits;

Bits bits_make(ptrdiff_t columns, ptrdiff_t rows, Arena *arena);
void bits_set(Bits *bits, ptrdiff_t column, ptrdiff_t row);
// Sets the rows [from, to).
void bits_fill(Bits *bits, ptrdiff_t column, ptrdiff_t from, ptrdiff_t to);
bool bits_has(const Bits *bits, ptrdiff_t column, ptrdiff_t row);
// The first set row of the column in [from, to), or -1.  Time: O(to - from).
ptrdiff_t bits_next(const Bits *bits, ptrdiff_t column, ptrdiff_t from,
                    ptrdiff_t to);
// The first set row at or after `from` of both columns, or -1.
ptrdiff_t bits_next_both(const Bits *bits, ptrdiff_t a, ptrdiff_t b,
                         ptrdiff_t from);
// Set rows of the column, of both columns.
ptrdiff_t bits_count(const Bits *bits, ptrdiff_t column);
ptrdiff_t bits_both(const Bits *bits, ptrdiff_t a, ptrdiff_t b);
// Of every two columns at once: counts[a * columns + b] for a <= b; the others
// stay.
// Time: columns^2 / 2 x rows at memory speed: a million rows of 30 columns take
//       about a millisecond.
void bits_meetings(const Bits *bits, int64_t *counts);

#endif
