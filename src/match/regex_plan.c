#include "match/regex_plan.h"

#include "match/regex_parse.h"

// Rarer by this much, factors save more than looking for them costs.
enum { RARER = 16 };

// Without those that begin with others or, with `equal`, equal others.
static Fixeds apart(const Fixeds *fixeds, bool equal, Arena *arena)
{
    Fixeds kept = {0};
    Str last = {0};
    for (ptrdiff_t i = 0; i < fixeds->len; i++) {
        Str text = {fixeds->at[i].bytes, fixeds->at[i].len};
        bool first = kept.len == 0;
        if (first || !(equal ? str_eq(text, last) : str_starts(text, last))) {
            *PUSH(&kept, arena) = fixeds->at[i];
            last = text;
        }
    }
    return kept;
}

static Strs texts_of(const Fixeds *fixeds, Arena *arena)
{
    Strs texts = {0};
    for (ptrdiff_t i = 0; i < fixeds->len; i++) {
        *PUSH(&texts, arena) =
            str_copy(arena, (Str){fixeds->at[i].bytes, fixeds->at[i].len});
    }
    return texts;
}

static bool every(const Fixeds *fixeds, bool (*is)(const Fixed *))
{
    for (ptrdiff_t i = 0; i < fixeds->len; i++) {
        if (!is(&fixeds->at[i])) {
            return false;
        }
    }
    return fixeds->len > 0;
}

static bool is_some(const Fixed *fixed)
{
    return fixed->len > 0;
}

// True where the letters are word characters and, with what \b there is, all
// that a match needs.
static bool is_plain(const Fixed *fixed)
{
    for (int i = 0; i < fixed->len; i++) {
        if (!regex_is_word(fixed->bytes[i])) {
            return false;
        }
    }
    return fixed->plain;
}

static bool is_whole(const Fixed *fixed)
{
    return fixed->whole;
}

static bool is_stem(const Fixed *fixed)
{
    return fixed->stem;
}

// Result: how rare factors must be to be of use.
static int64_t plan_literals(Plan *plan, const Fixeds *begins, Arena *arena)
{
    bool starts = every(begins, fixed_starts_word);
    bool whole = starts && every(begins, fixed_ends_word);
    Fixeds kept = apart(begins, whole, arena);
    int64_t rarity = fixeds_rarity(&kept);
    // Letters that stand everywhere tell nothing.
    if (!every(begins, is_some) || (!starts && rarity > RARITY_ONE)) {
        return RARITY_ONE;
    }
    plan->kind = starts ? PLAN_STARTS : PLAN_INSIDE;
    plan->literals = texts_of(&kept, arena);
    plan->whole_words = whole;
    plan->sufficient =
        starts && every(begins, is_plain) &&
        ((whole && every(begins, is_whole)) || every(begins, is_stem));
    return rarity / RARER;
}

static void plan_factors(Plan *plan, const Fixeds *factors, int64_t most,
                         Arena *arena)
{
    Fixeds kept = apart(factors, false, arena);
    if (kept.len == 0 || fixeds_rarity(&kept) > most) {
        return;
    }
    plan->held_at_starts = every(factors, fixed_starts_word);
    if (plan->kind == PLAN_ALWAYS) {
        plan->kind = PLAN_HOLDS;
        plan->literals = texts_of(&kept, arena);
    } else {
        plan->factors = texts_of(&kept, arena);
    }
}

Plan plan_of(Str pattern, bool exact_case, Arena *arena)
{
    Arena scratch = {0};
    Plan plan = {.kind = PLAN_ALWAYS};
    Shape shape;
    const char *reason;
    if (regex_parse(pattern, exact_case, &shape, &reason, &scratch)) {
        Fixeds factors = shape_factors(&shape, &scratch);
        int64_t most = plan_literals(&plan, &shape.begins, arena);
        plan_factors(&plan, &factors, most, arena);
    }
    plan.reason = plan.kind == PLAN_ALWAYS ? reason : NULL;
    arena_release(&scratch);
    return plan;
}
