#include "analyse/aggregate.h"

Codebook *codebook_aggregated(const Codebook *codebook, Arena *arena)
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
