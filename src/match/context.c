#include "match/context.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "match/clause.h"
#include "match/pattern.h"

#include <stdlib.h>

enum { BACK_WORDS_MAX = 8 };

#define X(name) extern const ContextLanguage context_##name;
CONTEXT_LIST(X)
#undef X

static const ContextLanguage *const languages[] = {
#define X(name) &context_##name,
    CONTEXT_LIST(X)
#undef X
};

// ---- compiling

static const ContextLanguage *language_of(const Codebook *codebook)
{
    Str name = codebook->contexts.language.len > 0 ? codebook->contexts.language
                                                   : codebook->language;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        Str known = str_of(languages[i]->language);
        bool region = name.len > known.len && name.at[known.len] == '-';
        if (str_eq(name, known) || (region && str_starts(name, known))) {
            return languages[i];
        }
    }
    return NULL;
}

static void add_trigger(Contexts *contexts, Str term, TriggerKind kind,
                        Arena *arena)
{
    Str folded = term_folded(term, false, arena);
    if (folded.len > 0) {
        *PUSH(&contexts->triggers, arena) = (Trigger){folded, kind};
    }
}

static void add_terms(Contexts *contexts, const Terms *terms, TriggerKind kind,
                      Arena *arena)
{
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        add_trigger(contexts, terms->at[i].text, kind, arena);
    }
}

static void add_built_in(Contexts *contexts, const ContextLanguage *language,
                         Arena *arena)
{
    for (int kind = 0; kind < TRIGGERS; kind++) {
        Str rest = str_of(language->words[kind]), one;
        while (rest.len > 0) {
            str_cut(&rest, '|', &one);
            add_trigger(contexts, one, (TriggerKind)kind, arena);
        }
    }
}

// Longest first; the kinds in their order where the words are the same.
static int trigger_order(const void *a, const void *b)
{
    const Trigger *one = a, *other = b;
    if (one->folded.len != other->folded.len) {
        return one->folded.len > other->folded.len ? -1 : 1;
    }
    int words = str_compare(one->folded, other->folded);
    return words != 0 ? words : (int)one->kind - (int)other->kind;
}

static bool is_stop(TriggerKind kind)
{
    return kind == TRIGGER_STOP || kind == TRIGGER_STOP_NEGATION ||
           kind == TRIGGER_HYPOTHETICAL_BOTH;
}

// Errors: false when there are too many words for PCRE2.
static bool open_search(Search *search, Str pattern, SearchKind kind,
                        Mistake *mistake)
{
    return pattern.len == 0 || search_open(search, pattern, kind, mistake);
}

typedef struct Group { // triggers that are compiled together
    Strs folded;
    Ints numbers;
} Group;

static void group_add(Group *group, Str folded, ptrdiff_t number, Arena *arena)
{
    *PUSH(&group->folded, arena) = folded;
    *PUSH(&group->numbers, arena) = (int32_t)number;
}

static bool compile_triggers(Contexts *contexts, Arena *arena, Mistake *mistake)
{
    Group *starting = NEW_ARRAY(arena, Group, FIRST_BYTES), others = {0};
    bool ok = true;
    Prefix prefix;
    for (ptrdiff_t i = 0; i < contexts->triggers.len; i++) {
        Str folded = contexts->triggers.at[i].folded;
        bool letter = prefix_of(folded, &prefix);
        if (letter) {
            filter_add(&contexts->filter, prefix);
        }
        group_add(letter ? &starting[prefix.bytes & 0xFF] : &others, folded, i,
                  arena);
    }
    for (int i = 0; i < FIRST_BYTES && ok; i++) {
        Str pattern = pattern_of_words(&starting[i].folded,
                                       starting[i].numbers.at, arena);
        ok = open_search(&contexts->starting[i], pattern, SEARCH_WORDS_HERE,
                         mistake);
    }
    Str pattern = pattern_of_words(&others.folded, others.numbers.at, arena);
    return ok && open_search(&contexts->others, pattern, SEARCH_WORDS, mistake);
}

static bool compile_stops(Contexts *contexts, Arena *arena, Mistake *mistake)
{
    Strs stops = {0};
    for (ptrdiff_t i = 0; i < contexts->triggers.len; i++) {
        if (is_stop(contexts->triggers.at[i].kind)) {
            *PUSH(&stops, arena) = contexts->triggers.at[i].folded;
        }
    }
    return open_search(&contexts->stops, pattern_of_words(&stops, NULL, arena),
                       SEARCH_WORDS, mistake);
}

