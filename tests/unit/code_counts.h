// tests/unit/code_counts.h - what is counted by what is stored is what the
// whole study says.
#ifndef TESTS_CODE_COUNTS_H
#define TESTS_CODE_COUNTS_H

#include "code_study.h"

static const struct {
    Unit unit;
    const char *by;
    bool aggregate;
} countings[] = {
    {{UNIT_SENTENCE, 1}, "", false},
    {{UNIT_TURN, 1}, "case", true},
    {{UNIT_ANSWER, 1}, "question", false},
    {{UNIT_DOCUMENT, 1}, "group", false},
    {{UNIT_PARTICIPANT, 1}, "participant", false},
    {{UNIT_CASE, 1}, "document", false},
    {{UNIT_WINDOW, 3}, "participant", true},
    {{UNIT_WINDOW_TURNS, 2}, "question", false},
    {{UNIT_OVERLAP, 1}, "question", false},
};

static inline void same_meetings(const Cooccurrence *a, const Cooccurrence *b)
{
    ck_assert_int_eq(a->units, b->units);
    ck_assert_int_eq(a->pairs.len, b->pairs.len);
    for (ptrdiff_t i = 0; i < a->pairs.len; i++) {
        const Pair *one = &a->pairs.at[i], *other = &b->pairs.at[i];
        ck_assert(one->a == other->a && one->b == other->b);
        ck_assert_int_eq(one->n11, other->n11);
        ck_assert_int_eq(one->n1, other->n1);
        ck_assert_int_eq(one->n2, other->n2);
        ck_assert_int_eq(one->documents, other->documents);
    }
}

static inline void same_frequencies(const Frequency *a, const Frequency *b)
{
    ptrdiff_t cells = a->codes * a->columns.len;
    ck_assert_int_eq(a->columns.len, b->columns.len);
    for (ptrdiff_t i = 0; i < cells; i++) {
        ck_assert_int_eq(a->mentions[i], b->mentions[i]);
        ck_assert_int_eq(a->units[i], b->units[i]);
    }
    for (ptrdiff_t i = 0; i < a->columns.len; i++) {
        ck_assert_int_eq(a->totals[i], b->totals[i]);
    }
}

// What is counted by what is stored is what the whole study says, whatever
// happened since it was coded.
static inline void same_counts(const char *folder, int jobs)
{
    Themata *study = open_study(folder, jobs);
    Err err = {0};
    const Study *loaded;
    const Codebook *codebook;
    ck_assert(themata_load(study, S("c"), &loaded, &err));
    for (size_t i = 0; i < sizeof countings / sizeof *countings; i++) {
        CooccurrenceBy want, found;
        Frequency wanted, counted;
        Arena *arena = themata_arena(study);
        Counting counting = {countings[i].unit, str_of(countings[i].by),
                             countings[i].aggregate};
        ck_assert(cooccurrence_by(loaded, counting, arena, &want, &err));
        ck_assert(themata_cooccurrence(study, S("c"), counting, &found,
                                       &codebook, &err));
        ck_assert_int_eq(want.columns.len, found.columns.len);
        for (ptrdiff_t k = 0; k < want.columns.len; k++) {
            same_meetings(&want.at[k], &found.at[k]);
        }
        ck_assert(frequency_of(loaded, counting, arena, &wanted, &err));
        ck_assert(themata_frequency(study, S("c"), counting, &counted,
                                    &codebook, &err));
        same_frequencies(&wanted, &counted);
    }
    themata_close(study);
}

#endif
