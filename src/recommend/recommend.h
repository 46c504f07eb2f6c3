// recommend/recommend.h - theme findings, and what follows from them.
//
// Numbers rank and grade the evidence; which advice answers which challenge is
// the codebook's word, never computed.  All thresholds here are conventions of
// ours (no source fixes them); they stand in named tables and are printed with
// every report.
#ifndef RECOMMEND_RECOMMEND_H
#define RECOMMEND_RECOMMEND_H

#include "model/study.h"

// A place that speaks for or against a theme finding: a coding, or a hit that
// the rule's policy excluded.
typedef struct Evidence {
    int32_t document; // index in Study.documents
    Span span;        // what to show: whole sentences
    int32_t coding;   // index in Study.codings: the valence coding, or NONE
    int32_t hit;      // index in that document's hits, or NONE
    int32_t turn;     // where the span begins
    int32_t first_answer, answers; // units of answer that it lies in
} Evidence;

typedef struct Evidences {
    Evidence *at;
    ptrdiff_t len, cap;
} Evidences;

// A theme finding: theme x valence (challenge, facilitator, opportunity),
// supported where a coding of the theme (or a sub-code of it) and a coding of
// the valence overlap the same sentence of a participant.
//
// A supporting excerpt is a longest run of sentences that one valence coding
// and the theme cover together: one sentence, where either is a sentence.  The
// same run is one excerpt however many codings meet there, and a run that holds
// a shorter one in itself is left out.  Removed codings support nothing; a
// coding whose words are negated and that nobody confirmed speaks against.
//
// The valences of a case: c is the weight of its excerpts for this valence,
// c' of those for the opposite one (challenge against facilitator; an
// opportunity has none); affirmed 1, hedged 1/2, hypothetical and negated 0.
// The case valence is 2 where at least two excerpts are affirmed and c' = 0; 1
// where c > c'; else 0 (balanced, or leaning the other way).
// Source: after Damschroder, L. J. & Lowery, J. C. (2013). Evaluation of a
//         large-scale weight management program using the consolidated
//         framework for implementation research (CFIR). Implementation
//         Science 8, 51.
typedef struct ThemeFinding {
    int32_t theme;    // index of a topmost theme code; sub-codes count for it
    CodeKind valence; // KIND_CHALLENGE, KIND_FACILITATOR, KIND_OPPORTUNITY
    Ints codes;       // valence codes among its excerpts, in codebook order
    int64_t cases;    // k: cases with at least one supporting excerpt
    int64_t of;       // N: cases in which a participant speaks
    int64_t mentions; // supporting excerpts
    int64_t participants; // who gave them
    Strs groups;       // stakeholder groups that support it, in register order
    int64_t groups_of; // groups of all participants who speak
    double effective_cases; // 1 / sum of squared shares of excerpts by case
    double reach;           // 0 to 1: Wilson lower bound (95 %) of k/N
    double breadth;     // 0 to 1: share of the study's groups; without groups
                        // effective cases / N
    double strength;    // 0 to 1: mean case valence / 2 over the k cases
    double specificity; // 0 to 1; NaN until permutation tests say
    double priority;    // 0 to 100: see priority_of
    int32_t rank;       // 1 is the highest; ties share the better rank
    Evidences excerpts; // all supporting ones, best first: see excerpts_arrange
    Evidences contradicting; // in the same order: (a) hits and codings of this
                             // valence on the theme that are negated; (b)
                             // excerpts of the opposite valence from a case
                             // that gives no supporting one (deviant cases)
    int64_t contradicting_cases; // cases of (a), deviant cases of (b)
    Str coherence, adequacy, relevance, method; // "none" "minor" "moderate"
                                                // "serious" concerns
    Str grade; // "high", "moderate", "low", "very low"
} ThemeFinding;

typedef struct ThemeFindings { // by theme, then valence; only supported ones
    ThemeFinding *at;
    ptrdiff_t len, cap;
} ThemeFindings;

