#include "match/regex_shape.h"

enum {
    FACTOR_BYTES = 2, // one letter is everywhere
    CHOICES_FEW = 8,  // more letters make what follows them no rarer
    REPEATS_MAX = 16, // more count as any number
};

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

Shape shape_of_nothing(Arena *arena)
{
    Fixed nothing = {.whole = true, .plain = true};
    return shape_of(nothing, nothing, arena);
}

Shape shape_of_edge(Arena *arena)
{
    Fixed edge = {
        .whole = true, .plain = true, .before = MARK_EDGE, .after = MARK_EDGE};
    return shape_of(edge, edge, arena);
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
    Fixed fixed = {
        .bytes = {regex_folded(c)}, .len = 1, .whole = true, .plain = true};
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

Shape shape_of_word(Arena *arena)
{
    Shape shape = shape_of_class(WORDS_ALL, arena);
    shape.word = true;
    return shape;
}

Shape shape_of_choice(const bool *folded, Words words, Arena *arena)
{
    Shape shape = {.any_word = words == WORDS_ALL};
    for (int c = 0; c < ASCII; c++) {
        if (folded[c]) {
            Shape one = shape_of_char((char)c, arena);
            fixeds_add(&shape.begins, &one.begins, arena);
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
            *PUSH(&all, arena) =
                fixed_joined(&first->at[i], &second->at[j], true);
        }
    }
    fixeds_tidy(&all);
    return all;
}

// True for nothing and for \b, which holds behind the rest of a word.
static bool adds_nothing(const Fixeds *begins)
{
    const Fixed *fixed = &begins->at[0];
    return begins->len == 1 && fixed->len == 0 && fixed->whole && fixed->plain;
}

static Fixeds begins_then(const Fixeds *first, const Fixeds *second,
                          Arena *arena)
{
    Fixeds all = {0};
    ptrdiff_t whole = fixeds_wholes(first);
    if (whole * second->len + first->len - whole > FIXEDS_MAX) {
        return fixeds_opened(first, arena);
    }
    for (ptrdiff_t i = 0; i < first->len; i++) {
        const Fixed *x = &first->at[i];
        if (!x->whole) {
            Fixed *same = PUSH(&all, arena);
            *same = *x;
            same->stem = x->stem && adds_nothing(second);
            continue;
        }
        for (ptrdiff_t j = 0; j < second->len; j++) {
            *PUSH(&all, arena) = fixed_joined(x, &second->at[j], true);
        }
    }
    fixeds_tidy(&all);
    return all;
}

static Fixeds ends_then(const Fixeds *first, const Fixeds *second, Arena *arena)
{
    Fixeds all = {0};
    ptrdiff_t whole = fixeds_wholes(second);
    if (whole == 0) {
        return *second;
    }
    if (whole * first->len + second->len - whole > FIXEDS_MAX) {
        return fixeds_opened(second, arena);
    }
    for (ptrdiff_t j = 0; j < second->len; j++) {
        const Fixed *y = &second->at[j];
        if (!y->whole) {
            *PUSH(&all, arena) = *y;
            continue;
        }
        for (ptrdiff_t i = 0; i < first->len; i++) {
            *PUSH(&all, arena) = fixed_joined(&first->at[i], y, false);
        }
    }
    fixeds_tidy(&all);
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
    fixeds_add(&copy, &best, arena);
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
        fixeds_add(&shape.holds, &factors, arena);
        fixeds_add(&shape.begins, &one->begins, arena);
        fixeds_add(&shape.ends, &one->ends, arena);
        shape.any_word = shape.any_word || one->any_word;
    }
    // One byte each, whole or not, may still be too many.
    fixeds_fit(&shape.begins, 0, true);
    fixeds_fit(&shape.ends, 0, false);
    if (!all_hold || !fixeds_fit(&shape.holds, FACTOR_BYTES, true)) {
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
        more.begins = fixeds_opened(&shape->begins, arena);
        more.ends = fixeds_opened(&shape->ends, arena);
    }
    *PUSH(&both, arena) = shape_of_nothing(arena);
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
    Shape all = sure > 0 ? *shape : shape_of_nothing(arena);
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
    if (shape->word && least == 0 && most < 0) {
        all.begins = (Fixeds){0};
        *PUSH(&all.begins, arena) = (Fixed){.plain = true, .stem = true};
    }
    return all;
}

Shape shape_narrowed(const Shape *shape, Arena *arena)
{
    Shape narrowed = *shape;
    narrowed.begins = (Fixeds){0};
    fixeds_add(&narrowed.begins, &shape->begins, arena);
    for (ptrdiff_t i = 0; i < narrowed.begins.len; i++) {
        narrowed.begins.at[i].plain = narrowed.begins.at[i].stem = false;
    }
    narrowed.word = false;
    return narrowed;
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
