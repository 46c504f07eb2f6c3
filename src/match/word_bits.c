#include "match/word_bits.h"

#include "base/utf8.h"
#include "text/text.h"

#include <string.h>

typedef unsigned char Bytes __attribute__((vector_size(BLOCK_BYTES)));
typedef uint64_t Lanes __attribute__((vector_size(BLOCK_BYTES)));

typedef struct Block { // of 64 bytes, a bit each
    uint64_t words;    // ASCII that belongs to words
    uint64_t ascii;
    uint64_t signs;
} Block;

// Bytes of all ones or all zeros to bits.
#define BITS_OF(bytes, bits)                                                   \
    do {                                                                       \
        Lanes lanes = (Lanes)((bytes)&weights) * 0x0101010101010101u >> 56;    \
        bits = 0;                                                              \
        for (int lane = 0; lane < 8; lane++) {                                 \
            bits |= lanes[lane] << 8 * lane;                                   \
        }                                                                      \
    } while (0)

static inline __attribute__((always_inline)) void look_at_blocks(
    const char *at, ptrdiff_t count, Block *blocks)
{
    Bytes weights;
    for (int i = 0; i < BLOCK_BYTES; i++) {
        weights[i] = (unsigned char)(1u << i % 8);
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        Bytes bytes;
        memcpy(&bytes, at + i * BLOCK_BYTES, BLOCK_BYTES);
        Bytes letter = (Bytes)((Bytes)((bytes | 0x20) - 'a') <= 'z' - 'a');
        Bytes digit = (Bytes)((Bytes)(bytes - '0') <= 9);
        Bytes word = letter | digit | (Bytes)(bytes == '_');
        Bytes ascii = (Bytes)(bytes < 0x80);
        Bytes sign = (Bytes)(bytes == '[') | (Bytes)(bytes == ']') |
                     (Bytes)(bytes == '(') | (Bytes)(bytes == ')') |
                     (Bytes)(bytes == ',') | (Bytes)(bytes == '-') |
                     (Bytes)(bytes == ';') | (Bytes)(bytes == ':') |
                     (Bytes)(bytes == 0x94);
        BITS_OF(word & ascii, blocks[i].words);
        BITS_OF(sign, blocks[i].signs);
        BITS_OF(ascii, blocks[i].ascii);
    }
}

// ---- the same for what the machine has

typedef void Looker(const char *at, ptrdiff_t count, Block *blocks);

static void look_plainly(const char *at, ptrdiff_t count, Block *blocks)
{
    look_at_blocks(at, count, blocks);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void look_avx2(const char *at,
                                                      ptrdiff_t count,
                                                      Block *blocks)
{
    look_at_blocks(at, count, blocks);
}

__attribute__((target("avx512f,avx512bw,avx512dq"))) static void look_avx512(
    const char *at, ptrdiff_t count, Block *blocks)
{
    look_at_blocks(at, count, blocks);
}

static Looker *looker(void)
{
    bool wide = __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512dq");
    return wide                             ? look_avx512
           : __builtin_cpu_supports("avx2") ? look_avx2
                                            : look_plainly;
}
#else
static Looker *looker(void)
{
    return look_plainly; // with NEON where that is the machine's own
}
#endif

// ---- what is not ASCII

// Adds the characters that begin in a block and are not ASCII.
static void add_others(Str text, ptrdiff_t block, uint64_t others,
                       WordBits *words)
{
    while (others != 0) {
        ptrdiff_t begin = block * BLOCK_BYTES + __builtin_ctzll(others);
        ptrdiff_t end = begin;
        others &= others - 1;
        if (((unsigned char)text.at[begin] & 0xC0) == 0x80 ||
            !char_is_word(utf8_next(text, &end))) {
            continue;
        }
        for (ptrdiff_t i = begin; i < end; i++) {
            words->bits[i / BLOCK_BYTES] |= UINT64_C(1) << i % BLOCK_BYTES;
        }
    }
}

// The bytes of a word that goes on at the end of a block, when so many of it
// stand before the block.
static ptrdiff_t run_behind(WordBits *words, ptrdiff_t before, uint64_t bits)
{
    ptrdiff_t run = before + (~bits ? __builtin_ctzll(~bits) : BLOCK_BYTES);
    words->longest = run > words->longest ? run : words->longest;
    return ~bits ? __builtin_clzll(~bits) : run;
}

WordBits word_bits_of(Str text, Arena *arena)
{
    enum { AT_ONCE = 64 };
    Block blocks[AT_ONCE];
    Looker *look = looker();
    WordBits words = {.blocks = (text.len + BLOCK_BYTES - 1) / BLOCK_BYTES};
    words.bits = NEW_ARRAY(arena, uint64_t, words.blocks + 2);
    words.ascii = NEW_ARRAY(arena, uint64_t, words.blocks + 2);
    words.signs = NEW_ARRAY(arena, uint64_t, words.blocks + 2);
    words.before = NEW_ARRAY(arena, int32_t, words.blocks + 2);
    for (ptrdiff_t i = 0; i < words.blocks; i++) {
        if (i % AT_ONCE == 0) {
            ptrdiff_t left = words.blocks - i;
            look(text.at + i * BLOCK_BYTES, left < AT_ONCE ? left : AT_ONCE,
                 blocks);
        }
        Block block = blocks[i % AT_ONCE];
        words.bits[i] |= block.words;
        words.ascii[i] = block.ascii;
        words.signs[i] = block.signs;
        add_others(text, i, ~block.ascii, &words);
    }
    ptrdiff_t run = 0;
    for (ptrdiff_t i = 0; i <= words.blocks; i++) {
        run = run_behind(&words, run, words.bits[i]);
        words.before[i + 1] =
            words.before[i] + __builtin_popcountll(word_begins(&words, i));
    }
    return words;
}