// What a recommendation of the codebook rests on.  An entry of `addresses` or
// `leverages` that names a theme (or a sub-code of it) means the challenge,
// respectively facilitator, finding of the topmost theme.  One that names a
// challenge or facilitator code means every finding with an excerpt of that
// code or a sub-code of it, but counts in the score once, by the one of highest
// priority.  A finding that several entries name counts once, with the largest
// weight.
typedef struct Recommendation {
    int32_t advice; // index in Codebook.recommendations
    double score;   // see advice_score; 0 when unsupported
    Str grade;      // the lowest among the findings that, heaviest first, give
                    // the first half of the score; empty when unsupported
    Ints addresses, leverages; // theme findings, heaviest first
    Ints suggestions; // codings of kind suggestion in the same answers as the
                      // excerpts of these findings, in the study's order
    Str status;       // "supported": a finding of `addresses` is there (of
                      // `leverages`, where the codebook names no challenge);
                      // else "unsupported"
} Recommendation;

typedef struct
    Recommendations { // supported first, by score, then codebook order
    Recommendation *at;
    ptrdiff_t len, cap;
} Recommendations;

typedef struct Conclusions {
    ThemeFindings findings;
    Recommendations recommendations;
    Ints gaps;        // challenge findings that no recommendation addresses
    Ints unsupported; // indices of recommendations without evidence
} Conclusions;

// All that follows from a study's codings.
//
// Result: the same for the same study, whatever the machine: numbers that are
//         compared are compared in steps of 1e-9, and every order has a last
//         tie-break by place.
// Memory: the arena.
// Time:   O(sentences x themes) for evidence, O(n log n) for excerpts.
Conclusions conclude(const Study *study, Arena *arena);

// ---- the same, document by document

typedef struct Testimony Testimony;   // of one document
typedef struct Concluding Concluding; // what was heard so far

// Begins to conclude; the study's documents may be without texts and turns.
Concluding *concluding_begin(const Study *study, Arena *arena);
// What a document says; for any thread.
//
// Shape:  `alone` has that document alone, whole, and its codings; cases and
//         participants are the study's.
const Testimony *testimony_of(const Study *alone, Arena *arena);
// Hears the next document.
//
// Memory: nothing of the testimony is kept but places, 60 bytes or so for each
//         mention of a theme with a valence.
void concluding_add(Concluding *concluding, const Testimony *testimony);
Conclusions concluding_end(Concluding *concluding);

// Lower end of the 95 % Wilson score interval of k of n:
//     p = k / n, z = 1.959964
//     (p + z^2/2n - z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
// Result: 0 to 1; NaN when n == 0.
// Source: Wilson, E. B. (1927). Probable inference, the law of succession, and
//         statistical inference. J. American Statistical Association 22(158),
//         209-212.
double wilson_lower(int64_t k, int64_t n);

typedef enum Component { // of priority
    COMPONENT_REACH,
    COMPONENT_BREADTH,
    COMPONENT_STRENGTH,
    COMPONENT_SPECIFICITY,
    COMPONENTS
} Component;

typedef struct PriorityWeight {
    const char *name; // "reach"
    double weight;    // all of them add up to 1
} PriorityWeight;

// What reports print beside a priority.
extern const PriorityWeight priority_weights[COMPONENTS];

// 100 * sum of weight * value over the components that are defined, divided by
// the sum of their weights: the weight of an undefined component is shared out
// among the others in proportion to theirs.
// Result: 0 to 100; NaN when none is defined.
double priority_of(const double values[COMPONENTS]);

// What a facilitator counts beside a challenge in advice_score.
#define FACILITATOR_SHARE 0.5

typedef struct Share { // a finding's part in a score
    double weight;     // as the codebook says
    double priority;   // of the finding
} Share;

typedef struct Shares {
    Share *at;
    ptrdiff_t len, cap;
} Shares;

// sum(weight * priority of challenges) + facilitator_share * sum(weight *
// priority of facilitators).  With every priority 1, facilitator_share 0 and
// the experts' endorsement in per cent as weights this is the cumulative
// percent of CFIR-ERIC matching.
// Result: 0 or more for weights of 0 or more; 0 for no shares.
// Source: Waltz, T. J. et al. (2019). Choosing implementation strategies to
//         address contextual barriers. Implementation Science 14, 42.
double advice_score(Shares challenges, Shares facilitators,
                    double facilitator_share);

#endif
