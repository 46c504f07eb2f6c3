// tests/unit/number.h - numbers that are nearly equal, or both undefined.
#ifndef TESTS_NUMBER_H
#define TESTS_NUMBER_H

#include <check.h>
#include <math.h>

static inline void check_number(double got, double want, double tolerance,
                                const char *promise)
{
    if (isnan(want)) {
        ck_assert_msg(isnan(got), "%s: got %g, want it undefined", promise,
                      got);
    } else {
        ck_assert_msg(fabs(got - want) <= tolerance,
                      "%s: got %.17g, want %.17g", promise, got, want);
    }
}

#endif
