// match/regex.h - a researcher's pattern, compiled, and finding it.
#ifndef MATCH_REGEX_H
#define MATCH_REGEX_H

#include "match/regex/regex_plan.h"
#include "match/terms.h"

typedef struct Regex { // compiled; read-only
    Search search;
    Search here; // the same, only where the search begins
    Plan plan;
    bool begins_words; // each match begins as a word does, or beyond ASCII
    int32_t owner;     // of the sightings of the plan's literals
} Regex;

// Errors: false with the mistake told; the regex matches nothing then.
bool regex_open(Regex *regex, Str pattern, bool exact_case, Needles *needles,
                int32_t *owners, Arena *arena, Mistake *mistake);
void regex_close(Regex *regex);
// True when no needle tells where it matches.
bool regex_looks_everywhere(const Regex *regex);

// All matches of a pattern over the passages as stored; a match belongs to the
// unit in which it begins, and may reach beyond it.
//
// With finder->seen PCRE2 is asked only where the plan allows a match: at each
// such place whether one begins there, as a search would ask at every place.
// Errors: as list_matches; where PCRE2 is not asked, it passes no limit.
Matches regex_matches(Finder *finder, const Regex *regex);

#endif
