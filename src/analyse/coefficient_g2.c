#include "analyse/coefficient.h"

#include <math.h>

// observed ln(observed / expected), with 0 ln 0 = 0.
static double part(int64_t observed, int64_t row, int64_t column, int64_t n)
{
    double seen = (double)observed;
    return observed == 0
               ? 0
               : seen * log(seen * (double)n / ((double)row * (double)column));
}

static double g2(Fourfold t)
{
    int64_t not_1 = t.n - t.n1, not_2 = t.n - t.n2;
    if (t.n1 == 0 || t.n2 == 0 || not_1 == 0 || not_2 == 0) {
        return (double)NAN;
    }
    double alike = part(t.n11, t.n1, t.n2, t.n) +
                   part(not_1 - t.n2 + t.n11, not_1, not_2, t.n);
    double unlike = part(t.n1 - t.n11, t.n1, not_2, t.n) +
                    part(t.n2 - t.n11, not_1, t.n2, t.n);
    // Rounding may leave a trace below 0.
    return alike + unlike > 0 ? 2 * (alike + unlike) : 0;
}

const Coefficient coefficient_g2 = {
    .name = "g2",
    .title = "log-likelihood ratio G squared",
    .range = "0 (independent) or more",
    .formula = "2 sum of O ln(O / E) over the four cells, 0 ln 0 = 0",
    .undefined = "where a code is in no unit or in every unit",
    .source = "Dunning, T. (1993). Accurate methods for the statistics "
              "of surprise and coincidence. Computational Linguistics "
              "19(1), 61-74.",
    .of = g2,
};
