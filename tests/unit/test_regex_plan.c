// Where a pattern can match, told by reading it.
#include "plan_check.h"
#include "unit.h"

#include "base/buf.h"
#include "match/lint.h"

// A plan in words: "starts, whole: need|want; holds: to (at letters)".
static Str plan_text(const Plan *plan, Arena *arena)
{
    static const char *const kinds[] = {"starts", "inside", "holds"};
    Buf text = {.arena = arena};
    if (plan->kind == PLAN_ALWAYS || plan->kind == PLAN_FIRST) {
        return plan->kind == PLAN_ALWAYS ? S("always") : S("first");
    }
    buf_format(&text, "%s%s%s:", kinds[plan->kind],
               plan->whole_words ? ", whole" : "",
               plan->sufficient ? ", sufficient" : "");
    for (ptrdiff_t i = 0; i < plan->literals.len; i++) {
        buf_format(&text, "%s%.*s", i > 0 ? "|" : " ",
                   FMT(plan->literals.at[i]));
    }
    for (ptrdiff_t i = 0; i < plan->factors.len; i++) {
        buf_format(&text, "%s%.*s",
                   i > 0 ? "|" : "; holds: ", FMT(plan->factors.at[i]));
    }
    buf_add(&text, plan->held_at_letters ? S(" (at letters)") : S(""));
    return buf_str(&text);
}

typedef struct PlanTest {
    const char *promise, *pattern, *plan;
} PlanTest;