static void add_words(Group *group, const char *words, CommaKind kind,
                      Arena *arena)
{
    Str rest = str_of(words), one;
    while (rest.len > 0) {
        str_cut(&rest, '|', &one);
        group_add(group, term_folded(one, false, arena), kind, arena);
    }
}

static bool compile_language(Contexts *contexts,
                             const ContextLanguage *language, Arena *arena,
                             Mistake *mistake)
{
    Group comma = {0}, negators = {0};
    add_words(&comma, language->conjunctions, COMMA_CONJUNCTION, arena);
    add_words(&comma, language->subjects, COMMA_SUBJECT, arena);
    add_words(&negators, language->negators, 0, arena);
    Str after = pattern_of_words(&comma.folded, comma.numbers.at, arena);
    return open_search(&contexts->comma,
                       str_format(arena, ", *%.*s", FMT(after)), SEARCH_WORDS,
                       mistake) &&
           open_search(&contexts->negators,
                       pattern_of_words(&negators.folded, NULL, arena),
                       SEARCH_WORDS_HERE, mistake);
}

void contexts_open(Contexts *contexts, const Codebook *codebook, Arena *arena,
                   Diags *diags)
{
    Mistake mistake;
    const ContextLanguage *language = language_of(codebook);
    const ContextWords *own = &codebook->contexts;
    *contexts = (Contexts){0};
    if (language) {
        add_built_in(contexts, language, arena);
    }
    add_terms(contexts, &own->pseudo, TRIGGER_PSEUDO, arena);
    add_terms(contexts, &own->stop, TRIGGER_STOP, arena);
    add_terms(contexts, &own->pre, TRIGGER_NEGATION, arena);
    add_terms(contexts, &own->post, TRIGGER_NEGATION_AFTER, arena);
    add_terms(contexts, &own->hedge, TRIGGER_HEDGE_BOTH, arena);
    add_terms(contexts, &own->hypothetical, TRIGGER_HYPOTHETICAL_BOTH, arena);
    if (contexts->triggers.len > 0) {
        qsort(contexts->triggers.at, (size_t)contexts->triggers.len,
              sizeof *contexts->triggers.at, trigger_order);
    }
    if (!compile_triggers(contexts, arena, &mistake) ||
        !compile_stops(contexts, arena, &mistake) ||
        (language && !compile_language(contexts, language, arena, &mistake))) {
        diag_add(diags, DIAG_R001, (Place){.file = codebook->file},
                 "the words of 'contexts' cannot be compiled: %s",
                 mistake.message)
            ->help = S("take some of them out");
        contexts_close(contexts);
    }
}

void contexts_close(Contexts *contexts)
{
    for (int i = 0; i < FIRST_BYTES; i++) {
        search_close(&contexts->starting[i]);
    }
    search_close(&contexts->others);
    search_close(&contexts->stops);
    search_close(&contexts->comma);
    search_close(&contexts->negators);
}

// ---- walking along a sentence

typedef enum StepKind {
    STEP_TRIGGER,
    STEP_CLAUSE,      // the end of a clause
    STEP_COMMA,       // a comma that may part the items of a list
    STEP_CONJUNCTION, // a comma with a conjunction behind it
    STEP_SUBJECT,     // a comma with the subject of a new clause behind it
} StepKind;

typedef struct Step {
    StepKind kind;
    TriggerKind trigger;
    Found at;
} Step;

typedef struct Trig { // a trigger in the sentence
    Found at;         // begin is beyond the end when there is none to come
    ptrdiff_t number; // in Contexts.triggers
} Trig;

typedef struct Steps { // over sentence[at, end)
    const Contexts *contexts;
    Runner *runner;
    Str sentence;
    ptrdiff_t at, end;
    Trig trigger; // the next one
    Trig other;   // the next one that does not begin with a letter
    bool has_comma;
    Found comma; // the next one that ends a clause
    StepKind comma_kind;
} Steps;

