#include "analyse/coefficient.h"

static double p_a_given_b(Fourfold t)
{
    return quotient((double)t.n11, (double)t.n2);
}

const Coefficient coefficient_p_a_given_b = {
    .name = "p_a_given_b",
    .title = "share of the units with b that have a too",
    .range = "0 to 1",
    .formula = "n11 / n2",
    .undefined = "where b does not occur",
    .source = "relative frequency.",
    .of = p_a_given_b,
};
