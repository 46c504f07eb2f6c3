// Everything a rule can say means the same as a plain PCRE2 search.
#include "match/match.h"

#include "interview_kit.h"

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

// One line "P: …" of few words, so that they meet often.
static Str random_line(uint32_t *seed, Arena *arena)
{
    static const char *const words[] = {"data", "share", "a",   "datas",
                                        "x",    "law",   "new", "sharing"};
    static const char *const between[] = {" ", " ", ", ", "  ", "-", " - "};
    Buf line = {.arena = arena};
    buf_add(&line, S("P: "));
    for (uint32_t n = next_random(seed) % 14; n > 0; n--) {
        buf_format(&line, "%s%s", words[next_random(seed) % 8],
                   between[next_random(seed) % 6]);
    }
    buf_add(&line, S("end"));
    return buf_str(&line);
}

typedef struct Twin { // two rules that mean the same
    RuleText rule, regex;
    bool same_hits; // or only: both or none
} Twin;

static const Twin twins[] = {
    {{.near_a = "data", .near_b = "share", .words = 3},
     {.regex = "\\bdata\\b\\W+(?:\\w+\\W+){0,3}?\\bshare\\b|"
               "\\bshare\\b\\W+(?:\\w+\\W+){0,3}?\\bdata\\b"},
     false},
    {{.near_a = "data; law",
      .near_b = "shar*",
      .words = 1,
      .order = ORDER_A_FIRST},
     {.regex = "\\b(?:data|law)\\b\\W+(?:\\w+\\W+){0,1}?\\bshar\\w*"},
     false},
    {{.near_a = "data; data sharing", .near_b = "law; new", .words = 0},
     {.regex = "\\b(?:data|data\\s+sharing)\\b\\W+(?:law|new)\\b|"
               "\\b(?:law|new)\\b\\W+(?:data|data\\s+sharing)\\b"},
     false},
    {{.near_a = "a", .near_b = "a", .words = 2},
     {.regex = "\\ba\\b\\W+(?:\\w+\\W+){0,2}?a\\b"},
     false},
    {{.any = "data; shar*; new law"},
     {.regex = "\\b(?:data|shar\\w*|new\\s+law)\\b"},
     true},
    {{.any = "*ata*; ?"}, {.regex = "\\b(?:\\w*ata\\w*|\\w)\\b"}, true},
    {{.any = "data data; data"},
     {.regex = "\\b(?:data\\s+data|data)\\b"},
     true},
};

static Codebook codebook_of_twins(Arena *arena)
{
    Codebook codebook = {.language = S("en")};
    for (size_t i = 0; i < sizeof twins / sizeof *twins; i++) {
        RuleText rule = twins[i].rule, regex = twins[i].regex;
        rule.within = regex.within = SCOPE_TURN;
        add_rule(&codebook, &rule, arena);
        add_rule(&codebook, &regex, arena);
    }
    return codebook;
}

// The hits of one rule as text.
static Str hits_text(const Hits *hits, int32_t rule, bool spans, Arena *arena)
{
    Buf all = {.arena = arena};
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        if (hits->at[i].rule == rule && (spans || all.len == 0)) {
            buf_format(&all, "%d-%d ", spans ? (int)hits->at[i].span.begin : 0,
                       spans ? (int)hits->at[i].span.end : 0);
        }
    }
    return buf_str(&all);
}

START_TEST(test_rules_mean_their_patterns)
{
    Arena arena = {0};
    uint32_t seed = 3;
    Codebook codebook = codebook_of_twins(&arena);
    Diags diags = {.arena = &arena};
    Matcher *matcher = matcher_open(&codebook, NULL, &diags);
    for (int round = 0; round < 2000; round++) {
        Arena scratch = {0};
        Err err = {0};
        Hits hits;
        Transcript transcript =
            interview_of(random_line(&seed, &scratch), &codebook, &scratch);
        ck_assert(
            match_transcript(matcher, &transcript, &scratch, &hits, &err));
        for (int32_t i = 0; i < (int32_t)(sizeof twins / sizeof *twins); i++) {
            bool same = twins[i].same_hits;
            Str rule = hits_text(&hits, 2 * i, same, &scratch);
            Str regex = hits_text(&hits, 2 * i + 1, same, &scratch);
            ck_assert_msg(str_eq(rule, regex),
                          "twin %d on '%.*s': %.*s and %.*s", (int)i,
                          FMT(transcript.text), FMT(rule), FMT(regex));
        }
        arena_release(&scratch);
    }
    matcher_close(matcher);
    arena_release(&arena);
}
END_TEST

START_TEST(test_rules_do_not_disturb_one_another)
{
    Arena arena = {0};
    uint32_t seed = 5;
    Diags diags = {.arena = &arena};
    Codebook all = codebook_of_twins(&arena);
    Matcher *together = matcher_open(&all, NULL, &diags);
    for (int round = 0; round < 100; round++) {
        Arena scratch = {0};
        Err err = {0};
        Hits hits, alone_hits;
        Transcript transcript =
            interview_of(random_line(&seed, &scratch), &all, &scratch);
        int32_t number =
            (int32_t)(next_random(&seed) % (uint32_t)all.rules.len);
        Codebook one = {.language = S("en")};
        *PUSH(&one.rules, &scratch) = all.rules.at[number];
        Matcher *alone = matcher_open(&one, NULL, &diags);
        ck_assert(
            match_transcript(together, &transcript, &scratch, &hits, &err));
        ck_assert(
            match_transcript(alone, &transcript, &scratch, &alone_hits, &err));
        Str first = hits_text(&hits, number, true, &scratch);
        Str second = hits_text(&alone_hits, 0, true, &scratch);
        ck_assert(str_eq(first, second));
        matcher_close(alone);
        arena_release(&scratch);
    }
    matcher_close(together);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("match_properties", test_rules_mean_their_patterns,
          test_rules_do_not_disturb_one_another)
