// tests/unit/loading.h - what the tests of codebook/ share.
#ifndef TESTS_LOADING_H
#define TESTS_LOADING_H

#include "base/buf.h"
#include "codebook/load.h"
#include "unit.h"

#define HEAD "codebook: {id: t}\n"
#define CODE HEAD "codes:\n  - id: a\n"
#define RULE CODE "    rules:\n      - "

static Arena arena; // of one case: begin() to end()
static Diags diags;

static inline void begin(void)
{
    diags = (Diags){.arena = &arena};
}

static inline void end(void)
{
    arena_release(&arena);
}

static inline Codebook *load(const char *yaml)
{
    begin();
    return codebook_load(str_of(yaml), S("t.yaml"), &arena, &diags);
}

static inline const char *findings(void)
{
    Buf buf = {.arena = &arena};
    for (ptrdiff_t i = 0; i < diags.len; i++) {
        const Diag *d = &diags.at[i];
        buf_format(&buf, "%s%s %d:%d", i > 0 ? ", " : "", diag_name(d->id),
                   (int)d->place.line, (int)d->place.column);
    }
    return str_terminated(&arena, buf_str(&buf));
}

// Every promise of load.h on a codebook that may have mistakes.
static inline void assert_sound(const Codebook *codebook, const char *promise)
{
    ptrdiff_t rules = 0;
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        const Code *code = &codebook->codes.at[i];
        int32_t steps = 0;
        ck_assert_msg(code->first_rule == rules, "%s", promise);
        ck_assert_msg(code->id.len > 0 && code->label.len > 0, "%s", promise);
        rules += code->rules;
        for (int32_t at = (int32_t)i; at != NONE; steps++) {
            ck_assert_msg(steps <= codebook->codes.len, "%s: ring", promise);
            at = codebook->codes.at[at].parent;
            ck_assert_msg(at >= NONE && at < codebook->codes.len, "%s",
                          promise);
        }
    }
    ck_assert_msg(rules == codebook->rules.len, "%s", promise);
    for (ptrdiff_t i = 0; i < rules; i++) {
        static const int least[] = {1, 1, 2, 0};
        const Rule *rule = &codebook->rules.at[i];
        const Code *code = &codebook->codes.at[rule->code];
        ck_assert_msg(i >= code->first_rule &&
                          i < code->first_rule + code->rules,
                      "%s", promise);
        ck_assert_msg(rule->lists.len >= least[rule->kind], "%s", promise);
        ck_assert_msg((rule->kind == RULE_REGEX) == (rule->pattern.len > 0),
                      "%s", promise);
        ck_assert_msg(rule->within != SCOPE_HIT && rule->min_hits >= 1 &&
                          rule->hash.len == 64,
                      "%s", promise);
        for (ptrdiff_t j = 0; j < rule->lists.len; j++) {
            ck_assert_msg(rule->lists.at[j].len > 0, "%s", promise);
        }
        for (ptrdiff_t j = 0; j < rule->questions.len; j++) {
            ck_assert_msg(rule->questions.at[j] < codebook->questions.len, "%s",
                          promise);
        }
    }
}

#endif
