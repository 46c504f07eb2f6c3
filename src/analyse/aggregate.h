// analyse/aggregate.h - a study in which codes count for their parents.
#ifndef ANALYSE_AGGREGATE_H
#define ANALYSE_AGGREGATE_H

#include "model/study.h"

// The same study, where every coding that stands is one of each ancestor of its
// code as well, and every rule one of them too: what is counted over it counts
// a code with all codes below it.  Frequencies and co-occurrence are those of
// the codes themselves over the study as it is.
//
// Shape:  codings by document, begin, end, code, as always.  Two codes that
//         code the same words are two mentions of their parent and one unit.
// Memory: the arena; views into the study.   Time: O(n log n).
Study study_aggregated(const Study *study, Arena *arena);

#endif
