#include "analyse/coefficient.h"

#include <math.h>

#define X(name) extern const Coefficient coefficient_##name;
COEFFICIENT_LIST(X)
#undef X

const Coefficient *const coefficients[COEFFICIENTS] = {
#define X(name) &coefficient_##name,
    COEFFICIENT_LIST(X)
#undef X
};

double quotient(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}
