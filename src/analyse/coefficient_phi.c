#include "analyse/coefficient.h"

#include <math.h>

static double phi(Fourfold t)
{
    double n = (double)t.n, n1 = (double)t.n1, n2 = (double)t.n2;
    // In this order the result is never beyond 1 by rounding.
    double spread = sqrt(n1 * (n - n1) * (n2 * (n - n2)));
    return quotient(n * (double)t.n11 - n1 * n2, spread);
}

const Coefficient coefficient_phi = {
    .name = "phi",
    .title = "phi, the correlation of presence",
    .range = "-1 to 1",
    .formula = "(n n11 - n1 n2) / sqrt(n1 n2 (n - n1) (n - n2))",
    .undefined = "where a code is in no unit or in every unit",
    .source = "Yule, G. U. (1912). On the methods of measuring "
              "association between two attributes. J. Royal Statistical "
              "Society 75(6), 579-652.",
    .of = phi,
};
