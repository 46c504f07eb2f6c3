#include "match/literal.h"

#include "base/scan.h"

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

static Lanes lanes_at(const char *at, unsigned char raised)
{
    Lanes bytes;
    memcpy(&bytes, at, LANES);
    return bytes | raised;
}

// `raised` bits count as set in the text.
static bool stands_at(Str literal, Str text, ptrdiff_t at, unsigned char raised)
{
    ptrdiff_t i = 0;
    while (i < literal.len &&
           (char)(text.at[at + i] | raised) == literal.at[i]) {
        i++;
    }
    return i == literal.len;
}

// The first place among the sixteen from `at` on, or -1.
static ptrdiff_t find_in_step(const Literal *literal, Str text, ptrdiff_t at,
                              unsigned char raised)
{
    const char *rare = literal->text.at + literal->rare;
    const char *from = text.at + at + literal->rare;
    Lanes both =
        (Lanes)((lanes_at(from, raised) == (unsigned char)rare[0]) &
                (lanes_at(from + 1, raised) == (unsigned char)rare[1]));
    for (ptrdiff_t i; (i = lanes_first(both)) < LANES; both[i] = 0) {
        if (stands_at(literal->text, text, at + i, raised)) {
            return at + i;
        }
    }
    return -1;
}

static ptrdiff_t find(const Literal *literal, Str text, ptrdiff_t from,
                      unsigned char raised)
{
    ptrdiff_t len = literal->text.len;
    for (; len > 1 && from + len - 1 + LANES <= text.len; from += LANES) {
        ptrdiff_t found = find_in_step(literal, text, from, raised);
        if (found >= 0) {
            return found;
        }
    }
    for (; from + len <= text.len; from++) {
        if (stands_at(literal->text, text, from, raised)) {
            return from;
        }
    }
    return -1;
}

ptrdiff_t literal_find(const Literal *literal, Str text, ptrdiff_t from)
{
    ptrdiff_t left = text.len - from;
    if (literal->text.len == 1 && left > 0) {
        const char *found =
            memchr(text.at + from, literal->text.at[0], (size_t)left);
        return found ? found - text.at : -1;
    }
    return find(literal, text, from, 0);
}

ptrdiff_t literal_find_caseless(const Literal *literal, Str text,
                                ptrdiff_t from)
{
    return find(literal, text, from, 'a' - 'A');
}
