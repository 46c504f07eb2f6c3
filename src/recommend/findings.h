// recommend/findings.h - theme findings out of the evidence.
#ifndef RECOMMEND_FINDINGS_H
#define RECOMMEND_FINDINGS_H

#include "recommend/recommend.h"

// The theme findings of a study, with priority and rank; see ThemeFinding.
ThemeFindings findings_of(const Study *study, Arena *arena);

// -1, 0 or 1 as `a` is less than, equal to or greater than `b`, in steps of
// 1e-9, so that sums in another order compare the same.  NaN is least.
int number_compare(double a, double b);

#endif
