// match/regex/regex_plan.h - where a researcher's pattern can match at all.
//
// A plan is found by reading the pattern and holds for every match of it.
// Whoever looks only where the plan allows, and lets PCRE2 decide there, finds
// what PCRE2 alone would find.
//
// Letters of a plan are ASCII and folded; they are to be looked for in a text
// in which each character is folded to one: ASCII letters lower case, U+017F
// to s, U+212A to k, '`' to '\'', '\t' to '\r' to ' '.  What else is folded
// does no harm.
#ifndef MATCH_REGEX_REGEX_PLAN_H
#define MATCH_REGEX_REGEX_PLAN_H

#include "base/arena.h"

typedef enum PlanKind {
    PLAN_STARTS, // each match begins where a word does, with a literal
    PLAN_INSIDE, // each match begins with a literal, perhaps inside a word
    PLAN_HOLDS,  // each match holds a literal
    PLAN_FIRST,  // it is known where, or with which characters, matches begin
    PLAN_ALWAYS, // nothing is known: look everywhere
} PlanKind;

enum {
    PLAN_ASCII = 128,
    PLAN_STEPS = 4,
    PLAN_FIRST_MAX = 64, // more first characters tell too little
};

// A word begins, and ends, where the neighbouring character is none of
// [A-Za-z0-9_], U+017F and U+212A, or there is none.  A run of letters begins
// where it is none of [A-Za-z], U+017F and U+212A.
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

    // Factors, or the literals of HOLDS, are held.  Each match holds one where
    // a run of letters begins or, if it does not begin with a letter, where a
    // word does.
    bool held_at_letters;
    // Each match holds one such that the characters between the match's first
    // one and the letters held can be read, of the text as it is stored, in
    // steps: any number of those of step 0, then of step 1, and so on.  So a
    // match begins where the letters held do, or else at a character before
    // them, read backwards, as long as plan_step_back knows a step for all
    // that are between.
    bool knows_between;
    uint8_t between[PLAN_ASCII]; // bit i: step i, of at most PLAN_STEPS, has it
    uint8_t between_others;      // the same of all characters beyond ASCII
    int32_t between_most; // characters from where the match begins up to the
                          // letters held; < 0: without end

    // A match begins with one of these characters of the text as it is stored,
    // or with any beyond ASCII.
    bool first[PLAN_ASCII];
    bool knows_first; // they are few
    bool begins_word; // a match begins where no word character is before
    int repeats; // FIRST: a match is a word and blanks, and behind them stand
                 // again so many of the word's first characters
    const char *reason; // ALWAYS: why, or NULL
} Plan;

// The step of `point` where, reading backwards from letters held, it stands
// before what was of `step`; at first, `step` is PLAN_STEPS - 1.
// Result: < 0 where no match with those letters begins before `point`.
static inline int plan_step_back(const Plan *plan, int step, uint32_t point)
{
    int steps =
        point < PLAN_ASCII ? plan->between[point] : plan->between_others;
    while (step >= 0 && (steps >> step & 1) == 0) {
        step--;
    }
    return step;
}

// The plan of a pattern that is searched by search_open, SEARCH_REGEX or, for
// `exact_case`, SEARCH_REGEX_EXACT.
// Result: at most 200 literals and as many factors.  ALWAYS where in doubt, as
//         for a pattern that does not compile.
// Memory: the lists.
Plan plan_of(Str pattern, bool exact_case, Arena *arena);

#endif