static const PlanTest plan_tests[] = {
    // Words.
    {"a word", "\\bneed\\b", "starts, whole, sufficient: need"},
    {"a stem", "\\bcollabor\\w*", "starts, sufficient: collabor"},
    {"a list of stems", "\\b(?:shar|giv)(?:e|ing)?", "starts: giv|shar"},
    {"a list with a common ending", "\\b(?:need|want)s?\\b",
     "starts, whole, sufficient: need|needs|want|wants"},
    {"what stands behind a blank ends a word", "\\b(?:need|want)s?\\s+to",
     "starts, whole: need|needs|want|wants"},
    {"several blanks end the letters, one does not", "\\bso what\\s+now",
     "starts, whole: so what"},
    {"a few characters are alternatives", "\\bdata[- ]shar",
     "starts: data shar|data-shar"},
    {"capitals are folded", "\\bDATA[Ss]", "starts: datas"},
    {"signs are folded", "\\bdon`t\\tknow", "starts: don't know"},
    {"letters beyond ASCII end the letters", "\\bdatß|\\bdatéx",
     "starts, whole: dat"},
    {"a long s may be an s", "\\bda\u017fx", "starts: da"},
    {"letters by their numbers", "\\b\\x64at\\x{61}\\x{df}x",
     "starts, whole: data"},
    {"sixteen bytes are enough", "\\bcollaboratively\\syes",
     "starts, whole: collaboratively"},
    {"more are cut", "\\bcollaborativelyyes\\b", "starts: collaborativelyy"},
    // Where a word starts.
    {"no edge", "data", "inside: data"},
    {"an edge inside", "(?:so )?\\bdata", "inside: data|so data"},
    {"one alternative without", "\\bdata|law", "inside: data|law"},
    {"the same with and without", "\\bdata|data", "inside: data"},
    {"all alternatives with", "\\bdata|\\blaw", "starts: data|law"},
    {"an edge before any character", "\\b.data", "holds: data"},
    {"an edge before a sign", "\\b-data", "inside: -data"},
    {"an edge before blanks", "\\b\\s+data", "holds: data (at letters)"},
    {"an edge before an optional sign", "\\b-?data", "inside: -data|data"},
    {"an edge that may be left out", "(?:\\b)?data", "inside: data"},
    {"no edge here", "\\Bdata", "inside: data"},
    {"the text's start", "^data", "starts: data"},
    {"a line's start", "(?m)^data", "starts: data"},
    {"no word before", "(?<!\\w)data", "starts: data"},
    {"no word or hyphen before", "(?<![\\w-])data", "starts: data"},
    {"no letter before", "(?<!\\p{L})data", "inside: data"},
    {"no word before, all listed", "(?<![a-z0-9_])data", "starts: data"},
    {"a long s may be before", "(?-i)(?<![a-zA-Z0-9_])data", "inside: data"},
    {"a blank or the start before", "(?<=\\s|^)data", "starts: data"},
    {"a blank or an s before", "(?<=\\s|s)data", "inside: data"},
    {"no blank before", "(?<!\\s)data", "inside: data"},
    {"no two word characters before", "(?<!\\w\\w)data", "inside: data"},
    {"looking back at a phrase", "(?<!\\bof )\\bcourses?\\b",
     "starts, whole: course|courses"},
    {"an edge seen from ahead", "(?=\\bdata)data", "starts: data"},
    // Where a word ends.
    {"no word behind", "\\bdata(?!\\w)", "starts, whole: data"},
    {"the end", "\\bdata$", "starts, whole: data"},
    {"no letter behind", "\\bdata(?![a-z])", "starts: data"},
    {"an edge behind a sign", "\\bdata-\\b", "starts: data-"},
    {"one alternative goes on", "\\b(?:data\\b|law)", "starts: data|law"},
    {"the same with and without an edge", "\\b(?:data\\b|data)",
     "starts: data"},
    {"an edge behind letters that are cut", "\\bcollaborativelyy(?:es\\b)",
     "starts: collaborativelyy"},
    {"optional letters and no edge", "\\bdatas?", "starts: data"},
    {"optional blanks", "\\bdata\\s*x*", "starts: data"},
    // Words that are all it takes.
    {"signs beside letters", "\\b(?:so|so-so)\\b", "starts, whole: so|so-so"},
    {"an edge inside a word", "\\bda\\bta\\b", "starts, whole: data"},
    {"an edge inside or none", "\\b(?:da\\b|da)ta\\b",
     "starts, whole, sufficient: data"},
    {"one edge inside or another", "\\bx(?:\\bda|da\\b)ta\\b",
     "starts, whole: xdata"},
    {"an edge behind each", "\\b(?:data\\b|law\\b)",
     "starts, whole, sufficient: data|law"},
    {"looking ahead", "\\bdata\\b(?! x)", "starts, whole: data"},
    {"looking back", "(?<!x )\\bdata\\b", "starts, whole: data"},
    {"an edge seen from ahead", "(?=\\bda)data\\b", "starts, whole: data"},
    {"no edge at its end", "\\bdata\\b\\B", "starts, whole: data"},
    {"nothing taken back", "\\b(?>data|datas)\\b", "starts, whole: data|datas"},
    {"possessive", "\\bdatas?+s\\b", "starts, whole: datas|datass"},
    {"lazy", "\\bdatas??\\b", "starts, whole: data|datas"},
    {"small letters only", "\\bda(?-i:t)a\\b", "starts, whole: data"},
    {"a class of small letters only", "\\bda(?-i:[st])a\\b",
     "starts, whole: dasa|data"},
    {"a class", "\\bda[st]a\\b", "starts, whole, sufficient: dasa|data"},
    {"with and without", "\\b(?>data)\\b|\\bdata\\b",
     "starts, whole, sufficient: data"},
    {"letters that are cut", "\\bcollaborativelyyes\\b",
     "starts: collaborativelyy"},
    {"no word around", "(?<!\\w)data(?!\\w)", "starts, whole: data"},
    {"what stands behind", "\\bdata\\b.", "starts, whole: data"},
    // Words that begin so.
    {"stems", "\\b(?:shar(?:e\\w*)|give\\w*)\\b",
     "starts, sufficient: give|share"},
    {"one stem in another", "\\bshar\\w*|\\bshare\\w*",
     "starts, sufficient: shar"},
    {"a stem or a word", "\\b(?:shar\\w*|law\\b)", "starts: law|shar"},
    {"a stem or the word", "\\bshar\\w*|\\bshar", "starts: shar"},
    {"a stem and a letter more", "\\bshar\\w+", "starts: shar"},
    {"a stem and few letters more", "\\bshar\\w{0,3}", "starts: shar"},
    {"a stem and letters of a class", "\\bshar[a-z]*", "starts: shar"},
    {"a stem and what follows", "\\bshar\\w* x", "starts: shar"},
    {"a stem and no edge", "\\bshar\\w*\\B", "starts: shar"},
    {"a stem, twice", "\\b(?:shar\\w*){2}", "starts: shar"},
    {"a stem that may be left out", "\\bx(?:shar\\w*)?", "starts: x"},
    {"a lazy stem", "\\bshar\\w*?", "starts: shar"},
    {"a possessive stem", "\\bshar\\w*+\\b", "starts: shar"},
    {"all of it lazy", "(?U)\\bshar\\w*", "always"},
    {"a stem of small letters", "\\b(?-i:s)har\\w*", "starts: shar"},
    {"an edge before the rest", "\\bshar\\b\\w*", "starts, whole: shar"},
    {"a stem that ends in a sign", "\\bshar-\\w*", "starts: shar-"},
    {"a stem, lazy and not", "\\bshar\\w*?|\\bshar\\w*", "starts: shar"},
    {"a stem, not lazy and lazy", "\\bshar\\w*|\\bshar\\w*?", "starts: shar"},
    {"a stem that is cut inside", "\\bcollaborativelyy(?:es\\w*)",
     "starts: collaborativelyy"},
    {"a stem that is cut", "\\bcollaborativelyyes\\w*",
     "starts: collaborativelyy"},
    // Letters held.
    {"an ending", "\\w+ship", "holds: ship"},
    {"the rarest letters", "\\w+ing\\w+ship", "holds: ship"},
    {"words behind a word of any kind", "(\\w+)\\W+(?:privacy|consent)\\b",
     "holds: consent|privacy (at letters)"},
    {"a reference back", "(\\w+)\\W+law\\W+\\1", "holds: law (at letters)"},
    {"rare letters behind common ones",
     "\\b(?:need|want)\\s+to\\s+(?:\\w+\\s+){0,3}?licens\\w*",
     "starts, whole: need|want; holds: licens (at letters)"},
    {"common letters behind rare ones", "\\blicens\\w*\\s+to",
     "starts: licens"},
    {"letters behind a digit", "\\d\\s*law", "holds: law (at letters)"},
    {"letters behind letters or not", "[a\\d]+law", "holds: law"},
    {"a digit behind a digit", "\\d1law", "holds: 1law"},
    {"a digit where a word starts", "[^\\w]+1law", "holds: 1law (at letters)"},
    {"letters held only ahead", "\\w+(?=ship)", "first"},
    {"letters that need not be there", "\\w+(?:ship)?\\d", "first"},
    {"letters that are repeated", "\\w(?:ab){2,}\\w", "holds: abab"},
    {"letters that are there no times", "\\w(?:ship){0}\\d", "first"},
    {"one alternative without letters", "\\w+ship|\\d+", "first"},
    {"every letter and an ending", "\\b[a-z]+ing\\b",
     "starts: a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y|z; "
     "holds: ing"},
    {"every letter anywhere and an ending", "[a-z]+ing", "holds: ing"},
    // How it is written.
    {"quoted", "\\b\\Qd.t\\Ea", "starts: d.ta"},
    {"a repetition behind a quotation", "\\b\\Qdat\\E*x", "starts: dat|dax"},
    {"an escaped sign", "\\bd\\.t", "starts: d.t"},
    {"with blanks and comments", "(?x) \\b da ta # so\n \\ x (?# no ) y",
     "starts: data xy"},
    {"a repetition behind a comment", "\\bdat(?#no)*x", "starts: dat|dax"},
    {"blanks until the group ends", "\\b(?x: d a ) t", "starts: da t"},
    {"case until the group ends", "(?-i)((?i))(?<![A-Za-z0-9_])data",
     "inside: data"},
    {"blanks until their group ends", "\\b(?:(?x) d a ) t", "starts: da t"},
    {"a flag within its group", "\\b(?:(?i)d|a)t", "starts: at|dt"},
    {"named groups", "\\b(?<a>d)(?P<b>a)(?'c't)(?>a)", "starts: data"},
    {"lazy and possessive", "\\bdat++a{2}?", "starts: dataa|datt"},
    {"a repetition of a repetition", "\\bda{2}{2}\\b",
     "starts, whole, sufficient: daaaa"},
    {"braces that are letters", "\\bx{a}", "starts: x{a}"},
    {"a class with brackets", "\\bx[]a[.]y", "always"},
    {"a class with ]", "\\bx[]a]y", "starts: x]y|xay"},
    {"a class with a named class", "\\bx[[:alpha:]]y", "starts: x"},
    {"a class of one sign", "\\b[.]x|\\bd[.]x", "inside: .x|d.x"},
    // What is not read.
    {"a class at the start", "\\b\\p{Lu}{2,6}", "first"},
    {"nothing", "", "first"},
    {"a verb", "data(*ACCEPT)sharing", "always"},
    {"a setting", "(*UTF)data", "always"},
    {"a condition", "(?(?=d)data|law)", "always"},
    {"a call", "(data)(?1)", "always"},
    {"a call by name", "(?<a>data)\\g<a>", "always"},
    {"the whole again", "data(?R)?", "always"},
    {"where the last match ended", "\\Gdata", "always"},
    {"a start of its own", "da\\Kta", "always"},
    {"a kind of looking back that is not read", "(?<*a>b)c", "always"},
    {"a callout", "da(?C1)ta", "always"},
    {"what does not compile", "\\bdata(", "always"},
    {"too many ends", "\\bdata)", "always"},
    {"braces that may be a bound", "\\bdata{,2}", "always"},
};

