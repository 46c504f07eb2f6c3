#include "match/condition.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "match/lint.h"
#include "match/near.h"
#include "match/probe.h"

// ---- compiling

// The place of byte `offset` of the pattern, as far as it can be told.
static Place place_in(const Rule *rule, ptrdiff_t offset)
{
    Place place = rule->pattern_place;
    if (rule->pattern_exact_place) {
        Str before = str_slice(rule->pattern, 0, offset);
        place.column += (int32_t)utf8_count(before);
    }
    return place;
}

// The pattern as it stands in its line, so that the caret meets it.
static Str source_of(const Rule *rule, Arena *arena)
{
    Buf line = {.arena = arena};
    if (!rule->pattern_exact_place) {
        return (Str){0};
    }
    for (int32_t i = 1; i < rule->pattern_place.column; i++) {
        buf_char(&line, ' ');
    }
    buf_add(&line, rule->pattern);
    return buf_str(&line);
}

static Diag *add_finding(const Rule *rule, DiagId id, ptrdiff_t offset,
                         const char *what, Diags *diags)
{
    long long character =
        (long long)utf8_count(str_slice(rule->pattern, 0, offset)) + 1;
    Diag *diag = diag_add(diags, id, place_in(rule, offset),
                          "rule '%.*s': %s, at character %lld of the pattern",
                          FMT(rule->id), what, character);
    diag->source = source_of(rule, diags->arena);
    return diag;
}

static void break_with(Condition *condition, const Mistake *mistake,
                       Diags *diags)
{
    condition->broken = true;
    diag_add(diags, DIAG_R001, condition->rule->place,
             "rule '%.*s': its words cannot be compiled: %s",
             FMT(condition->rule->id), mistake->message)
        ->help = S("split the list among several rules");
}

static void lint(Condition *condition, Diags *diags)
{
    const Rule *rule = condition->rule;
    Lint lint = lint_pattern(rule->pattern);
    if (lint.forbidden) {
        condition->broken = true;
        Str what = str_format(diags->arena, "not allowed in a rule: %s",
                              lint.forbidden);
        add_finding(rule, DIAG_R001, lint.forbidden_at,
                    str_terminated(diags->arena, what), diags)
            ->help = S("write the pattern without it");
        return;
    }
    Arena scratch = {0};
    bool explosive =
        is_explosive(&condition->regex.search, rule->pattern, &scratch);
    arena_release(&scratch);
    if (explosive) {
        condition->broken = true;
        add_finding(rule, DIAG_R002, lint.nested ? lint.nested_at : 0,
                    "the pattern takes too many steps on a short text", diags)
            ->help = S("give repetitions a bound, as in {0,20}, or write what "
                       "stands between them");
        return;
    }
    if (lint.nested) {
        add_finding(rule, DIAG_R006, lint.nested_at,
                    "a repetition inside a repetition may be slow", diags)
            ->help = S("give one of them a bound, as in {0,20}, or make the "
                       "inner one possessive, as in \\w++");
    }
    if (!lint.consumes) {
        diag_add(diags, DIAG_R003, rule->pattern_place,
                 "rule '%.*s': the pattern takes up no character, so it "
                 "codes nothing",
                 FMT(rule->id));
        return;
    }
    if (condition->regex.plan.kind == PLAN_ALWAYS && !lint.nested) {
        diag_add(diags, DIAG_R007, rule->pattern_place,
                 "rule '%.*s' is slow on large studies, for it is tried at "
                 "every character: %s",
                 FMT(rule->id), condition->regex.plan.reason)
            ->help = S("begin it with letters, as in \\bdata, or let two "
                       "letters in a row stand in all that it matches");
    }
}

static void open_regex(Condition *condition, const TermKit *kit, Diags *diags)
{
    const Rule *rule = condition->rule;
    Mistake mistake = {0};
    if (!regex_open(&condition->regex, rule->pattern, rule->exact_case,
                    kit->needles, kit->owners, kit->arena, &mistake)) {
        condition->broken = true;
        add_finding(rule, DIAG_R001, mistake.offset, mistake.message, diags)
            ->help = S("the pattern is a PCRE2 regular expression; a term "
                       "under 'any' needs no escapes");
        return;
    }
    lint(condition, diags);
}

// A list in which no term has a word can match nothing.
static bool is_empty(const TermList *list)
{
    return list->written.len == 0 && list->stems.len == 0;
}

static void open_lists(Condition *condition, const TermKit *kit, Diags *diags)
{
    const Rule *rule = condition->rule;
    ListUse use = rule->kind == RULE_NEAR ? LIST_EACH : LIST_ANY;
    Mistake mistake;
    bool ok = true, empty = rule->kind != RULE_REGEX && rule->lists.len == 0;
    condition->lists = NEW_ARRAY(kit->arena, TermList, rule->lists.len);
    for (ptrdiff_t i = 0; i < rule->lists.len && ok; i++) {
        ok = term_list_open(&condition->lists[i], &rule->lists.at[i], use,
                            rule->exact_case, kit, &mistake);
        empty = empty || (ok && is_empty(&condition->lists[i]));
    }
    ok = ok &&
         term_list_open(&condition->unless, &rule->unless, LIST_ANY,
                        rule->exact_case, kit, &mistake) &&
         term_list_open(&condition->unless_near, &rule->unless_near, LIST_ANY,
                        rule->exact_case, kit, &mistake);
    if (!ok) {
        break_with(condition, &mistake, diags);
    } else if (empty) {
        diag_add(diags, DIAG_R003, rule->place,
                 "rule '%.*s': a list without a term, so it codes nothing",
                 FMT(rule->id));
    }
}

