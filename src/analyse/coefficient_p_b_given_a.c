#include "analyse/coefficient.h"

static double p_b_given_a(Fourfold t)
{
    return quotient((double)t.n11, (double)t.n1);
}

const Coefficient coefficient_p_b_given_a = {
    .name = "p_b_given_a",
    .title = "share of the units with a that have b too",
    .range = "0 to 1",
    .formula = "n11 / n1",
    .undefined = "where a does not occur",
    .source = "relative frequency.",
    .of = p_b_given_a,
};