START_TEST(test_plans)
{
    for (size_t i = 0; i < sizeof plan_tests / sizeof *plan_tests; i++) {
        const PlanTest *test = &plan_tests[i];
        Arena arena = {0};
        Plan plan = plan_of(str_of(test->pattern), false, &arena);
        ck_assert_msg(plan_is_sound(&plan), "%s", test->promise);
        ASSERT_STR(plan_text(&plan, &arena), test->plan, test->promise);
        arena_release(&arena);
    }
}
END_TEST

typedef struct ReasonTest {
    const char *promise, *pattern, *reason;
} ReasonTest;

static const ReasonTest reason_tests[] = {
    {"a verb", "\\bdata(*F)", "it uses a verb, as in (*SKIP)"},
    {"any character", ".+",
     "no two plain letters (a to z) in a row stand in all matches"},
    {"a reference back", "(.+) \\1",
     "it refers back to a group, and no two plain letters (a to z) in a row "
     "stand in all matches"},
    {"the first reason is told", "(?R)(*F)", "it calls a group"},
    {"no reason", "\\bdata", NULL},
};

START_TEST(test_reasons)
{
    for (size_t i = 0; i < sizeof reason_tests / sizeof *reason_tests; i++) {
        const ReasonTest *test = &reason_tests[i];
        Arena arena = {0};
        Plan plan = plan_of(str_of(test->pattern), false, &arena);
        ck_assert_msg((plan.reason == NULL) == (test->reason == NULL), "%s",
                      test->promise);
        ASSERT_STR(str_of(plan.reason), test->reason ? test->reason : "",
                   test->promise);
        arena_release(&arena);
    }
}
END_TEST

