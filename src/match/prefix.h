// match/prefix.h - which words can begin a match at all.
//
// A term that begins with a letter can match only where a word begins with the
// same letters.  Looking at a word's first four bytes passes over nearly all
// words; PCRE2 decides on the rest.
#ifndef MATCH_PREFIX_H
#define MATCH_PREFIX_H

#include "base/str.h"

enum { PREFIX_BYTES = 4, FILTER_WORDS = 16 /* of 64 bits, for each length */ };

// The first bytes of a folded word, the first one lowest, zero behind its end.
uint32_t prefix_key(Str word);

typedef struct Prefix { // of a term: fits a key when (key & mask) == bytes
    uint32_t bytes, mask;
} Prefix;

// Errors: false for a folded term that does not begin with a word character of
//         its own, but with a sign or a wildcard.
bool prefix_of(Str folded, Prefix *prefix);

typedef struct Filter { // of several prefixes; {0} passes nothing
    uint64_t bits[PREFIX_BYTES][FILTER_WORDS];
    uint32_t masks[PREFIX_BYTES]; // 0 where no prefix has this length
} Filter;

void filter_add(Filter *filter, Prefix prefix);

// Where a prefix stands in the bits of its length.
static inline unsigned prefix_bit(uint32_t bytes)
{
    enum { BITS = 10 };
    return (bytes * 0x9E3779B1u) >> (32 - BITS);
}

// False only where no prefix fits.
static inline bool filter_passes(const Filter *filter, uint32_t key)
{
    for (int i = 0; i < PREFIX_BYTES; i++) {
        uint32_t mask = filter->masks[i];
        unsigned bit = prefix_bit(key & mask);
        if (mask != 0 && (filter->bits[i][bit / 64] >> bit % 64 & 1) != 0) {
            return true;
        }
    }
    return false;
}

#endif
