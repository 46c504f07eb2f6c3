// tests/fuzz/fuzz.h - what a fuzz target fuzz_NAME.c defines.
//
// It runs under libFuzzer (preset fuzz) and, from replay.c, in every test run.
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

// Reads any bytes without a crash, a hang or a leak; returns 0.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
