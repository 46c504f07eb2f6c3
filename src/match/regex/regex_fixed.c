#include "match/regex/regex_fixed.h"

#include <stdlib.h>
#include <string.h>

// ---- characters

char regex_folded(char c)
{
    if (c == '`') {
        return '\'';
    }
    if (c >= '\t' && c <= '\r') {
        return ' ';
    }
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool regex_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

// ---- fixed letters

// True where no character of the kind that `mark` tells of can be before a
// word character.
static bool begins_at(const Fixed *fixed, unsigned mark)
{
    return (fixed->before & mark) == mark || (fixed->before & MARK_EDGE) != 0;
}

bool fixed_starts_word(const Fixed *fixed)
{
    return fixed->len > 0 && regex_is_word(fixed->bytes[0]) &&
           begins_at(fixed, MARK_START);
}

bool fixed_starts_letters(const Fixed *fixed)
{
    bool letter =
        fixed->len > 0 && fixed->bytes[0] >= 'a' && fixed->bytes[0] <= 'z';
    return letter ? begins_at(fixed, MARK_LETTERS) : fixed_starts_word(fixed);
}

bool fixed_ends_word(const Fixed *fixed)
{
    return fixed->len > 0 && regex_is_word(fixed->bytes[fixed->len - 1]) &&
           (fixed->after & (MARK_END | MARK_EDGE)) != 0;
}

// Keeps the first or the last `len` bytes.
static void cut(Fixed *fixed, int len, bool keep_first)
{
    if (fixed->len <= len) {
        return;
    }
    fixed->whole = fixed->stem = false;
    if (keep_first) {
        fixed->after = 0;
    } else {
        fixed->before = 0;
        memmove(fixed->bytes, fixed->bytes + fixed->len - len, (size_t)len);
    }
    memset(fixed->bytes + len, 0, (size_t)(FIXED_BYTES - len));
    fixed->len = len;
}

Fixed fixed_joined(const Fixed *x, const Fixed *y, bool keep_first)
{
    char both[2 * FIXED_BYTES];
    memcpy(both, x->bytes, (size_t)x->len);
    memcpy(both + x->len, y->bytes, (size_t)y->len);
    int len = x->len + y->len, kept = len < FIXED_BYTES ? len : FIXED_BYTES;
    unsigned inner = x->len > 0 && y->len > 0 ? ~0u : 0;
    Fixed fixed = {
        .len = kept,
        .whole = x->whole && y->whole && kept == len,
        .plain = x->plain && y->plain && (inner & (x->after | y->before)) == 0,
        .stem = y->stem && kept == len && (y->len > 0 || x->after == 0),
        .before = x->before | (x->len > 0 ? 0 : y->before),
        .after = y->after | (y->len > 0 ? 0 : x->after),
    };
    memcpy(fixed.bytes, keep_first ? both : both + len - kept, (size_t)kept);
    if (kept < len) {
        *(keep_first ? &fixed.after : &fixed.before) = 0;
    }
    return fixed;
}

static int fixed_order(const void *a, const void *b)
{
    const Fixed *x = a, *y = b;
    int common = x->len < y->len ? x->len : y->len;
    int order = memcmp(x->bytes, y->bytes, (size_t)common);
    if (order == 0) {
        order = x->len - y->len;
    }
    return order != 0 ? order : (int)x->whole - (int)y->whole;
}

// What is true of both.  Letters stay plain when the marks of one that is
// plain are left.
static Fixed either(const Fixed *x, const Fixed *y)
{
    Fixed both = *x;
    both.before &= y->before;
    both.after &= y->after;
    bool same_x = x->before == both.before && x->after == both.after;
    bool same_y = y->before == both.before && y->after == both.after;
    both.plain = (x->plain && same_x) || (y->plain && same_y);
    both.stem = x->stem && y->stem;
    return both;
}

void fixeds_tidy(Fixeds *fixeds)
{
    if (fixeds->len < 2) {
        return;
    }
    qsort(fixeds->at, (size_t)fixeds->len, sizeof *fixeds->at, fixed_order);
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 1; i < fixeds->len; i++) {
        Fixed *last = &fixeds->at[kept];
        const Fixed *fixed = &fixeds->at[i];
        if (fixed_order(last, fixed) == 0) {
            *last = either(last, fixed);
        } else {
            fixeds->at[++kept] = *fixed;
        }
    }
    fixeds->len = kept + 1;
}

bool fixeds_fit(Fixeds *fixeds, int least, bool keep_first)
{
    fixeds_tidy(fixeds);
    for (int len = FIXED_BYTES; fixeds->len > FIXEDS_MAX; len--) {
        if (len < least) {
            return false;
        }
        for (ptrdiff_t i = 0; i < fixeds->len; i++) {
            cut(&fixeds->at[i], len, keep_first);
        }
        fixeds_tidy(fixeds);
    }
    return true;
}

void fixeds_add(Fixeds *to, const Fixeds *from, Arena *arena)
{
    for (ptrdiff_t i = 0; i < from->len; i++) {
        *PUSH(to, arena) = from->at[i];
    }
}

Fixeds fixeds_opened(const Fixeds *fixeds, Arena *arena)
{
    Fixeds open = {0};
    fixeds_add(&open, fixeds, arena);
    for (ptrdiff_t i = 0; i < open.len; i++) {
        open.at[i].whole = open.at[i].stem = false;
    }
    fixeds_tidy(&open);
    return open;
}

ptrdiff_t fixeds_wholes(const Fixeds *fixeds)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < fixeds->len; i++) {
        count += fixeds->at[i].whole;
    }
    return count;
}

int64_t fixeds_rarity(const Fixeds *fixeds)
{
    int64_t sum = 0;
    for (ptrdiff_t i = 0; i < fixeds->len; i++) {
        const Fixed *fixed = &fixeds->at[i];
        sum += RARITY_ONE >> (2 * (fixed->len + fixed_starts_word(fixed)));
    }
    return sum;
}
