// tests/bench/reading.h - how long it takes to read one transcript.
#ifndef TESTS_BENCH_READING_H
#define TESTS_BENCH_READING_H

#include "base/arena.h"
#include "base/err.h"

// Reads FILE as an import does, without storing it, over and over, ROUNDS
// times a tenth of a second.  Prints the format's name, its title, the file's
// bytes, documents, turns, and for every round the processor's seconds of one
// reading, those of child processes too; with tabs between.
// Errors: those of reading.
bool run_reading(char **arguments, Arena *arena, Err *err);

#endif
