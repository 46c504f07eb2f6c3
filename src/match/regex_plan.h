// match/regex_plan.h - where a researcher's pattern can match at all.
//
// A plan is found by reading the pattern and holds for every match of it.
// Whoever looks only where the plan allows, and lets PCRE2 decide there, finds
// what PCRE2 alone would find.
//
// Letters of a plan are ASCII and folded; they are to be looked for in a text
// in which each character is folded to one: ASCII letters lower case, U+017F
// to s, U+212A to k, '`' to '\'', '\t' to '\r' to ' '.  What else is folded
// does no harm.
#ifndef MATCH_REGEX_PLAN_H
#define MATCH_REGEX_PLAN_H

#include "base/arena.h"

typedef enum PlanKind {
    PLAN_STARTS, // each match begins where a word does, with a literal
    PLAN_INSIDE, // each match begins with a literal, perhaps inside a word
    PLAN_HOLDS,  // each match holds a literal
    PLAN_ALWAYS, // nothing is known: look everywhere
} PlanKind;

// A word begins, and ends, where the neighbouring character is none of
// [A-Za-z0-9_], U+017F and U+212A, or there is none.
typedef struct Plan {
    PlanKind kind;
    Strs literals;    // sorted, each of 1 to 16 bytes; with HOLDS of 2 or more
    bool whole_words; // STARTS: a word ends behind each literal
    // STARTS: each literal that stands there is a match, whole_words as it is,
    // or else with the rest of its word.  Where a character beyond ASCII, but
    // for those two, touches that match, PCRE2 decides.
    bool sufficient;
    // STARTS and INSIDE: each match holds one of these as well, of 2 to 16
    // bytes; empty where they are not much rarer than the literals.
    Strs factors;
    bool held_at_starts; // factors, or the literals of HOLDS: held where a
                         // word begins
    const char *reason;  // ALWAYS: why, or NULL
} Plan;

// The plan of a pattern that is searched by search_open, SEARCH_REGEX or, for
// `exact_case`, SEARCH_REGEX_EXACT.
// Result: at most 200 literals and as many factors.  ALWAYS where in doubt, as
//         for a pattern that does not compile.
// Memory: the lists.
Plan plan_of(Str pattern, bool exact_case, Arena *arena);

#endif
