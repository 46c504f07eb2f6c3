// match/word_bits.h - which bytes of a folded text belong to words, a bit each.
#ifndef MATCH_WORD_BITS_H
#define MATCH_WORD_BITS_H

#include "base/arena.h"

// Folded text that is searched is readable so far behind its end, zeros there.
enum { BLOCK_BYTES = 64 };

typedef struct WordBits {
    uint64_t *bits;    // bit i % 64 of bits[i / 64]: byte i belongs to a word
    uint64_t *ascii;   // the same: byte i is ASCII
    uint64_t *letters; // byte i is a letter of ASCII
    uint64_t *signs; // byte i is one of , ; : ( ) [ ] - or 0x94, the last of an
                     // em dash
    int32_t *before; // how many words begin before byte 64 * i
    ptrdiff_t blocks;  // bits[blocks] is 0
    ptrdiff_t longest; // bytes of the longest word, where that is over 64
} WordBits;

// Shape:  text.len + BLOCK_BYTES bytes of `text` can be read.
// Time:   linear, 64 bytes at a time but for what is not ASCII.
WordBits word_bits_of(Str text, Arena *arena);

static inline bool word_bit(const WordBits *words, ptrdiff_t i)
{
    return words->bits[i / BLOCK_BYTES] >> i % BLOCK_BYTES & 1;
}

// True when the word of the byte before `i` goes on there; i > 0.
static inline bool word_goes_on(const WordBits *words, ptrdiff_t i)
{
    return word_bit(words, i - 1) && word_bit(words, i);
}

// Where words begin in a block.
static inline uint64_t word_begins(const WordBits *words, ptrdiff_t block)
{
    uint64_t last = block > 0 ? words->bits[block - 1] >> 63 : 0;
    return words->bits[block] & ~(words->bits[block] << 1 | last);
}

// The same; and, for what has its own opinion of words, inside them: where
// ASCII follows another letter, or letters follow what is none.
static inline uint64_t word_places(const WordBits *words, ptrdiff_t block)
{
    uint64_t bits = words->bits[block], letters = words->letters[block];
    uint64_t others = bits & ~words->ascii[block], last = 0, last_letter = 0;
    if (block > 0) {
        last = words->bits[block - 1] & ~words->ascii[block - 1];
        last_letter = words->letters[block - 1];
    }
    return word_begins(words, block) |
           (bits & words->ascii[block] & (others << 1 | last >> 63)) |
           (letters & ~(letters << 1 | last_letter >> 63));
}

// The bits of the 64 bytes from `i` on.
static inline uint64_t words_from(const WordBits *words, ptrdiff_t i)
{
    int shift = (int)(i % BLOCK_BYTES);
    return words->bits[i / BLOCK_BYTES] >> shift |
           words->bits[i / BLOCK_BYTES + 1] << 1 << (63 - shift);
}

// Where the word that byte `i` belongs to ends; `i` itself when to none.
static inline ptrdiff_t word_end(const WordBits *words, ptrdiff_t i)
{
    uint64_t other = ~words_from(words, i);
    while (other == 0) {
        i += BLOCK_BYTES;
        other = ~words_from(words, i);
    }
    return i + __builtin_ctzll(other);
}

// How many words begin before byte `i`.
static inline int32_t words_begun(const WordBits *words, ptrdiff_t i)
{
    uint64_t below = (UINT64_C(1) << i % BLOCK_BYTES) - 1;
    return words->before[i / BLOCK_BYTES] +
           __builtin_popcountll(word_begins(words, i / BLOCK_BYTES) & below);
}

#endif
