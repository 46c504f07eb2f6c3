// Codebooks that are too much, and files that are none.
#include "base/utf8.h"
#include "loading.h"

// ---- limits

static Str repeated(const char *first, const char *part, ptrdiff_t times)
{
    Buf buf = {.arena = &arena};
    buf_add(&buf, str_of(first));
    for (ptrdiff_t i = 0; i < times; i++) {
        buf_add(&buf, str_of(part));
    }
    return buf_str(&buf);
}

static const struct {
    const char *promise, *first, *part;
    ptrdiff_t times;
    DiagId want;
} limits[] = {
    {"100 kB of [", HEAD "codes: ", "[", 100000, DIAG_C008},
    {"100 kB of {", HEAD "codes: ", "{", 100000, DIAG_C008},
    {"100 kB of - ", HEAD "codes:\n", "- ", 50000, DIAG_C008},
    {"100 kB of ? ", "", "? ", 50000, DIAG_C008},
    {"a large file", HEAD, "# x\n", YAML_BYTES_MAX / 4, DIAG_C008},
    {"a file as large as may be", HEAD, "# x\n", YAML_BYTES_MAX / 4 - 10,
     DIAG_C003},
    {"many nodes", HEAD "codes: [", "x,", YAML_NODES_MAX + 1, DIAG_C008},
    {"a large text", HEAD "codes: ", "x", SCALAR_BYTES_MAX + 1, DIAG_C008},
    {"many directives", "", "%TAG !a! b\n", 300000, DIAG_C008},
    {"many directives after it", CODE "...\n", "%TAG !a! b\n", 300000,
     DIAG_C008},
    {"many documents", CODE, "---\n", 300000, DIAG_C008},
    {"many anchors", HEAD "codes:\n", "- &a\n", 100000, DIAG_C008},
    {"many aliases", HEAD "codes:\n", "- *a\n", 100000, DIAG_C008},
    {"many keys alike", CODE, "    id: a\n", 50000, DIAG_C005},
    {"a long term", RULE "any: ", "x", PATTERN_BYTES_MAX + 1, DIAG_C004},
    {"a long pattern", RULE "regex: ", "x", PATTERN_BYTES_MAX + 1, DIAG_C008},
    {"many unknown keys of one line", HEAD "{", "'x': 1, ", 10000, DIAG_C001},
    {"only line ends", "", "\n", 1000000, DIAG_C003},
    {"only line ends of another kind", "", "\r", 1000000, DIAG_C003},
    {"only colons", "", ":", 50000, DIAG_C001},
    {"only quotes", "", "'", 100001, DIAG_C001},
};

START_TEST(test_limits)
{
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        begin();
        Str yaml = repeated(limits[i].first, limits[i].part, limits[i].times);
        Codebook *codebook = codebook_load(yaml, S("t"), &arena, &diags);
        assert_sound(codebook, limits[i].promise);
        ck_assert_msg(found(&diags, limits[i].want), "%s: %s",
                      limits[i].promise, findings());
        ck_assert_msg(diags.len <= 3 * (MISTAKES_MAX + 1), "%s",
                      limits[i].promise);
        end();
    }
}
END_TEST

// Lists that hold each other ten times over, ten deep; and one that holds a
// thousand others in every rule.
START_TEST(test_wordlist_bombs)
{
    begin();
    Buf yaml = {.arena = &arena};
    buf_add(&yaml, S(HEAD "wordlists:\n  l0: [x]\n"));
    for (int i = 1; i < 14; i++) {
        buf_format(&yaml, "  l%d: [y%d", i, i);
        for (int j = 0; j < 10; j++) {
            buf_format(&yaml, ", '#l%d'", i - 1);
        }
        buf_add(&yaml, S("]\n"));
    }
    buf_add(&yaml, S("codes: [{id: a, rules: [{any: '#l13'}]}]\n"));
    Codebook *codebook = codebook_load(buf_str(&yaml), S("t"), &arena, &diags);
    ck_assert_int_eq(diag_count(&diags, LEVEL_ERROR), 0);
    ck_assert_int_eq(codebook->rules.at[0].lists.at[0].len, 14);
    end();

    begin();
    yaml = (Buf){.arena = &arena};
    buf_add(&yaml, S(HEAD "wordlists:\n  l:\n"));
    for (int i = 0; i < TERMS_MAX; i++) {
        buf_format(&yaml, "    - x%d\n", i);
    }
    buf_add(&yaml, S("codes:\n  - id: a\n    rules:\n"));
    for (int i = 0; i < 1000; i++) {
        buf_add(&yaml, S("      - any: '#l'\n"));
    }
    codebook = codebook_load(buf_str(&yaml), S("t"), &arena, &diags);
    assert_sound(codebook, "too many terms");
    ck_assert_msg(found(&diags, DIAG_C008), "%s", findings());
    end();

    begin();
    yaml = (Buf){.arena = &arena};
    buf_add(&yaml, S(HEAD "wordlists:\n"));
    for (int i = 0; i < 40000; i++) {
        buf_format(&yaml, "  l%d: ['#l%d']\n", i, i + 1);
    }
    buf_add(&yaml, S("  l40000: [x]\ncodes: [{id: a}]\n"));
    codebook_load(buf_str(&yaml), S("t"), &arena, &diags);
    ck_assert_msg(found(&diags, DIAG_C008), "%s", findings());
    end();
}
END_TEST

