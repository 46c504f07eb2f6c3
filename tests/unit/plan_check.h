// tests/unit/plan_check.h - does a plan allow what PCRE2 finds?
//
// Written apart from the plan's own code.  Stricter than a search needs: only
// what regex_plan.h names is folded.
#ifndef TESTS_UNIT_PLAN_CHECK_H
#define TESTS_UNIT_PLAN_CHECK_H

#include "base/utf8.h"
#include "match/regex/regex_plan.h"
#include "match/search.h"

#include <string.h>

enum { NO_LETTER = 0x80 }; // what is not folded to ASCII

// The folded character at text.at[*i]; moves *i past it.
static inline int check_folded(Str text, ptrdiff_t *i)
{
    uint32_t point = utf8_next(text, i);
    if (point == 0x17F || point == 0x212A) {
        return point == 0x17F ? 's' : 'k';
    }
    if (point == '`') {
        return '\'';
    }
    if (point >= '\t' && point <= '\r') {
        return ' ';
    }
    bool upper = point >= 'A' && point <= 'Z';
    return point >= NO_LETTER ? NO_LETTER : (int)point + (upper ? 32 : 0);
}

static inline bool check_is_word(int folded)
{
    return (folded >= 'a' && folded <= 'z') ||
           (folded >= '0' && folded <= '9') || folded == '_';
}

static inline bool check_word_before(Str text, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (i > 0 && ((unsigned char)text.at[--i] & 0xC0) == 0x80) {
    }
    return at > 0 && check_is_word(check_folded(text, &i));
}

static inline bool check_word_at(Str text, ptrdiff_t at)
{
    return at < text.len && check_is_word(check_folded(text, &at));
}

// True when the text up to `end` has `letters` at `at`; moves *at past them.
static inline bool check_letters(Str text, ptrdiff_t *at, ptrdiff_t end,
                                 Str letters)
{
    for (ptrdiff_t i = 0; i < letters.len; i++) {
        if (*at >= end ||
            check_folded(text, at) != (unsigned char)letters.at[i]) {
            return false;
        }
    }
    return true;
}

static inline bool check_begins(const Plan *plan, Str text, Found found)
{
    for (ptrdiff_t i = 0; i < plan->literals.len; i++) {
        ptrdiff_t at = found.begin;
        Str letters = plan->literals.at[i];
        bool there = check_letters(text, &at, found.end, letters);
        if (plan->kind == PLAN_STARTS) {
            there = there && check_word_at(text, found.begin) &&
                    !check_word_before(text, found.begin);
        }
        if (there && !(plan->whole_words && check_word_at(text, at))) {
            return true;
        }
    }
    return false;
}

static inline bool check_is_letter(int folded)
{
    return folded >= 'a' && folded <= 'z';
}

// True where a run of letters, or a word that begins otherwise, begins.
static inline bool check_letters_begin(Str text, ptrdiff_t at)
{
    ptrdiff_t before = at, here = at;
    while (before > 0 && ((unsigned char)text.at[--before] & 0xC0) == 0x80) {
    }
    bool letter = check_is_letter(check_folded(text, &here));
    bool behind = at > 0 && check_is_letter(check_folded(text, &before));
    return letter ? !behind
                  : check_word_at(text, at) && !check_word_before(text, at);
}

// True when the plan allows letters held at `at` by what is between `begin`
// and them.
static inline bool check_between(const Plan *plan, Str text, ptrdiff_t begin,
                                 ptrdiff_t at)
{
    int32_t count = 0;
    int step = 0;
    for (ptrdiff_t i = begin; i < at; count++) {
        bool first = i == begin;
        uint32_t point = utf8_next(text, &i);
        int steps =
            point < PLAN_ASCII ? plan->between[point] : plan->between_others;
        while (!first && step < PLAN_STEPS && (steps >> step & 1) == 0) {
            step++;
        }
    }
    return step < PLAN_STEPS &&
           (plan->between_most < 0 || count <= plan->between_most);
}

// True when reading backwards from letters held at `at` comes to `begin`.
static inline bool check_reached(const Plan *plan, Str text, ptrdiff_t begin,
                                 ptrdiff_t at)
{
    for (int step = PLAN_STEPS - 1; at > begin && step >= 0;) {
        while (((unsigned char)text.at[--at] & 0xC0) == 0x80) {
        }
        ptrdiff_t past = at;
        uint32_t point = utf8_next(text, &past);
        step = at > begin ? plan_step_back(plan, step, point) : step;
    }
    return at == begin;
}

// True when letters are held where all is as the plan says.
static inline bool check_holds(const Plan *plan, Strs held, Str text,
                               Found found)
{
    for (ptrdiff_t i = 0; i < held.len; i++) {
        for (ptrdiff_t at = found.begin, next; at < found.end; at = next) {
            ptrdiff_t past = next = at;
            utf8_next(text, &next);
            if (check_letters(text, &past, found.end, held.at[i]) &&
                (!plan->held_at_letters || check_letters_begin(text, at)) &&
                (!plan->knows_between ||
                 (check_between(plan, text, found.begin, at) &&
                  check_reached(plan, text, found.begin, at)))) {
                return true;
            }
        }
    }
    return false;
}

