#include "match/inside.h"

static TermKit kit_for(Matcher *matcher, Sought *sought, Stemmer *stemmer)
{
    return (TermKit){
        .language = matcher->codebook->language,
        .stems = &matcher->stems,
        .stemmer = stemmer,
        .needles = &sought->needles,
        .owners = &sought->owners,
        .arena = &matcher->arena,
    };
}

static void open_questions(Matcher *matcher, Stemmer *stemmer)
{
    const Questions *questions = &matcher->codebook->questions;
    Sought *sought = &matcher->by_questions;
    TermKit kit = kit_for(matcher, sought, stemmer);
    Mistake mistake;
    matcher->questions = NEW_ARRAY(&matcher->arena, TermList, questions->len);
    for (ptrdiff_t i = 0; i < questions->len; i++) {
        (void)term_list_open(&matcher->questions[i], &questions->at[i].any,
                             LIST_ANY, false, &kit, &mistake);
        sought->needs.stems |= matcher->questions[i].stems.len > 0;
    }
    sought->dictionary = dictionary_open(&sought->needles, &matcher->arena);
}

// ---- whom rules listen to

static bool same_strs(Strs a, Strs b)
{
    bool same = a.len == b.len;
    for (ptrdiff_t i = 0; i < a.len && same; i++) {
        same = str_eq(a.at[i], b.at[i]);
    }
    return same;
}

static bool same_ints(Ints a, Ints b)
{
    bool same = a.len == b.len;
    for (ptrdiff_t i = 0; i < a.len && same; i++) {
        same = a.at[i] == b.at[i];
    }
    return same;
}

static int32_t audience_of(Matcher *matcher, const Rule *rule)
{
    Audiences *audiences = &matcher->audiences;
    for (int32_t i = 0; i < audiences->len; i++) {
        const Audience *audience = &audiences->at[i];
        if (same_strs(audience->roles, rule->roles) &&
            same_strs(audience->speakers, rule->speakers) &&
            same_ints(audience->questions, rule->questions)) {
            return i;
        }
    }
    *PUSH(audiences, &matcher->arena) =
        (Audience){rule->roles, rule->speakers, rule->questions};
    return (int32_t)audiences->len - 1;
}

// ---- rules

static bool has_stems(const Condition *condition)
{
    bool stems =
        condition->unless.stems.len > 0 || condition->unless_near.stems.len > 0;
    for (ptrdiff_t i = 0; i < condition->rule->lists.len; i++) {
        stems = stems || condition->lists[i].stems.len > 0;
    }
    return stems;
}

// A pattern runs over the text as stored; terms need it folded.
static bool has_terms(const Condition *condition)
{
    return condition->rule->kind != RULE_REGEX ||
           condition->unless.written.len > 0 ||
           condition->unless_near.written.len > 0;
}

static void add_needs(Needs *needs, const Condition *condition)
{
    const Rule *rule = condition->rule;
    needs->exact |= rule->exact_case && has_terms(condition);
    needs->stems |= has_stems(condition);
    needs->clauses |=
        rule->within == SCOPE_CLAUSE || rule->span == SCOPE_CLAUSE;
}

// What a signature is asked for.  Needles come by their owners.
static void open_clues(Sought *sought, Arena *arena)
{
    const Needles *needles = &sought->needles;
    int32_t owner = 0;
    sought->clues = NEW_ARRAY(arena, Clues, needles->len);
    sought->first = NEW_ARRAY(arena, int32_t, sought->owners + 1);
    for (int32_t i = 0; i < needles->len; i++) {
        sought->clues[i] = clues_of(&needles->at[i], arena);
        while (owner < needles->at[i].owner) {
            sought->first[++owner] = i;
        }
    }
    while (owner < sought->owners) {
        sought->first[++owner] = (int32_t)needles->len;
    }
}

static void open_rules(Matcher *matcher, const bool *wanted, Stemmer *stemmer,
                       Diags *diags)
{
    const Rules *rules = &matcher->codebook->rules;
    Sought *sought = &matcher->by_rules;
    TermKit kit = kit_for(matcher, sought, stemmer);
    matcher->conditions = NEW_ARRAY(&matcher->arena, Condition, rules->len);
    for (ptrdiff_t i = 0; i < rules->len; i++) {
        Condition *condition = &matcher->conditions[i];
        if (wanted && !wanted[i]) {
            continue; // a condition without a rule
        }
        condition_open(condition, &rules->at[i], &kit, diags);
        condition->audience = audience_of(matcher, &rules->at[i]);
        add_needs(&sought->needs, condition);
        sought->everywhere |= rules->at[i].kind == RULE_REGEX &&
                              regex_looks_everywhere(&condition->regex);
    }
    sought->dictionary = dictionary_open(&sought->needles, &matcher->arena);
    open_clues(sought, &matcher->arena);
    sought->gate = gate_of(&sought->needles);
    sought->everywhere |= sought->needs.stems;
    sought->gate.open |= sought->everywhere;
}

