#include "analyse/cooccur.h"
#include "analyse/frequency.h"
#include "analyse_sample.h"
#include "unit.h"

// Codes: money > rent, data, barrier, never.
static const struct {
    const char *promise;
    int32_t code;
    int64_t mentions, units; // of the code itself
    int64_t all_mentions, all_units;
} rows[] = {
    {"a parent counts its sub-code's mentions and sentences", 0, 4, 3, 5, 4},
    {"a code without sub-codes stays as it is", 1, 1, 1, 1, 1},
    {"a code that is no relation does, too", 2, 4, 4, 4, 4},
    {"what never occurs does not", 4, 0, 0, 0, 0},
};

START_TEST(test_counts)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    Counting counting = {.unit = {UNIT_SENTENCE, 1}};
    Frequency own, rolled;
    Err err = {0};
    ck_assert(frequency_of(study, counting, &arena, &own, &err));
    counting.aggregate = true;
    ck_assert(frequency_of(study, counting, &arena, &rolled, &err));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int32_t code = rows[i].code;
        ck_assert_msg(own.mentions[code] == rows[i].mentions &&
                          own.units[code] == rows[i].units,
                      "%s: itself %d in %d", rows[i].promise,
                      (int)own.mentions[code], (int)own.units[code]);
        ck_assert_msg(rolled.mentions[code] == rows[i].all_mentions &&
                          rolled.units[code] == rows[i].all_units,
                      "%s: with sub-codes %d in %d", rows[i].promise,
                      (int)rolled.mentions[code], (int)rolled.units[code]);
    }
    arena_release(&arena);
}
END_TEST

static Pair pair_named(const Cooccurrence *found, int32_t a, int32_t b)
{
    for (ptrdiff_t i = 0; i < found->pairs.len; i++) {
        if (found->pairs.at[i].a == a && found->pairs.at[i].b == b) {
            return found->pairs.at[i];
        }
    }
    return (Pair){.a = NONE};
}

START_TEST(test_pairs)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    Counting counting = {.unit = {UNIT_SENTENCE, 1}, .aggregate = true};
    Cooccurrence own = cooccurrence_of(study, counting.unit, &arena);
    CooccurrenceBy by;
    Err err = {0};
    ck_assert(cooccurrence_by(study, counting, &arena, &by, &err));
    Cooccurrence rolled = by.at[0];
    ck_assert_msg(pair_named(&own, 0, 3).n11 == 0, "money by itself");
    ck_assert_msg(pair_named(&rolled, 0, 3).n11 == 1,
                  "money meets barrier where rent does");
    ck_assert_msg(pair_named(&rolled, 0, 1).a == NONE,
                  "parent and child are no pair");
    ck_assert_int_eq(rolled.pairs.len, own.pairs.len);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("aggregate", test_counts, test_pairs)
