// recommend/findings.h - theme findings out of the evidence.
#ifndef RECOMMEND_FINDINGS_H
#define RECOMMEND_FINDINGS_H

#include "recommend/evidence.h"

typedef struct Population { // who speaks in the study
    const Study *study;     // its documents may be heads
    int64_t cases;
    Strs groups; // in register order
    Arena *arena;
} Population;

// The theme findings of a study, with priority and rank; see ThemeFinding.
ThemeFindings findings_of(const Population *population, const Cells *cells);

// -1, 0 or 1 as `a` is less than, equal to or greater than `b`, in steps of
// 1e-9, so that sums in another order compare the same.  NaN is least.
int number_compare(double a, double b);

#endif