Matcher *matcher_open(const Codebook *codebook, const bool *wanted,
                      Diags *diags)
{
    Arena arena = {0};
    Matcher *matcher = NEW(&arena, Matcher);
    matcher->arena = arena;
    matcher->codebook = codebook;
    Stemmer *stemmer = stemmer_open(codebook->language, &matcher->arena);
    contexts_open(&matcher->contexts, codebook, &matcher->arena, diags);
    open_rules(matcher, wanted, stemmer, diags);
    open_questions(matcher, stemmer);
    stemmer_close(stemmer);
    return matcher;
}

void matcher_close(Matcher *matcher)
{
    if (!matcher) {
        return;
    }
    for (ptrdiff_t i = 0; i < matcher->codebook->rules.len; i++) {
        condition_close(&matcher->conditions[i]);
    }
    for (ptrdiff_t i = 0; i < matcher->codebook->questions.len; i++) {
        term_list_close(&matcher->questions[i]);
    }
    contexts_close(&matcher->contexts);
    Arena arena = matcher->arena; // the matcher itself lies in it
    arena_release(&arena);
}

bool matcher_may_hit(const Matcher *matcher, Str text)
{
    return gate_passes(&matcher->by_rules.gate, text);
}

// ---- what a signature tells

typedef struct Glance { // at a transcript
    const Sought *sought;
    const Signature *signature;
    bool odd;
} Glance;

static bool owner_may(const Glance *glance, int32_t owner)
{
    const Sought *sought = glance->sought;
    for (int32_t i = sought->first[owner]; i < sought->first[owner + 1]; i++) {
        if (signature_has(glance->signature, &sought->clues[i], glance->odd)) {
            return true;
        }
    }
    return false;
}

static bool list_may(const Glance *glance, const TermList *list)
{
    return list->stems.len > 0 || owner_may(glance, list->owner);
}

static bool regex_may(const Glance *glance, const Regex *regex)
{
    return glance->signature->uneven || regex_looks_everywhere(regex) ||
           (regex->plan.sufficient && glance->odd) ||
           owner_may(glance, regex->owner);
}

// How many of its lists a rule needs something of.
static ptrdiff_t lists_needed(const Rule *rule)
{
    ptrdiff_t needed = rule->kind == RULE_ANY    ? 1
                       : rule->kind == RULE_NEAR ? 2
                                                 : rule->lists.len;
    return needed < rule->lists.len ? needed : rule->lists.len;
}

static bool condition_may(const Glance *glance, const Condition *condition)
{
    const Rule *rule = condition->rule;
    if (!rule || condition->broken) {
        return false;
    }
    if (rule->kind == RULE_REGEX) {
        return regex_may(glance, &condition->regex);
    }
    bool may = rule->lists.len > 0;
    bool sure = !rule->exact_case || !glance->signature->uneven;
    for (ptrdiff_t i = 0; i < lists_needed(rule) && sure; i++) {
        may = may && list_may(glance, &condition->lists[i]);
    }
    return may;
}

bool matcher_may_hit_by(const Matcher *matcher, const Signature *signature)
{
    const Sought *sought = &matcher->by_rules;
    Glance glance = {sought, signature,
                     signature->odd || sought->needs.clauses};
    bool may = signature->bits.len == 0;
    for (ptrdiff_t i = 0; i < matcher->codebook->rules.len && !may; i++) {
        may = condition_may(&glance, &matcher->conditions[i]);
    }
    return may;
}

// ---- what one thread needs

Searcher *searcher_open(const Matcher *matcher)
{
    Arena arena = {0};
    Searcher *searcher = NEW(&arena, Searcher);
    searcher->arena = arena;
    searcher->matcher = matcher;
    searcher->gate = matcher->by_rules.gate;
    searcher->runner = runner_open(0, &searcher->arena);
    stem_book_open(&searcher->stems, &matcher->stems,
                   matcher->codebook->language, &searcher->arena);
    return searcher;
}

void searcher_expect(Searcher *searcher, const Signature *signature)
{
    enum { NEEDLES_MAX = 100 }; // more of them open any gate
    const Sought *sought = &searcher->matcher->by_rules;
    Gate gate = {0};
    if (sought->everywhere || sought->needs.clauses || signature->odd ||
        signature->uneven || signature->bits.len == 0 ||
        sought->needles.len > NEEDLES_MAX) {
        return;
    }
    for (ptrdiff_t i = 0; i < sought->needles.len; i++) {
        if (signature_has(signature, &sought->clues[i], false)) {
            gate_add(&gate, &sought->needles.at[i]);
        }
    }
    searcher->gate = gate;
}

void searcher_close(Searcher *searcher)
{
    if (searcher) {
        runner_close(searcher->runner);
        stem_book_close(&searcher->stems);
        arena_release(&searcher->scratch);
        Arena arena = searcher->arena; // the searcher itself lies in it
        arena_release(&arena);
    }
}
