#include "analyse/coefficient.h"

static double dice(Fourfold t)
{
    return quotient(2 * (double)t.n11, (double)(t.n1 + t.n2));
}

const Coefficient coefficient_dice = {
    .name = "dice",
    .title = "Dice coefficient",
    .range = "0 to 1",
    .formula = "2 n11 / (n1 + n2)",
    .undefined = "where neither code occurs",
    .source = "Dice, L. R. (1945). Measures of the amount of ecologic "
              "association between species. Ecology 26(3), 297-302.",
    .of = dice,
};
