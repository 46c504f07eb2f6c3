// The plain way along a sentence: PCRE2 looks for the next trigger.
#include "match/context_steps.h"

#include "base/utf8.h"
#include "match/clause.h"

#include <stdlib.h>

typedef struct Trig { // a trigger in the sentence
    Found at;         // begin is beyond the end when there is none to come
    ptrdiff_t number; // in Contexts.triggers
} Trig;

typedef struct PlainSteps {
    Steps steps;
    const Contexts *contexts;
    Runner *runner;
    Trig trigger; // the next one
    Trig other;   // the next one that does not begin with a letter
    bool has_comma;
    Found comma; // the next one that ends a clause
    StepKind comma_kind;
} PlainSteps;

// Runs a search for triggers; no trigger reaches beyond the end of the steps.
static Trig search_trigger(const PlainSteps *plain, const Search *search,
                           ptrdiff_t from)
{
    Trig trig = {{plain->steps.end, plain->steps.end}, 0};
    Str text = str_slice(plain->steps.sentence, 0, plain->steps.end);
    if (search_next(search, plain->runner, text, from, &trig.at)) {
        trig.number = atoi(search_mark(plain->runner));
    }
    return trig;
}

// The key of the word that begins at byte `begin`.
static uint32_t key_at(Str text, ptrdiff_t begin)
{
    ptrdiff_t end = begin;
    for (ptrdiff_t next = begin; next < text.len;) {
        if (end - begin >= PREFIX_BYTES ||
            !char_is_word(utf8_next(text, &next))) {
            break;
        }
        end = next;
    }
    return prefix_key(str_slice(text, begin, end));
}

static bool word_before(Str text, ptrdiff_t at)
{
    ptrdiff_t i = at > 0 ? utf8_before(text, at) : 0;
    return at > 0 && char_is_word(utf8_next(text, &i));
}

// The first word from *at on that begins as a trigger may, and where that is;
// false when none begins before `end`.
static bool candidate(const PlainSteps *plain, ptrdiff_t *at, ptrdiff_t end)
{
    Str text = str_slice(plain->steps.sentence, 0, plain->steps.end);
    bool inside = word_before(text, *at);
    for (ptrdiff_t i = *at; i < end && i < text.len;) {
        ptrdiff_t begin = i;
        bool word = char_is_word(utf8_next(text, &i));
        if (word && !inside &&
            filter_passes(&plain->contexts->filter, key_at(text, begin))) {
            *at = begin;
            return true;
        }
        inside = word;
    }
    return false;
}

static void find_trigger(PlainSteps *plain, ptrdiff_t from)
{
    const Contexts *contexts = plain->contexts;
    if (plain->other.at.begin < from) {
        plain->other = search_trigger(plain, &contexts->others, from);
    }
    plain->trigger = plain->other;
    while (candidate(plain, &from, plain->trigger.at.begin + 1)) {
        unsigned char first = (unsigned char)plain->steps.sentence.at[from];
        Trig trig = search_trigger(plain, &contexts->starting[first], from);
        bool longer = trig.at.begin == plain->other.at.begin &&
                      plain->other.number < trig.number;
        if (trig.at.begin < plain->steps.end) {
            plain->trigger = longer ? plain->other : trig;
            break;
        }
        utf8_next(plain->steps.sentence, &from);
    }
}

static StepKind comma_at(PlainSteps *plain, ptrdiff_t i)
{
    while (plain->has_comma && plain->comma.begin < i) {
        plain->has_comma = search_next(&plain->contexts->comma, plain->runner,
                                       plain->steps.sentence, i, &plain->comma);
        plain->comma_kind =
            plain->has_comma &&
                    atoi(search_mark(plain->runner)) == COMMA_CONJUNCTION
                ? STEP_CONJUNCTION
                : STEP_SUBJECT;
    }
    return plain->has_comma && plain->comma.begin == i ? plain->comma_kind
                                                       : STEP_COMMA;
}

static bool plain_next(Steps *steps, Step *step)
{
    PlainSteps *plain = (PlainSteps *)steps;
    while (steps->at < steps->end) {
        ptrdiff_t i = steps->at;
        bool after;
        if (plain->trigger.at.begin == i) {
            Trig trig = plain->trigger;
            *step =
                (Step){STEP_TRIGGER,
                       plain->contexts->triggers.at[trig.number].kind, trig.at};
            steps->at = trig.at.end;
            find_trigger(plain, trig.at.end);
            return true;
        }
        steps->at++;
        if (ends_clause(steps->sentence, i, &after)) {
            *step = (Step){.kind = STEP_CLAUSE, .at = {i, i + 1}};
            return true;
        }
        if (steps->sentence.at[i] == ',') {
            *step = (Step){.kind = comma_at(plain, i), .at = {i, i + 1}};
            return true;
        }
    }
    return false;
}

static bool plain_negates(Steps *before)
{
    const PlainSteps *plain = (const PlainSteps *)before;
    Found own;
    return search_next(&plain->contexts->negators, plain->runner,
                       before->sentence, before->end, &own);
}

static PlainSteps steps_over(const Contexts *contexts, Runner *runner,
                             Str sentence, Found range)
{
    PlainSteps plain = {
        .steps = {plain_next, plain_negates, sentence, range.begin, range.end},
        .contexts = contexts,
        .runner = runner,
        .has_comma = true,
        .comma = {-1, -1},
        .other = {.at = {-1, -1}},
    };
    find_trigger(&plain, range.begin);
    return plain;
}

Told context_of(const Contexts *contexts, Runner *runner, Str sentence,
                Found hit)
{
    PlainSteps before =
        steps_over(contexts, runner, sentence, (Found){0, hit.begin});
    PlainSteps after =
        steps_over(contexts, runner, sentence, (Found){hit.end, sentence.len});
    return context_told(&before.steps, &after.steps);
}