// The longest list that keeps its words, and longer ones.
START_TEST(test_long_lists)
{
    static const struct {
        const char *promise;
        int words, literals;
        PlanKind kind;
    } tests[] = {
        {"200 words are kept", 200, 200, PLAN_STARTS},
        {"more are cut to what they share", 201, 21, PLAN_STARTS},
        {"many more too", 5000, 50, PLAN_STARTS},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        Arena arena = {0};
        Buf pattern = {.arena = &arena};
        buf_add(&pattern, S("\\b(?:"));
        for (int word = 0; word < tests[i].words; word++) {
            buf_format(&pattern, "%sw%04dy", word > 0 ? "|" : "", word);
        }
        buf_add(&pattern, S(")\\b"));
        Plan plan = plan_of(buf_str(&pattern), false, &arena);
        ck_assert_msg(plan_is_sound(&plan), "%s", tests[i].promise);
        ck_assert_msg(plan.kind == tests[i].kind, "%s", tests[i].promise);
        ck_assert_msg(plan.literals.len == tests[i].literals, "%s: %d",
                      tests[i].promise, (int)plan.literals.len);
        arena_release(&arena);
    }
}
END_TEST

// Which characters PCRE2 takes for one of ASCII when case does not matter.
START_TEST(test_only_two_characters_fold_to_ascii)
{
    Arena arena = {0};
    Search search;
    Mistake mistake;
    Buf all = {.arena = &arena};
    for (uint32_t point = 0x80; point < 0x110000; point++) {
        bool surrogate = point >= 0xD800 && point < 0xE000;
        buf_point(&all, surrogate ? 0xFFFD : point);
    }
    ck_assert(search_open(&search, S("[\\x00-\\x7f]"), SEARCH_REGEX, &mistake));
    Runner *runner = runner_open(1, &arena);
    Found found = {0};
    Buf got = {.arena = &arena};
    while (search_next(&search, runner, buf_str(&all), found.end, &found)) {
        buf_add(&got, str_slice(buf_str(&all), found.begin, found.end));
    }
    ck_assert(!runner_problem(runner));
    ASSERT_STR(buf_str(&got), "\u017f\u212a", "long s and kelvin");
    runner_close(runner);
    search_close(&search);
    arena_release(&arena);
}
END_TEST

