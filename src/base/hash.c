#include "base/hash.h"

#include <sodium.h>
#include <string.h>

Str hash_hex(Arena *arena, Str bytes)
{
    unsigned char digest[crypto_hash_sha256_BYTES];
    ptrdiff_t size = crypto_hash_sha256_BYTES * 2 + 1;
    char *hex = arena_take(arena, 1, size);
    crypto_hash_sha256(digest, (const unsigned char *)bytes.at,
                       (unsigned long long)bytes.len);
    sodium_bin2hex(hex, (size_t)size, digest, sizeof digest);
    return (Str){hex, size - 1};
}

enum { LANES = 4, LANE = 8 }; // so that multiplications do not wait

// Odd multiplication and exclusive or can be undone, so a step loses nothing.
static uint64_t step(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

uint64_t hash_quick(uint64_t seed, Str bytes)
{
    uint64_t lanes[LANES] = {seed, seed + 1, seed + 2, seed + 3};
    uint64_t word[LANES];
    ptrdiff_t i = 0;
    for (; bytes.len - i >= LANES * LANE; i += LANES * LANE) {
        memcpy(word, bytes.at + i, sizeof word);
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane] = step(lanes[lane], word[lane]);
        }
    }
    uint64_t hash = step(seed, (uint64_t)bytes.len);
    for (int lane = 0; lane < LANES; lane++) {
        hash = step(hash, lanes[lane]);
    }
    for (; i < bytes.len; i++) {
        hash = step(hash, (unsigned char)bytes.at[i]);
    }
    return hash;
}

const char *hash_library(void)
{
    return sodium_version_string();
}
