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

// Odd multiplication and exclusive or can be undone, so a step loses nothing.
static uint64_t step(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 32;
}

uint64_t hash_quick(uint64_t seed, Str bytes)
{
    // Four lanes, so that one multiplication need not wait for another.
    uint64_t a = seed, b = seed + 1, c = seed + 2, d = seed + 3, words[4];
    ptrdiff_t i = 0, together = sizeof words;
    for (; bytes.len - i >= together; i += together) {
        memcpy(words, bytes.at + i, sizeof words);
        a = step(a, words[0]);
        b = step(b, words[1]);
        c = step(c, words[2]);
        d = step(d, words[3]);
    }
    uint64_t hash = step(seed, (uint64_t)bytes.len);
    hash = step(step(step(step(hash, a), b), c), d);
    for (; i < bytes.len; i++) {
        hash = step(hash, (unsigned char)bytes.at[i]);
    }
    return hash;
}

const char *hash_library(void)
{
    return sodium_version_string();
}
