#include "unit.h"

#include "recommend/excerpts.h"
#include "recommend/findings.h"
#include "recommend/grade.h"
#include "recommend_sample.h"

// ---- the order of excerpts

START_TEST(test_arrange)
{
    static const char long_words[] =
        "one two three four five six seven eight nine ten eleven twelve";
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_person(&builder, "P1", "clinician", CONSENT_QUOTE, "");
    build_person(&builder, "P2", "clinician", CONSENT_QUOTE, "");
    build_person(&builder, "P3", "funder", CONSENT_NAMED, "");
    build_person(&builder, "P4", "clinician", CONSENT_PARAPHRASE, "");
    build_person(&builder, "P5", "clinician", CONSENT_NONE, "");
    Str more = str_format(&arena,
                          "P1: A. {money barrier?} / B %s. {money barrier?} / "
                          "C. {money barrier} / D. {money barrier}\n",
                          long_words);
    build_document(&builder, "D1", str_terminated(&arena, more));
    build_document(&builder, "D2", "P2: E. {money barrier}\n");
    build_document(&builder, "D3",
                   "P3: F. {money barrier%} / G. {money barrier?}\n");
    build_document(&builder, "D4",
                   "P4: H. {money barrier} / I. {money barrier}\n");
    build_document(&builder, "D5", "P5: J. {money barrier}\n");
    const Study *study = build_study(&builder);
    const ThemeFinding *finding = &conclude(study, &arena).findings.at[0];
    Buf buf = {.arena = &arena};
    for (ptrdiff_t i = 0; i < finding->excerpts.len; i++) {
        const Evidence *evidence = &finding->excerpts.at[i];
        const Document *document = &study->documents.at[evidence->document];
        buf_char(&buf, document->transcript.text.at[evidence->span.begin]);
    }
    // First round C, E, G: C and E are affirmed, but one of each group comes
    // before a second of clinicians.  Then D, F (funders), and the rest of D1:
    // B before A for its length.  H, J and I may not be quoted.
    ASSERT_STR(buf_str(&buf), "CGEDFBAHJI",
               "one per case, groups in turn, affirmed and well-sized first");
    ck_assert_msg(finding->mentions == 10, "what may not be quoted counts");
    arena_release(&arena);
}
END_TEST

