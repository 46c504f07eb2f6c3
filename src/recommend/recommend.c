#include "recommend/recommend.h"

#include "recommend/advice.h"
#include "recommend/findings.h"

#include <math.h>

const PriorityWeight priority_weights[COMPONENTS] = {
    [COMPONENT_REACH] = {"reach", 0.50},
    [COMPONENT_BREADTH] = {"breadth", 0.20},
    [COMPONENT_STRENGTH] = {"strength", 0.20},
    [COMPONENT_SPECIFICITY] = {"specificity", 0.10},
};

double wilson_lower(int64_t k, int64_t n)
{
    if (k == 0 || n == 0) {
        return n == 0 ? (double)NAN : 0;
    }
    const double z = 1.959963984540054; // of 97.5 %
    double of = (double)n, p = (double)k / of;
    double middle = p + z * z / (2 * of);
    double spread = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of));
    return (middle - spread) / (1 + z * z / of);
}

double priority_of(const double values[COMPONENTS])
{
    double sum = 0, weights = 0;
    for (int i = 0; i < COMPONENTS; i++) {
        if (!isnan(values[i])) {
            sum += priority_weights[i].weight * values[i];
            weights += priority_weights[i].weight;
        }
    }
    return weights > 0 ? 100 * sum / weights : (double)NAN;
}

// Challenge findings that are in no recommendation's `addresses`.
static Ints gaps_of(const Conclusions *all, Arena *arena)
{
    bool *addressed = NEW_ARRAY(arena, bool, all->findings.len);
    for (ptrdiff_t i = 0; i < all->recommendations.len; i++) {
        Ints addresses = all->recommendations.at[i].addresses;
        for (ptrdiff_t j = 0; j < addresses.len; j++) {
            addressed[addresses.at[j]] = true;
        }
    }
    Ints gaps = {0};
    for (int32_t i = 0; i < all->findings.len; i++) {
        if (all->findings.at[i].valence == KIND_CHALLENGE && !addressed[i]) {
            *PUSH(&gaps, arena) = i;
        }
    }
    return gaps;
}

Conclusions conclude(const Study *study, Arena *arena)
{
    Conclusions all = {.findings = findings_of(study, arena)};
    all.recommendations = advice_weigh(study, &all.findings, arena);
    all.gaps = gaps_of(&all, arena);
    for (int32_t i = 0; i < all.recommendations.len; i++) {
        if (all.recommendations.at[i].grade.len == 0) {
            *PUSH(&all.unsupported, arena) = i;
        }
    }
    return all;
}
