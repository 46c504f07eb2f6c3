// The quick way finds what the plain way finds, whatever the rules and texts.
#include "match/match.h"

#include "interview_kit.h"

#include <string.h>

enum { BOOKS = 150, RULES = 12, TEXTS = 25 };

typedef struct Dice {
    uint32_t seed;
    Arena *arena;
} Dice;

static uint32_t roll(Dice *dice, uint32_t sides)
{
    dice->seed = dice->seed * 1664525u + 1013904223u;
    return (dice->seed >> 16) % sides;
}

#define PICK(dice, list)                                                       \
    (list)[roll(dice, (uint32_t)(sizeof(list) / sizeof *(list)))]

// What rules and texts are made of: words that share beginnings, characters
// that fold to others or to several, that compose, that vanish, that PCRE2 and
// we may call words or not, words longer than any wildcard.
static const char *const words[] = {
    "data",
    "datas",
    "Data",
    "DATABASE",
    "share",
    "sharing",
    "shared",
    "a",
    "law",
    "new",
    "news",
    "not",
    "no",
    "IT",
    "it",
    "don't",
    "don’t",
    "can`t",
    "funding",
    "fund",
    "straße",
    "strasse",
    "café",
    "cafe\u0301",
    "K",
    "\u212A",
    "ſhare",
    "İt",
    "Σίσυφος",
    "σίσυφοσ",
    "data\u00adbase",
    "x\u200by",
    "\u0301a",
    "ﬁne",
    "fine",
    "co-op",
    "cross‑border",
    "p53",
    "_id",
    "über",
    "uber",
    "日本語",
    "данные",
    "\U00010400",
    "\U0001F600",
    "été",
    "problem",
    "problems",
    "was",
    "maybe",
    "if",
    "would",
    "without",
    "5",
    "1,000",
    "n\u0303",
    "\u0928\u093f",
    "ß",
};
static const char *const betweens[] = {
    " ",  " ",  " ",      " ",         " ",      "  ",     ", ",  ". ",
    "; ", "-",  " - ",    "—",         "\u00a0", "\u2028", "’",   "'",
    "“",  "! ", "? ",     " (",        ") ",     ": ",     "...", "\t",
    "/",  "",   ", but ", ", and it ", " not ",  ". No ",
};

static Str random_text(Dice *dice)
{
    Buf text = {.arena = dice->arena};
    uint32_t turns = 1 + roll(dice, 4);
    for (uint32_t i = 0; i < turns; i++) {
        static const char *const labels[] = {"P: ", "P: ", "I: ", "+ ", ""};
        buf_format(&text, "%s", i == 0 ? "P: " : PICK(dice, labels));
        for (uint32_t n = roll(dice, 25); n > 0; n--) {
            buf_format(&text, "%s%s", PICK(dice, words), PICK(dice, betweens));
        }
        if (roll(dice, 20) == 0) {
            for (int n = 0; n < 110; n++) {
                buf_char(&text, "data"[n % 4]);
            }
        }
        buf_format(&text, "%s\n", PICK(dice, words));
    }
    return buf_str(&text);
}

static void add_term(Dice *dice, Buf *terms)
{
    static const char *const wild[] = {"*", "*", "*", "?", "**", "?*"};
    const char *word = PICK(dice, words);
    switch (roll(dice, 13)) {
    case 0:
    case 1:
    case 2:
        buf_format(terms, "%s*", word);
        break;
    case 3:
        buf_format(terms, "%s%s", PICK(dice, wild), word);
        break;
    case 4:
        buf_format(terms, "%s%s%s", word, PICK(dice, wild), PICK(dice, words));
        break;
    case 5:
        buf_format(terms, "~%s", word);
        break;
    case 6:
        buf_format(terms, "%s %s", word, PICK(dice, words));
        break;
    case 7:
        buf_format(terms, "%s %s*", word, PICK(dice, words));
        break;
    case 8:
        buf_format(terms, "%s%s", PICK(dice, betweens), word);
        break;
    case 9:
        buf_format(terms, "%s", PICK(dice, wild));
        break;
    case 10:
        buf_format(terms, "%s%s*", word, PICK(dice, betweens));
        break;
    default:
        buf_format(terms, "%s", word);
    }
}