// Runs a search for triggers; no trigger reaches beyond the end of the steps.
static Trig search_trigger(const Steps *steps, const Search *search,
                           ptrdiff_t from)
{
    Trig trig = {{steps->end, steps->end}, 0};
    Str text = str_slice(steps->sentence, 0, steps->end);
    if (search_next(search, steps->runner, text, from, &trig.at)) {
        trig.number = atoi(search_mark(steps->runner));
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
    ptrdiff_t i = at - 1;
    while (i > 0 && ((unsigned char)text.at[i] & 0xC0) == 0x80) {
        i--;
    }
    return at > 0 && char_is_word(utf8_next(text, &i));
}

// The first word from *at on that begins as a trigger may, and where that is;
// false when none begins before `end`.
static bool candidate(const Steps *steps, ptrdiff_t *at, ptrdiff_t end)
{
    Str text = str_slice(steps->sentence, 0, steps->end);
    bool inside = word_before(text, *at);
    for (ptrdiff_t i = *at; i < end && i < text.len;) {
        ptrdiff_t begin = i;
        bool word = char_is_word(utf8_next(text, &i));
        if (word && !inside &&
            filter_passes(&steps->contexts->filter, key_at(text, begin))) {
            *at = begin;
            return true;
        }
        inside = word;
    }
    return false;
}

static void find_trigger(Steps *steps, ptrdiff_t from)
{
    const Contexts *contexts = steps->contexts;
    if (steps->other.at.begin < from) {
        steps->other = search_trigger(steps, &contexts->others, from);
    }
    steps->trigger = steps->other;
    while (candidate(steps, &from, steps->trigger.at.begin + 1)) {
        unsigned char first = (unsigned char)steps->sentence.at[from];
        Trig trig = search_trigger(steps, &contexts->starting[first], from);
        bool longer = trig.at.begin == steps->other.at.begin &&
                      steps->other.number < trig.number;
        if (trig.at.begin < steps->end) {
            steps->trigger = longer ? steps->other : trig;
            break;
        }
        utf8_next(steps->sentence, &from);
    }
}

static StepKind comma_at(Steps *steps, ptrdiff_t i)
{
    while (steps->has_comma && steps->comma.begin < i) {
        steps->has_comma = search_next(&steps->contexts->comma, steps->runner,
                                       steps->sentence, i, &steps->comma);
        steps->comma_kind =
            steps->has_comma &&
                    atoi(search_mark(steps->runner)) == COMMA_CONJUNCTION
                ? STEP_CONJUNCTION
                : STEP_SUBJECT;
    }
    return steps->has_comma && steps->comma.begin == i ? steps->comma_kind
                                                       : STEP_COMMA;
}

static Steps steps_over(const Contexts *contexts, Runner *runner, Str sentence,
                        Found range)
{
    Steps steps = {
        .contexts = contexts,
        .runner = runner,
        .sentence = sentence,
        .at = range.begin,
        .end = range.end,
        .has_comma = true,
        .comma = {-1, -1},
        .other = {.at = {-1, -1}},
    };
    find_trigger(&steps, range.begin);
    return steps;
}

static bool step_next(Steps *steps, Step *step)
{
    while (steps->at < steps->end) {
        ptrdiff_t i = steps->at;
        bool after;
        if (steps->trigger.at.begin == i) {
            Trig trig = steps->trigger;
            *step =
                (Step){STEP_TRIGGER,
                       steps->contexts->triggers.at[trig.number].kind, trig.at};
            steps->at = trig.at.end;
            find_trigger(steps, trig.at.end);
            return true;
        }
        steps->at++;
        if (ends_clause(steps->sentence, i, &after)) {
            *step = (Step){.kind = STEP_CLAUSE, .at = {i, i + 1}};
            return true;
        }
        if (steps->sentence.at[i] == ',') {
            *step = (Step){.kind = comma_at(steps, i), .at = {i, i + 1}};
            return true;
        }
    }
    return false;
}

// ---- what acts on a hit

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
    for (Step step; step_next(steps, &step);) {
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
    for (Step step; step_next(steps, &step);) {
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

Told context_of(const Contexts *contexts, Runner *runner, Str sentence,
                Found hit)
{
    Steps before =
        steps_over(contexts, runner, sentence, (Found){0, hit.begin});
    Acting acting = acting_before(&before);
    Found own;
    if (search_next(&contexts->negators, runner, sentence, hit.begin, &own)) {
        acting.negation = (Found){0};
    }
    Steps after =
        steps_over(contexts, runner, sentence, (Found){hit.end, sentence.len});
    acting_after(&acting, &after);
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
