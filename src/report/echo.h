// report/echo.h - researchers' texts that repeat withheld words.
//
// An example in a codebook or a reason for a decision may be a quotation.  One
// that repeats what somebody said who may not be quoted must not be shown
// either.
#ifndef REPORT_ECHO_H
#define REPORT_ECHO_H

#include "model/study.h"

enum { ECHO_WORDS = 6 }; // this many words in a row are a quotation

typedef struct Echo { // what may not be repeated; words as hashes
    uint64_t *words;  // in order, a 0 between turns
    ptrdiff_t words_len;
    uint64_t *runs; // of ECHO_WORDS words, sorted
    ptrdiff_t runs_len;
} Echo;

// All that is said in turns that may not be quoted.
// Time: O(n log n) in the words of those turns.
Echo echo_of(const Study *study, Arena *arena);
// True when `text` holds ECHO_WORDS words in a row that were said there, or,
// where it is shorter, when all of it was said there in a row.  Letters of
// A to Z are compared without case, punctuation does not count.
bool echo_repeats(const Echo *echo, Str text, Arena *arena);

#endif
