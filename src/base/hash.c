#include "base/hash.h"

#include <sodium.h>

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

const char *hash_library(void)
{
    return sodium_version_string();
}