void condition_open(Condition *condition, const Rule *rule, const TermKit *kit,
                    Diags *diags)
{
    *condition = (Condition){.rule = rule};
    open_lists(condition, kit, diags);
    if (rule->kind == RULE_REGEX) {
        open_regex(condition, kit, diags);
    }
}

void condition_close(Condition *condition)
{
    if (!condition->rule) {
        return; // never opened
    }
    for (ptrdiff_t i = 0; i < condition->rule->lists.len; i++) {
        term_list_close(&condition->lists[i]);
    }
    term_list_close(&condition->unless);
    term_list_close(&condition->unless_near);
    regex_close(&condition->regex);
}

// ---- where it holds

// A number per unit of the rule's `within`.
static int32_t *per_unit(const Finder *finder)
{
    return NEW_ARRAY(finder->arena, int32_t,
                     finder->interview->units[finder->within].len + 1);
}

// Keeps the matches of units whose number is `least` or more.
static void keep_units(Matches *matches, const int32_t *units, int32_t least)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        if (units[matches->at[i].unit] >= least) {
            matches->at[kept++] = matches->at[i];
        }
    }
    matches->len = kept;
}

static Matches all_matches(const Condition *condition, Finder *finder)
{
    Matches all = {0};
    int32_t *seen = per_unit(finder); // how many lists, as long as none missed
    int32_t lists = (int32_t)condition->rule->lists.len;
    for (int32_t i = 0; i < lists; i++) {
        Matches some = list_matches(finder, &condition->lists[i]);
        for (ptrdiff_t j = 0; j < some.len; j++) {
            int32_t *unit = &seen[some.at[j].unit];
            *unit = *unit == i ? i + 1 : *unit;
            *PUSH(&all, finder->arena) = some.at[j];
        }
    }
    keep_units(&all, seen, lists);
    matches_sort(&all);
    return all;
}

static Matches found_by(const Condition *condition, Finder *finder)
{
    const Rule *rule = condition->rule;
    switch (rule->kind) {
    case RULE_REGEX:
        return regex_matches(finder, &condition->regex);
    case RULE_ALL:
        return all_matches(condition, finder);
    case RULE_NEAR: {
        Matches a = list_each(finder, &condition->lists[0]);
        Matches b = list_each(finder, &condition->lists[1]);
        return near_matches(finder->interview, rule, &a, &b, finder->arena);
    }
    case RULE_ANY:
        break;
    }
    return list_matches(finder, &condition->lists[0]);
}

static void drop_unless(const Condition *condition, Finder *finder,
                        Matches *matches)
{
    if (is_empty(&condition->unless) || matches->len == 0) {
        return;
    }
    Matches vetoes = list_matches(finder, &condition->unless);
    int32_t *allowed = per_unit(finder); // 0, or -1 where vetoed
    for (ptrdiff_t i = 0; i < vetoes.len; i++) {
        allowed[vetoes.at[i].unit] = -1;
    }
    keep_units(matches, allowed, 0);
}

static void drop_unless_near(const Condition *condition, Finder *finder,
                             Matches *matches)
{
    if (is_empty(&condition->unless_near) || matches->len == 0) {
        return;
    }
    Finder whole_turns = *finder;
    whole_turns.within = SCOPE_TURN;
    Matches vetoes = list_matches(&whole_turns, &condition->unless_near);
    finder->passage = whole_turns.passage;
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        if (!any_near(finder->interview, &vetoes, &matches->at[i],
                      condition->rule->unless_words)) {
            matches->at[kept++] = matches->at[i];
        }
    }
    matches->len = kept;
}

static void drop_few(const Condition *condition, Finder *finder,
                     Matches *matches)
{
    int32_t least = condition->rule->min_hits;
    if (least <= 1 || matches->len == 0) {
        return;
    }
    int32_t *counts = per_unit(finder);
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        counts[matches->at[i].unit]++;
    }
    keep_units(matches, counts, least);
}

Matches condition_matches(const Condition *condition, Finder *finder)
{
    const Rule *rule = condition->rule;
    bool lists = rule->kind == RULE_REGEX ||
                 rule->lists.len >= (rule->kind == RULE_NEAR ? 2 : 1);
    if (condition->broken || !lists) {
        return (Matches){0};
    }
    Matches matches = found_by(condition, finder);
    if (!runner_problem(finder->runner)) {
        drop_unless(condition, finder, &matches);
        drop_unless_near(condition, finder, &matches);
        drop_few(condition, finder, &matches);
    }
    return matches;
}
