// tests/bench/ways.h - the ways over a corpus that are timed side by side.
#ifndef TESTS_BENCH_WAYS_H
#define TESTS_BENCH_WAYS_H

#include "corpus.h"

typedef struct Outcome { // of one walk over a corpus
    double seconds;      // of the clock
    double processor;    // seconds of all threads together
    int64_t hits;
    uint64_t hash; // of all hits, whatever their order; for `read`, of bytes
} Outcome;

typedef struct Way {
    const char *name;
    // Does one document; hits go to `arena`.
    bool (*run)(Searcher *searcher, const Transcript *transcript, Arena *arena,
                Hits *hits, Err *err);
    int threads;
    bool sample; // over the sample only
} Way;

// The sum of the text's words of eight bytes: what memory allows.
bool way_read(Searcher *searcher, const Transcript *transcript, Arena *arena,
              Hits *hits, Err *err);
// UTF-8 validation alone.
bool way_validate(Searcher *searcher, const Transcript *transcript,
                  Arena *arena, Hits *hits, Err *err);

// Walks the corpus once; documents go to whichever thread is free.
// Errors: those of the way.
bool way_walk(const Way *way, const Corpus *corpus, const Matcher *matcher,
              Outcome *outcome, Err *err);

// Seconds of the clock, and of the processor for all threads together.
double clock_now(void);
double processor_now(void);

#endif
