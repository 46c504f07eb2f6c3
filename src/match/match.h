// match/match.h - rules x turns to hits, the plain way.
//
// Each rule is one PCRE2 (JIT) search over each stretch of turns; words,
// phrases, wildcards and `near` are compiled to what they mean.  This is the
// definition of what a rule matches; any faster way is checked against it.
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "base/err.h"
#include "model/coding.h"

typedef struct Matcher Matcher; // a codebook's rules, compiled; read-only

// Compiles all rules.  Findings: R001 with the place inside the pattern, R003,
// R006.  Result: never NULL; rules with an error match nothing.
Matcher *matcher_open(const Codebook *codebook, Diags *diags);
void matcher_close(Matcher *matcher);

// All hits in one transcript whose sentences, roles and questions are known:
// by begin, end, rule; contexts told, policies applied (.excluded).
// Errors: ERR_INPUT naming rule, document and turn when a rule passes the
//         match, depth, heap or JIT stack limit there; no hits then.
bool match_transcript(const Matcher *matcher, const Transcript *transcript,
                      Arena *arena, Hits *hits, Err *err);

// The question each turn asks: asked[i] for every turn; participants ask none.
bool match_questions(const Matcher *matcher, const Transcript *transcript,
                     int32_t *asked, Err *err);

// Runs examples and counterexamples as one participant's turn each: an example
// must be coded with its code, a counterexample must not.
// Findings: R004, R005 at the example's place.
bool match_examples(const Matcher *matcher, Diags *diags, Err *err);

// The version of the library that runs patterns.
const char *match_library(Arena *arena);

#endif
