#include "analyse/coefficient.h"

#include <math.h>

static double npmi(Fourfold t)
{
    if (t.n1 == 0 || t.n2 == 0) {
        return (double)NAN;
    }
    if (t.n11 == 0) {
        return -1; // the limit for codes that occur and never meet
    }
    double n = (double)t.n;
    double lift = (double)t.n11 * n / ((double)t.n1 * (double)t.n2);
    // 0/0 where both are in every unit.
    return log2(lift) / log2(n / (double)t.n11);
}

const Coefficient coefficient_npmi = {
    .name = "npmi",
    .title = "normalised pointwise mutual information",
    .range = "-1 (never together) to 1 (only together); 0 is chance",
    .formula = "log2(n11 n / (n1 n2)) / log2(n / n11); -1 where n11 = 0",
    .undefined = "where one of the codes does not occur, or both are in "
                 "every unit",
    .source = "Bouma, G. (2009). Normalized (pointwise) mutual "
              "information in collocation extraction. Proc. GSCL, 31-40.",
    .of = npmi,
};
