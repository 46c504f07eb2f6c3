#include "analyse/bits.h"

#include "analyse/meet.h"

#include <assert.h>

enum { WORD = 64 };

static uint64_t *column_of(const Bits *bits, ptrdiff_t column)
{
    assert(column >= 0 && column < bits->columns);
    return bits->at + column * bits->words;
}

Bits bits_make(ptrdiff_t columns, ptrdiff_t rows, Arena *arena)
{
    Bits bits = {
        .columns = columns,
        .rows = rows,
        .words = rows / WORD + (rows % WORD > 0),
    };
    ptrdiff_t words;
    // arena_take refuses what is too much.
    if (__builtin_mul_overflow(columns, bits.words, &words)) {
        words = PTRDIFF_MAX;
    }
    bits.at = NEW_ARRAY(arena, uint64_t, words);
    return bits;
}

void bits_set(Bits *bits, ptrdiff_t column, ptrdiff_t row)
{
    assert(row >= 0 && row < bits->rows);
    column_of(bits, column)[row / WORD] |= (uint64_t)1 << row % WORD;
}

void bits_fill(Bits *bits, ptrdiff_t column, ptrdiff_t from, ptrdiff_t to)
{
    uint64_t *words = column_of(bits, column);
    while (from < to) {
        bool whole = from % WORD == 0 && to - from >= WORD;
        words[from / WORD] |= whole ? ~(uint64_t)0 : (uint64_t)1 << from % WORD;
        from += whole ? WORD : 1;
    }
}

bool bits_has(const Bits *bits, ptrdiff_t column, ptrdiff_t row)
{
    assert(row >= 0 && row < bits->rows);
    return column_of(bits, column)[row / WORD] >> row % WORD & 1;
}

// The first row in [from, to) that is set in both columns, or -1.
static ptrdiff_t next_in(const uint64_t *a, const uint64_t *b, ptrdiff_t from,
                         ptrdiff_t to)
{
    if (from >= to) {
        return -1;
    }
    ptrdiff_t i = from / WORD;
    uint64_t word = (a[i] & b[i]) >> from % WORD << from % WORD;
    while (word == 0 && ++i * WORD < to) {
        word = a[i] & b[i];
    }
    ptrdiff_t row = word == 0 ? to : i * WORD + __builtin_ctzll(word);
    return row < to ? row : -1;
}

ptrdiff_t bits_next(const Bits *bits, ptrdiff_t column, ptrdiff_t from,
                    ptrdiff_t to)
{
    const uint64_t *words = column_of(bits, column);
    return next_in(words, words, from, to < bits->rows ? to : bits->rows);
}

ptrdiff_t bits_next_both(const Bits *bits, ptrdiff_t a, ptrdiff_t b,
                         ptrdiff_t from)
{
    return next_in(column_of(bits, a), column_of(bits, b), from, bits->rows);
}

ptrdiff_t bits_count(const Bits *bits, ptrdiff_t column)
{
    return bits_both(bits, column, column);
}

ptrdiff_t bits_both(const Bits *bits, ptrdiff_t a, ptrdiff_t b)
{
    return meet_here()(column_of(bits, a), column_of(bits, b), bits->words);
}

enum { BLOCK = 512 }; // words of each column that stay near while all meet

void bits_meetings(const Bits *bits, int64_t *counts)
{
    Meet *meet = meet_here();
    ptrdiff_t columns = bits->columns;
    for (ptrdiff_t a = 0; a < columns; a++) {
        for (ptrdiff_t b = a; b < columns; b++) {
            counts[a * columns + b] = 0;
        }
    }
    for (ptrdiff_t from = 0; from < bits->words; from += BLOCK) {
        ptrdiff_t left = bits->words - from;
        ptrdiff_t words = left < BLOCK ? left : BLOCK;
        for (ptrdiff_t a = 0; a < columns; a++) {
            const uint64_t *in_a = column_of(bits, a) + from;
            for (ptrdiff_t b = a; b < columns; b++) {
                counts[a * columns + b] +=
                    meet(in_a, column_of(bits, b) + from, words);
            }
        }
    }
}
