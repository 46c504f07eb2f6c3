// match/condition.h - one rule, compiled, and where its condition holds.
#ifndef MATCH_CONDITION_H
#define MATCH_CONDITION_H

#include "match/regex.h"

typedef struct Condition { // compiled; read-only
    const Rule *rule;
    bool broken;     // has an error; matches nothing
    TermList *lists; // as many as rule->lists
    Regex regex;
    TermList unless, unless_near;
    int32_t audience; // in Matcher.audiences: where it may look
} Condition;

// Findings: R001 and R002 with the place inside the pattern, R003, R006,
//           R007.
void condition_open(Condition *condition, const Rule *rule, const TermKit *kit,
                    Diags *diags);
void condition_close(Condition *condition);

// The matches that make the rule hold, by begin and end.
//
// Order: speech where the rule may look (finder->eligible); its condition in
// each unit of `within`; units with a match of `unless` drop out, then matches
// near one of `unless_near`; then units with fewer than `min_hits`.
// Errors: runner_problem, at finder->passage.
Matches condition_matches(const Condition *condition, Finder *finder);

#endif
