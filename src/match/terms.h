// match/terms.h - lists of terms, compiled, and finding them.
#ifndef MATCH_TERMS_H
#define MATCH_TERMS_H

#include "match/interview.h"

typedef struct StemTerm { // "~word word": the stems of words in a row
    Strs stems;
} StemTerm;

typedef struct StemTerms {
    StemTerm *at;
    ptrdiff_t len, cap;
} StemTerms;

typedef struct OneTerm {
    Search search;
    Prefix prefix;
} OneTerm;

typedef struct TermList { // compiled; read-only
    Search any;           // the terms in the order of the list
    OneTerm *each;        // the terms one by one, for near
    ptrdiff_t each_len;
    bool filtered; // only words that pass the filter can begin a match, and
                   // the searches look nowhere else
    Filter filter;
    StemTerms stems;
} TermList;

typedef enum ListUse { LIST_ANY, LIST_EACH } ListUse;

// Errors: false when the list is too large for PCRE2, told in `mistake`.
bool term_list_open(TermList *list, const Terms *terms, ListUse use,
                    bool keep_case, Str language, Arena *arena,
                    Mistake *mistake);
void term_list_close(TermList *list);

typedef struct Match { // of a rule's condition
    Span span;
    int32_t unit;    // of the rule's `within` that it lies or begins in
    int32_t passage; // in Interview.passages
} Match;

typedef struct Matches {
    Match *at;
    ptrdiff_t len, cap;
} Matches;

typedef struct Finder { // where and how one rule looks
    const Interview *interview;
    const bool *eligible; // per passage
    Scope within;
    bool keep_case;
    Runner *runner;
    Arena *arena;    // of the matches
    int32_t passage; // the newest one looked at
} Finder;

// All matches of a list: leftmost, first term first, not overlapping, each
// within one unit; a word matched by stem counts where no phrase overlaps it.
// Errors: when a limit is passed, runner_problem tells it and finder->passage
//         tells where; the result is of no use then.
Matches list_matches(Finder *finder, const TermList *list);
// All matches of every term by itself, overlapping ones too: by begin, end.
Matches list_each(Finder *finder, const TermList *list);
// All matches of a pattern over the passages as stored; a match belongs to the
// unit in which it begins, and may reach beyond it.
Matches regex_matches(Finder *finder, const Search *search);

// By begin, end; equal ones once.
void matches_sort(Matches *matches);

#endif
