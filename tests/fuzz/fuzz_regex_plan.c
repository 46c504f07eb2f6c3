// Any pattern over any text: PCRE2 finds what the plan says.  The first line is
// the pattern, behind '=' where case matters or any other character; the rest
// is the text.
#include "fuzz.h"

#include "../unit/plan_check.h"

#include "match/lint.h"
#include "match/probe.h"

#include <stdlib.h>

enum { PATTERN_MAX = 512, TEXT_MAX = 256 };

// A broken promise ends the program, as a fuzzer wants it.
static void demand(bool promise)
{
    if (!promise) {
        abort();
    }
}

static Str at_most(Str text, ptrdiff_t len)
{
    text.len = text.len < len ? text.len : len;
    text.len = utf8_valid(text);
    return text;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Mistake mistake;
    Search search = {0};
    Str text = {(const char *)bytes, (ptrdiff_t)len}, line = {0};
    str_line(&text, &line);
    bool exact = str_starts(line, S("="));
    // A line end in the pattern is written as NUL.
    Str pattern = str_copy(&arena, str_slice(line, line.len > 0, line.len));
    char *at = str_terminated(&arena, pattern);
    for (ptrdiff_t i = 0; i < pattern.len; i++) {
        at[i] = at[i] == '\0' ? '\n' : at[i];
    }
    pattern = at_most((Str){at, pattern.len}, PATTERN_MAX);
    text = at_most(text, TEXT_MAX);
    Plan plan = plan_of(pattern, exact, &arena);
    demand(plan_is_sound(&plan));
    SearchKind kind = exact ? SEARCH_REGEX_EXACT : SEARCH_REGEX;
    bool compiles = search_open(&search, pattern, kind, &mistake);
    bool slow = compiles && (lint_pattern(pattern).nested ||
                             is_explosive(&search, pattern, &arena));
    if (compiles && !slow) {
        PlanCheck check = {.plan = &plan, .search = &search, .text = text};
        demand(plan_holds(&check, &arena));
    }
    search_close(&search);
    arena_release(&arena);
    return 0;
}
