#include "match/regex_shape.h"

#include <stdlib.h>
#include <string.h>

enum {
    FACTOR_BYTES = 2, // one letter is everywhere
    CHOICES_FEW = 8,  // more letters make what follows them no rarer
};

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

bool fixed_starts_word(const Fixed *fixed)
{
    return fixed->len > 0 && regex_is_word(fixed->bytes[0]) &&
           (fixed->before & (MARK_START | MARK_EDGE)) != 0;
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
    fixed->whole = false;
    if (keep_first) {
        fixed->after = 0;
    } else {
        fixed->before = 0;
        memmove(fixed->bytes, fixed->bytes + fixed->len - len, (size_t)len);
    }
    memset(fixed->bytes + len, 0, (size_t)(FIXED_BYTES - len));
    fixed->len = len;
}

// Both in a row.
static Fixed joined(const Fixed *x, const Fixed *y, bool keep_first)
{
    char both[2 * FIXED_BYTES];
    memcpy(both, x->bytes, (size_t)x->len);
    memcpy(both + x->len, y->bytes, (size_t)y->len);
    int len = x->len + y->len, kept = len < FIXED_BYTES ? len : FIXED_BYTES;
    Fixed fixed = {
        .len = kept,
        .whole = x->whole && y->whole && kept == len,
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

// Sorts, and leaves of equal ones a single one with the marks of all.
static void tidy(Fixeds *fixeds)
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
            last->before &= fixed->before;
            last->after &= fixed->after;
        } else {
            fixeds->at[++kept] = *fixed;
        }
    }
    fixeds->len = kept + 1;
}

// Cuts all to the same length until they are few enough.
// Errors: false when they are still too many with `least` bytes.
static bool fit(Fixeds *fixeds, int least, bool keep_first)
{
    tidy(fixeds);
    for (int len = FIXED_BYTES; fixeds->len > FIXEDS_MAX; len--) {
        if (len < least) {
            return false;
        }
        for (ptrdiff_t i = 0; i < fixeds->len; i++) {
            cut(&fixeds->at[i], len, keep_first);
        }
        tidy(fixeds);
    }
    return true;
}

static void add_all(Fixeds *to, const Fixeds *from, Arena *arena)
{
    for (ptrdiff_t i = 0; i < from->len; i++) {
        *PUSH(to, arena) = from->at[i];
    }
}

// The same, but there may be more.
static Fixeds opened(const Fixeds *fixeds, Arena *arena)
{
    Fixeds open = {0};
    add_all(&open, fixeds, arena);
    for (ptrdiff_t i = 0; i < open.len; i++) {
        open.at[i].whole = false;
    }
    tidy(&open);
    return open;
}

static ptrdiff_t wholes(const Fixeds *fixeds)
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

// Takes `other` for `best` where it is known and rarer.
static void keep_rarer(Fixeds *best, const Fixeds *other)
{
    for (ptrdiff_t i = 0; i < other->len; i++) {
        if (other->at[i].len < FACTOR_BYTES) {
            return;
        }
    }
    bool rarer = best->len == 0 || fixeds_rarity(other) < fixeds_rarity(best);
    if (other->len > 0 && rarer) {
        *best = *other;
    }
}

// ---- simple shapes

static Shape shape_of(Fixed begin, Fixed end, Arena *arena)
{
    Shape shape = {0};
    *PUSH(&shape.begins, arena) = begin;
    *PUSH(&shape.ends, arena) = end;
    return shape;
}

Shape shape_of_place(unsigned marks, Arena *arena)
{
    Fixed place = {.whole = true, .before = marks, .after = marks};
    return shape_of(place, place, arena);
}

Shape shape_of_anything(Arena *arena)
{
    return shape_of((Fixed){0}, (Fixed){0}, arena);
}

Shape shape_of_char(char c, Arena *arena)
{
    Fixed fixed = {.bytes = {regex_folded(c)}, .len = 1, .whole = true};
    return shape_of(fixed, fixed, arena);
}

Shape shape_of_class(Words words, Arena *arena)
{
    unsigned start = words == WORDS_NONE ? MARK_START : 0;
    unsigned end = words == WORDS_NONE ? MARK_END : 0;
    Shape shape = shape_of((Fixed){.before = end, .after = end},
                           (Fixed){.before = start, .after = start}, arena);
    shape.any_word = words == WORDS_ALL;
    return shape;
}

Shape shape_of_choice(const bool *folded, Words words, Arena *arena)
{
    Shape shape = {.any_word = words == WORDS_ALL};
    for (int c = 0; c < ASCII; c++) {
        if (folded[c]) {
            Shape one = shape_of_char((char)c, arena);
            add_all(&shape.begins, &one.begins, arena);
        }
    }
    Shape any = shape_of_class(words, arena);
    bool few = shape.begins.len <= CHOICES_FEW;
    shape.ends = few ? shape.begins : any.ends;
    return shape.begins.len > 0 ? shape : any;
}

// ---- shapes of shapes

// Every pair of one text of `first` and one of `second`, unless those are too
// many.
static Fixeds pairs(const Fixeds *first, const Fixeds *second, Arena *arena)
{
    Fixeds all = {0};
    if (first->len * second->len > FIXEDS_MAX) {
        return all;
    }
    for (ptrdiff_t i = 0; i < first->len; i++) {
        for (ptrdiff_t j = 0; j < second->len; j++) {
            *PUSH(&all, arena) = joined(&first->at[i], &second->at[j], true);
        }
    }
    tidy(&all);
    return all;
}

