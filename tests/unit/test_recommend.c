#include "unit.h"

#include "base/io.h"
#include "build.h"
#include "recommend/advice.h"
#include "recommend/excerpts.h"
#include "recommend/findings.h"
#include "recommend/grade.h"
#include "recommend/recommend.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char codes[] = "money theme\n"
                            "rent theme money\n"
                            "data theme\n"
                            "barrier challenge\n"
                            "shortage challenge barrier\n"
                            "help facilitator\n"
                            "chance opportunity\n"
                            "wish suggestion\n";

static void check_number(double got, double want, double tolerance,
                         const char *promise)
{
    ck_assert_msg(isnan(want) ? isnan(got) : fabs(got - want) <= tolerance,
                  "%s: got %.12g, want %.12g", promise, got, want);
}

// ---- what supports a theme finding

static void draw_evidence(Buf *buf, const Study *study, const Evidences *all)
{
    for (ptrdiff_t i = 0; i < all->len; i++) {
        const Evidence *evidence = &all->at[i];
        const Transcript *transcript =
            &study->documents.at[evidence->document].transcript;
        ck_assert((evidence->coding == NONE) != (evidence->hit == NONE));
        buf_add(buf, i > 0 ? S("|") : S(""));
        buf_add(buf, transcript_text(transcript, evidence->span));
    }
}

// "money challenge: Rent.|Wages. !No.; data ..."
static Str drawn_findings(const Study *study, const ThemeFindings *findings,
                          Arena *arena)
{
    Buf buf = {.arena = arena};
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        const ThemeFinding *finding = &findings->at[i];
        ck_assert_int_eq(finding->mentions, finding->excerpts.len);
        buf_format(&buf, "%s%.*s %s: ", i > 0 ? "; " : "",
                   FMT(study->codebook->codes.at[finding->theme].id),
                   kind_name(finding->valence));
        draw_evidence(&buf, study, &finding->excerpts);
        if (finding->contradicting.len > 0) {
            buf_add(&buf, S(" !"));
            draw_evidence(&buf, study, &finding->contradicting);
        }
    }
    return buf_str(&buf);
}

