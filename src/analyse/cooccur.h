// analyse/cooccur.h - which codes appear together, and how strongly.
#ifndef ANALYSE_COOCCUR_H
#define ANALYSE_COOCCUR_H

#include "analyse/coefficient.h"
#include "analyse/grouping.h"

// Two codes.  A coefficient is read by name, pair.jaccard, or by its place in
// COEFFICIENT_LIST, pair.coefficients[i].
typedef struct Pair {
    int32_t a, b;        // codes; a before b in the codebook
    int64_t n11, n1, n2; // units with both, with a, with b
    union {              // NaN where undefined
        struct {
#define X(name) double name;
            COEFFICIENT_LIST(X)
#undef X
        };
        double coefficients[COEFFICIENTS];
    };
    int64_t documents; // with at least one unit that has both; over cases or
                       // participants: documents that have both
    bool definitional; // where a rule of one code holds by words that it shares
                       // with a rule of the other, both hold: they must meet
} Pair;

typedef struct Pairs { // by a, then b
    Pair *at;
    ptrdiff_t len, cap;
} Pairs;

typedef struct Cooccurrence {
    Unit unit;
    int64_t units;   // N
    int64_t *counts; // per code: units that carry it
    Pairs pairs;     // every two codes that are not ancestor and descendant
} Cooccurrence;

// The coefficients of one fourfold table; public so that published tables can
// be put through it.
//
// Shape:  0 <= n11 <= n1, n2; n1 + n2 - n11 <= n.
// Result: a and b are NONE, documents 0, definitional false.
Pair pair_of(int64_t n11, int64_t n1, int64_t n2, int64_t n);

// Counts every pair of codes over the units of the study (incidence_of says
// which these are).  The p-values of independence are not given for sentences
// and turns: codes come in runs, so naive tests there reject far too often;
// `fisher` is meant for cases, participants and documents.
//
// Result: pairs of codes that never occur are there too, with NaN where a
//         coefficient is undefined.
// Memory: the arena: codes^2 / 2 pairs.
// Time:   for each document, O(codes in it^2 x its units / 64).
Cooccurrence cooccurrence_of(const Study *study, Unit unit, Arena *arena);

typedef struct CooccurrenceBy { // one for each column of a grouping
    Strs columns;
    Cooccurrence *at; // columns.len of them
} CooccurrenceBy;

// The same for each value of `counting.by` (as frequency_of knows it) apart:
// only units and codings of what is said there count.
// Errors: ERR_USAGE for a `by` that is not known.
bool cooccurrence_by(const Study *study, Counting counting, Arena *arena,
                     CooccurrenceBy *result, Err *err);

// ---- the same, document by document

typedef struct Meetings { // of codes, in one column
    int64_t units;
    int64_t *both, *documents; // [a * codes + b], a <= b; NULL before the first
    Bits spread;               // of cases or participants: which carry what,
    bool *spoken;              // and which there are
} Meetings;

typedef struct Cooccurring { // co-occurrence while documents come
    const Study *study;
    Counting counting;
    Grouping grouping;
    Meetings *columns;
    Arena *arena;
} Cooccurring;

// Begins to count; the study's documents may be without texts and turns.
// Errors: ERR_USAGE for a `by` that is not known.
bool cooccurring_begin(Cooccurring *cooccurring, const Study *study,
                       Counting counting, Arena *arena, Err *err);
// Counts a document by its sheet, with spans for UNIT_OVERLAP.
//
// Memory: `scratch`: a bit per unit of the document and code in it.
void cooccurring_add(Cooccurring *cooccurring, int32_t document,
                     const Sheet *sheet, Arena *scratch);
// What was counted, of each column.
CooccurrenceBy cooccurring_end(const Cooccurring *cooccurring);

#endif
