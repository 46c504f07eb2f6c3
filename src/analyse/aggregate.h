// analyse/aggregate.h - codes that count for their parents.
#ifndef ANALYSE_AGGREGATE_H
#define ANALYSE_AGGREGATE_H

#include "model/codebook.h"
#include "model/transcript.h"

// The same codebook, where every rule is one of each ancestor of its code as
// well: which words make two codes meet by construction follows from rules.
// What a code counts with those below it is sheet_aggregated's.
//
// Memory: the arena; views into the codebook.
Codebook *codebook_aggregated(const Codebook *codebook, Arena *arena);

#endif
