#include "match/inside.h"

static void open_questions(Matcher *matcher)
{
    const Questions *questions = &matcher->codebook->questions;
    Mistake mistake;
    matcher->questions = NEW_ARRAY(&matcher->arena, TermList, questions->len);
    for (ptrdiff_t i = 0; i < questions->len; i++) {
        const Question *question = &questions->at[i];
        (void)term_list_open(&matcher->questions[i], &question->any, LIST_ANY,
                             false, matcher->codebook->language,
                             &matcher->arena, &mistake);
        matcher->needs.stems |= matcher->questions[i].stems.len > 0;
    }
}

static bool has_stems(const Condition *condition)
{
    bool stems =
        condition->unless.stems.len > 0 || condition->unless_near.stems.len > 0;
    for (ptrdiff_t i = 0; i < condition->rule->lists.len; i++) {
        stems = stems || condition->lists[i].stems.len > 0;
    }
    return stems;
}

static void add_needs(Needs *needs, const Condition *condition)
{
    const Rule *rule = condition->rule;
    needs->exact |= rule->exact_case;
    needs->stems |= has_stems(condition);
    needs->clauses |=
        rule->within == SCOPE_CLAUSE || rule->span == SCOPE_CLAUSE;
}

Matcher *matcher_open(const Codebook *codebook, const bool *wanted,
                      Diags *diags)
{
    Arena arena = {0};
    Matcher *matcher = NEW(&arena, Matcher);
    matcher->arena = arena;
    matcher->codebook = codebook;
    contexts_open(&matcher->contexts, codebook, &matcher->arena, diags);
    matcher->conditions =
        NEW_ARRAY(&matcher->arena, Condition, codebook->rules.len);
    for (ptrdiff_t i = 0; i < codebook->rules.len; i++) {
        if (wanted && !wanted[i]) {
            continue; // a condition without a rule
        }
        condition_open(&matcher->conditions[i], &codebook->rules.at[i],
                       codebook->language, &matcher->arena, diags);
        add_needs(&matcher->needs, &matcher->conditions[i]);
    }
    open_questions(matcher);
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