// ---- random patterns over random texts

static uint32_t random_below(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 16) % below;
}

#define PICK(seed, table)                                                      \
    table[random_below(seed, (uint32_t)(sizeof(table) / sizeof *(table)))]

static const char *const letters[] = {
    "s",  "k",      "S",      "K",      "a",      "da",
    "ta", "data",   "sk",     "ks",     "-",      " ",
    "'",  "_",      "1",      "\n",     "\u017f", "\u212a",
    "ß",  "\u0130", "\u0131", "\u00b5", "\u03c3", "\u03c2",
    "é",  "\u00a0", "\u2028", "\u201c", "\u2019", "e\u0301",
    "a",  "s",      " ",      "data",   "da",     "k",
};

static const char *const classes[] = {
    "[sk]",         "[- ]",        "[aeiou]",      "[a-z]",
    "[^a]",         "[^\\w]",      "[\\w-]",       "[s\u017f]",
    "[K]",          "[[:alpha:]]", "[[:^alnum:]]", "\\w",
    "\\W",          "\\s",         "\\S",          "\\d",
    "\\D",          ".",           "\\h",          "\\R",
    "\\N",          "\\p{L}",      "\\p{Lu}",      "\\P{L}",
    "\\pN",         "\\X",         "[^\\W\\d_]",   "[A-Za-z0-9_]",
    "[Z-a]",        "[\\d_sk]",    "[\u2019']",    "[]a]",
    "[^]a]",        "[\\]\\-]",    "\\H",          "\\v",
    "[\\x{212a}x]", "[\\t\\n ]",
};

static const char *const places[] = {
    "\\b",
    "\\b",
    "\\b",
    "\\B",
    "^",
    "$",
    "\\A",
    "\\z",
    "\\Z",
    "(?<!\\w)",
    "(?<=\\W)",
    "(?<=\\s|^)",
    "(?<![A-Za-z0-9_])",
    "(?!\\w)",
    "(?=\\W)",
    "(?=\\s|$)",
    "(?<![\\w-])",
    "(?<!s)",
    "(?<=[^a])",
    "(?<!\\d|\\w)",
    "(?<!.)",
    "(?!.)",
    "(?=\\b)",
    "(?<=\\b|s)",
    "(?i)",
    "(?-i)",
    "(?m)",
    "(?s)",
    "(?x) ",
    "(?^)",
    "(?#a)",
    "\\E",
    "\\Q\\E",
    "(?<=\\w)",
    "(?!\\w\\w)",
};

// Of a group: more would take PCRE2 for ever.
static const char *const few_repeats[] = {
    "*", "+", "?", "{2}", "{0,2}", "{1,3}", "*?", "??", "++",
};

static const char *const repeats[] = {
    "*",      "+",  "?",  "{2}", "{0,2}", "{1,}", "{0}",    "{1,3}", "{18}",
    "{0,20}", "*?", "+?", "??",  "++",    "*+",   "{2}{2}", "{,2}",
};

static const char *const groups[] = {
    "(?:",   "(",    "(?>",  "(?i:",  "(?-i:",  "(?|",   "(?=",
    "(?!",   "(?<=", "(?<!", "(?:",   "(",      "(?x: ", "(?:",
    "(?'n'", "(?<*", "(?*",  "(?<n>", "(?P<n>",
};

static void add_pattern(Buf *pattern, uint32_t *seed, int depth);

static void add_item(Buf *pattern, uint32_t *seed, int depth)
{
    uint32_t kind = random_below(seed, 16);
    bool group = kind >= 12 && kind < 15 && depth > 0;
    if (kind < 7) {
        buf_add(pattern, str_of(PICK(seed, letters)));
    } else if (kind < 10) {
        buf_add(pattern, str_of(PICK(seed, classes)));
    } else if (kind < 12) {
        buf_add(pattern, str_of(PICK(seed, places)));
        return;
    } else if (group) {
        buf_add(pattern, str_of(PICK(seed, groups)));
        add_pattern(pattern, seed, depth - 1);
        buf_char(pattern, ')');
    } else if (kind == 15) {
        buf_format(pattern, "\\Q%s\\E", PICK(seed, letters));
    } else {
        buf_add(pattern, S("\\1"));
    }
    if (random_below(seed, 3) == 0) {
        buf_add(pattern,
                str_of(group ? PICK(seed, few_repeats) : PICK(seed, repeats)));
    }
}

