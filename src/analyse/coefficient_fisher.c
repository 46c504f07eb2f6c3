#include "analyse/coefficient.h"

#include <math.h>
#include <stdbool.h>

// Terms of the sum are taken relative to the most probable count, so nothing
// overflows and all of them are positive: no digit is lost by cancelling.
typedef struct Tail {
    double all;   // weight of every count so far
    double above; // of those that are at least n11
} Tail;

// weight(k + 1) / weight(k) of the hypergeometric distribution.
static double step(Fourfold t, int64_t k)
{
    return (double)(t.n1 - k) * (double)(t.n2 - k) /
           ((double)(k + 1) * (double)(t.n - t.n1 - t.n2 + k + 1));
}

static void count(Tail *tail, Fourfold t, int64_t k, double weight)
{
    tail->all += weight;
    if (k >= t.n11) {
        tail->above += weight;
    }
}

// A term this small beside the sum changes no digit of it.
static bool negligible(double weight, double sum)
{
    return weight <= sum * 1e-20;
}

static double fisher(Fourfold t)
{
    if (t.n == 0) {
        return (double)NAN;
    }
    int64_t least = t.n1 + t.n2 > t.n ? t.n1 + t.n2 - t.n : 0;
    int64_t most = t.n1 < t.n2 ? t.n1 : t.n2;
    int64_t mode =
        (int64_t)((double)(t.n1 + 1) * (double)(t.n2 + 1) / (double)(t.n + 2));
    mode = mode < least ? least : mode > most ? most : mode;

    Tail tail = {0};
    count(&tail, t, mode, 1);
    double weight = 1;
    for (int64_t k = mode; k < most && weight > 0; k++) {
        weight *= step(t, k);
        count(&tail, t, k + 1, weight);
        if (negligible(weight, tail.above)) {
            break;
        }
    }
    weight = 1;
    for (int64_t k = mode; k > least; k--) {
        weight /= step(t, k - 1);
        count(&tail, t, k - 1, weight);
        if (negligible(weight, tail.all)) {
            break;
        }
    }
    return tail.above / tail.all;
}

const Coefficient coefficient_fisher = {
    .name = "fisher",
    .title = "one-sided probability of meeting at least so often by "
             "chance",
    .range = "0 to 1",
    .formula = "P(N11 >= n11), hypergeometric with the margins n1, n2 of n",
    .undefined = "without units",
    .source = "Fisher, R. A. (1935). The logic of inductive inference. "
              "J. Royal Statistical Society 98(1), 39-82; Veech, J. A. "
              "(2013). A probabilistic model for analysing species "
              "co-occurrence. Global Ecology and Biogeography 22(2), "
              "252-260.",
    .of = fisher,
};
