#include "unit.h"

#include "base/io.h"
#include "number.h"
#include "recommend/recommend.h"
#include "recommend_sample.h"

#include <stdio.h>

static Shares shares(Arena *arena, const double *pairs, ptrdiff_t count)
{
    Shares all = {0};
    for (ptrdiff_t i = 0; i < count; i++) {
        *PUSH(&all, arena) = (Share){pairs[2 * i], pairs[2 * i + 1]};
    }
    return all;
}

START_TEST(test_score)
{
    Arena arena = {0};
    Shares none = {0};
    Shares two = shares(&arena, (double[]){1, 60, 0.5, 40}, 2);
    Shares one = shares(&arena, (double[]){1, 30}, 1);
    check_number(advice_score(none, none, 0.5), 0, 0, "nothing scores 0");
    check_number(advice_score(two, none, 0.5), 80, 1e-12,
                 "weights times priorities");
    check_number(advice_score(two, one, 0.5), 95, 1e-12,
                 "a facilitator counts half");
    check_number(advice_score(none, one, 0), 0, 0, "or not at all");
    // Allen et al. 2023, table 3, row 1: experts' endorsement of "promote
    // adaptability" for five barriers, cumulative 183 %.
    Shares adaptability =
        shares(&arena, (double[]){73, 1, 40, 1, 14, 1, 45, 1, 11, 1}, 5);
    check_number(advice_score(adaptability, one, 0), 183, 1e-12,
                 "with priorities of 1 it is the cumulative percent");
    arena_release(&arena);
}
END_TEST

// Allen et al. 2023 (genomic screening), table 3: every strategy's cumulative
// percent, and the strategies in its order.
START_TEST(test_genomic_screening)
{
    const char *folder = shared_folder();
    Arena arena = {0};
    Err err = {0};
    Str text, line;
    Str path =
        str_format(&arena, "%s/cases/recommend_genomic_screening_2023/data.csv",
                   folder ? folder : "");
    if (!io_read(str_terminated(&arena, path), &arena, &text, &err)) {
        printf("skipped: recommend_genomic_screening_2023 is not there\n");
        arena_release(&arena);
        return;
    }
    str_line(&text, &line);
    int rows = 0;
    double best[4] = {0};
    while (str_line(&text, &line)) {
        build_part(&line, ',');
        Str published = build_part(&line, ',');
        Shares challenges = {0};
        while (line.len > 0) {
            Str percent = build_part(&line, ',');
            *PUSH(&challenges, &arena) =
                (Share){atof(str_terminated(&arena, percent)), 1};
        }
        double score = advice_score(challenges, (Shares){0}, 0);
        check_number(score, atof(str_terminated(&arena, published)), 2,
                     "the published value is rounded after summing");
        if (rows < 3) {
            best[rows] = score;
        } else {
            ck_assert_msg(score < best[2], "the published top three");
        }
        rows++;
    }
    ck_assert_int_eq(rows, 22);
    ck_assert(best[0] > best[1] && best[1] > best[2]);
    arena_release(&arena);
}
END_TEST

static void draw_ints(Buf *buf, const char *name, Ints numbers)
{
    buf_format(buf, " %s", name);
    for (ptrdiff_t i = 0; i < numbers.len; i++) {
        buf_format(buf, "%s%d", i > 0 ? "," : "", (int)numbers.at[i]);
    }
}

// "id a0,1 l2 s5 supported; ..."
static Str drawn_recommendations(const Study *study, const Conclusions *all,
                                 Arena *arena)
{
    Buf buf = {.arena = arena};
    for (ptrdiff_t i = 0; i < all->recommendations.len; i++) {
        const Recommendation *one = &all->recommendations.at[i];
        buf_format(&buf, "%s%.*s", i > 0 ? "; " : "",
                   FMT(study->codebook->recommendations.at[one->advice].id));
        draw_ints(&buf, "a", one->addresses);
        draw_ints(&buf, "l", one->leverages);
        draw_ints(&buf, "s", one->suggestions);
        buf_format(&buf, " %.*s", FMT(one->status));
    }
    draw_ints(&buf, "| gaps ", all->gaps);
    draw_ints(&buf, "unsupported ", all->unsupported);
    return buf_str(&buf);
}

