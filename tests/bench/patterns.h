// tests/bench/patterns.h - rules as other tools can run them.
#ifndef TESTS_BENCH_PATTERNS_H
#define TESTS_BENCH_PATTERNS_H

#include "base/buf.h"
#include "model/codebook.h"

// "words": plain words and phrases; "terms": with wildcards, stems, `all`,
// `near`; "regex": as written.
const char *rule_sort(const Rule *rule);
// A pattern over the text as stored that finds, by and large, what the rule
// finds: vetoes, `min_hits` and units are left out, "~stem" is "stem\w*", and
// `all` is any of its terms.
Str rule_pattern(const Rule *rule, Arena *arena);

#endif
