// match/match.h - rules x turns to hits, in one reading.
//
// Turns that continue one another are searched as one text.  Terms run over
// that text folded (text_fold), regular expressions over it as stored; `near`
// counts words between two terms.  Every rule means the same as a plain PCRE2
// search, and there is a plain way that is just that, rule by rule
// (searcher_hits_plainly): tests/unit/test_match_ways.c holds the two together.
//
// The quick way folds a document into one piece, finds its words 64 bytes at a
// time (word_bits.h), and looks up the first bytes of each word in one
// dictionary of all that any rule seeks (dictionary.h).  Terms are decided
// there; for a regular expression PCRE2 is asked at the places that its plan
// allows (regex_plan.h).  Contexts come from one reading of a hit's sentence.
// What this way does not know (a unit that ends inside a word, a character
// that folds to several where a pattern looks) it leaves to the plain way.
// Always JIT where the machine has it, so that limits are the same everywhere.
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include "base/err.h"
#include "match/signature.h"
#include "model/coding.h"

typedef struct Matcher Matcher; // a codebook's rules, compiled; read-only

// Compiles all rules, or those of them that are `wanted`: a place for each rule
// of the codebook.  NULL means all.
// Result:   never NULL; rules with an error, or not wanted, match nothing.
// Findings: R001 and R002 with the place inside the pattern, R003, R006, R007;
//           R001
//           when the codebook's triggers of contexts are too many.
Matcher *matcher_open(const Codebook *codebook, const bool *wanted,
                      Diags *diags);
void matcher_close(Matcher *matcher);

// False only where no rule can have a hit in a transcript with this text.
// Time: bytes; at once where the rules seek much.
bool matcher_may_hit(const Matcher *matcher, Str text);
// The same by a transcript's signature.
// Time: needles; as soon as a rule may have a hit, no more of them.
bool matcher_may_hit_by(const Matcher *matcher, const Signature *signature);

typedef struct Searcher Searcher; // what one thread needs to use a matcher

// Shape: the matcher outlives it.
Searcher *searcher_open(const Matcher *matcher);
void searcher_close(Searcher *searcher);

// Tells the signature of the transcript that is searched next, and of no other:
// more of it can be passed over.
void searcher_expect(Searcher *searcher, const Signature *signature);

// All hits in one transcript whose sentences, roles and questions are known:
// by begin, end, rule; contexts told, policies applied (.excluded).
//
// A hit of terms lies in one unit of the rule's `within`; one of a regular
// expression belongs to the unit where it begins.  No hit of `near` reaches
// from one turn into another.  Conditions come first, contexts after them:
// `min_hits` counts negated hits too.  A `span` of "answer" is the run of turns
// around the hit, in its answer, where the rule may look.
// Errors: ERR_INPUT naming rule, document and turn (from 1) when a rule passes
//         the match, depth, heap or JIT stack limit there; no hits then.
// Memory: the hits; a trigger is a view of the transcript's text.
// Time:   bytes, and what is found; where a plan is missing, what the regular
//         expression takes: the longer the document, the fewer steps it may
//         take from one place.
bool searcher_hits(Searcher *searcher, const Transcript *transcript,
                   Arena *arena, Hits *hits, Err *err);
// The same the plain way.
// Errors: a rule may pass a limit here where the quick way does not try it.
// Time:   words x rules.
bool searcher_hits_plainly(Searcher *searcher, const Transcript *transcript,
                           Arena *arena, Hits *hits, Err *err);
// As searcher_hits, with a searcher of its own.
bool match_transcript(const Matcher *matcher, const Transcript *transcript,
                      Arena *arena, Hits *hits, Err *err);

// The question each turn asks: asked[i] for every turn; participants ask none.
// Of several questions in one stretch of turns the one whose words begin last
// counts, for it is what is answered.
// Errors: as searcher_hits.
bool searcher_questions(Searcher *searcher, const Transcript *transcript,
                        int32_t *asked, Err *err);
bool match_questions(const Matcher *matcher, const Transcript *transcript,
                     int32_t *asked, Err *err);

// Runs examples and counterexamples as one participant's turn each: an example
// must be coded with its code, a counterexample must not.
// Findings: R004, R005 at the example's place.
bool match_examples(const Matcher *matcher, Diags *diags, Err *err);

// The version of the library that runs patterns.
const char *match_library(Arena *arena);

#endif