static void add_pattern(Buf *pattern, uint32_t *seed, int depth)
{
    do {
        for (uint32_t n = random_below(seed, 4) + (depth > 1); n > 0; n--) {
            add_item(pattern, seed, depth);
        }
    } while (random_below(seed, 4) == 0 && buf_str(pattern).len < 200 &&
             (buf_char(pattern, '|'), true));
}

static Str random_text(uint32_t *seed, Arena *arena)
{
    Buf text = {.arena = arena};
    for (uint32_t n = random_below(seed, 40); n > 0; n--) {
        buf_add(&text, str_of(PICK(seed, letters)));
    }
    return buf_str(&text);
}

static const char *const tails[] = {
    "\\b", "\\b", "", "", "", "", "\\w*", "\\w*?", "\\w*\\b",
};

typedef struct Tally { // of random patterns
    int compiled, kinds[PLAN_ALWAYS + 1], whole, words, stems, held;
    int between, begins_word;
    int64_t seen;
} Tally;

static void count_plan(Tally *tally, const Plan *plan)
{
    tally->compiled++;
    tally->kinds[plan->kind]++;
    tally->whole += plan->whole_words;
    tally->words += plan->sufficient && plan->whole_words;
    tally->stems += plan->sufficient && !plan->whole_words;
    tally->held += plan->held_at_letters;
    tally->between += plan->knows_between;
    tally->begins_word += plan->begins_word && plan->kind != PLAN_STARTS;
}

static Str random_pattern(uint32_t *seed, Arena *arena)
{
    Buf pattern = {.arena = arena};
    buf_add(&pattern, random_below(seed, 3) == 0 ? S("\\b") : S(""));
    add_pattern(&pattern, seed, 2);
    buf_add(&pattern, str_of(PICK(seed, tails)));
    return buf_str(&pattern);
}

// One pattern over some texts.
static void check_random(uint32_t *seed, Tally *tally)
{
    enum { TEXTS = 6 };
    Arena arena = {0};
    Search search;
    Mistake mistake;
    bool exact = random_below(seed, 4) == 0;
    SearchKind kind = exact ? SEARCH_REGEX_EXACT : SEARCH_REGEX;
    Str pattern = random_pattern(seed, &arena);
    Plan plan = plan_of(pattern, exact, &arena);
    ck_assert_msg(plan_is_sound(&plan), "'%.*s'", FMT(pattern));
    if (!lint_pattern(pattern).nested &&
        search_open(&search, pattern, kind, &mistake)) {
        PlanCheck check = {.plan = &plan, .search = &search};
        for (int i = 0; i < TEXTS; i++) {
            check.text = random_text(seed, &arena);
            ck_assert_msg(plan_holds(&check, &arena),
                          "'%.*s' (%s) of plan '%.*s' at %d-%d of '%.*s'",
                          FMT(pattern), exact ? "exact" : "caseless",
                          FMT(plan_text(&plan, &arena)), (int)check.at.begin,
                          (int)check.at.end, FMT(check.text));
        }
        count_plan(tally, &plan);
        tally->seen += plan.kind == PLAN_ALWAYS ? 0 : check.seen;
        search_close(&search);
    }
    arena_release(&arena);
}

START_TEST(test_random_patterns_match_where_planned)
{
    enum { ROUNDS = 30000, ENOUGH = 50 };
    uint32_t seed = 7;
    Tally tally = {0};
    for (int round = 0; round < ROUNDS; round++) {
        check_random(&seed, &tally);
    }
    // The test is worth something only when all kinds come up.
    ck_assert_int_gt(tally.compiled, ROUNDS / 2);
    for (int kind = 0; kind <= PLAN_ALWAYS; kind++) {
        ck_assert_int_gt(tally.kinds[kind], ENOUGH);
    }
    ck_assert_int_gt(tally.seen, ROUNDS / 2);
    ck_assert_int_gt(tally.whole, ENOUGH);
    ck_assert_int_gt(tally.words, ENOUGH);
    ck_assert_int_gt(tally.stems, ENOUGH);
    ck_assert_int_gt(tally.held, ENOUGH);
    ck_assert_int_gt(tally.between, ENOUGH);
    ck_assert_int_gt(tally.begins_word, ENOUGH);
}
END_TEST

UNIT_MAIN("regex_plan", test_plans, test_reasons, test_long_lists,
          test_only_two_characters_fold_to_ascii,
          test_random_patterns_match_where_planned)