static Fixeds begins_then(const Fixeds *first, const Fixeds *second,
                          Arena *arena)
{
    Fixeds all = {0};
    ptrdiff_t whole = wholes(first);
    if (whole == 0) {
        return *first;
    }
    if (whole * second->len + first->len - whole > FIXEDS_MAX) {
        return opened(first, arena);
    }
    for (ptrdiff_t i = 0; i < first->len; i++) {
        const Fixed *x = &first->at[i];
        if (!x->whole) {
            *PUSH(&all, arena) = *x;
            continue;
        }
        for (ptrdiff_t j = 0; j < second->len; j++) {
            *PUSH(&all, arena) = joined(x, &second->at[j], true);
        }
    }
    tidy(&all);
    return all;
}

static Fixeds ends_then(const Fixeds *first, const Fixeds *second, Arena *arena)
{
    Fixeds all = {0};
    ptrdiff_t whole = wholes(second);
    if (whole == 0) {
        return *second;
    }
    if (whole * first->len + second->len - whole > FIXEDS_MAX) {
        return opened(second, arena);
    }
    for (ptrdiff_t j = 0; j < second->len; j++) {
        const Fixed *y = &second->at[j];
        if (!y->whole) {
            *PUSH(&all, arena) = *y;
            continue;
        }
        for (ptrdiff_t i = 0; i < first->len; i++) {
            *PUSH(&all, arena) = joined(&first->at[i], y, false);
        }
    }
    tidy(&all);
    return all;
}

Shape shape_then(const Shape *first, const Shape *second, Arena *arena)
{
    Shape shape = {
        .begins = begins_then(&first->begins, &second->begins, arena),
        .ends = ends_then(&first->ends, &second->ends, arena),
        .holds = first->holds,
    };
    Fixeds middle = pairs(&first->ends, &second->begins, arena);
    keep_rarer(&shape.holds, &second->holds);
    keep_rarer(&shape.holds, &middle);
    return shape;
}

Fixeds shape_factors(const Shape *shape, Arena *arena)
{
    Fixeds best = shape->holds, copy = {0};
    keep_rarer(&best, &shape->begins);
    keep_rarer(&best, &shape->ends);
    add_all(&copy, &best, arena);
    return copy;
}

Shape shape_either(const Shapes *shapes, Arena *arena)
{
    Shape shape = {0};
    bool all_hold = true;
    if (shapes->len == 1) {
        return shapes->at[0];
    }
    for (ptrdiff_t i = 0; i < shapes->len; i++) {
        const Shape *one = &shapes->at[i];
        Fixeds factors = shape_factors(one, arena);
        all_hold = all_hold && factors.len > 0;
        add_all(&shape.holds, &factors, arena);
        add_all(&shape.begins, &one->begins, arena);
        add_all(&shape.ends, &one->ends, arena);
        shape.any_word = shape.any_word || one->any_word;
    }
    // One byte each, whole or not, may still be too many.
    fit(&shape.begins, 0, true);
    fit(&shape.ends, 0, false);
    if (!all_hold || !fit(&shape.holds, FACTOR_BYTES, true)) {
        shape.holds.len = 0;
    }
    return shape;
}

// Once or not at all; or, with `open`, any number of times.
static Shape optional(const Shape *shape, bool open, Arena *arena)
{
    Shapes both = {0};
    Shape more = *shape;
    if (open) {
        more.begins = opened(&shape->begins, arena);
        more.ends = opened(&shape->ends, arena);
    }
    *PUSH(&both, arena) = shape_of_place(0, arena);
    *PUSH(&both, arena) = more;
    return shape_either(&both, arena);
}

Shape shape_repeated(const Shape *shape, int32_t least, int32_t most,
                     Arena *arena)
{
    int32_t sure = least < REPEATS_MAX ? least : REPEATS_MAX;
    bool open = most < 0 || most > REPEATS_MAX;
    Shape once = optional(shape, false, arena);
    Shape many = optional(shape, true, arena);
    Shape all = sure > 0 ? *shape : shape_of_place(0, arena);
    for (int32_t i = 1; i < sure; i++) {
        all = shape_then(&all, shape, arena);
    }
    for (int32_t i = sure; i < most && !open; i++) {
        all = shape_then(&all, &once, arena);
    }
    if (open) {
        all = shape_then(&all, &many, arena);
    }
    all.any_word = shape->any_word && least <= 1 && most != 0;
    return all;
}

// ---- looking around

unsigned shape_marks_ahead(const Shape *shape)
{
    unsigned marks = ~0u;
    for (ptrdiff_t i = 0; i < shape->begins.len; i++) {
        const Fixed *fixed = &shape->begins.at[i];
        bool other = fixed->len > 0 && !regex_is_word(fixed->bytes[0]);
        marks &= fixed->before | (other ? MARK_END : 0);
    }
    return marks;
}

unsigned shape_marks_behind(const Shape *shape)
{
    unsigned marks = ~0u;
    for (ptrdiff_t i = 0; i < shape->ends.len; i++) {
        const Fixed *fixed = &shape->ends.at[i];
        bool other =
            fixed->len > 0 && !regex_is_word(fixed->bytes[fixed->len - 1]);
        marks &= fixed->after | (other ? MARK_START : 0);
    }
    return marks;
}