static const char *random_terms(Dice *dice)
{
    Buf terms = {.arena = dice->arena};
    for (uint32_t n = 1 + roll(dice, 5); n > 0; n--) {
        add_term(dice, &terms);
        buf_add(&terms, S("; "));
    }
    return str_terminated(dice->arena, buf_str(&terms));
}

static const char *random_regex(Dice *dice)
{
    static const char *const patterns[] = {
        "\\b(?:%s|%s)s?\\b",
        "\\b%s\\w*",
        "\\b%s\\w*",
        "\\b(?:%s|%s)\\b",
        "\\b%s\\b",
        "%s|%s",
        "\\b(?:%s|%s)\\W+(?:\\w+\\W+){0,3}?(?:%s)\\b",
        "(?<!no )\\b%s",
        "(?<!\\w)%s(?!\\w)",
        "\\w+%s",
        "(\\w+)\\W+(?:%s|%s)\\W+\\1",
        "\\b\\p{Lu}\\w*\\s+%s",
        "[“\"][^”\"]{0,40}%s",
        "^%s|%s$",
        "\\b%s[- ]%s\\b",
        "\\b(\\w{2,})\\s+\\1\\b",
        "\\b(\\w+)\\s+\\1",
        "\\b\\p{Lu}{2,6}\\b",
        "\\B%s",
        "%s.{0,5}%s",
        "\\b[ds]\\w+e\\b",
        "\\d+",
        "(?=%s)\\w",
        "%s\\b",
    };
    return str_terminated(dice->arena,
                          str_format(dice->arena, PICK(dice, patterns),
                                     PICK(dice, words), PICK(dice, words),
                                     PICK(dice, words)));
}

static RuleText random_rule(Dice *dice)
{
    static const char *const roles[] = {"", "", "participant", "interviewer"};
    static const int counts[] = {0, 1, 3, 500};
    RuleText rule = {
        .words = PICK(dice, counts),
        .unless_words = PICK(dice, counts),
        .min_hits = (int)roll(dice, 6) / 4,
        .order = (NearOrder)roll(dice, 3),
        .within = (Scope)roll(dice, SCOPES),
        .span = (Scope)roll(dice, SCOPES),
        .exact_case = roll(dice, 4) == 0,
        .roles = PICK(dice, roles),
        .negation = (Policy)roll(dice, 3),
    };
    switch (roll(dice, 5)) {
    case 0:
        rule.near_a = random_terms(dice);
        rule.near_b = random_terms(dice);
        break;
    case 1:
        rule.all = str_terminated(dice->arena, str_format(dice->arena, "%s/%s",
                                                          random_terms(dice),
                                                          random_terms(dice)));
        break;
    case 2:
    case 3:
        rule.regex = random_regex(dice);
        break;
    default:
        rule.any = random_terms(dice);
    }
    if (roll(dice, 5) == 0) {
        rule.unless = random_terms(dice);
    }
    if (roll(dice, 5) == 0) {
        rule.unless_near = random_terms(dice);
    }
    return rule;
}

static bool same_hit(const Hit *one, const Hit *other)
{
    return memcmp(&one->span, &other->span, sizeof one->span) == 0 &&
           memcmp(&one->coded, &other->coded, sizeof one->coded) == 0 &&
           one->rule == other->rule && one->turn == other->turn &&
           one->context == other->context &&
           one->trigger.at == other->trigger.at &&
           one->trigger.len == other->trigger.len &&
           one->excluded == other->excluded;
}

