#include "match/word_bits.h"

#include "base/utf8.h"
#include "text/text.h"

#include <string.h>

typedef struct Block { // of 64 bytes, a bit each
    uint64_t words;    // ASCII that belongs to words
    uint64_t ascii;
    uint64_t letters; // of ASCII
    uint64_t signs;
} Block;

typedef void Looker(const char *at, ptrdiff_t count, Block *blocks);

// A looker for registers of `width` bytes; `bits` turns bytes of all ones or
// zeros into a bit each.
#define LOOKER(name, width, bits)                                              \
    static void name(const char *at, ptrdiff_t count, Block *blocks)           \
    {                                                                          \
        typedef unsigned char Bytes __attribute__((vector_size(width)));       \
        for (ptrdiff_t i = 0; i < count; i++) {                                \
            Block block = {0};                                                 \
            for (int part = BLOCK_BYTES - width; part >= 0; part -= width) {   \
                Bytes bytes;                                                   \
                memcpy(&bytes, at + i * BLOCK_BYTES + part, width);            \
                Bytes ascii = (Bytes)(bytes < 0x80);                           \
                Bytes letter = (Bytes)((Bytes)((bytes | 0x20) - 'a') < 26);    \
                Bytes digit = (Bytes)((Bytes)(bytes - '0') < 10);              \
                Bytes word = letter | digit | (Bytes)(bytes == '_');           \
                Bytes sign = (Bytes)(bytes == ',') | (Bytes)(bytes == '-') |   \
                             (Bytes)(bytes == ';') | (Bytes)(bytes == ':') |   \
                             (Bytes)(bytes == '(') | (Bytes)(bytes == ')') |   \
                             (Bytes)(bytes == '[') | (Bytes)(bytes == ']') |   \
                             (Bytes)(bytes == 0x94);                           \
                block.words =                                                  \
                    block.words << (width - 1) << 1 | bits(word & ascii);      \
                block.ascii = block.ascii << (width - 1) << 1 | bits(ascii);   \
                block.letters =                                                \
                    block.letters << (width - 1) << 1 | bits(letter & ascii);  \
                block.signs = block.signs << (width - 1) << 1 | bits(sign);    \
            }                                                                  \
            blocks[i] = block;                                                 \
        }                                                                      \
    }

#if defined(__x86_64__)
typedef char Chars16 __attribute__((vector_size(16)));
typedef char Chars32 __attribute__((vector_size(32)));
#define BITS_OF_16(bytes)                                                      \
    (uint16_t) __builtin_ia32_pmovmskb128((Chars16)(bytes))
#define BITS_OF_32(bytes)                                                      \
    (uint32_t) __builtin_ia32_pmovmskb256((Chars32)(bytes))

LOOKER(look_sse2, 16, BITS_OF_16)
__attribute__((target("avx2"))) LOOKER(look_avx2, 32, BITS_OF_32)

    // Wider registers than these were measured to gain nothing here.
    static Looker *looker(void)
{
    return __builtin_cpu_supports("avx2") ? look_avx2 : look_sse2;
}
#else
typedef uint64_t Lanes16 __attribute__((vector_size(16)));

// Of each eight bytes one keeps one bit; their sum is those bits.
static uint64_t bits_of_8(uint64_t bytes)
{
    return (bytes & 0x8040201008040201u) * 0x0101010101010101u >> 56;
}
#define BITS_OF_16(bytes)                                                      \
    (bits_of_8(((Lanes16)(bytes))[0]) | bits_of_8(((Lanes16)(bytes))[1]) << 8)

LOOKER(look_plainly, 16, BITS_OF_16) // NEON, or what the compiler has

static Looker *looker(void)
{
    return look_plainly;
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
    words.letters = NEW_ARRAY(arena, uint64_t, words.blocks + 2);
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
        words.letters[i] = block.letters;
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