// Codes in a long chain, in a long ring, and many that name no parent.
START_TEST(test_many_parents)
{
    static const char *const lasts[] = {"", ", parent: c0", ", parent: q"};
    static const int errors[] = {0, 1, 1};
    for (size_t k = 0; k < sizeof lasts / sizeof *lasts; k++) {
        begin();
        Buf yaml = {.arena = &arena};
        buf_add(&yaml, S(HEAD "codes:\n"));
        for (int i = 0; i < 20000; i++) {
            buf_format(&yaml, "  - {id: c%d, definition: d, parent: c%d}\n", i,
                       i + 1);
        }
        buf_format(&yaml,
                   "  - {id: c20000, definition: d, kind: attribute%s}\n",
                   lasts[k]);
        Codebook *codebook =
            codebook_load(buf_str(&yaml), S("t"), &arena, &diags);
        ck_assert_int_eq(codebook->codes.len, 20001);
        ck_assert_msg(codebook->codes.at[0].kind == KIND_ATTRIBUTE,
                      "the kind comes down a long way");
        ck_assert_int_eq(diag_count(&diags, LEVEL_ERROR), errors[k]);
        end();
    }
}
END_TEST

// ---- any bytes

static const char whole[] =
    "codebook: {id: t, language: en}\n"
    "transcript:\n"
    "  roles: {interviewer: [I], participant: ['P*']}\n"
    "  questions: [{id: Q1, any: [why]}]\n"
    "defaults: {within: turn, negation: flag, code_roles: [participant]}\n"
    "wordlists: {l: [few, '#m'], m: [none]}\n"
    "contexts: {language: en, extra: {pre: ['#l'], stop: [but]}}\n"
    "codes:\n"
    "  - id: a\n"
    "    kind: challenge\n"
    "    parent: b\n"
    "    colour: '#112233'\n"
    "    examples: [\"x \\u00e9\", |-\n"
    "      y]\n"
    "    rules:\n"
    "      - {any: [x, '#l'], unless_near: {terms: [y], words: 3}}\n"
    "      - near: {a: x, b: ~y, words: 2, order: ab}\n"
    "        questions: [Q1]\n"
    "      - regex: 'x+'\n"
    "        min_hits: 2\n"
    "  - {id: b, definition: \"d\"}\n"
    "recommendations: [{id: r, text: t, addresses: {a: 0.5}}]\n";

static void load_all_ways(Str yaml, const char *promise)
{
    begin();
    assert_sound(codebook_load(yaml, S("t"), &arena, &diags), promise);
    roles_load(yaml, S("t"), &arena, &diags);
    register_load(yaml, S("t"), &arena, &diags);
    decisions_load(yaml, S("t"), &arena, &diags);
    for (ptrdiff_t i = 0; i < diags.len; i++) {
        const Diag *diag = &diags.at[i];
        ck_assert_msg(utf8_valid(diag->message) == diag->message.len, "%s",
                      promise);
        ck_assert_msg(str_find(diag->message, S("\n"), 0) < 0, "%s", promise);
    }
    end();
}

START_TEST(test_cut)
{
    for (ptrdiff_t i = 0; i < (ptrdiff_t)sizeof whole; i++) {
        load_all_ways((Str){whole, i}, "cut anywhere");
    }
}
END_TEST

// Source: Knuth, D. E. (1997). The Art of Computer Programming 2, 3.3.4
//         (MMIX's linear congruential generator).
static size_t any_below(uint64_t *state, size_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*state >> 33) % bound;
}

START_TEST(test_changed)
{
    static const char bytes[] = "\n\t \"'#&*!|>%@`{}[],:?-~x\0\x01\x80\xC3\xFF";
    uint64_t state = 1;
    for (int i = 0; i < 3000; i++) {
        char changed[sizeof whole];
        for (size_t j = 0; j < sizeof whole; j++) {
            changed[j] = whole[j];
        }
        for (int j = 0; j < 3; j++) {
            changed[any_below(&state, sizeof whole - 1)] =
                bytes[any_below(&state, sizeof bytes - 1)];
        }
        load_all_ways((Str){changed, sizeof whole - 1}, "changed anywhere");
    }
}
END_TEST

UNIT_MAIN("codebook limits", test_limits, test_wordlist_bombs,
          test_many_parents, test_cut, test_changed)
