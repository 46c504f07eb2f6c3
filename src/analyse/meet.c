#include "analyse/meet.h"

// Sums the bits of each two, four and eight, then the bytes.
// Source: Warren, H. S. (2013). Hacker's Delight, 2nd ed., section 5-1.
static inline int64_t count_bits(uint64_t word)
{
    word -= word >> 1 & 0x5555555555555555u;
    word = (word & 0x3333333333333333u) + (word >> 2 & 0x3333333333333333u);
    word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    return (int64_t)(word * 0x0101010101010101u >> 56);
}

static int64_t meet_plain(const uint64_t *a, const uint64_t *b, ptrdiff_t words)
{
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < words; i++) {
        count += count_bits(a[i] & b[i]);
    }
    return count;
}

#if defined(__x86_64__)
__attribute__((target("popcnt"))) static int64_t meet_popcnt(const uint64_t *a,
                                                             const uint64_t *b,
                                                             ptrdiff_t words)
{
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < words; i++) {
        count += __builtin_popcountll(a[i] & b[i]);
    }
    return count;
}

// The inner loop is one instruction of vectors.
__attribute__((
    target("popcnt,avx512f,avx512vl,avx512vpopcntdq"))) static int64_t
meet_avx512(const uint64_t *a, const uint64_t *b, ptrdiff_t words)
{
    enum { TOGETHER = 8 };
    uint64_t counts[TOGETHER] = {0};
    ptrdiff_t i = 0;
    for (; words - i >= TOGETHER; i += TOGETHER) {
        for (int k = 0; k < TOGETHER; k++) {
            counts[k] += (uint64_t)__builtin_popcountll(a[i + k] & b[i + k]);
        }
    }
    uint64_t count = 0;
    for (int k = 0; k < TOGETHER; k++) {
        count += counts[k];
    }
    return (int64_t)count + meet_popcnt(a + i, b + i, words - i);
}
#endif

Meet *meet_way(int way)
{
#if defined(__x86_64__)
    if (way == 2) {
        bool has = __builtin_cpu_supports("avx512vpopcntdq") &&
                   __builtin_cpu_supports("avx512f");
        return has ? meet_avx512 : NULL;
    }
    if (way == 1) {
        return __builtin_cpu_supports("popcnt") ? meet_popcnt : NULL;
    }
#endif
    return way == 0 ? meet_plain : NULL;
}

Meet *meet_here(void)
{
    Meet *quickest = meet_plain;
    for (int way = 0; way < MEETS; way++) {
        Meet *found = meet_way(way);
        quickest = found ? found : quickest;
    }
    return quickest;
}
