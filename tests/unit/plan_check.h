// tests/unit/plan_check.h - does a plan allow what PCRE2 finds?
//
// Written apart from the plan's own code.  Stricter than a search needs: only
// what regex_plan.h names is folded.
#ifndef TESTS_UNIT_PLAN_CHECK_H
#define TESTS_UNIT_PLAN_CHECK_H

#include "base/utf8.h"
#include "match/regex_plan.h"
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

static inline bool check_holds(Strs factors, bool at_starts, Str text,
                               Found found)
{
    for (ptrdiff_t i = 0; i < factors.len; i++) {
        for (ptrdiff_t at = found.begin, next; at < found.end; at = next) {
            ptrdiff_t past = next = at;
            utf8_next(text, &next);
            bool start =
                check_word_at(text, at) && !check_word_before(text, at);
            if (check_letters(text, &past, found.end, factors.at[i]) &&
                (start || !at_starts)) {
                return true;
            }
        }
    }
    return false;
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
    bool held = holds || plan->factors.len > 0;
    return check_strs(plan->literals, holds ? 2 : 1) &&
           check_strs(plan->factors, 2) &&
           always == (plan->literals.len == 0) &&
           always == (plan->reason != NULL) &&
           (!plan->whole_words || plan->kind == PLAN_STARTS) &&
           (!plan->held_at_starts || held) &&
           (plan->factors.len == 0 || (!always && !holds));
}

static inline bool plan_allows(const Plan *plan, Str text, Found found)
{
    bool begins = plan->kind != PLAN_STARTS && plan->kind != PLAN_INSIDE
                      ? true
                      : check_begins(plan, text, found);
    Strs held = plan->kind == PLAN_HOLDS ? plan->literals : plan->factors;
    return begins && (held.len == 0 ||
                      check_holds(held, plan->held_at_starts, text, found));
}

// The first match in `text` that the plan does not allow; false without one.
static inline bool plan_misses(const Plan *plan, const Search *search, Str text,
                               Found *missed, Arena *arena)
{
    enum { MUCH = 1 << 30 }; // of text, so that few steps are allowed
    Runner *runner = runner_open(MUCH, arena);
    Found found = {0};
    bool misses = false;
    while (!misses && search_next(search, runner, text, found.end, &found)) {
        misses = !plan_allows(plan, text, found);
    }
    runner_close(runner);
    *missed = found;
    return misses;
}

#endif
