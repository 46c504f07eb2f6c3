#include "analyse/coefficient.h"

#include <math.h>

static double pmi(Fourfold t)
{
    if (t.n11 == 0) {
        return (double)NAN;
    }
    return log2((double)t.n11 * (double)t.n / ((double)t.n1 * (double)t.n2));
}

const Coefficient coefficient_pmi = {
    .name = "pmi",
    .title = "pointwise mutual information, in bits",
    .range = "any number; 0 is chance",
    .formula = "log2(n11 n / (n1 n2))",
    .undefined = "where the codes never meet (its limit is minus infinity)",
    .source = "Church, K. W. & Hanks, P. (1990). Word association norms, "
              "mutual information, and lexicography. Computational "
              "Linguistics 16(1), 22-29.",
    .of = pmi,
};