START_TEST(test_support)
{
    static const struct {
        const char *promise, *first, *second, *findings;
    } rows[] = {
        {"theme and valence in one sentence", "P1: Rent. {money barrier}\n", "",
         "money challenge: Rent."},
        {"in two sentences they do not meet",
         "P1: Rent. {money} / Bad. {barrier}\n", "", ""},
        {"a sub-code counts for its topmost theme", "P1: Rent. {rent help}\n",
         "", "money facilitator: Rent."},
        {"by theme, then valence; an opportunity is a finding too",
         "P1: Both. {data money chance} / Bad. {money barrier}\n", "",
         "money challenge: Bad.; money opportunity: Both.; data opportunity: "
         "Both."},
        {"a removed coding supports nothing",
         "P1: Rent. {money- barrier} / Wages. {money barrier-}\n", "", ""},
        {"what the interviewer says supports nothing",
         "I: Rent? {money+ barrier+}\nP1: Yes.\n", "", ""},
        {"a valence over the turn: the theme's sentence",
         "P1: One. / Rent. {money} / Three. {barrier=}\n", "",
         "money challenge: Rent."},
        {"a theme over the turn: the valence's sentences",
         "P1: One. {barrier} / Two. {money=} / Three. {shortage}\n", "",
         "money challenge: One.|Three."},
        {"both over the turn: one excerpt, the turn",
         "P1: One. / Two. {money= barrier=}\n", "",
         "money challenge: One. Two."},
        {"two runs of the theme in one valence are two excerpts",
         "P1: One. {money} / Two. {money} / Three. / Four. {rent barrier=}\n",
         "", "money challenge: One. Two.|Four."},
        {"two codes of a valence on one sentence are one excerpt",
         "P1: Rent. {money barrier shortage}\n", "", "money challenge: Rent."},
        {"of two excerpts in one another the inner one stays",
         "P1: One. {money= barrier=} / Two. {barrier}\n", "",
         "money challenge: Two."},
        {"a negated hit on the theme contradicts",
         "P1: Rent. {money barrier}\n", "P2: No rent. {money barrier^}\n",
         "money challenge: Rent. !No rent."},
        {"a negated coding contradicts too", "P1: Rent. {money barrier}\n",
         "P2: No rent. {money barrier~}\n", "money challenge: Rent. !No rent."},
        {"unless a person has confirmed it", "P1: Rent. {money barrier}\n",
         "P2: No rent. {money barrier~*}\n", "money challenge: Rent.|No rent."},
        {"a negated hit without the theme says nothing",
         "P1: Rent. {money barrier}\n", "P2: No rent. {data barrier^}\n",
         "money challenge: Rent."},
        {"nor does what might have been denied", "P1: Rent. {money barrier}\n",
         "P2: If. {money barrier^%}\n", "money challenge: Rent."},
        {"what is only denied is no finding", "P1: No rent. {money barrier^}\n",
         "", ""},
        {"a case that says the opposite is deviant",
         "P1: Rent. {money barrier}\n", "P2: Gift. {money help}\n",
         "money challenge: Rent. !Gift.; money facilitator: Gift. !Rent."},
        {"one sentence may contradict twice and is shown once",
         "P1: Rent. {money barrier}\n", "P2: Fine. {money barrier^ help}\n",
         "money challenge: Rent. !Fine.; money facilitator: Fine. !Rent."},
        {"a case that says both is not",
         "P1: Rent. {money barrier} / Gift. {money help}\n", "",
         "money challenge: Rent.; money facilitator: Gift."},
        {"an opportunity and a challenge do not deny one another",
         "P1: Rent. {money barrier}\n", "P2: Fund. {money chance}\n",
         "money challenge: Rent.; money opportunity: Fund."},
        {"what might be does not deny what is", "P1: Rent. {money barrier}\n",
         "P2: Gift. {money help%}\n",
         "money challenge: Rent.; money facilitator: Gift. !Rent."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        build_document(&builder, "D1", rows[i].first);
        build_document(&builder, "D2", rows[i].second);
        const Study *study = build_study(&builder);
        ThemeFindings findings = findings_of(study, &arena);
        ASSERT_STR(drawn_findings(study, &findings, &arena), rows[i].findings,
                   rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_accepted_negation_supports)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    int32_t barrier = codebook_code(&builder.codebook, S("barrier"));
    builder.codebook.rules.at[barrier].policy[CONTEXT_NEGATED] = POLICY_ACCEPT;
    build_document(&builder, "D1", "P1: No rent. {money barrier~}\n");
    ThemeFindings findings = findings_of(build_study(&builder), &arena);
    ck_assert_msg(findings.len == 1 && findings.at[0].mentions == 1,
                  "a rule that accepts negation is taken at its word");
    arena_release(&arena);
}
END_TEST

START_TEST(test_valence_codes)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    build_codes(&builder, codes);
    build_document(&builder, "D1",
                   "P1: A. {money shortage} / B. {money barrier shortage}\n");
    ThemeFindings findings = findings_of(build_study(&builder), &arena);
    Ints found = findings.at[0].codes;
    ck_assert_int_eq(found.len, 2);
    ck_assert_msg(found.at[0] == 3 && found.at[1] == 4,
                  "valence codes in codebook order, each once");
    arena_release(&arena);
}
END_TEST

// ---- numbers

START_TEST(test_wilson)
{
    static const struct {
        const char *promise;
        int64_t k, n;
        double want, tolerance;
    } rows[] = {
        {"Newcombe 1998 table I: 81 of 263", 81, 263, 0.2553, 0.00005},
        {"Newcombe 1998 table I: 15 of 148", 15, 148, 0.0624, 0.00005},
        {"Newcombe 1998 table I: 0 of 20", 0, 20, 0, 0},
        {"Newcombe 1998 table I: 1 of 29", 1, 29, 0.0061, 0.00005},
        {"all of 4: 1 / (1 + z^2/4)", 4, 4, 0.5101091635, 1e-9},
        {"none of none is undefined", 0, 0, (double)NAN, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_number(wilson_lower(rows[i].k, rows[i].n), rows[i].want,
                     rows[i].tolerance, rows[i].promise);
    }
    for (int64_t n = 1; n < 40; n++) {
        for (int64_t k = 0; k < n; k++) {
            ck_assert_msg(wilson_lower(k, n) < wilson_lower(k + 1, n),
                          "more cases reach further");
            ck_assert(wilson_lower(k + 1, n) < (double)(k + 1) / (double)n);
        }
    }
}
END_TEST

START_TEST(test_priority)
{
    const double none = (double)NAN;
    const struct {
        const char *promise;
        double values[COMPONENTS];
        double want;
    } rows[] = {
        {"everything is 100", {1, 1, 1, 1}, 100},
        {"nothing is 0", {0, 0, 0, 0}, 0},
        {"reach counts half", {1, 0, 0, 0}, 50},
        {"breadth a fifth", {0, 1, 0, 0}, 20},
        {"strength a fifth", {0, 0, 1, 0}, 20},
        {"specificity a tenth", {0, 0, 0, 1}, 10},
        {"without specificity the others share its weight",
         {1, 0, 0, none},
         100 * 5.0 / 9},
        {"and still add up to 100", {1, 1, 1, none}, 100},
        {"without any it is undefined", {none, none, none, none}, none},
    };
    double sum = 0;
    for (int i = 0; i < COMPONENTS; i++) {
        sum += priority_weights[i].weight;
    }
    check_number(sum, 1, 1e-12, "the weights add up to 1");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_number(priority_of(rows[i].values), rows[i].want, 1e-12,
                     rows[i].promise);
    }
}
END_TEST

START_TEST(test_strength)
{
    static const struct {
        const char *promise, *lines;
        double want;
    } rows[] = {
        {"two affirmed and none against is 2 of 2",
         "P1: A. {money barrier} / B. {money barrier}\n", 1},
        {"one affirmed is 1 of 2", "P1: A. {money barrier}\n", 0.5},
        {"one hedged leads all the same", "P1: A. {money barrier?}\n", 0.5},
        {"two hedged are not two affirmed",
         "P1: A. {money barrier?} / B. {money barrier?}\n", 0.5},
        {"of two codings on a sentence the more affirmed one counts",
         "P1: A. {money barrier? shortage} / B. {money barrier shortage?}\n",
         1},
        {"one against two is 1 of 2",
         "P1: A. {money barrier} / B. {money barrier} / C. {money help}\n",
         0.5},
        {"one against one is balanced",
         "P1: A. {money barrier} / C. {money help}\n", 0},
        {"one against a hedged one leads",
         "P1: A. {money barrier} / C. {money help?}\n", 0.5},
        {"what might be is no weight against it",
         "P1: A. {money barrier} / B. {money barrier} / C. {money help%}\n", 1},
        {"a case that leans the other way gives nothing",
         "P1: A. {money barrier?} / C. {money help}\n", 0},
        {"what might be gives nothing", "P1: A. {money barrier%}\n", 0},
        {"an opportunity does not weigh against a challenge",
         "P1: A. {money barrier} / B. {money barrier} / C. {money chance}\n",
         1},
        {"the mean is over the cases that have it",
         "P1: A. {money barrier} / B. {money barrier}\nP2: C. {money "
         "barrier}\nP3: No.\n",
         0.75},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        build_person(&builder, "P1", "", CONSENT_QUOTE, "one");
        build_person(&builder, "P2", "", CONSENT_QUOTE, "two");
        build_person(&builder, "P3", "", CONSENT_QUOTE, "three");
        build_document_of(&builder, "D1", "one two three", rows[i].lines);
        ThemeFindings findings = findings_of(build_study(&builder), &arena);
        check_number(findings.at[0].strength, rows[i].want, 1e-12,
                     rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

// Four interviews; two groups; P2 speaks for two cases.
static const Study *four_cases(Builder *builder, const char *group)
{
    build_codes(builder, codes);
    build_case(builder, "w", "", "");
    build_case(builder, "x", "", "");
    build_case(builder, "y", "", "");
    build_case(builder, "z", "", "");
    build_case(builder, "silent", "", "");
    build_person(builder, "P1", group[0] ? "clinician" : "", CONSENT_QUOTE,
                 "w");
    build_person(builder, "P2", group, CONSENT_QUOTE, "x y");
    build_person(builder, "P3", group, CONSENT_QUOTE, "z");
    build_person(builder, "P9", "nobody", CONSENT_QUOTE, "w");
    build_document_of(builder, "D1", "w",
                      "P1: A. {money barrier} / B. {money barrier}\n");
    build_document_of(builder, "D2", "x y", "P2: C. {rent barrier?}\n");
    build_document_of(builder, "D3", "z",
                      "P3: D. {money help} / E. {data help}\n");
    return build_study(builder);
}

START_TEST(test_finding_numbers)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = four_cases(&builder, "funder");
    Conclusions all = conclude(study, &arena);
    ck_assert_int_eq(all.findings.len, 3);
    const ThemeFinding *finding = &all.findings.at[0];
    ck_assert_msg(finding->cases == 3, "P2 counts for both of the cases");
    ck_assert_msg(finding->of == 4, "a case without speech is not counted");
    ck_assert_int_eq(finding->mentions, 3);
    ck_assert_int_eq(finding->participants, 2);
    ck_assert_int_eq(finding->groups.len, 2);
    ck_assert_msg(finding->groups_of == 2,
                  "a group of which nobody speaks is not counted");
    ASSERT_STR(finding->groups.at[0], "clinician", "in register order");
    check_number(finding->reach, wilson_lower(3, 4), 0, "reach");
    check_number(finding->breadth, 1, 0, "both groups");
    check_number(finding->strength, (2 + 1 + 1) / 6.0, 1e-12, "strength");
    // w 2, x 1, y 1 of 4: 1 / (1/4 + 1/16 + 1/16)
    check_number(finding->effective_cases, 16.0 / 6, 1e-12, "effective");
    ck_assert(isnan(finding->specificity));
    check_number(finding->priority,
                 100 *
                     (0.5 * finding->reach + 0.2 * finding->breadth +
                      0.2 * finding->strength) /
                     0.9,
                 1e-9, "priority");
    ck_assert_int_eq(finding->contradicting_cases, 1);
    ASSERT_STR(finding->coherence, "minor", "1 of 4 cases contradicts");
    ck_assert_int_eq(finding->rank, 1);
    ck_assert_msg(all.findings.at[1].rank == 2 && all.findings.at[2].rank == 2,
                  "a tie shares the better rank");
    arena_release(&arena);
}
END_TEST

START_TEST(test_breadth_without_groups)
{
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = four_cases(&builder, "");
    const ThemeFinding *finding = &findings_of(study, &arena).at[0];
    ck_assert_int_eq(finding->groups_of, 0);
    check_number(finding->breadth, 16.0 / 6 / 4, 1e-12,
                 "without groups breadth is effective cases of all cases");
    arena_release(&arena);
}
END_TEST

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
    const ThemeFinding *finding = &findings_of(study, &arena).at[0];
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
        int64_t first, second; // words
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
                .cases = study->documents.at[0].cases,
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

START_TEST(test_concerns)
{
    static const struct {
        const char *promise;
        Concern (*of)(const GradeFacts *facts);
        GradeFacts facts;
        Concern want;
    } rows[] = {
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
         {.counted = 23,
          .squares = 155,
          .largest = 12,
          .median_words_twice = 24},
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
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ck_assert_msg(rows[i].of(&rows[i].facts) == rows[i].want, "%s",
                      rows[i].promise);
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
        ThemeFindings findings = findings_of(build_study(&builder), &arena);
        ASSERT_STR(findings.at[0].adequacy, rows[i].adequacy, rows[i].promise);
        ASSERT_STR(findings.at[0].grade, rows[i].grade, rows[i].promise);
        arena_release(&arena);
    }
}
END_TEST

// ---- recommendations

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

// ---- what holds for every study

typedef struct Chance { // a linear congruential generator (Numerical Recipes)
    uint32_t state;
} Chance;

static int32_t draw(Chance *chance, int32_t below)
{
    chance->state = chance->state * 1664525u + 1013904223u;
    return (int32_t)((chance->state >> 8) % (uint32_t)below);
}

static const Study *chance_study(Builder *builder, uint32_t seed)
{
    static const char *const marks[] = {"money", "rent",   "data",    "barrier",
                                        "help",  "chance", "shortage"};
    static const char *const flags[] = {"",  "",  "",  "?", "%", "~",
                                        "^", "-", "*", "+", "="};
    Chance chance = {seed};
    build_codes(builder, codes);
    build_person(builder, "P1", "clinician", CONSENT_QUOTE, "");
    build_person(builder, "P2", "funder", CONSENT_NONE, "");
    build_advice(builder, "r", "money 1, barrier 0.5", "help 1");
    build_advice(builder, "q", "data 1", "money 0.2");
    for (int i = 0; i < 5; i++) {
        Buf lines = {.arena = builder->arena};
        for (int turns = draw(&chance, 5); turns >= 0; turns--) {
            buf_format(&lines, "P%d:", 1 + draw(&chance, 3));
            for (int left = draw(&chance, 4); left >= 0; left--) {
                buf_add(&lines, S(" word {"));
                for (int of = draw(&chance, 4); of > 0; of--) {
                    buf_format(&lines, "%s%s ", marks[draw(&chance, 7)],
                               flags[draw(&chance, 11)]);
                }
                buf_format(&lines, "}%s", left > 0 ? " /" : "\n");
            }
        }
        Str name = str_format(builder->arena, "D%d", i);
        build_document(builder, str_terminated(builder->arena, name),
                       str_terminated(builder->arena, buf_str(&lines)));
    }
    return build_study(builder);
}

static void check_finding(const Study *study, const ThemeFinding *finding)
{
    ck_assert(finding->cases >= 1 && finding->cases <= finding->of);
    ck_assert(finding->mentions >= finding->cases);
    ck_assert(finding->reach > 0 && finding->reach < 1);
    ck_assert(finding->breadth >= 0 && finding->breadth <= 1);
    ck_assert(finding->strength >= 0 && finding->strength <= 1);
    ck_assert(finding->priority > 0 && finding->priority <= 100);
    ck_assert(finding->contradicting_cases <= finding->of);
    ck_assert((finding->contradicting.len > 0) ==
              (finding->contradicting_cases > 0));
    bool quotable = true;
    for (ptrdiff_t i = 0; i < finding->excerpts.len; i++) {
        const Evidence *evidence = &finding->excerpts.at[i];
        const Coding *coding = &study->codings.at[evidence->coding];
        ck_assert(coding->status != STATUS_REMOVED);
        ck_assert(study->codebook->codes.at[coding->code].kind ==
                  finding->valence);
        ck_assert(span_overlaps(coding->span, evidence->span));
        bool may = study_may_quote(study, evidence->document, evidence->span);
        ck_assert_msg(quotable || !may, "quotable ones come first");
        quotable = may;
    }
}

START_TEST(test_every_study)
{
    for (uint32_t seed = 1; seed <= 100; seed++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        const Study *study = chance_study(&builder, seed);
        Conclusions all = conclude(study, &arena);
        for (ptrdiff_t i = 0; i < all.findings.len; i++) {
            const ThemeFinding *finding = &all.findings.at[i];
            check_finding(study, finding);
            for (ptrdiff_t j = 0; j < all.findings.len; j++) {
                const ThemeFinding *other = &all.findings.at[j];
                ck_assert_msg((finding->rank < other->rank) ==
                                  (number_compare(finding->priority,
                                                  other->priority) > 0),
                              "ranks follow priorities");
            }
        }
        Conclusions again = conclude(study, &arena);
        ASSERT_STR(drawn_findings(study, &all.findings, &arena),
                   str_terminated(
                       &arena, drawn_findings(study, &again.findings, &arena)),
                   "the same again");
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("recommend", test_support, test_accepted_negation_supports,
          test_valence_codes, test_wilson, test_priority, test_strength,
          test_finding_numbers, test_breadth_without_groups, test_arrange,
          test_lengths, test_concerns, test_grades, test_finding_grade,
          test_score, test_genomic_screening, test_recommendations,
          test_suggestions, test_recommendation_order,
          test_recommendation_grade, test_nothing_follows_from_nothing,
          test_every_study)