static inline bool check_first(const Plan *plan, Str text, Found found)
{
    ptrdiff_t at = found.begin;
    uint32_t point = utf8_next(text, &at);
    return (point >= PLAN_ASCII || plan->first[point]) &&
           !(plan->begins_word && check_word_before(text, found.begin));
}

static inline bool check_strs(Strs strs, ptrdiff_t least)
{
    for (ptrdiff_t i = 0; i < strs.len; i++) {
        Str s = strs.at[i];
        if (s.len < least || s.len > 16 ||
            (i > 0 && str_compare(strs.at[i - 1], s) >= 0)) {
            return false;
        }
        for (ptrdiff_t at = 0; at < s.len;) {
            ptrdiff_t before = at;
            if (check_folded(s, &at) != s.at[before]) {
                return false;
            }
        }
    }
    return strs.len <= 200;
}

// What is promised of every plan, whatever the pattern.
static inline bool plan_is_sound(const Plan *plan)
{
    bool always = plan->kind == PLAN_ALWAYS, holds = plan->kind == PLAN_HOLDS;
    bool first = plan->kind == PLAN_FIRST;
    bool held = holds || plan->factors.len > 0;
    int firsts = 0;
    for (int c = 0; c < PLAN_ASCII; c++) {
        firsts += plan->first[c];
    }
    return check_strs(plan->literals, holds ? 2 : 1) &&
           check_strs(plan->factors, 2) &&
           (always || first) == (plan->literals.len == 0) &&
           plan->knows_first == (firsts <= PLAN_FIRST_MAX) &&
           (!always || firsts == PLAN_ASCII) &&
           (!always || !plan->begins_word) &&
           (!first || plan->knows_first || plan->begins_word) &&
           (!plan->knows_between || held) && always == (plan->reason != NULL) &&
           (!plan->whole_words || plan->kind == PLAN_STARTS) &&
           (!plan->sufficient || plan->kind == PLAN_STARTS) &&
           (!plan->held_at_letters || held) &&
           (plan->factors.len == 0 || (!always && !holds && !first));
}

static inline bool plan_allows(const Plan *plan, Str text, Found found)
{
    bool begins = plan->kind != PLAN_STARTS && plan->kind != PLAN_INSIDE
                      ? true
                      : check_begins(plan, text, found);
    Strs held = plan->kind == PLAN_HOLDS ? plan->literals : plan->factors;
    return begins && check_first(plan, text, found) &&
           (held.len == 0 || check_holds(plan, held, text, found));
}

// True where neighbours leave no doubt: the text ends, or what stands there
// is of ASCII or folds to it.
static inline bool check_clear(Str text, ptrdiff_t begin, ptrdiff_t end)
{
    ptrdiff_t before = begin;
    while (before > 0 && ((unsigned char)text.at[--before] & 0xC0) == 0x80) {
    }
    return (begin == 0 || check_folded(text, &before) != NO_LETTER) &&
           (end == text.len || check_folded(text, &end) != NO_LETTER);
}

// True when a word that is, or begins with, one of the literals begins at
// `at` and is clear.
static inline bool check_word(const Plan *plan, Str text, ptrdiff_t at,
                              Found *word)
{
    for (ptrdiff_t i = 0; i < plan->literals.len; i++) {
        *word = (Found){at, at};
        bool there =
            !check_word_before(text, at) &&
            check_letters(text, &word->end, text.len, plan->literals.at[i]);
        while (!plan->whole_words && check_word_at(text, word->end)) {
            utf8_next(text, &word->end);
        }
        if (there && !check_word_at(text, word->end)) {
            return check_clear(text, at, word->end);
        }
    }
    return false;
}

typedef struct PlanCheck {
    const Plan *plan;
    const Search *search;
    Str text;
    Found at;     // what is wrong
    int64_t seen; // matches that were compared
} PlanCheck;

// Every match is where the plan allows one.
static inline bool plan_finds_all(PlanCheck *check, Runner *runner)
{
    check->at = (Found){0};
    while (search_next(check->search, runner, check->text, check->at.end,
                       &check->at)) {
        check->seen++;
        if (!plan_allows(check->plan, check->text, check->at)) {
            return false;
        }
    }
    return true;
}

// Every word is a match where the plan says so.
static inline bool plan_suffices(PlanCheck *check, Runner *runner)
{
    for (ptrdiff_t i = 0; check->plan->sufficient && i < check->text.len;) {
        Found found = {0};
        if (check_word(check->plan, check->text, i, &check->at)) {
            check->seen++;
            search_next(check->search, runner, check->text, i, &found);
            if (!runner_problem(runner) && (found.begin != check->at.begin ||
                                            found.end != check->at.end)) {
                return false;
            }
        }
        utf8_next(check->text, &i);
    }
    return true;
}

// False with the place told where PCRE2 finds other than the plan says.
static inline bool plan_holds(PlanCheck *check, Arena *arena)
{
    enum { MUCH = 1 << 30 }; // of text, so that few steps are allowed
    Runner *runner = runner_open(MUCH, arena);
    bool holds = plan_finds_all(check, runner) && plan_suffices(check, runner);
    runner_close(runner);
    return holds;
}

#endif
