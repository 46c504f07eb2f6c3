#include "match/regex/regex_plan.h"

#include "match/regex/regex_parse.h"

#include <string.h>

_Static_assert((int)PLAN_STEPS == (int)RUN_STEPS, "steps of a plan");

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

// The characters of ASCII among `chars`.
// Result: how many.
static int ascii_of(const Chars *chars, bool *ascii)
{
    int count = 0;
    for (int c = 0; c < ASCII; c++) {
        ascii[c] = chars_have(chars, c);
        count += ascii[c];
    }
    return count;
}

static void plan_between(Plan *plan, const Run *before)
{
    plan->knows_between = !run_is_open(before);
    plan->between_most = before->most;
    for (int step = 0; step < before->steps; step++) {
        uint8_t bit = (uint8_t)(1u << step);
        for (int member = 0; member < CHARS_END; member++) {
            uint8_t *steps =
                member < ASCII ? &plan->between[member] : &plan->between_others;
            *steps |= chars_have(&before->later[step], member) ? bit : 0;
        }
    }
}

static void plan_factors(Plan *plan, const Held *held, int64_t most,
                         Arena *arena)
{
    Fixeds kept = apart(&held->texts, false, arena);
    if (kept.len == 0 || fixeds_rarity(&kept) > most) {
        return;
    }
    plan->held_at_letters = every(&held->texts, fixed_starts_letters);
    plan_between(plan, &held->before);
    if (plan->kind == PLAN_ALWAYS) {
        plan->kind = PLAN_HOLDS;
        plan->literals = texts_of(&kept, arena);
    } else {
        plan->factors = texts_of(&kept, arena);
    }
}

// True when no word character is before a match.  Before a word character of
// any script, \b says so too.
static bool begins_word(const Shape *shape)
{
    Chars words = chars_words();
    chars_add(&words, CHARS_WORD);
    bool word = chars_have_all(&words, &shape->all.first);
    bool begins = true;
    for (ptrdiff_t i = 0; i < shape->begins.len; i++) {
        const Fixed *fixed = &shape->begins.at[i];
        bool start = (fixed->before & MARK_START) == MARK_START;
        bool edge = word && (fixed->before & MARK_EDGE) != 0;
        begins = begins && (start || edge || fixed_starts_word(fixed));
    }
    return begins;
}

static void plan_first(Plan *plan, const Shape *shape)
{
    plan->knows_first =
        ascii_of(&shape->all.first, plan->first) <= PLAN_FIRST_MAX;
    plan->begins_word = begins_word(shape);
    if (plan->kind == PLAN_ALWAYS && (plan->knows_first || plan->begins_word)) {
        plan->kind = PLAN_FIRST;
    }
}

// A word said twice, as everybody writes it.
static int repeated(Str pattern)
{
    static const struct {
        const char *pattern;
        int repeats;
    } known[] = {
        {"\\b(\\w+)\\s+\\1", 1},
        {"\\b(\\w+)\\s+\\1\\b", 1},
        {"\\b(\\w{2,})\\s+\\1", 2},
        {"\\b(\\w{2,})\\s+\\1\\b", 2},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (str_eq(pattern, str_of(known[i].pattern))) {
            return known[i].repeats;
        }
    }
    return 0;
}

Plan plan_of(Str pattern, bool exact_case, Arena *arena)
{
    Arena scratch = {0};
    Plan plan = {.kind = PLAN_ALWAYS};
    Shape shape;
    const char *reason;
    if (regex_parse(pattern, exact_case, &shape, &reason, &scratch)) {
        Held factors = shape_factors(&shape, &scratch);
        int64_t most = plan_literals(&plan, &shape.begins, arena);
        plan_factors(&plan, &factors, most, arena);
        plan_first(&plan, &shape);
    }
    plan.reason = plan.kind == PLAN_ALWAYS ? reason : NULL;
    plan.repeats = plan.kind == PLAN_FIRST ? repeated(pattern) : 0;
    if (plan.kind == PLAN_ALWAYS) {
        memset(plan.first, true, sizeof plan.first);
    }
    arena_release(&scratch);
    return plan;
}
