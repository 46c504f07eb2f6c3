// match/terms.h - lists of terms, compiled, and finding them.
//
// Each is found in two ways that give the same: the plain way, one search over
// each passage by PCRE2; and from what one reading of the interview has seen.
#ifndef MATCH_TERMS_H
#define MATCH_TERMS_H

#include "match/dictionary.h"
#include "match/interview.h"

typedef struct StemTerm { // "~word word": the stems of words in a row
    Ints stems;           // their numbers
} StemTerm;

typedef struct StemTerms {
    StemTerm *at;
    ptrdiff_t len, cap;
} StemTerms;

typedef struct TermList { // compiled; read-only
    Search any;           // the terms in the order of the list
    Search *each;         // the terms one by one, for near
    Strs written;         // the same, folded, with case kept where it counts
    StemTerms stems;
    int32_t owner; // of its sightings
} TermList;

typedef enum ListUse { LIST_ANY, LIST_EACH } ListUse;

typedef struct TermKit { // what lists are compiled with
    Str language;
    Stems *stems;
    Stemmer *stemmer;
    Needles *needles; // of all lists; owners count up
    int32_t *owners;
    Arena *arena;
} TermKit;

// Errors: false when the list is too large for PCRE2, told in `mistake`.
bool term_list_open(TermList *list, const Terms *terms, ListUse use,
                    bool keep_case, const TermKit *kit, Mistake *mistake);
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
    Sightings *seen;      // per owner; NULL to search the plain way
    const bool *eligible; // per passage
    Scope within;
    bool keep_case;
    Runner *runner;
    Arena *arena;    // of the matches
    int32_t passage; // the newest one looked at
    int32_t unit;    // the newest one met
} Finder;

// All matches of a list: leftmost, first term first, not overlapping, each
// within one unit; a word matched by stem counts where no phrase overlaps it.
// Errors: when a limit is passed, runner_problem tells it and finder->passage
//         tells where; the result is of no use then.
Matches list_matches(Finder *finder, const TermList *list);
// All matches of every term by itself, overlapping ones too: by begin, end.
Matches list_each(Finder *finder, const TermList *list);

// By begin, end; equal ones once.
void matches_sort(Matches *matches);

// ---- for the ways of finding (terms_plain.c, terms_seen.c)

// The match as it lies in the text, if it lies in one unit; else *end is where
// the unit ends in the folded text.
bool match_in_unit(Finder *finder, const Folded *folded, Found found,
                   Match *match, ptrdiff_t *end);
// The phrases of a list in one passage, in the order of their places.
void plain_any(Finder *finder, const TermList *list, Matches *matches);
void plain_each(Finder *finder, const TermList *list, Matches *matches);
// The same in all eligible passages, from what was seen.
void seen_matches(Finder *finder, const TermList *list, ListUse use,
                  Matches *matches);

// How the finder's passage looks to it.
const Passage *finder_passage(const Finder *finder);
const Folded *finder_folded(const Finder *finder);

#endif