START_TEST(test_lengths)
{
    static const struct {
        const char *promise;
        int32_t first, second; // words
        bool swapped;
    } rows[] = {
        {"equal ones stay in the order of the text", 12, 12, false},
        {"12 words are enough", 11, 12, true},
        {"60 words are not too many", 61, 60, true},
        {"longer ones come before shorter ones", 11, 61, true},
        {"12 and 60 are equally good", 60, 12, false},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_document(&builder, "D1", "P1: A.\n");
    const Study *study = build_study(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Mentions mentions = {0};
        for (int32_t j = 0; j < 2; j++) {
            *PUSH(&mentions, &arena) = (Mention){
                .evidence = {.coding = j, .hit = NONE},
                .words = j == 0 ? rows[i].first : rows[i].second,
                .participant = NONE,
            };
        }
        Evidences order = excerpts_arrange(study, &mentions, &arena);
        ck_assert_msg((order.at[0].coding == 1) == rows[i].swapped, "%s",
                      rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

// ---- grades

static const struct {
    const char *promise;
    Concern (*of)(const GradeFacts *facts);
    GradeFacts facts;
    Concern want;
} judgements[] = {
    {"9 of 10 reviewed",
     concern_method,
     {.excerpts = 10, .reviewed = 9},
     CONCERN_NONE},
    {"8 of 9 reviewed is less than 90 %",
     concern_method,
     {.excerpts = 9, .reviewed = 8},
     CONCERN_MODERATE},
    {"1 of 10 contradicts",
     concern_coherence,
     {.contradicting = 1, .speaking = 10},
     CONCERN_NONE},
    {"1 of 9 contradicts",
     concern_coherence,
     {.contradicting = 1, .speaking = 9},
     CONCERN_MINOR},
    {"1 of 4 contradicts",
     concern_coherence,
     {.contradicting = 1, .speaking = 4},
     CONCERN_MINOR},
    {"1 of 3 contradicts",
     concern_coherence,
     {.contradicting = 1, .speaking = 3},
     CONCERN_MODERATE},
    {"2 of 5 contradict",
     concern_coherence,
     {.contradicting = 2, .speaking = 5},
     CONCERN_MODERATE},
    {"1 of 2 contradicts",
     concern_coherence,
     {.contradicting = 1, .speaking = 2},
     CONCERN_SERIOUS},
    {"8 cases with one good excerpt each",
     concern_adequacy,
     {.counted = 8, .squares = 8, .largest = 1, .median_words_twice = 24},
     CONCERN_NONE},
    {"7 cases",
     concern_adequacy,
     {.counted = 7, .squares = 7, .largest = 1, .median_words_twice = 24},
     CONCERN_MINOR},
    {"5 cases",
     concern_adequacy,
     {.counted = 5, .squares = 5, .largest = 1, .median_words_twice = 24},
     CONCERN_MINOR},
    {"4 cases",
     concern_adequacy,
     {.counted = 4, .squares = 4, .largest = 1, .median_words_twice = 24},
     CONCERN_MODERATE},
    {"3 cases",
     concern_adequacy,
     {.counted = 3, .squares = 3, .largest = 1, .median_words_twice = 24},
     CONCERN_MODERATE},
    {"2 cases",
     concern_adequacy,
     {.counted = 2, .squares = 2, .largest = 1, .median_words_twice = 24},
     CONCERN_SERIOUS},
    {"8 cases with short excerpts",
     concern_adequacy,
     {.counted = 8, .squares = 8, .largest = 1, .median_words_twice = 23},
     CONCERN_MINOR},
    {"one case of 12 gives more than half: 16 effective of 49",
     concern_adequacy,
     {.counted = 23, .squares = 155, .largest = 12, .median_words_twice = 24},
     CONCERN_SERIOUS},
    {"one case gives half, not more: 100 / 30 effective",
     concern_adequacy,
     {.counted = 10, .squares = 30, .largest = 5, .median_words_twice = 24},
     CONCERN_MODERATE},
    {"serious is the worst there is",
     concern_adequacy,
     {.counted = 1, .squares = 1, .largest = 1, .median_words_twice = 2},
     CONCERN_SERIOUS},
    {"all groups",
     concern_relevance,
     {.groups = 3, .groups_of = 3},
     CONCERN_NONE},
    {"the only group",
     concern_relevance,
     {.groups = 1, .groups_of = 1},
     CONCERN_NONE},
    {"2 of 4 groups",
     concern_relevance,
     {.groups = 2, .groups_of = 4},
     CONCERN_MINOR},
    {"2 of 5 groups",
     concern_relevance,
     {.groups = 2, .groups_of = 5},
     CONCERN_MODERATE},
    {"one of two groups",
     concern_relevance,
     {.groups = 1, .groups_of = 2},
     CONCERN_MODERATE},
    {"without groups, all cases",
     concern_relevance,
     {.cases = 4, .cases_of = 4},
     CONCERN_NONE},
    {"without groups, half the cases",
     concern_relevance,
     {.cases = 2, .cases_of = 4},
     CONCERN_MINOR},
};

START_TEST(test_concerns)
{
    for (size_t i = 0; i < sizeof judgements / sizeof *judgements; i++) {
        ck_assert_msg(judgements[i].of(&judgements[i].facts) ==
                          judgements[i].want,
                      "%s", judgements[i].promise);
    }
}
END_TEST

START_TEST(test_grades)
{
    static const struct {
        const char *promise, *concerns; // n, m(inor), M(oderate), s
        const char *grade;
    } rows[] = {
        {"no concern", "nnnn", "high"},
        {"one minor", "nmnn", "high"},
        {"two minor", "nmmn", "moderate"},
        {"four minor", "mmmm", "moderate"},
        {"one moderate", "nnnM", "moderate"},
        {"one moderate and minor ones", "mmmM", "moderate"},
        {"two moderate", "MnnM", "low"},
        {"one serious", "nsnm", "low"},
        {"three moderate", "MMMn", "very low"},
        {"one serious and one moderate", "snMn", "very low"},
        {"two serious", "ssnn", "very low"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Concern concerns[4];
        for (int j = 0; j < 4; j++) {
            concerns[j] = rows[i].concerns[j] == 'n'   ? CONCERN_NONE
                          : rows[i].concerns[j] == 'm' ? CONCERN_MINOR
                          : rows[i].concerns[j] == 'M' ? CONCERN_MODERATE
                                                       : CONCERN_SERIOUS;
        }
        ASSERT_STR(grade_name(grade_of(concerns)), rows[i].grade,
                   rows[i].promise);
        ck_assert(grade_named(str_of(rows[i].grade)) == grade_of(concerns));
    }
}
END_TEST

START_TEST(test_finding_grade)
{
    static const struct {
        const char *promise, *marks; // of the excerpt of every case
        int cases;
        const char *adequacy, *grade;
    } rows[] = {
        {"eight cases, all confirmed", "money barrier*", 8, "none", "high"},
        {"eight cases, all added", "money+ barrier+", 8, "none", "high"},
        {"eight cases, confirmed in one of two codes",
         "money barrier shortage*", 8, "none", "high"},
        {"eight cases by rule alone", "money barrier", 8, "none", "moderate"},
        {"four cases by rule alone", "money barrier", 4, "moderate", "low"},
        {"two cases by rule alone", "money barrier", 2, "serious", "very low"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        for (int j = 0; j < rows[i].cases; j++) {
            Str name = str_format(&arena, "D%d", j);
            Str lines = str_format(&arena, "P%d: a%s. {%s}\n", j,
                                   j == 0 ? "" : " b c d e f g h i j k l",
                                   rows[i].marks);
            build_document(&builder, str_terminated(&arena, name),
                           str_terminated(&arena, lines));
        }
        ThemeFindings findings =
            conclude(build_study(&builder), &arena).findings;
        ASSERT_STR(findings.at[0].adequacy, rows[i].adequacy, rows[i].promise);
        ASSERT_STR(findings.at[0].grade, rows[i].grade, rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("grade", test_arrange, test_lengths, test_concerns, test_grades,
          test_finding_grade)
