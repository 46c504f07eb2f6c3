#include "unit.h"

#include "analyse/cooccur.h"
#include "base/io.h"
#include "build.h"
#include "number.h"

#include <stdio.h>

#define UNDEFINED ((double)NAN)

static const struct {
    const char *promise;
    int coefficient;
    int64_t n11, n1, n2, n;
    double want, tolerance;
} tables[] = {
    {"ATLAS.ti manual: 100, 10 and 5 together give .048", COEFFICIENT_jaccard,
     5, 100, 10, 1000, 0.048, 0.0005},
    {"ATLAS.ti manual: half of the rare code", COEFFICIENT_p_a_given_b, 5, 100,
     10, 1000, 0.5, 1e-12},
    {"a twentieth of the common one", COEFFICIENT_p_b_given_a, 5, 100, 10, 1000,
     0.05, 1e-12},
    {"the same code twice is 1", COEFFICIENT_jaccard, 7, 7, 7, 20, 1, 0},
    {"never together is 0", COEFFICIENT_jaccard, 0, 7, 7, 20, 0, 0},
    {"two codes that never occur", COEFFICIENT_jaccard, 0, 0, 0, 20, UNDEFINED,
     0},
    {"Dice by hand", COEFFICIENT_dice, 5, 100, 10, 1000, 10.0 / 110, 1e-15},
    {"Dice of nothing", COEFFICIENT_dice, 0, 0, 0, 20, UNDEFINED, 0},
    {"a share of nothing", COEFFICIENT_p_b_given_a, 0, 0, 5, 20, UNDEFINED, 0},
    {"a share of nothing, the other way", COEFFICIENT_p_a_given_b, 0, 5, 0, 20,
     UNDEFINED, 0},
    {"lift of chance is 1", COEFFICIENT_lift, 2, 4, 10, 20, 1, 1e-15},
    {"lift 5 of 100 and 10 of 1000", COEFFICIENT_lift, 5, 100, 10, 1000, 5,
     1e-15},
    {"lift of a code that is not there", COEFFICIENT_lift, 0, 0, 10, 1000,
     UNDEFINED, 0},
    {"PMI counts doublings", COEFFICIENT_pmi, 4, 8, 8, 64, 2, 1e-15},
    {"PMI of codes that never meet", COEFFICIENT_pmi, 0, 8, 8, 64, UNDEFINED,
     0},
    {"NPMI by hand: 2 of 4 doublings", COEFFICIENT_npmi, 4, 8, 8, 64, 0.5,
     1e-15},
    {"NPMI of codes that are only together is 1", COEFFICIENT_npmi, 3, 3, 3, 7,
     1, 0},
    {"NPMI of chance is 0", COEFFICIENT_npmi, 2, 4, 10, 20, 0, 1e-15},
    {"NPMI of codes that never meet is its limit", COEFFICIENT_npmi, 0, 4, 10,
     20, -1, 0},
    {"NPMI of a code that is not there", COEFFICIENT_npmi, 0, 0, 10, 20,
     UNDEFINED, 0},
    {"NPMI of codes that are everywhere is 0/0", COEFFICIENT_npmi, 20, 20, 20,
     20, UNDEFINED, 0},
    {"phi of a code with itself is 1", COEFFICIENT_phi, 7, 7, 7, 20, 1, 0},
    {"phi of a code with its opposite is -1", COEFFICIENT_phi, 0, 7, 13, 20, -1,
     0},
    {"phi of chance is 0", COEFFICIENT_phi, 2, 4, 10, 20, 0, 0},
    {"phi by hand: (3 3 - 1 1) / 16", COEFFICIENT_phi, 3, 4, 4, 8, 0.5, 1e-15},
    {"phi of a code that is everywhere", COEFFICIENT_phi, 5, 20, 5, 20,
     UNDEFINED, 0},
    {"Dunning 1993 table 1: the swiss", COEFFICIENT_g2, 110, 2552, 221, 31777,
     270.72, 0.005},
    {"Dunning 1993 table 1: can be", COEFFICIENT_g2, 29, 42, 152, 31777, 263.90,
     0.005},
    {"Dunning 1993 table 1: mineral water, an empty cell", COEFFICIENT_g2, 10,
     10, 13, 31777, 167.23, 0.005},
    {"G2 of chance is 0", COEFFICIENT_g2, 2, 4, 10, 20, 0, 1e-13},
    {"G2 of a code that is not there", COEFFICIENT_g2, 0, 0, 10, 20, UNDEFINED,
     0},
    {"G2 of a code that is everywhere", COEFFICIENT_g2, 10, 20, 10, 20,
     UNDEFINED, 0},
    {"log odds: ln((3.5 3.5) / (1.5 1.5))", COEFFICIENT_log_odds, 3, 4, 4, 8,
     1.694595720774407, 1e-14},
    {"its error: sqrt(2/3.5 + 2/1.5)", COEFFICIENT_log_odds_se, 3, 4, 4, 8,
     1.3801311186847084, 1e-14},
    {"log odds of an empty cell", COEFFICIENT_log_odds, 0, 1, 1, 2,
     -2.1972245773362196, 1e-14},
    {"Fisher's tea tasting, R 4.2.2 fisher.test greater", COEFFICIENT_fisher, 3,
     4, 4, 8, 0.2428571429, 1e-9},
    {"Fisher's convictions, less: the other column's greater",
     COEFFICIENT_fisher, 15, 17, 18, 30, 0.0004651809434, 1e-12},
    {"Veech's finches: fortis and fuliginosa", COEFFICIENT_fisher, 13, 13, 14,
     17, 0.00588, 5e-6},
    {"Fisher of the least that can be is 1", COEFFICIENT_fisher, 3, 10, 13, 20,
     1, 1e-15},
    {"Fisher of a code that is not there is 1", COEFFICIENT_fisher, 0, 0, 13,
     20, 1, 0},
};

