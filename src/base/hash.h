// base/hash.h - what a text is known by.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/arena.h"

// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
// Source: FIPS 180-4.
Str hash_hex(Arena *arena, Str bytes);

// A number by which bytes are known again quickly: any change within eight
// bytes changes it, and others nearly always.  Against accidents, not malice.
// Time: memory speed.
uint64_t hash_quick(uint64_t seed, Str bytes);

// The version of the library that computes it.
const char *hash_library(void);

#endif
