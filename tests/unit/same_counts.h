// tests/unit/same_counts.h - what is counted and picked document by document is
// what the whole study says.
#ifndef TESTS_SAME_COUNTS_H
#define TESTS_SAME_COUNTS_H

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

static const struct {
    const char *code, *with, *speaker;
    UnitKind within;
    bool removed;
} selections[] = {
    {.removed = true},
    {.code = "beta"},
    {.code = "first", .removed = true},
    {.code = "alpha", .with = "beta", .within = UNIT_SENTENCE},
    {.code = "beta", .with = "alpha", .within = UNIT_CASE},
    {.code = "beta", .with = "gamma", .within = UNIT_PARTICIPANT},
    {.with = "alpha", .within = UNIT_TURN, .speaker = "P03"},
};

typedef struct Walked { // codings in a row
    const Study *study; // all of it
    Ints wanted;
    ptrdiff_t next;
} Walked;

static inline bool walk_on(void *to, const Study *some, Ints codings,
                           Arena *arena)
{
    (void)arena;
    Walked *walked = to;
    for (ptrdiff_t i = 0; i < codings.len; i++) {
        ck_assert(walked->next < walked->wanted.len);
        const Coding *found = &some->codings.at[codings.at[i]];
        const Coding *want =
            &walked->study->codings.at[walked->wanted.at[walked->next++]];
        const Document *held = &walked->study->documents.at[want->document];
        ck_assert(str_eq(some->documents.at[0].transcript.document,
                         held->transcript.document));
        ck_assert_int_eq(found->span.begin, want->span.begin);
        ck_assert_int_eq(found->code, want->code);
        ck_assert_int_eq(found->status, want->status);
    }
    return true;
}

static inline void same_selections(Themata *study, const Study *loaded)
{
    Err err = {0};
    for (size_t i = 0; i < sizeof selections / sizeof *selections; i++) {
        const char *code = selections[i].code, *with = selections[i].with;
        const char *speaker = selections[i].speaker;
        Selection selection = {
            .code = code ? str_of(code) : (Str){0},
            .with = with ? str_of(with) : (Str){0},
            .speaker = speaker ? str_of(speaker) : (Str){0},
            .within = {selections[i].within, 1},
            .removed = selections[i].removed,
        };
        Walked walked = {.study = loaded};
        Err other = {0};
        bool known = select_codings(loaded, &selection, themata_arena(study),
                                    &walked.wanted, &other);
        ck_assert_int_eq(
            themata_select(study, S("c"), &selection, walk_on, &walked, &err),
            known);
        ck_assert_int_eq(err.kind, other.kind);
        ck_assert_int_eq(walked.next, walked.wanted.len);
        err = (Err){0};
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
    same_selections(study, loaded);
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