START_TEST(test_coefficients)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        Pair pair =
            pair_of(tables[i].n11, tables[i].n1, tables[i].n2, tables[i].n);
        check_number(pair.coefficients[tables[i].coefficient], tables[i].want,
                     tables[i].tolerance, tables[i].promise);
    }
}
END_TEST

// Exact values by rational arithmetic, rounded to 17 digits.
START_TEST(test_fisher_is_accurate)
{
    static const struct {
        const char *promise;
        int64_t n11, n1, n2, n;
        double want;
    } rows[] = {
        {"sentences of a usual study", 41, 310, 270, 4321,
         2.0235999324740955e-06},
        {"far above chance", 200, 310, 270, 4321, 1.1818778773291182e-199},
        {"below chance", 5, 310, 270, 4321, 0.99998857689293463},
        {"hardly likely", 60, 100, 90, 3000, 2.1914982253365649e-75},
        {"common codes", 1500, 2000, 2100, 4000, 4.4553383406204066e-185},
        {"a hundred thousand sentences", 40, 2000, 1500, 100000,
         0.043341849632015039},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double got =
            pair_of(rows[i].n11, rows[i].n1, rows[i].n2, rows[i].n).fisher;
        check_number(got / rows[i].want, 1, 1e-12, rows[i].promise);
    }
}
END_TEST

START_TEST(test_every_small_table)
{
    for (int64_t n = 1; n <= 12; n++) {
        for (int64_t cells = 0; cells < (n + 1) * (n + 1) * (n + 1); cells++) {
            int64_t n11 = cells % (n + 1), n1 = cells / (n + 1) % (n + 1);
            int64_t n2 = cells / ((n + 1) * (n + 1));
            if (n11 > n1 || n11 > n2 || n1 + n2 - n11 > n) {
                continue;
            }
            Pair pair = pair_of(n11, n1, n2, n);
            Pair swapped = pair_of(n11, n2, n1, n);
            for (int i = 0; i < COEFFICIENTS; i++) {
                int other =
                    i == COEFFICIENT_p_b_given_a   ? COEFFICIENT_p_a_given_b
                    : i == COEFFICIENT_p_a_given_b ? COEFFICIENT_p_b_given_a
                                                   : i;
                double a = pair.coefficients[i];
                double b = swapped.coefficients[other];
                ck_assert_msg((isnan(a) && isnan(b)) || a == b,
                              "%s does not depend on the codes' order",
                              coefficients[i]->name);
                ck_assert_msg(!isinf(a), "%s is finite or undefined",
                              coefficients[i]->name);
            }
            ck_assert(isnan(pair.jaccard) ||
                      (pair.jaccard >= 0 && pair.jaccard <= 1));
            ck_assert(isnan(pair.dice) || pair.dice >= pair.jaccard);
            ck_assert(isnan(pair.phi) || fabs(pair.phi) <= 1);
            ck_assert(isnan(pair.npmi) || fabs(pair.npmi) <= 1);
            ck_assert(pair.fisher > 0 && pair.fisher <= 1 + 1e-12);
            ck_assert(isnan(pair.lift) ||
                      (pair.lift > 1) == (n11 * n > n1 * n2));
            ck_assert(isnan(pair.g2) || pair.g2 >= 0);
        }
    }
}
END_TEST

