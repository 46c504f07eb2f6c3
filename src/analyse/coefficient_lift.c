#include "analyse/coefficient.h"

static double lift(Fourfold t)
{
    return quotient((double)t.n11 * (double)t.n, (double)t.n1 * (double)t.n2);
}

const Coefficient coefficient_lift = {
    .name = "lift",
    .title = "lift: how many times more often together than by chance",
    .range = "0 or more; 1 is chance",
    .formula = "n11 n / (n1 n2)",
    .undefined = "where one of the codes does not occur",
    .source = "Brin, S., Motwani, R., Ullman, J. D. & Tsur, S. (1997). "
              "Dynamic itemset counting and implication rules for market "
              "basket data. Proc. ACM SIGMOD, 255-264 (there: interest).",
    .of = lift,
};
