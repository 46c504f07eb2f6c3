// What acts on a hit, by the steps before and after it.
#include "match/context_steps.h"

enum { BACK_WORDS_MAX = 8 };

typedef struct Acting { // the newest trigger of each context, empty for none
    Found negation, hypothetical, hedge;
    bool is_short;     // the negation ends at a comma
    bool is_if;        // the hypothetical reaches over a new subject
    bool comma_passed; // since the negation
} Acting;

static bool acts(Found trigger)
{
    return trigger.end > trigger.begin;
}

static void stop_negation(Acting *acting)
{
    acting->negation = acting->hedge = (Found){0};
}

static void negate(Acting *acting, const Step *step)
{
    bool is_short = step->trigger == TRIGGER_NEGATION_SHORT;
    bool undone = is_short && acts(acting->negation) && !acting->is_short &&
                  !acting->comma_passed;
    acting->negation = undone ? (Found){0} : step->at;
    acting->is_short = is_short;
    acting->comma_passed = false;
}

static void act_forward(Acting *acting, const Step *step)
{
    switch (step->trigger) {
    case TRIGGER_STOP:
        *acting = (Acting){0};
        break;
    case TRIGGER_STOP_NEGATION:
        stop_negation(acting);
        break;
    case TRIGGER_NEGATION:
    case TRIGGER_NEGATION_SHORT:
    case TRIGGER_NEGATION_BOTH:
        negate(acting, step);
        break;
    case TRIGGER_HEDGE:
    case TRIGGER_HEDGE_BOTH:
        acting->hedge = step->at;
        break;
    case TRIGGER_HYPOTHETICAL_BOTH:
        stop_negation(acting);
        acting->hypothetical = step->at;
        acting->is_if = true;
        break;
    case TRIGGER_HYPOTHETICAL:
        acting->hypothetical = acting->is_if ? acting->hypothetical : step->at;
        break;
    default:
        break;
    }
}

static Acting acting_before(Steps *steps)
{
    Acting acting = {0};
    for (Step step; steps->next(steps, &step);) {
        switch (step.kind) {
        case STEP_TRIGGER:
            act_forward(&acting, &step);
            break;
        case STEP_CLAUSE:
        case STEP_CONJUNCTION:
            acting = (Acting){0};
            break;
        case STEP_SUBJECT:
            stop_negation(&acting);
            if (!acting.is_if) {
                acting.hypothetical = (Found){0};
            }
            break;
        case STEP_COMMA:
            acting.comma_passed = true;
            if (acting.is_short) {
                acting.negation = (Found){0};
            }
            break;
        }
    }
    return acting;
}

// True when nothing but signs stands between `at` and the clause's end.
static bool closes_clause(Str sentence, ptrdiff_t at)
{
    while (at < sentence.len && sentence.at[at] == ' ') {
        at++;
    }
    return at == sentence.len ||
           str_find(S(",.;:!?-()"), str_slice(sentence, at, at + 1), 0) >= 0;
}

static int words_in(Str text)
{
    int words = 0;
    bool inside = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        bool word = c >= 0x80 || char_is_word(c);
        words += word && !inside;
        inside = word;
    }
    return words;
}

static void act_back(Acting *acting, Str sentence, const Step *step)
{
    switch (step->trigger) {
    case TRIGGER_NEGATION_AFTER:
    case TRIGGER_NEGATION_BOTH:
        acting->negation = step->at;
        break;
    case TRIGGER_HYPOTHETICAL_BOTH:
        acting->hypothetical = step->at;
        break;
    case TRIGGER_HEDGE_BOTH:
        if (closes_clause(sentence, step->at.end)) {
            acting->hedge = step->at;
        }
        break;
    default:
        break;
    }
}

static bool ends_reach_back(const Step *step)
{
    return step->kind == STEP_CLAUSE || step->kind == STEP_CONJUNCTION ||
           (step->kind == STEP_TRIGGER &&
            (step->trigger == TRIGGER_STOP ||
             step->trigger == TRIGGER_STOP_NEGATION));
}

static void acting_after(Acting *acting, Steps *steps)
{
    ptrdiff_t begin = steps->at;
    ptrdiff_t parted = -1; // where a comma with a subject behind it ends
    for (Step step; steps->next(steps, &step);) {
        Str between = str_slice(steps->sentence, begin, step.at.begin);
        // "It is a problem, I guess" is no new clause.
        bool beyond = parted >= 0 && (step.at.begin > parted + 1 ||
                                      step.trigger != TRIGGER_HEDGE_BOTH);
        if (ends_reach_back(&step) || beyond ||
            words_in(between) > BACK_WORDS_MAX) {
            break;
        }
        if (step.kind == STEP_TRIGGER) {
            act_back(acting, steps->sentence, &step);
        }
        parted = step.kind == STEP_SUBJECT ? step.at.end : -1;
    }
}

Told context_told(Steps *before, Steps *after)
{
    Acting acting = acting_before(before);
    if (acts(acting.negation) && before->negates(before)) {
        acting.negation = (Found){0};
    }
    acting_after(&acting, after);
    if (acts(acting.negation)) {
        return (Told){CONTEXT_NEGATED, acting.negation};
    }
    if (acts(acting.hypothetical)) {
        return (Told){CONTEXT_HYPOTHETICAL, acting.hypothetical};
    }
    if (acts(acting.hedge)) {
        return (Told){CONTEXT_HEDGED, acting.hedge};
    }
    return (Told){CONTEXT_AFFIRMED, {0}};
}
