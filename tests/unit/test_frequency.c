#include "unit.h"

#include "analyse/frequency.h"
#include "analyse_sample.h"

static void draw_counts(Buf *buf, const Frequency *frequency,
                        const int64_t *counts)
{
    for (ptrdiff_t code = 0; code < frequency->codes; code++) {
        buf_char(buf, ' ');
        for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
            buf_int(buf, counts[code * frequency->columns.len + i]);
        }
    }
}

// "columns | totals | mentions | units", each code's counts side by side.
static Str drawn_frequency(const Frequency *frequency, Arena *arena)
{
    Buf buf = {.arena = arena};
    for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
        buf_format(&buf, "%.*s ", FMT(frequency->columns.at[i]));
    }
    buf_char(&buf, '|');
    for (ptrdiff_t i = 0; i < frequency->columns.len; i++) {
        buf_format(&buf, " %d", (int)frequency->totals[i]);
    }
    buf_add(&buf, S(" |"));
    draw_counts(&buf, frequency, frequency->mentions);
    buf_add(&buf, S(" |"));
    draw_counts(&buf, frequency, frequency->units);
    return buf_str(&buf);
}

static const struct {
    const char *promise, *by, *unit, *table;
} tables[] = {
    {"all of it: the interviewer's mention counts, his speech does not", "",
     "sentence", "all | 10 | 4 1 4 3 0 | 3 1 4 3 0"},
    {"a participant of two cases counts for both; a silent case is there",
     "case", "sentence",
     "north south silent | 9 7 0 | 430 110 330 320 000"
     " | 320 110 330 320 000"},
    {"what nobody declared says has the column 'none'", "participant",
     "sentence",
     "P1 P2 P3 P4 none | 6 1 2 0 1 | 20002 10000 21100 20100 00000"
     " | 20001 10000 21100 20100 00000"},
    {"groups in the order of the register", "group", "sentence",
     "clinician funder none | 6 1 3 | 202 100 211 201 000"
     " | 201 100 211 201 000"},
    {"documents by unit document are 0 or 1", "document", "document",
     "D1 D2 | 1 1 | 31 10 31 21 00 | 11 10 11 11 00"},
    {"cases by unit case are 0 or 1", "case", "case",
     "north south silent | 1 1 0 | 430 110 330 320 000"
     " | 110 110 110 110 000"},
    {"questions, and what comes before the first", "question", "turn",
     "Q1 Q2 none | 4 1 1 | 112 001 310 102 000 | 111 001 310 101 000"},
    {"a document's speech is split by who says it", "participant", "document",
     "P1 P2 P3 P4 none | 1 1 1 0 1 | 20002 10000 21100 20100 00000"
     " | 10001 10000 11100 10100 00000"},
    {"an attribute of cases", "level", "case",
     "national regional | 1 1 | 43 11 33 32 00 | 11 11 11 11 00"},
    {"coded spans are where they begin", "participant", "overlap",
     "P1 P2 P3 P4 none | 5 1 2 0 1 | 20002 10000 21100 20100 00000"
     " | 20001 10000 21100 20100 00000"},
    {"two cases with one value count once; without a value is '-'", "country",
     "sentence", "X | 10 | 4 1 4 3 0 | 3 1 4 3 0"},
    {"a window counts where it ends, with all that it holds", "participant",
     "window:2",
     "P1 P2 P3 P4 none | 6 1 2 0 1 | 20002 10000 21100 20100 00000"
     " | 30001 20000 31200 30101 00000"},
};

START_TEST(test_frequency)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        Err err = {0};
        Unit unit;
        Frequency frequency;
        ck_assert(unit_named(str_of(tables[i].unit), &unit, &err));
        ck_assert(frequency_of(study,
                               (Counting){unit, str_of(tables[i].by), false},
                               &arena, &frequency, &err));
        ASSERT_STR(drawn_frequency(&frequency, &arena), tables[i].table,
                   tables[i].promise);
    }
    Err err = {0};
    Frequency frequency;
    ck_assert(!frequency_of(study, (Counting){{UNIT_TURN, 1}, S("size"), false},
                            &arena, &frequency, &err));
    ck_assert_int_eq(err.kind, ERR_USAGE);
    ck_assert_msg(strstr(err.message, "question, level"),
                  "an unknown grouping tells the known ones: %s", err.message);
    arena_release(&arena);
}
END_TEST

START_TEST(test_frequency_by_turn)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, "money theme\ndata theme\n");
    build_question(&builder, "Q1");
    build_question(&builder, "Q2");
    build_document(&builder, "D1",
                   "P1[Q1]: One. {money}\nP1[Q2]: Two. {data}\n");
    Err err = {0};
    Frequency frequency;
    Counting counting = {{UNIT_SENTENCE, 1}, S("question"), false};
    ck_assert(frequency_of(build_study(&builder), counting, &arena, &frequency,
                           &err));
    ASSERT_STR(drawn_frequency(&frequency, &arena),
               "Q1 Q2 | 1 1 | 10 01 | 10 01",
               "a speaker may answer one question after the other");
    arena_release(&arena);
}
END_TEST

// The column "all" of every unit is what incidence says.
START_TEST(test_frequency_agrees_with_incidence)
{
    for (uint32_t seed = 1; seed <= 30; seed++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        const Study *study = chance_study(&builder, seed);
        for (int kind = 0; kind < UNIT_KINDS; kind++) {
            Err err = {0};
            Unit unit = {(UnitKind)kind, 2};
            Frequency all, cases;
            ck_assert(frequency_of(study, (Counting){.unit = unit}, &arena,
                                   &all, &err));
            ck_assert(frequency_of(study, (Counting){unit, S("case"), false},
                                   &arena, &cases, &err));
            Incidence incidence = incidence_of(study, unit, &arena);
            ck_assert_int_eq(all.totals[0], incidence.units);
            for (int32_t code = 0; code < all.codes; code++) {
                ck_assert_int_eq(all.units[code],
                                 incidence_count(&incidence, code));
                int64_t sum = 0;
                for (ptrdiff_t i = 0; i < cases.columns.len; i++) {
                    sum += cases.units[code * cases.columns.len + i];
                }
                ck_assert(sum >= all.units[code]);
            }
        }
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("frequency", test_frequency, test_frequency_by_turn,
          test_frequency_agrees_with_incidence)
