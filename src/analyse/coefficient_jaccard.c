#include "analyse/coefficient.h"

static double jaccard(Fourfold t)
{
    return quotient((double)t.n11, (double)(t.n1 + t.n2 - t.n11));
}

const Coefficient coefficient_jaccard = {
    .name = "jaccard",
    .title = "Jaccard coefficient",
    .range = "0 to 1",
    .formula = "n11 / (n1 + n2 - n11)",
    .undefined = "where neither code occurs",
    .source = "Jaccard, P. (1912). The distribution of the flora in the "
              "alpine zone. New Phytologist 11(2), 37-50; ATLAS.ti calls "
              "it the c-coefficient.",
    .of = jaccard,
};
