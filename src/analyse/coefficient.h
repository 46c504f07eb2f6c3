// analyse/coefficient.h - measures of how strongly two codes go together.
//
// A coefficient is one file, coefficient_NAME.c, and one line in
// COEFFICIENT_LIST; listings, manual and pages take its words from its struct.
#ifndef ANALYSE_COEFFICIENT_H
#define ANALYSE_COEFFICIENT_H

#include <stdint.h>

// Two codes over the same units.
//              b        not b
//     a        n11      n1 - n11
//     not a    n2 - n11 n - n1 - n2 + n11
typedef struct Fourfold {
    int64_t n11; // units with both
    int64_t n1;  // units with a
    int64_t n2;  // units with b
    int64_t n;   // units
} Fourfold;

typedef struct Coefficient {
    const char *name;      // as in every output: "jaccard"
    const char *title;     // "Jaccard coefficient"
    const char *range;     // "0 to 1"
    const char *formula;   // in n11, n1, n2, n
    const char *undefined; // when it is NaN
    const char *source;
    double (*of)(Fourfold table);
} Coefficient;

// In the order of listings.  Names are identifiers of C and keys of JSON.
#define COEFFICIENT_LIST(X)                                                    \
    X(jaccard)                                                                 \
    X(dice)                                                                    \
    X(p_b_given_a)                                                             \
    X(p_a_given_b)                                                             \
    X(lift)                                                                    \
    X(pmi)                                                                     \
    X(npmi)                                                                    \
    X(phi)                                                                     \
    X(g2)                                                                      \
    X(log_odds)                                                                \
    X(log_odds_se)                                                             \
    X(fisher)

#define X(name) COEFFICIENT_##name,
enum { COEFFICIENT_LIST(X) COEFFICIENTS };
#undef X

// The coefficients in the order of the list.
extern const Coefficient *const coefficients[COEFFICIENTS];

// a / b, or NaN when b is 0.
double quotient(double a, double b);

#endif
