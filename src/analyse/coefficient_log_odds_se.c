#include "analyse/coefficient.h"

#include <math.h>

static double log_odds_se(Fourfold t)
{
    if (t.n == 0) {
        return (double)NAN;
    }
    double both = (double)t.n11 + 0.5;
    double only_a = (double)(t.n1 - t.n11) + 0.5;
    double only_b = (double)(t.n2 - t.n11) + 0.5;
    double neither = (double)(t.n - t.n1 - t.n2 + t.n11) + 0.5;
    return sqrt((1 / both + 1 / neither) + (1 / only_a + 1 / only_b));
}

const Coefficient coefficient_log_odds_se = {
    .name = "log_odds_se",
    .title = "standard error of the log odds ratio",
    .range = "above 0",
    .formula = "sqrt(sum of 1 / (cell + 1/2))",
    .undefined = "without units",
    .source = "Gart, J. J. & Zweifel, J. R. (1967). On the bias of "
              "various estimators of the logit and its variance. "
              "Biometrika 54(1/2), 181-187.",
    .of = log_odds_se,
};
