#include "unit.h"

#include "analyse/cooccur.h"
#include "analyse_sample.h"

// Sums over the columns of a grouping that parts the units.
START_TEST(test_columns_add_up)
{
    static const char *const partings[] = {"document"};
    Arena arena = {0};
    Err err = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    Unit unit = {UNIT_SENTENCE, 1};
    Cooccurrence all = cooccurrence_of(study, unit, &arena);
    for (size_t i = 0; i < sizeof partings / sizeof *partings; i++) {
        CooccurrenceBy by;
        ck_assert(cooccurrence_by(study,
                                  (Counting){unit, str_of(partings[i]), false},
                                  &arena, &by, &err));
        int64_t units = 0;
        for (ptrdiff_t j = 0; j < by.columns.len; j++) {
            units += by.at[j].units;
        }
        ck_assert_msg(units == all.units, "units add up by %s", partings[i]);
        for (ptrdiff_t k = 0; k < all.pairs.len; k++) {
            int64_t both = 0, first = 0;
            for (ptrdiff_t j = 0; j < by.columns.len; j++) {
                both += by.at[j].pairs.at[k].n11;
                first += by.at[j].pairs.at[k].n1;
            }
            ck_assert_msg(both == all.pairs.at[k].n11, "n11 adds up by %s",
                          partings[i]);
            ck_assert_msg(first == all.pairs.at[k].n1, "n1 adds up by %s",
                          partings[i]);
        }
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_one_column)
{
    static const struct {
        const char *promise, *by, *column;
        int64_t units, data_and_money;
    } rows[] = {
        {"only what a group says counts", "group", "funder", 1, 0},
        {"the other group has the rest of theirs", "group", "clinician", 6, 1},
        {"a question counts its answers", "question", "Q2", 1, 1},
        {"a case counts what is said for it", "case", "south", 7, 1},
    };
    Arena arena = {0};
    Err err = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CooccurrenceBy by;
        ck_assert(cooccurrence_by(
            study, (Counting){{UNIT_SENTENCE, 1}, str_of(rows[i].by), false},
            &arena, &by, &err));
        ptrdiff_t column = strs_find(by.columns, str_of(rows[i].column));
        ck_assert_msg(column >= 0, "%s", rows[i].promise);
        const Cooccurrence *found = &by.at[column];
        ck_assert_msg(found->units == rows[i].units, "%s: %lld units",
                      rows[i].promise, (long long)found->units);
        int32_t money = codebook_code(study->codebook, S("money"));
        int32_t data = codebook_code(study->codebook, S("data"));
        for (ptrdiff_t k = 0; k < found->pairs.len; k++) {
            const Pair *pair = &found->pairs.at[k];
            if (pair->a == money && pair->b == data) {
                ck_assert_msg(pair->n11 == rows[i].data_and_money, "%s",
                              rows[i].promise);
            }
        }
    }
    CooccurrenceBy none;
    ck_assert_msg(
        !cooccurrence_by(study,
                         (Counting){{UNIT_SENTENCE, 1}, S("weather"), false},
                         &arena, &none, &err),
        "an unknown grouping is refused");
    ck_assert_int_eq(err.kind, ERR_USAGE);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("cooccur_by", test_columns_add_up, test_one_column)