static Str written(const Codebook *codebook, const Hits *hits, ptrdiff_t i,
                   Arena *arena)
{
    if (i >= hits->len) {
        return S("none");
    }
    const Hit *hit = &hits->at[i];
    return str_format(arena, "%.*s %d-%d (%d-%d) %s '%.*s'%s",
                      FMT(codebook->rules.at[hit->rule].id),
                      (int)hit->span.begin, (int)hit->span.end,
                      (int)hit->coded.begin, (int)hit->coded.end,
                      context_name(hit->context), FMT(hit->trigger),
                      hit->excluded ? " excluded" : "");
}

static void check_same(const Codebook *codebook, const Transcript *transcript,
                       const Hits *quick, const Hits *plain, Arena *arena)
{
    ptrdiff_t i = 0;
    while (i < quick->len && i < plain->len &&
           same_hit(&quick->at[i], &plain->at[i])) {
        i++;
    }
    if (i < quick->len || i < plain->len) {
        Str one = written(codebook, quick, i, arena);
        Str other = written(codebook, plain, i, arena);
        ck_abort_msg("'%.*s'\nquick: %.*s\nplain: %.*s", FMT(transcript->text),
                     FMT(one), FMT(other));
    }
}

static void check_text(Searcher *searcher, const Codebook *codebook, Str lines,
                       Arena *arena)
{
    Hits quick, plain;
    Err err = {0}, plain_err = {0};
    Transcript transcript = interview_of(lines, codebook, arena);
    bool ok = searcher_hits(searcher, &transcript, arena, &quick, &err);
    if (!searcher_hits_plainly(searcher, &transcript, arena, &plain,
                               &plain_err)) {
        return; // the quick way may do without what passed a limit
    }
    ck_assert_msg(ok, "%s", err.message);
    check_same(codebook, &transcript, &quick, &plain, arena);
}

static Codebook random_codebook(Dice *dice)
{
    Codebook codebook = {.language = S("en")};
    for (int i = 0; i < RULES; i++) {
        RuleText text = random_rule(dice);
        Rule *rule = add_rule(&codebook, &text, dice->arena);
        // What is seen when two ways differ.
        rule->id = str_format(
            dice->arena,
            "[%d any '%s' near '%s' '%s' all '%s' regex '%s' "
            "unless '%s' '%s' %d %d]",
            i, text.any ? text.any : "", text.near_a ? text.near_a : "",
            text.near_b ? text.near_b : "", text.all ? text.all : "",
            text.regex ? text.regex : "", text.unless ? text.unless : "",
            text.unless_near ? text.unless_near : "", (int)rule->within,
            rule->exact_case);
    }
    return codebook;
}

