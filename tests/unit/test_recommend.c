#include "unit.h"

#include "number.h"
#include "recommend/findings.h"
#include "recommend/recommend.h"
#include "recommend_sample.h"

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

static const struct {
    const char *promise, *first, *second, *findings;
} supports[] = {
    {"theme and valence in one sentence", "P1: Rent. {money barrier}\n", "",
     "money challenge: Rent."},
    {"in two sentences they do not meet",
     "P1: Rent. {money} / Bad. {barrier}\n", "", ""},
    {"a sub-code counts for its topmost theme", "P1: Rent. {rent help}\n", "",
     "money facilitator: Rent."},
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
     "P1: One. / Two. {money= barrier=}\n", "", "money challenge: One. Two."},
    {"two runs of the theme in one valence are two excerpts",
     "P1: One. {money} / Two. {money} / Three. / Four. {rent barrier=}\n", "",
     "money challenge: One. Two.|Four."},
    {"two codes of a valence on one sentence are one excerpt",
     "P1: Rent. {money barrier shortage}\n", "", "money challenge: Rent."},
    {"of two excerpts in one another the inner one stays",
     "P1: One. {money= barrier=} / Two. {barrier}\n", "",
     "money challenge: Two."},
    {"a negated hit on the theme contradicts", "P1: Rent. {money barrier}\n",
     "P2: No rent. {money barrier^}\n", "money challenge: Rent. !No rent."},
    {"a negated coding contradicts too", "P1: Rent. {money barrier}\n",
     "P2: No rent. {money barrier~}\n", "money challenge: Rent. !No rent."},
    {"unless a person has confirmed it", "P1: Rent. {money barrier}\n",
     "P2: No rent. {money barrier~*}\n", "money challenge: Rent.|No rent."},
    {"a negated hit without the theme says nothing",
     "P1: Rent. {money barrier}\n", "P2: No rent. {data barrier^}\n",
     "money challenge: Rent."},
    {"nor does what might have been denied", "P1: Rent. {money barrier}\n",
     "P2: If. {money barrier^%}\n", "money challenge: Rent."},
    {"what is only denied is no finding", "P1: No rent. {money barrier^}\n", "",
     ""},
    {"a case that says the opposite is deviant", "P1: Rent. {money barrier}\n",
     "P2: Gift. {money help}\n",
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

START_TEST(test_support)
{
    for (size_t i = 0; i < sizeof supports / sizeof *supports; i++) {
        Arena arena = {0};
        Builder builder = {.arena = &arena};
        build_codes(&builder, codes);
        build_document(&builder, "D1", supports[i].first);
        build_document(&builder, "D2", supports[i].second);
        const Study *study = build_study(&builder);
        ThemeFindings findings = conclude(study, &arena).findings;
        ASSERT_STR(drawn_findings(study, &findings, &arena),
                   supports[i].findings, supports[i].promise);
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
    ThemeFindings findings = conclude(build_study(&builder), &arena).findings;
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
    ThemeFindings findings = conclude(build_study(&builder), &arena).findings;
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
        ThemeFindings findings =
            conclude(build_study(&builder), &arena).findings;
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
    const ThemeFinding *finding = &conclude(study, &arena).findings.at[0];
    ck_assert_int_eq(finding->groups_of, 0);
    check_number(finding->breadth, 16.0 / 6 / 4, 1e-12,
                 "without groups breadth is effective cases of all cases");
    arena_release(&arena);
}
END_TEST

// ---- what holds for every study

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
        for (int turns = build_draw(&chance, 5); turns >= 0; turns--) {
            buf_format(&lines, "P%d:", 1 + build_draw(&chance, 3));
            for (int left = build_draw(&chance, 4); left >= 0; left--) {
                buf_add(&lines, S(" word {"));
                for (int of = build_draw(&chance, 4); of > 0; of--) {
                    buf_format(&lines, "%s%s ", marks[build_draw(&chance, 7)],
                               flags[build_draw(&chance, 11)]);
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
          test_finding_numbers, test_breadth_without_groups, test_every_study)