START_TEST(test_coefficients_say_what_they_are)
{
    for (int i = 0; i < COEFFICIENTS; i++) {
        const Coefficient *coefficient = coefficients[i];
        ck_assert(coefficient->name[0] && coefficient->title[0] &&
                  coefficient->range[0] && coefficient->formula[0] &&
                  coefficient->undefined[0] && coefficient->source[0]);
    }
    Pair pair = pair_of(3, 4, 5, 20);
#define X(key)                                                                 \
    ck_assert(pair.key == pair.coefficients[COEFFICIENT_##key]);               \
    ck_assert_str_eq(coefficients[COEFFICIENT_##key]->name, #key);
    COEFFICIENT_LIST(X)
#undef X
}
END_TEST

// ---- published data, where the folder with it is

static bool shared_case(const char *path, Arena *arena, Str *text)
{
    const char *folder = shared_folder();
    Err err = {0};
    Str file =
        folder ? str_format(arena, "%s/cases/%s", folder, path) : (Str){0};
    if (folder && io_read(str_terminated(arena, file), arena, text, &err)) {
        return true;
    }
    printf("skipped: %s is not there\n", path);
    return false;
}

static int64_t number_in(Str cell)
{
    int32_t number = -1;
    str_number(build_part(&cell, '\n'), &number);
    return number;
}

// Griffith, Veech & Marsh 2016 (R cooccur 1.3, data finches): every pair that
// the package tests, with its probability of meeting less and more often.
START_TEST(test_finches_table)
{
    Arena arena = {0};
    Str text, line;
    int64_t pairs = 0, positive = 0, negative = 0;
    if (shared_case("cooc_cases_finches/finches_cooccur_results.csv", &arena,
                    &text)) {
        str_line(&text, &line);
        while (str_line(&text, &line)) {
            Str cell[9];
            for (int i = 0; i < 9; i++) {
                cell[i] = build_part(&line, ',');
            }
            int64_t n1 = number_in(cell[2]), n2 = number_in(cell[3]);
            int64_t n11 = number_in(cell[4]);
            double less = pair_of(n1 - n11, n1, 17 - n2, 17).fisher;
            double more = pair_of(n11, n1, n2, 17).fisher;
            check_number(less, atof(str_terminated(&arena, cell[7])), 5.1e-6,
                         "p_lt");
            check_number(more, atof(str_terminated(&arena, cell[8])), 5.1e-6,
                         "p_gt");
            pairs++;
            positive += more < 0.05;
            negative += less < 0.05;
        }
        ck_assert_int_eq(pairs, 64);
        ck_assert_int_eq(positive, 14);
        ck_assert_int_eq(negative, 1);
    }
    arena_release(&arena);
}
END_TEST

// The same from presence and absence: thirteen codes in seventeen interviews.
START_TEST(test_finches_study)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    Str text, line;
    if (!shared_case("cooc_cases_finches/finches_presence.csv", &arena,
                     &text)) {
        arena_release(&arena);
        return;
    }
    Buf codes = {.arena = &arena};
    for (int i = 0; i < 13; i++) {
        buf_format(&codes, "s%d theme\n", i);
    }
    build_codes(&builder, str_terminated(&arena, buf_str(&codes)));
    for (int i = 0; i < 17; i++) {
        Str name = str_format(&arena, "D%02d", i);
        build_document(&builder, str_terminated(&arena, name),
                       "P1: Seen here.\n");
    }
    str_line(&text, &line);
    for (int row = 0; str_line(&text, &line); row++) {
        build_part(&line, ',');
        Str code = str_format(&arena, "s%d", row);
        for (int32_t i = 0; i < 17; i++) {
            if (number_in(build_part(&line, ',')) == 1) {
                build_coding(&builder, i, str_terminated(&arena, code),
                             (Span){4, 8});
            }
        }
    }
    Cooccurrence found =
        cooccurrence_of(build_study(&builder), (Unit){UNIT_CASE, 1}, &arena);
    ck_assert_int_eq(found.units, 17);
    ck_assert_int_eq(found.pairs.len, 78);
    int tested = 0, positive = 0;
    for (ptrdiff_t i = 0; i < found.pairs.len; i++) {
        const Pair *pair = &found.pairs.at[i];
        ck_assert_msg(pair->documents == pair->n11,
                      "a case of one document meets where its document does");
        if (pair->n1 * pair->n2 >= 17) {
            tested++;
            positive += pair->fisher < 0.05;
        }
    }
    ck_assert_int_eq(tested, 64);
    ck_assert_int_eq(positive, 14);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("coefficient", test_coefficients, test_fisher_is_accurate,
          test_every_small_table, test_coefficients_say_what_they_are,
          test_finches_table, test_finches_study)
