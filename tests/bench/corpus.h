// tests/bench/corpus.h - interviews in memory, read as the product reads them.
#ifndef TESTS_BENCH_CORPUS_H
#define TESTS_BENCH_CORPUS_H

#include "match/match.h"

typedef struct Corpus {
    Transcripts transcripts; // roles and questions told
    int64_t bytes;           // of their texts
} Corpus;

// Reads the files of a folder, by name, until `bytes_max` of text (0: all).
// Memory: all of it, from `arena`.
// Errors: those of reading a file; a file that is refused ends it.
bool corpus_read(Corpus *corpus, const char *folder, int64_t bytes_max,
                 const Codebook *codebook, const Matcher *matcher, Arena *arena,
                 Err *err);
// The first transcripts, until `bytes_max` of text.
Corpus corpus_start(const Corpus *corpus, int64_t bytes_max);

#endif
