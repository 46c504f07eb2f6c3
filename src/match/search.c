#include "match/search.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <assert.h>
#include <pcre2.h>

enum {
    STACK_FIRST = 32 * 1024,
    STACK_MAX = 8 * 1024 * 1024,
    HEAP_KIBIBYTES = 64 * 1024,
    STEPS_MAX = 10 * 1000 * 1000, // from one start: PCRE2's own default
    STEPS_MIN = 1000,
    DEPTH_MAX = 100 * 1000,
};

// Steps that one pattern may take over one document.
static const int64_t all_steps = INT64_C(4000000000);

struct Runner {
    pcre2_match_context *limits;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    bool failed;
    char problem[128];
};

static const uint32_t kinds[] = {
    [SEARCH_WORDS] = PCRE2_NO_AUTO_CAPTURE,
    [SEARCH_WORDS_HERE] = PCRE2_NO_AUTO_CAPTURE | PCRE2_ANCHORED,
    [SEARCH_REGEX] = PCRE2_UCP | PCRE2_CASELESS,
    [SEARCH_REGEX_HERE] = PCRE2_UCP | PCRE2_CASELESS | PCRE2_ANCHORED,
    [SEARCH_REGEX_EXACT] = PCRE2_UCP,
    [SEARCH_REGEX_EXACT_HERE] = PCRE2_UCP | PCRE2_ANCHORED,
};

bool search_open(Search *search, Str pattern, SearchKind kind, Mistake *mistake)
{
    int error;
    PCRE2_SIZE offset;
    uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C | kinds[kind];
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)(pattern.at ? pattern.at : ""),
                      (PCRE2_SIZE)pattern.len, options, &error, &offset, NULL);
    search->code = code;
    if (!code) {
        pcre2_get_error_message(error, (PCRE2_UCHAR *)mistake->message,
                                sizeof mistake->message);
        mistake->offset = (ptrdiff_t)offset;
        return false;
    }
    // Without JIT on this machine the interpreter finds the same.
    search->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
    return true;
}

void search_close(Search *search)
{
    pcre2_code_free(search->code);
    *search = (Search){0};
}

void runner_limit(Runner *runner, ptrdiff_t bytes)
{
    int64_t steps = all_steps / (bytes > 0 ? bytes : 1);
    steps = steps > STEPS_MAX   ? STEPS_MAX
            : steps < STEPS_MIN ? STEPS_MIN
                                : steps;
    pcre2_set_match_limit(runner->limits, (uint32_t)steps);
    runner->failed = false;
}

Runner *runner_open(ptrdiff_t bytes, Arena *arena)
{
    Runner *runner = NEW(arena, Runner);
    runner->limits = pcre2_match_context_create(NULL);
    runner->data = pcre2_match_data_create(1, NULL);
    runner->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MAX, NULL);
    assert(runner->limits && runner->data);
    pcre2_set_depth_limit(runner->limits, DEPTH_MAX);
    pcre2_set_heap_limit(runner->limits, HEAP_KIBIBYTES);
    pcre2_jit_stack_assign(runner->limits, NULL, runner->stack);
    runner_limit(runner, bytes);
    return runner;
}

void runner_close(Runner *runner)
{
    if (runner) {
        pcre2_jit_stack_free(runner->stack);
        pcre2_match_data_free(runner->data);
        pcre2_match_context_free(runner->limits);
    }
}

const char *runner_problem(const Runner *runner)
{
    return runner->failed ? runner->problem : NULL;
}

static int run(const Search *search, Runner *runner, Str subject,
               PCRE2_SIZE from)
{
    PCRE2_SPTR text = (PCRE2_SPTR)subject.at;
    PCRE2_SIZE len = (PCRE2_SIZE)subject.len;
    return search->jit
               ? pcre2_jit_match(search->code, text, len, from, PCRE2_NOTEMPTY,
                                 runner->data, runner->limits)
               : pcre2_match(search->code, text, len, from,
                             PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, runner->data,
                             runner->limits);
}

bool search_next(const Search *search, Runner *runner, Str subject,
                 ptrdiff_t from, Found *found)
{
    if (!search->code || from >= subject.len || runner->failed) {
        return false;
    }
    int result = run(search, runner, subject, (PCRE2_SIZE)from);
    if (result >= 0) { // 0: more groups than we asked for
        const PCRE2_SIZE *at = pcre2_get_ovector_pointer(runner->data);
        *found = (Found){(ptrdiff_t)at[0], (ptrdiff_t)at[1]};
        return true;
    }
    if (result != PCRE2_ERROR_NOMATCH) {
        runner->failed = true;
        pcre2_get_error_message(result, (PCRE2_UCHAR *)runner->problem,
                                sizeof runner->problem);
    }
    return false;
}

const char *search_mark(const Runner *runner)
{
    return (const char *)pcre2_get_mark(runner->data);
}
