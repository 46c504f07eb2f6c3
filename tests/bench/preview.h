// tests/bench/preview.h - how long it takes to look at one rule's hits.
#ifndef TESTS_BENCH_PREVIEW_H
#define TESTS_BENCH_PREVIEW_H

#include "base/arena.h"
#include "base/err.h"

// Opens STUDY and previews RULE of CODEBOOK on THREADS threads twice, ROUNDS
// times; an open study may keep MEGABYTES of texts.  Prints three lines,
// `begin` (until it told of a document), `first` and `again`: documents, hits,
// and for every round the seconds of the clock and of the processor; with tabs
// between.  The first preview includes opening the study.
// Errors: those of opening and previewing; ERR_UNMET when two previews differ.
bool run_preview(char **arguments, Arena *arena, Err *err);

#endif