START_TEST(test_both_ways_find_the_same)
{
    for (uint32_t book = 0; book < BOOKS; book++) {
        Arena arena = {0};
        Dice dice = {book * 7919 + 1, &arena};
        Diags diags = {.arena = &arena};
        Codebook codebook = random_codebook(&dice);
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        Searcher *searcher = searcher_open(matcher);
        for (int i = 0; i < TEXTS; i++) {
            check_text(searcher, &codebook, random_text(&dice), &arena);
        }
        searcher_close(searcher);
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

// ---- what a signature passes over

typedef struct Passed { // how often a rule that had no hit was passed over
    int without, over;
} Passed;

static void check_signature(Searcher *searcher, const Matcher *matcher,
                            const Codebook *codebook, Str lines, Passed *passed,
                            Arena *arena)
{
    Hits plain, quick;
    Err err = {0};
    Transcript transcript = interview_of(lines, codebook, arena);
    Str kept = signature_of(&transcript, S("this"), arena);
    Signature signature = signature_read(kept, S("this"));
    bool may = matcher_may_hit_by(matcher, &signature);
    ck_assert_int_gt(signature.bits.len, 0);
    if (!searcher_hits_plainly(searcher, &transcript, arena, &plain, &err)) {
        return;
    }
    if (plain.len > 0 && !may) {
        Str hit = written(codebook, &plain, 0, arena);
        ck_abort_msg("'%.*s'\npassed over: %.*s", FMT(transcript.text),
                     FMT(hit));
    }
    searcher_expect(searcher, &signature);
    ck_assert(searcher_hits(searcher, &transcript, arena, &quick, &err));
    check_same(codebook, &transcript, &quick, &plain, arena);
    passed->without += plain.len == 0;
    passed->over += !may;
}

static void check_rule(Dice *dice, const Codebook *codebook, int rule,
                       Passed *passed)
{
    Diags diags = {.arena = dice->arena};
    bool wanted[RULES] = {false};
    wanted[rule] = true;
    Matcher *matcher = matcher_open(codebook, wanted, &diags);
    Searcher *searcher = searcher_open(matcher);
    for (int i = 0; i < TEXTS; i++) {
        check_signature(searcher, matcher, codebook, random_text(dice), passed,
                        dice->arena);
    }
    searcher_close(searcher);
    matcher_close(matcher);
}

START_TEST(test_no_signature_passes_over_a_hit)
{
    Passed passed = {0};
    for (uint32_t book = 0; book < BOOKS; book++) {
        Arena arena = {0};
        Dice dice = {book * 104729 + 3, &arena};
        Codebook codebook = random_codebook(&dice);
        codebook.language = S("none");
        for (int rule = 0; rule < RULES; rule++) {
            check_rule(&dice, &codebook, rule, &passed);
        }
        arena_release(&arena);
    }
    // Or else it tells nothing.
    ck_assert_int_gt(20 * passed.over, passed.without);
}
END_TEST

static const struct {
    const char *promise, *any, *regex, *said;
} hits[] = {
    {"a word", "database", NULL, "P: The databases, no database."},
    {"a word by its ends", "responsibility", NULL, "P: A responsibility."},
    {"a stem of few letters", "da*", NULL, "P: Our data."},
    {"a stem of many letters", "responsibilit*", NULL, "P: Responsibilities."},
    {"a phrase over several blanks", "shared data", NULL, "P: shared   data"},
    {"an ending", "*sharing", NULL, "P: Datasharing."},
    {"an ending of the second word", "data *sharing", NULL,
     "P: data resharing"},
    {"wildcards inside", "data?ase shar*g", NULL, "P: Database sharing."},
    {"a sign between words", "co-operate*", NULL, "P: They co‑operated."},
    {"capitals", "ÉTÉS", NULL, "P: Les étés."},
    {"letters apart from their marks", "études", NULL, "P: E\u0301tudes."},
    {"letters inside a word", NULL, "atabase", "P: The database."},
    {"letters behind a digit", NULL, "\\d\\s*lawyers", "P: See 5lawyers."},
    {"letters behind others", NULL, "(?<![A-Za-z0-9_])shared", "P: éshared"},
    {"letters of either alternative", NULL, "database|sharing", "P: sharing"},
    {"a long s", NULL, "\\bshared\\b", "P: We ſhared it."},
    {"a word said twice", NULL, "\\b(\\w+)\\s+\\1\\b", "P: It is I I know."},
    {"and over blanks", NULL, "\\b(\\w{2,})\\s+\\1", "P: the  The man"},
    {"or the beginning of the next", NULL, "\\b(\\w+)\\s+\\1", "P: a an"},
};

START_TEST(test_each_hit_is_found_with_a_signature)
{
    for (size_t i = 0; i < sizeof hits / sizeof *hits; i++) {
        Arena arena = {0};
        Diags diags = {.arena = &arena};
        Codebook codebook = {.language = S("none")};
        Passed passed = {0};
        add_rule(&codebook,
                 &(RuleText){.any = hits[i].any, .regex = hits[i].regex},
                 &arena);
        Matcher *matcher = matcher_open(&codebook, NULL, &diags);
        Searcher *searcher = searcher_open(matcher);
        check_signature(searcher, matcher, &codebook, str_of(hits[i].said),
                        &passed, &arena);
        ck_assert_msg(passed.without == 0, "%s", hits[i].promise);
        searcher_close(searcher);
        matcher_close(matcher);
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("match_ways", test_both_ways_find_the_same,
          test_no_signature_passes_over_a_hit,
          test_each_hit_is_found_with_a_signature)
