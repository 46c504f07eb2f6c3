#include "match/literal.h"

#include <string.h>

// How often a byte is met in 1,000 of running text, about; it only decides
// how fast a search is.
static int frequency(char c)
{
    static const unsigned char letters[] = {
        65, 12, 22, 32, 100, 18, 16, 50, 57, 1,  6, 33, 20,
        57, 62, 15, 1,  48,  52, 74, 22, 8,  19, 1, 16, 1,
    };
    return c >= 'a' && c <= 'z' ? letters[c - 'a'] : c == ' ' ? 180 : 2;
}

Literal literal_of(Str text)
{
    Literal literal = {.text = text};
    int least = -1;
    for (ptrdiff_t i = 0; i + 1 < text.len; i++) {
        int often = frequency(text.at[i]) * frequency(text.at[i + 1]);
        if (least < 0 || often < least) {
            least = often;
            literal.rare = i;
        }
    }
    return literal;
}

typedef unsigned char Bytes __attribute__((vector_size(16)));

enum { STEP = sizeof(Bytes) };

static Bytes bytes_at(const char *at)
{
    Bytes bytes;
    memcpy(&bytes, at, STEP);
    return bytes;
}

static bool stands_at(Str literal, Str text, ptrdiff_t at)
{
    return memcmp(text.at + at, literal.at, (size_t)literal.len) == 0;
}

// The first place among the sixteen from `at` on, or -1.
static ptrdiff_t find_in_step(const Literal *literal, Str text, ptrdiff_t at)
{
    const char *rare = literal->text.at + literal->rare;
    const char *from = text.at + at + literal->rare;
    Bytes both = (Bytes)((bytes_at(from) == (unsigned char)rare[0]) &
                         (bytes_at(from + 1) == (unsigned char)rare[1]));
    uint64_t halves[2];
    memcpy(halves, &both, STEP);
    if ((halves[0] | halves[1]) == 0) {
        return -1;
    }
    for (int i = 0; i < STEP; i++) {
        if (both[i] && stands_at(literal->text, text, at + i)) {
            return at + i;
        }
    }
    return -1;
}

ptrdiff_t literal_find(const Literal *literal, Str text, ptrdiff_t from)
{
    ptrdiff_t len = literal->text.len;
    if (len == 1) {
        ptrdiff_t left = text.len - from;
        const char *found =
            left > 0 ? memchr(text.at + from, literal->text.at[0], (size_t)left)
                     : NULL;
        return found ? found - text.at : -1;
    }
    for (; from + len - 1 + STEP <= text.len; from += STEP) {
        ptrdiff_t found = find_in_step(literal, text, from);
        if (found >= 0) {
            return found;
        }
    }
    for (; from + len <= text.len; from++) {
        if (stands_at(literal->text, text, from)) {
            return from;
        }
    }
    return -1;
}
