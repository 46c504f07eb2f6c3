// Any bytes as a codebook, as roles, as cases and as overrides; what is read of
// overrides is written and read again.
#include "fuzz.h"

#include "codebook/load.h"

#include <stdlib.h>

// A broken promise ends the program, as a fuzzer wants it.
static void demand(bool promise)
{
    if (!promise) {
        abort();
    }
}

static void check_codebook(const Codebook *codebook)
{
    ptrdiff_t rules = 0;
    for (int32_t i = 0; i < codebook->codes.len; i++) {
        const Code *code = &codebook->codes.at[i];
        demand(code->first_rule == rules);
        demand(codebook_top(codebook, i) >= 0);
        rules += code->rules;
    }
    demand(rules == codebook->rules.len);
    for (ptrdiff_t i = 0; i < rules; i++) {
        const Rule *rule = &codebook->rules.at[i];
        demand(rule->code >= 0 && rule->code < codebook->codes.len);
        demand(rule->kind != RULE_NEAR || rule->lists.len == 2);
        demand((rule->kind == RULE_REGEX) == (rule->lists.len == 0));
        for (ptrdiff_t j = 0; j < rule->lists.len; j++) {
            demand(rule->lists.at[j].len > 0);
        }
    }
}

static void check_decisions(const Decisions *decisions, Arena *arena)
{
    Diags diags = {.arena = arena};
    Str yaml = decisions_yaml(decisions, arena);
    Decisions again = decisions_load(yaml, S("again"), arena, &diags);
    demand(diags.len == 0 && again.len == decisions->len);
    for (ptrdiff_t i = 0; i < again.len; i++) {
        const Decision *a = &decisions->at[i], *b = &again.at[i];
        demand(a->action == b->action && a->turn == b->turn);
        demand(str_eq(a->document, b->document) && str_eq(a->code, b->code));
        demand(str_eq(a->quote, b->quote) && str_eq(a->to, b->to));
        demand(str_eq(a->quote_to, b->quote_to) && str_eq(a->why, b->why));
        demand(str_eq(a->before, b->before) && str_eq(a->after, b->after));
        demand(str_eq(a->coder, b->coder) && str_eq(a->date, b->date));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Str yaml = {(const char *)bytes, (ptrdiff_t)len};
    check_codebook(codebook_load(yaml, S("codebook"), &arena, &diags));
    roles_load(yaml, S("roles"), &arena, &diags);
    register_load(yaml, S("cases"), &arena, &diags);
    Decisions decisions = decisions_load(yaml, S("overrides"), &arena, &diags);
    check_decisions(&decisions, &arena);
    arena_release(&arena);
    return 0;
}
