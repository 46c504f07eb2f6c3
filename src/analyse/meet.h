// analyse/meet.h - how many bits two columns share, as fast as memory allows.
//
// Private to analyse/.
#ifndef ANALYSE_MEET_H
#define ANALYSE_MEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Counts the bits that are set in both of a[0 .. words - 1], b[0 .. words - 1].
typedef int64_t Meet(const uint64_t *a, const uint64_t *b, ptrdiff_t words);

// The quickest way that this machine has; all give the same.
Meet *meet_here(void);

// Each of them, for the tests; NULL where the machine does not have it.
enum { MEETS = 3 };
Meet *meet_way(int way);

#endif
