#include "analyse/coefficient.h"

#include <math.h>

static double log_odds(Fourfold t)
{
    if (t.n == 0) {
        return (double)NAN;
    }
    double both = (double)t.n11 + 0.5;
    double only_a = (double)(t.n1 - t.n11) + 0.5;
    double only_b = (double)(t.n2 - t.n11) + 0.5;
    double neither = (double)(t.n - t.n1 - t.n2 + t.n11) + 0.5;
    return log(both * neither / (only_a * only_b));
}

const Coefficient coefficient_log_odds = {
    .name = "log_odds",
    .title = "log odds ratio, with 1/2 added to every cell",
    .range = "any number; 0 is chance",
    .formula = "ln((n11 + 1/2) (n00 + 1/2) / ((n10 + 1/2) (n01 + 1/2)))",
    .undefined = "without units",
    .source = "Haldane, J. B. S. (1956). The estimation and significance "
              "of the logarithm of a ratio of frequencies. Annals of "
              "Human Genetics 20(4), 309-311; Anscombe, F. J. (1956). On "
              "estimating binomial response relations. Biometrika "
              "43(3/4), 461-464.",
    .of = log_odds,
};
