#include "match/regex/regex_shape.h"

enum {
    CHOICE_MAX = 32,  // more letters tell too little
    CHOICES_FEW = 8,  // more letters make what follows them no rarer
    REPEATS_MAX = 16, // more count as any number
    ENDLESS = -1,
};

// ---- simple shapes

// What begins, and ends, with letters that are not known takes up `all`.
static Shape shape_of(Fixed begin, Fixed end, Run all, Arena *arena)
{
    Shape shape = {.all = all, .ends.before = all};
    *PUSH(&shape.begins, arena) = begin;
    *PUSH(&shape.ends.texts, arena) = end;
    return shape;
}

Shape shape_of_nothing(Arena *arena)
{
    Fixed nothing = {.whole = true, .plain = true};
    return shape_of(nothing, nothing, run_of_nothing(), arena);
}

Shape shape_of_edge(Arena *arena)
{
    Fixed edge = {
        .whole = true, .plain = true, .before = MARK_EDGE, .after = MARK_EDGE};
    return shape_of(edge, edge, run_of_nothing(), arena);
}

Shape shape_of_place(unsigned marks, Arena *arena)
{
    Fixed place = {.whole = true, .before = marks, .after = marks};
    return shape_of(place, place, run_of_nothing(), arena);
}

Shape shape_of_anything(Arena *arena)
{
    return shape_of((Fixed){0}, (Fixed){0}, run_of_anything(), arena);
}

// The letters to which these characters fold, as a match begins with them;
// none where that tells too little.
static Fixeds choices_of(const Chars *chars, Arena *arena)
{
    Fixeds choices = {0};
    int member = chars_next(chars, 0);
    bool wide = chars_next(chars, CHARS_WORD) < CHARS_END;
    for (; member < CHARS_WORD && !wide;
         member = chars_next(chars, member + 1)) {
        char c = member == CHARS_LONG_S   ? 's'
                 : member == CHARS_KELVIN ? 'k'
                                          : (char)member;
        *PUSH(&choices, arena) = (Fixed){
            .bytes = {regex_folded(c)}, .len = 1, .whole = true, .plain = true};
    }
    fixeds_tidy(&choices);
    return choices.len <= CHOICE_MAX ? choices : (Fixeds){0};
}

Shape shape_of_chars(const Chars *chars, Arena *arena)
{
    Chars words = chars_words(), letters = chars_letters();
    bool none = !chars_meet(chars, &words);
    unsigned end = none ? MARK_END : 0;
    unsigned start = none                           ? MARK_START
                     : !chars_meet(chars, &letters) ? MARK_LETTERS
                                                    : 0;
    Shape shape = shape_of((Fixed){.before = end, .after = end},
                           (Fixed){.before = start, .after = start},
                           run_of(chars), arena);
    Fixeds choices = choices_of(chars, arena);
    if (choices.len > 0) {
        shape.begins = choices;
    }
    if (choices.len > 0 && choices.len <= CHOICES_FEW) {
        shape.ends = (Held){choices, run_of_nothing()};
    }
    shape.any_word = chars_have_all(chars, &words);
    return shape;
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

// The same behind what `first` takes up.
static Held held_behind(const Shape *first, const Held *held)
{
    return (Held){held->texts, run_then(&first->all, &held->before)};
}

static Held ends_then(const Shape *first, const Held *second, Arena *arena)
{
    Held all = held_behind(first, second);
    ptrdiff_t whole = fixeds_wholes(&second->texts);
    if (whole == 0) {
        return all;
    }
    const Fixeds *ends = &first->ends.texts;
    if (whole * ends->len + second->texts.len - whole > FIXEDS_MAX) {
        all.texts = fixeds_opened(&second->texts, arena);
        return all;
    }
    bool cut = whole < second->texts.len;
    all.texts = (Fixeds){0};
    for (ptrdiff_t j = 0; j < second->texts.len; j++) {
        const Fixed *y = &second->texts.at[j];
        if (!y->whole) {
            *PUSH(&all.texts, arena) = *y;
            continue;
        }
        for (ptrdiff_t i = 0; i < ends->len; i++) {
            *PUSH(&all.texts, arena) = fixed_joined(&ends->at[i], y, false);
            cut = cut || ends->at[i].len + y->len > FIXED_BYTES;
        }
    }
    all.before =
        cut ? run_either(&all.before, &first->ends.before) : first->ends.before;
    fixeds_tidy(&all.texts);
    return all;
}

Shape shape_then(const Shape *first, const Shape *second, Arena *arena)
{
    Shape shape = {
        .begins = begins_then(&first->begins, &second->begins, arena),
        .ends = ends_then(first, &second->ends, arena),
        .holds = first->holds,
        .all = run_then(&first->all, &second->all),
    };
    Held behind = held_behind(first, &second->holds);
    Held middle = {pairs(&first->ends.texts, &second->begins, arena),
                   first->ends.before};
    held_keep_better(&shape.holds, &middle); // tells more where both are equal
    held_keep_better(&shape.holds, &behind);
    return shape;
}

Held shape_factors(const Shape *shape, Arena *arena)
{
    Held best = shape->holds;
    Held begins = {shape->begins, run_of_nothing()};
    held_keep_better(&best, &begins);
    held_keep_better(&best, &shape->ends);
    Held copy = {.before = best.before};
    fixeds_add(&copy.texts, &best.texts, arena);
    return copy;
}

Shape shape_either(const Shapes *shapes, Arena *arena)
{
    Shape shape = {.all = shapes->at[0].all};
    bool all_hold = true;
    if (shapes->len == 1) {
        return shapes->at[0];
    }
    for (ptrdiff_t i = 0; i < shapes->len; i++) {
        const Shape *one = &shapes->at[i];
        Held factors = shape_factors(one, arena);
        all_hold = all_hold && factors.texts.len > 0;
        held_add(&shape.holds, &factors, arena);
        fixeds_add(&shape.begins, &one->begins, arena);
        held_add(&shape.ends, &one->ends, arena);
        shape.all = run_either(&shape.all, &one->all);
        shape.any_word = shape.any_word || one->any_word;
    }
    // One byte each, whole or not, may still be too many.
    fixeds_fit(&shape.begins, 0, true);
    if (shape.ends.texts.len > FIXEDS_MAX) { // cut at their beginning
        shape.ends.before = run_either(&shape.ends.before, &shape.all);
    }
    fixeds_fit(&shape.ends.texts, 0, false);
    if (!all_hold || !fixeds_fit(&shape.holds.texts, HELD_BYTES, true)) {
        shape.holds.texts.len = 0;
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
        more.all = run_repeated(&shape->all, 1, ENDLESS);
        more.ends = (Held){fixeds_opened(&shape->ends.texts, arena), more.all};
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
    all.all = run_repeated(&shape->all, least, most);
    all.ends.before = run_at_most(&all.ends.before, all.all.most);
    all.holds.before = run_at_most(&all.holds.before, all.all.most);
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
    for (ptrdiff_t i = 0; i < shape->ends.texts.len; i++) {
        const Fixed *fixed = &shape->ends.texts.at[i];
        bool other =
            fixed->len > 0 && !regex_is_word(fixed->bytes[fixed->len - 1]);
        marks &= fixed->after | (other ? MARK_START : 0);
    }
    return marks;
}
