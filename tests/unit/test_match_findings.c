// What is told about rules: examples, mistakes, limits.
#include "match/match.h"

#include "interview_kit.h"

// ---- examples

START_TEST(test_examples)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Err err = {0};
    add_rule(&codebook,
             &(RuleText){.any = "problem*",
                         .roles = "patient",
                         .speakers = "X",
                         .within = SCOPE_ANSWER},
             &arena);
    Code *code = &codebook.codes.at[0];
    const char *const examples[] = {"A problem.", "A barrier.",
                                    "Not a problem."};
    for (int32_t i = 0; i < 3; i++) {
        *PUSH(&code->examples, &arena) =
            (Example){str_of(examples[i]), {S("book.yaml"), 10 + i, 5}};
        *PUSH(&code->counterexamples, &arena) =
            (Example){str_of(examples[i]), {S("book.yaml"), 20 + i, 5}};
    }
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    ck_assert(match_examples(matcher, &diags, &err));
    ck_assert_int_eq(diags.len, 3);
    ck_assert_int_eq(diags.at[0].id, DIAG_R004);
    ck_assert_int_eq(diags.at[0].place.line, 11);
    ck_assert_int_eq(diags.at[1].id, DIAG_R004);
    ck_assert_int_eq(diags.at[1].place.line, 12);
    ck_assert_int_ge(str_find(diags.at[1].message, S("negated"), 0), 0);
    ck_assert_int_eq(diags.at[2].id, DIAG_R005);
    ck_assert_int_eq(diags.at[2].place.line, 20);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

// ---- findings about rules

static const struct {
    const char *promise, *regex;
    const char *ids; // of the findings
    int32_t column;  // of the first; the pattern begins in column 10
} patterns[] = {
    {"a good pattern", "data\\w*", "", 0},
    {"a bracket that is not closed", "\u00e9(data", "R001", 16},
    {"a quantifier without an item", "da(*)ta", "R001", 13},
    {"\\K", "data\\Kx", "R001", 14},
    {"\\K in a class is no \\K", "[\\\\K]", "", 0},
    {"\\C", "a\\C", "R001", 13},
    {"a callout", "a(?C1)b", "R001", 11},
    {"a verb", "a(*SKIP)b", "R001", 11},
    {"a setting at the start", "(*LIMIT_MATCH=9)a", "R001", 10},
    {"a mark", "a(*:x)b", "R001", 11},
    {"a named assertion is allowed, at every character", "a(*pla:b)", "R007",
     10},
    {"a quoted bracket", "\\Q(*SKIP)\\E", "", 0},
    {"only looking around", "(?=data)\\b", "R003", 10},
    {"only anchors", "^$", "R003", 10},
    {"nested repetition", "(?:\\w+\\W+)+x", "R006", 20},
    {"nested repetition with braces", "(?:a+){2,}", "R006", 16},
    {"exponential", "(a+)+$", "R002", 14},
    {"exponential in another letter", "(x+x+)+y", "R002", 16},
    {"exponential over words", "^(\\w+\\s?)*$", "R002", 19},
    {"bounded outside", "(?:\\w+\\W+){0,5}x", "", 0},
    {"possessive inside", "(?:\\w++\\s)+x", "", 0},
    {"possessive outside", "(?:\\w+\\s)*+x", "", 0},
    {"repetition in turn", "\\w+\\s+\\w+", "", 0},
    {"a plus in a class", "[+*]+x", "", 0},
};

START_TEST(test_findings)
{
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        Arena arena = {0};
        Codebook codebook = {.language = S("en")};
        Diags diags = {.arena = &arena};
        Buf ids = {.arena = &arena};
        add_rule(&codebook, &(RuleText){.regex = patterns[i].regex}, &arena);
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        for (ptrdiff_t j = 0; j < diags.len; j++) {
            buf_format(&ids, "%s", diag_name(diags.at[j].id));
        }
        ASSERT_STR(buf_str(&ids), patterns[i].ids, patterns[i].promise);
        if (diags.len > 0) {
            ck_assert_msg(diags.at[0].place.column == patterns[i].column,
                          "%s: column %d", patterns[i].promise,
                          (int)diags.at[0].place.column);
            ck_assert_int_eq(diags.at[0].place.line, 7);
        }
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_finding_without_exact_place)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    add_rule(&codebook, &(RuleText){.regex = "ab(c"}, &arena)
        ->pattern_exact_place = false;
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    ck_assert_int_eq(diags.at[0].place.column, 10);
    ck_assert_int_eq(diags.at[0].source.len, 0);
    ck_assert_int_ge(str_find(diags.at[0].message, S("character 5"), 0), 0);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

START_TEST(test_broken_rule_matches_nothing)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Hits hits;
    add_rule(&codebook, &(RuleText){.regex = "(data"}, &arena);
    add_rule(&codebook, &(RuleText){.any = "data"}, &arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    Transcript transcript = interview_of(S("P: data"), &codebook, &arena);
    ck_assert(match_transcript(matcher, &transcript, &arena, &hits, &err));
    ck_assert_int_eq(hits.len, 1);
    ck_assert_int_eq(hits.at[0].rule, 1);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

// ---- limits

START_TEST(test_limit_is_an_error)
{
    Arena arena = {0};
    Codebook codebook = {.language = S("en")};
    Diags diags = {.arena = &arena};
    Err err = {0};
    Hits hits;
    add_rule(&codebook, &(RuleText){.any = "data"}, &arena);
    add_rule(&codebook, &(RuleText){.regex = "(?:\\w+\\W+)*!!x"}, &arena);
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    Buf lines = {.arena = &arena};
    buf_add(&lines, S("P: data\nP: !!x "));
    for (int i = 0; i < 200000; i++) {
        buf_add(&lines, S("a, "));
    }
    buf_add(&lines, S("! !"));
    Transcript transcript = interview_of(buf_str(&lines), &codebook, &arena);
    ck_assert(!match_transcript(matcher, &transcript, &arena, &hits, &err));
    ck_assert_int_eq(err.kind, ERR_INPUT);
    ck_assert_int_eq(hits.len, 0);
    Str message = str_of(err.message);
    ck_assert_msg(str_starts(message, S("rule 'code1.1' is too costly in "
                                        "document 'P01', turn 2: ")),
                  "%s", err.message);
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("match_findings", test_examples, test_findings,
          test_finding_without_exact_place, test_broken_rule_matches_nothing,
          test_limit_is_an_error)
