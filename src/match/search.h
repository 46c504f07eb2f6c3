// match/search.h - one PCRE2 pattern, compiled, and running it.
//
// Always JIT where the machine has it, with a stack of its own, so that a
// pattern never works here and fails there.
#ifndef MATCH_SEARCH_H
#define MATCH_SEARCH_H

#include "base/arena.h"

typedef struct Found { // half-open byte range in the subject
    ptrdiff_t begin, end;
} Found;

typedef struct Search { // {0} matches nothing; read-only once open
    void *code;         // pcre2_code
    bool jit;
} Search;

typedef enum SearchKind {
    SEARCH_WORDS,      // a pattern of ours over folded text
    SEARCH_WORDS_HERE, // the same, only where the search begins
    SEARCH_REGEX,      // the researcher's, caseless
    SEARCH_REGEX_HERE,
    SEARCH_REGEX_EXACT,
    SEARCH_REGEX_EXACT_HERE,
} SearchKind;

typedef struct Mistake { // why a pattern does not compile
    char message[128];
    ptrdiff_t offset; // byte of the pattern
} Mistake;

// Errors: false with the mistake told; the search matches nothing then.
bool search_open(Search *search, Str pattern, SearchKind kind,
                 Mistake *mistake);
void search_close(Search *search);

typedef struct Runner Runner; // what one thread needs to run searches
// Limits the work on a text of `bytes` bytes: the longer the text, the fewer
// steps from each start, so that all of it stays bounded.
Runner *runner_open(ptrdiff_t bytes, Arena *arena);
// The same for another text; a problem is forgotten.
void runner_limit(Runner *runner, ptrdiff_t bytes);
void runner_close(Runner *runner);
// Why the newest search gave up, in PCRE2's words, or NULL.
const char *runner_problem(const Runner *runner);

// The next match at or after `from` that is not empty.  `subject` is valid
// UTF-8 and `from` lies between code points.
// Result: false without one, and when a limit was passed: runner_problem
//         tells which, and stays told.
bool search_next(const Search *search, Runner *runner, Str subject,
                 ptrdiff_t from, Found *found);
// The name that the pattern gave to the newest match by (*:NAME), or NULL.
const char *search_mark(const Runner *runner);

#endif
