// resolve/vote.h - what the decisions on a document say, brought to one shape.
//
// Private to resolve/.
#ifndef RESOLVE_VOTE_H
#define RESOLVE_VOTE_H

#include "base/map.h"
#include "model/study.h"
#include "resolve/overlap.h"

typedef struct Candidate { // a span that may carry a code
    int32_t code;
    Span span;
    bool by_rule;
    int32_t first, hits; // by rule: its part of Candidates.hit_index
} Candidate;

typedef struct Candidates { // by code, begin, end; each once
    Candidate *at;
    ptrdiff_t len, cap;
    int32_t *hit_index; // hits of the document by candidate
    ptrdiff_t *first;   // [code], [codes]: where a code's candidates begin
    Overlaps overlaps;  // over their spans
} Candidates;

// Within one decision the vote with the greatest weight is heard first.
typedef enum Weighing {
    WEIGH_OVERLAP, // the new place of a move, beside what stands there exactly
    WEIGH_MINUS,
    WEIGH_PLUS,
    WEIGH_EXACT, // the new place of a move
} Weighing;

typedef struct Vote {
    int32_t code;
    Span span;
    bool plus;
    Weighing weighing;
    int32_t coder; // number in Votes.coders
    const Decision *decision;
} Vote;

typedef struct Votes {
    Vote *at;
    ptrdiff_t len, cap;
    Map coders;
} Votes;

typedef struct Resolving { // the work on one document
    const Document *document;
    const Codebook *codebook;
    Map codes;    // ids to numbers
    Arena *arena; // until the document is done
    Arena *kept;  // of the codings
    Diags *diags;
    Candidates candidates;
    Votes votes;
} Resolving;

// The codings of a document that nobody decided about, appended in order.
// Time: O(hits) where they come in order, at most O(n log n).
void codings_by_rule(const Resolving *resolving, int32_t index,
                     Codings *codings);
// The distinct spans that rules coded.
void candidates_by_rule(Resolving *resolving);
// Adds further spans; one that is there already stays as it is.
void candidates_add(Resolving *resolving, const Candidate *more,
                    ptrdiff_t count);
// Turns the decisions on this document's text into votes, and adds the
// candidates that people made.  Findings: O004, O005, O006.
void votes_take(Resolving *resolving, const Decisions *decisions);
// The place of a decision: its own, or the document where it has none.
Place decision_place(const Resolving *resolving, const Decision *decision);

#endif
