#include "analyse/aggregate.h"

#include <stdlib.h>

static int by_place(const void *a, const void *b)
{
    const Coding *left = a, *right = b;
    const int32_t keys[][2] = {
        {left->document, right->document},
        {left->span.begin, right->span.begin},
        {left->span.end, right->span.end},
        {left->code, right->code},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (keys[i][0] != keys[i][1]) {
            return keys[i][0] < keys[i][1] ? -1 : 1;
        }
    }
    return 0;
}

static void add_codings(const Study *study, Codings *codings, Arena *arena)
{
    const Codes *codes = &study->codebook->codes;
    for (ptrdiff_t i = 0; i < study->codings.len; i++) {
        Coding coding = study->codings.at[i];
        *PUSH(codings, arena) = coding;
        int32_t up = codes->at[coding.code].parent;
        for (; up != NONE && coding.status != STATUS_REMOVED;
             up = codes->at[up].parent) {
            coding.code = up;
            *PUSH(codings, arena) = coding;
        }
    }
    if (codings->len > 0) {
        qsort(codings->at, (size_t)codings->len, sizeof *codings->at, by_place);
    }
}

// Which words make two codes meet by construction follows from rules.
static Codebook *with_rules(const Codebook *codebook, Arena *arena)
{
    Codebook *all = NEW(arena, Codebook);
    *all = *codebook;
    all->rules = (Rules){0};
    for (ptrdiff_t i = 0; i < codebook->rules.len; i++) {
        *PUSH(&all->rules, arena) = codebook->rules.at[i];
    }
    for (ptrdiff_t i = 0; i < codebook->rules.len; i++) {
        Rule rule = codebook->rules.at[i];
        while ((rule.code = codebook->codes.at[rule.code].parent) != NONE) {
            *PUSH(&all->rules, arena) = rule;
        }
    }
    return all;
}

Study study_aggregated(const Study *study, Arena *arena)
{
    Study all = *study;
    all.codebook = with_rules(study->codebook, arena);
    all.codings = (Codings){0};
    add_codings(study, &all.codings, arena);
    return all;
}