START_TEST(test_recommendations)
{
    // Findings: 0 money x challenge (D1, D2), 1 money x facilitator (D3),
    // 2 data x challenge (D2).  Coding 2 is the suggestion B.
    static const struct {
        const char *promise, *addresses, *leverages, *want;
    } rows[] = {
        {"a theme means its challenge; the other challenge is a gap", "money 1",
         "", "r a0 l s2 supported | gaps 2 unsupported "},
        {"a sub-code means its topmost theme", "rent 1", "",
         "r a0 l s2 supported | gaps 2 unsupported "},
        {"heaviest first, by weight and priority", "money 0.1, data 1", "",
         "r a2,0 l s2 supported | gaps  unsupported "},
        {"a challenge code means the findings it is in", "barrier 1", "",
         "r a0,2 l s2 supported | gaps  unsupported "},
        {"a sub-code of it means those that it is in", "shortage 1", "",
         "r a2 l s supported | gaps 0 unsupported "},
        {"facilitators are leverages", "data 1", "money 1",
         "r a2 l1 s11 supported | gaps 0 unsupported "},
        {"a facilitator alone is support where no challenge is named", "",
         "help 1", "r a l1 s11 supported | gaps 0,2 unsupported "},
        {"a challenge that is named must be there", "wish 1", "money 1",
         "r a l1 s11 unsupported | gaps 0,2 unsupported 0"},
        {"nothing is no support", "", "data 1",
         "r a l s unsupported | gaps 0,2 unsupported 0"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        build_question(&builder, "Q1");
        build_question(&builder, "Q2");
        build_document(&builder, "D1",
                       "I[Q1]: Well?\nP1: A. {money barrier}\nI: And?\n"
                       "P1: B. {wish} / C. {wish-}\n"
                       "I[Q2]: Else?\nP1: D. {wish}\n");
        build_document(&builder, "D2",
                       "P2: E. {rent barrier} / F. {data shortage}\n");
        build_document(&builder, "D3", "P3: G. {money help} / H. {wish}\n");
        build_advice(&builder, "r", rows[i].addresses, rows[i].leverages);
        const Study *study = build_study(&builder);
        Conclusions all = conclude(study, &arena);
        ASSERT_STR(drawn_recommendations(study, &all, &arena), rows[i].want,
                   rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_suggestions)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_document(&builder, "D1", "P1: A. {money barrier} / B. {wish}\n");
    build_document(&builder, "D2", "P2: C. {data barrier} / D. {wish}\n");
    build_advice(&builder, "one", "money 1", "");
    build_advice(&builder, "other", "data 1", "");
    Conclusions all = conclude(build_study(&builder), &arena);
    for (ptrdiff_t i = 0; i < 2; i++) {
        const Recommendation *one = &all.recommendations.at[i];
        ck_assert_msg(one->suggestions.len == 1 &&
                          one->suggestions.at[0] == 2 + 3 * one->advice,
                      "each has the suggestions of its own answers");
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_recommendation_order)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_document(&builder, "D1", "P1: A. {money barrier}\n");
    build_document(&builder, "D2", "P2: B. {money barrier}\n");
    build_document(&builder, "D3", "P3: C. {data barrier} / D. {money help}\n");
    build_advice(&builder, "none", "wish 9", "");
    build_advice(&builder, "zero", "money 0", "");
    build_advice(&builder, "small", "data 1", "");
    build_advice(&builder, "large", "money 1", "");
    build_advice(&builder, "again", "money 1", "");
    build_advice(&builder, "twice", "money 1, rent 0.5", "");
    build_advice(&builder, "both", "barrier 1", "money 1");
    const Study *study = build_study(&builder);
    Conclusions all = conclude(study, &arena);
    Buf buf = {.arena = &arena};
    for (ptrdiff_t i = 0; i < all.recommendations.len; i++) {
        int32_t advice = all.recommendations.at[i].advice;
        buf_format(&buf, "%.*s ",
                   FMT(builder.codebook.recommendations.at[advice].id));
    }
    ASSERT_STR(buf_str(&buf), "both large again twice small zero none ",
               "supported first, by score, then codebook order");
    const Recommendation *both = &all.recommendations.at[0];
    double money = all.findings.at[0].priority;
    double helped = all.findings.at[1].priority;
    check_number(both->score, money + 0.5 * helped, 1e-9,
                 "a challenge code counts once, by its highest finding");
    check_number(all.recommendations.at[3].score, money, 1e-9,
                 "a finding named twice counts once");
    ck_assert_msg(all.unsupported.len == 1 && all.unsupported.at[0] == 6,
                  "what is unsupported is listed");
    ck_assert_msg(all.recommendations.at[6].grade.len == 0 &&
                      all.recommendations.at[6].score == 0,
                  "and has neither grade nor score");
    arena_release(&arena);
}
END_TEST

START_TEST(test_recommendation_grade)
{
    static const struct {
        const char *promise, *addresses, *leverages, *grade;
    } rows[] = {
        {"of one finding", "money 1", "", "moderate"},
        {"of the heavier half", "money 1, data 0.5", "", "moderate"},
        {"the lowest of those that make the half", "money 0.2, data 1", "",
         "very low"},
        {"where the heaviest is not half, of the next one too",
         "money 0.2, data 0.8", "money 1", "very low"},
        {"leverages count", "money 1", "money 90", "very low"},
        {"but only half", "money 1", "money 25", "moderate"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        for (int j = 0; j < 8; j++) {
            Str name = str_format(&arena, "D%d", j);
            Str lines = str_format(
                &arena, "P%d: a b c d e f g h i j k l. {money barrier}%s\n", j,
                j == 0 ? " / Data. {data barrier} / Gift. {money help}" : "");
            build_document(&builder, str_terminated(&arena, name),
                           str_terminated(&arena, lines));
        }
        build_advice(&builder, "r", rows[i].addresses, rows[i].leverages);
        Conclusions all = conclude(build_study(&builder), &arena);
        ASSERT_STR(all.recommendations.at[0].grade, rows[i].grade,
                   rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_nothing_follows_from_nothing)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_advice(&builder, "r", "money 1", "");
    Conclusions all = conclude(build_study(&builder), &arena);
    ck_assert_int_eq(all.findings.len, 0);
    ck_assert_int_eq(all.gaps.len, 0);
    ck_assert_int_eq(all.unsupported.len, 1);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("advice", test_score, test_genomic_screening, test_recommendations,
          test_suggestions, test_recommendation_order,
          test_recommendation_grade, test_nothing_follows_from_nothing)
