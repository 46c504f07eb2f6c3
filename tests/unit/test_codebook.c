// Codebooks: what is read, and what is said of mistakes.
// Runs in the repository, for it walks tests/codebooks.
#include "base/io.h"
#include "loading.h"

#include <stdio.h>

// ---- tests/codebooks

static Strs codebooks(const char *folder)
{
    Strs paths = {0};
    Err err = {0};
    ck_assert_msg(io_list(folder, &arena, &paths, &err), "%s", err.message);
    return paths;
}

static Codebook *load_file(Str path, Str *yaml)
{
    Err err = {0};
    begin();
    ck_assert_msg(io_read(str_terminated(&arena, path), &arena, yaml, &err),
                  "%s", err.message);
    return codebook_load(*yaml, path, &arena, &diags);
}

START_TEST(test_good)
{
    begin();
    Strs paths = codebooks("tests/codebooks/good");
    ck_assert_int_ge(paths.len, 15);
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        Str yaml;
        const char *path = str_terminated(&arena, paths.at[i]);
        assert_sound(load_file(paths.at[i], &yaml), path);
        ck_assert_msg(diag_count(&diags, LEVEL_WARNING) == 0, "%s: %s", path,
                      findings());
    }
    end();
}
END_TEST

// What "# expect: C002 4:5" lines say, as findings() says it.
static const char *expected(Str yaml)
{
    const Str mark = S("# expect: ");
    Buf buf = {.arena = &arena};
    for (Str line; str_line(&yaml, &line) && str_starts(line, mark);) {
        buf_add(&buf, buf.len > 0 ? S(", ") : S(""));
        buf_add(&buf, str_slice(line, mark.len, line.len));
    }
    return str_terminated(&arena, buf_str(&buf));
}

START_TEST(test_bad)
{
    begin();
    Strs paths = codebooks("tests/codebooks/bad");
    ck_assert_int_ge(paths.len, 40);
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        Str yaml;
        const char *path = str_terminated(&arena, paths.at[i]);
        assert_sound(load_file(paths.at[i], &yaml), path);
        const char *want = expected(yaml);
        bool by_rules = want[0] == 'R'; // match/ finds these
        if (diags.len > 0 && diags.at[diags.len - 1].place.line == 0) {
            diags.len--; // "more are not shown"
        }
        ck_assert_msg(
            str_eq(str_of(findings()), by_rules ? (Str){0} : str_of(want)),
            "%s: got %s, want %s", path, findings(), want);
    }
    end();
}
END_TEST

// ---- what is read

START_TEST(test_head)
{
    const Codebook *codebook =
        load("codebook: {id: pm, title: 1.10, language: de}\n"
             "transcript:\n"
             "  roles: {interviewer: [I, 'INT '], observer: O}\n"
             "  questions:\n"
             "    - {id: Q1, section: s, label: Why?, any: [why]}\n"
             "codes: [{id: a, definition: A}]\n");
    ck_assert_int_eq(diag_count(&diags, LEVEL_WARNING), 0);
    ASSERT_STR(codebook->title, "1.10", "a number stays as it is written");
    ASSERT_STR(codebook->language, "de", "the language");
    ASSERT_STR(codebook->contexts.language, "none",
               "a language without triggers has none");
    ASSERT_STR(codebook->version, "", "no version is empty");
    ck_assert_int_eq(codebook->hash.len, 64);
    ck_assert_int_eq(codebook->roles.len, 2);
    ASSERT_STR(codebook->roles.at[0].patterns.at[1], "INT",
               "blanks at the ends do not count");
    ASSERT_STR(codebook->roles.at[1].patterns.at[0], "O",
               "one pattern needs no list");
    ASSERT_STR(codebook->questions.at[0].section, "s", "a section");
    ASSERT_STR(codebook->questions.at[0].any.at[0].text, "why", "a phrase");
    end();
}
END_TEST

START_TEST(test_codes)
{
    const Codebook *codebook =
        load(HEAD "codes:\n"
                  "  - {id: low, parent: mid, definition: d}\n"
                  "  - {id: mid, parent: top, definition: d}\n"
                  "  - {id: top, kind: challenge, label: Top, definition: d,\n"
                  "     colour: '#A0b1C2'}\n"
                  "  - id: plain\n"
                  "    definition: >-\n"
                  "      one\n"
                  "      two\n");
    const Code *codes = codebook->codes.at;
    ck_assert_int_eq(diag_count(&diags, LEVEL_WARNING), 0);
    ck_assert_int_eq(codes[0].parent, 1);
    ck_assert_int_eq(codes[2].parent, NONE);
    ck_assert_msg(codes[0].kind == KIND_CHALLENGE,
                  "without a kind a code has that of its ancestors");
    ck_assert_msg(codes[3].kind == KIND_THEME, "else it is a theme");
    ASSERT_STR(codes[0].label, "low", "without a label it is the id");
    ASSERT_STR(codes[2].label, "Top", "with one it is that");
    ASSERT_STR(codes[2].colour, "#A0b1C2", "a colour");
    ASSERT_STR(codes[3].definition, "one two", "folded lines are one");
    ck_assert_int_eq(codes[3].place.line, 7);
    ck_assert_int_eq(codes[3].place.column, 5);
    end();
}
END_TEST

// A rule in few words: its kind, lists, words, order.
static const char *rule_in_short(const Rule *rule)
{
    Buf buf = {.arena = &arena};
    buf_format(&buf, "%d", (int)rule->kind);
    for (ptrdiff_t i = 0; i < rule->lists.len; i++) {
        buf_char(&buf, '[');
        for (ptrdiff_t j = 0; j < rule->lists.at[i].len; j++) {
            const Term *term = &rule->lists.at[i].at[j];
            buf_format(&buf, "%s%s%.*s", j > 0 ? "," : "",
                       term->stem ? "~" : "", FMT(term->text));
        }
        buf_char(&buf, ']');
    }
    if (rule->kind == RULE_NEAR) {
        buf_format(&buf, "%d/%d", (int)rule->words, (int)rule->order);
    }
    buf_add(&buf, rule->pattern);
    return str_terminated(&arena, buf_str(&buf));
}

static const struct {
    const char *promise, *rule, *want, *written;
} conditions[] = {
    {"any: each term once, in order", "any: [b, a b, b]", "0[b,a b]",
     "any: b, a b, b"},
    {"one term needs no list", "any: b", "0[b]", "any: b"},
    {"a stem is marked", "any: [~adopt, '~ data shared']",
     "0[~adopt,~data shared]", "any: ~adopt, ~ data shared"},
    {"a stem and its word are two terms", "any: [adopt, ~adopt]",
     "0[adopt,~adopt]", "any: adopt, ~adopt"},
    {"a word list stands in its place", "any: [x, '#few', y]",
     "0[x,few,a little,y]", "any: x, #few, y"},
    {"word lists within word lists", "any: '#both'", "0[few,a little,none]",
     "any: #both"},
    {"all: a list each", "all: [[a, b], '#few', c]", "1[a,b][few,a little][c]",
     "all: a, b + #few + c"},
    {"near in any order", "near: {a: [x], b: y, words: 3}", "2[x][y]3/0",
     "near: x | y, words 3"},
    {"near with a first", "near: {a: x, b: y, words: 0, order: ab}",
     "2[x][y]0/1", "near: x | y, words 0, order ab"},
    {"near with b first", "near: {a: x, b: y, words: 3, order: ba}",
     "2[x][y]3/2", "near: x | y, words 3, order ba"},
    {"before is a, then b", "before: {a: x, b: y, words: 3}", "2[x][y]3/1",
     "before: x | y, words 3"},
    {"after is b, then a", "after: {a: x, b: y, words: 3}", "2[x][y]3/2",
     "after: x | y, words 3"},
    {"a pattern stays as it is", "regex: ' a\\b  '", "3 a\\b  ", "regex: a\\b"},
    {"but for the end of a block", "regex: |\n          a\n\n", "3a",
     "regex: a"},
};

START_TEST(test_conditions)
{
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        const char *promise = conditions[i].promise;
        char yaml[1024];
        snprintf(yaml, sizeof yaml,
                 HEAD "wordlists: {both: ['#few', none], few: [few, a little]}"
                      "\ncodes:\n  - id: a\n    rules:\n      - %s\n",
                 conditions[i].rule);
        const Codebook *codebook = load(yaml);
        ck_assert_msg(codebook->rules.len == 1, "%s: %s", promise, findings());
        ASSERT_STR(str_of(rule_in_short(&codebook->rules.at[0])),
                   conditions[i].want, promise);
        ASSERT_STR(codebook->rules.at[0].written, conditions[i].written,
                   promise);
        end();
    }
}
END_TEST

START_TEST(test_rule_keys)
{
    const Codebook *codebook =
        load(HEAD "transcript: {questions: [{id: Q1}, {id: Q2}]}\n"
                  "codes:\n"
                  "  - id: a\n"
                  "    rules:\n"
                  "      - any: x\n"
                  "        unless: [y, z]\n"
                  "        unless_near: {terms: [u, v], words: 4}\n"
                  "        min_hits: 3\n"
                  "        speakers: ['P*', Ms A]\n"
                  "        questions: Q2\n"
                  "      - {any: y, id: named}\n"
                  "      - any: z\n");
    ck_assert_int_eq(codebook->rules.len, 3);
    const Rule *rule = &codebook->rules.at[0];
    ASSERT_STR(rule->unless.at[1].text, "z", "unless");
    ASSERT_STR(rule->unless_near.at[1].text, "v", "unless_near");
    ck_assert_int_eq(rule->unless_words, 4);
    ck_assert_int_eq(rule->min_hits, 3);
    ASSERT_STR(rule->speakers.at[1], "Ms A", "speakers");
    ck_assert_int_eq(rule->questions.len, 1);
    ck_assert_int_eq(rule->questions.at[0], 1);
    ASSERT_STR(rule->id, "a.1", "a rule is known by its position");
    ASSERT_STR(rule[1].id, "a.named", "or by its name");
    ASSERT_STR(rule[2].id, "a.3", "named ones count for positions");
    ck_assert_int_eq(rule[1].min_hits, 1);
    ck_assert_int_eq(rule->lists.at[0].at[0].place.line, 6);
    ck_assert_int_eq(rule->lists.at[0].at[0].place.column, 14);
    end();
}
END_TEST

// within span case negation hedged hypothetical roles, in one word.
static const char *settings_in_short(const Rule *rule)
{
    static const char *const policies = "xfa";
    Str role = rule->roles.len > 0 ? rule->roles.at[0] : S("any");
    Str all =
        str_format(&arena, "%s %s %s %c%c%c%c %.*s", scope_name(rule->within),
                   scope_name(rule->span), rule->exact_case ? "exact" : "fold",
                   policies[rule->policy[CONTEXT_AFFIRMED]],
                   policies[rule->policy[CONTEXT_NEGATED]],
                   policies[rule->policy[CONTEXT_HEDGED]],
                   policies[rule->policy[CONTEXT_HYPOTHETICAL]], FMT(role));
    return str_terminated(&arena, all);
}

static const struct {
    const char *promise, *defaults, *code, *rule, *want;
} settings[] = {
    {"built in, for valence", "", "kind: challenge", "",
     "sentence sentence fold axfx participant"},
    {"built in, for facilitators too", "", "kind: facilitator", "",
     "sentence sentence fold axfx participant"},
    {"built in, for opportunities too", "", "kind: opportunity", "",
     "sentence sentence fold axfx participant"},
    {"a theme is there whether or not it is denied", "", "kind: theme", "",
     "sentence sentence fold afff participant"},
    {"a suggestion is hypothetical by nature", "", "kind: suggestion", "",
     "sentence sentence fold afff participant"},
    {"an attribute is flagged", "", "kind: attribute", "",
     "sentence sentence fold afff participant"},
    {"defaults hold for valence",
     "negation: accept, hedged: exclude, hypothetical: flag", "kind: challenge",
     "", "sentence sentence fold aaxf participant"},
    {"defaults of contexts do not hold for themes",
     "negation: accept, hedged: exclude, hypothetical: exclude", "kind: theme",
     "", "sentence sentence fold afff participant"},
    {"other defaults do",
     "within: turn, span: hit, case: exact, code_roles: [interviewer]",
     "kind: theme", "", "turn hit exact afff interviewer"},
    {"a code overrules", "within: turn, span: hit, negation: accept",
     "within: clause, span: turn, negation: exclude, case: exact, "
     "roles: interviewer",
     "", "clause turn exact axff interviewer"},
    {"a rule overrules both", "within: turn, case: exact",
     "within: clause, case: exact, roles: interviewer, hedged: exclude",
     "within: answer, span: answer, case: fold, roles: participant, "
     "hedged: accept",
     "answer answer fold afaf participant"},
    {"any role", "", "roles: any", "", "sentence sentence fold afff any"},
    {"any role, in a list", "", "kind: theme", "roles: [any]",
     "sentence sentence fold afff any"},
    {"what is left blank is left out", "within: turn",
     "within: ", "within: ", "turn sentence fold afff participant"},
};

START_TEST(test_settings)
{
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const char *promise = settings[i].promise;
        char yaml[1024];
        snprintf(yaml, sizeof yaml,
                 HEAD "defaults: {%s}\ncodes:\n  - {id: a, rules: [{any: x, "
                      "%s}], %s}\n",
                 settings[i].defaults, settings[i].rule, settings[i].code);
        const Codebook *codebook = load(yaml);
        ck_assert_msg(codebook->rules.len == 1, "%s: %s", promise, findings());
        ASSERT_STR(str_of(settings_in_short(&codebook->rules.at[0])),
                   settings[i].want, promise);
        end();
    }
}
END_TEST

static const struct {
    const char *promise, *before, *after;
    bool same;
} hashes[] = {
    {"a label decides nothing", CODE "    rules: [{any: x}]",
     CODE "    label: A\n    definition: D\n    rules: [{any: x}]", true},
    {"nor does the code's name", CODE "    rules: [{any: x}]",
     HEAD "codes: [{id: b, rules: [{any: x, id: n}]}]", true},
    {"nor a word list's name",
     HEAD "wordlists: {l: [x, y]}\ncodes: [{id: a, rules: [{any: '#l'}]}]",
     CODE "    rules: [{any: [x, y]}]", true},
    {"a term does", CODE "    rules: [{any: x}]", CODE "    rules: [{any: y}]",
     false},
    {"their order does", CODE "    rules: [{any: [x, x y]}]",
     CODE "    rules: [{any: [x y, x]}]", false},
    {"where one ends does", CODE "    rules: [{any: [x, y z]}]",
     CODE "    rules: [{any: [x y, z]}]", false},
    {"a stem does", CODE "    rules: [{any: x}]", CODE "    rules: [{any: ~x}]",
     false},
    {"the kind does", CODE "    rules: [{any: x}]",
     CODE "    rules: [{regex: x}]", false},
    {"a policy does", CODE "    rules: [{any: x}]",
     CODE "    negation: exclude\n    rules: [{any: x}]", false},
    {"a trigger word does", CODE "    rules: [{any: x}]",
     "contexts: {extra: {pre: [y]}}\n" CODE "    rules: [{any: x}]", false},
    {"the span does", CODE "    rules: [{any: x}]",
     CODE "    rules: [{any: x, span: hit}]", false},
    {"a veto does", CODE "    rules: [{any: x}]",
     CODE "    rules: [{any: x, unless: y}]", false},
    {"how near a veto is does",
     CODE "    rules: [{any: x, unless_near: {terms: y, words: 1}}]",
     CODE "    rules: [{any: x, unless_near: {terms: y, words: 2}}]", false},
    {"the number of words does",
     CODE "    rules: [{near: {a: x, b: y, words: 1}}]",
     CODE "    rules: [{near: {a: x, b: y, words: 2}}]", false},
    {"the order of two does",
     CODE "    rules: [{before: {a: x, b: y, words: 1}}]",
     CODE "    rules: [{after: {a: x, b: y, words: 1}}]", false},
    {"who speaks does", CODE "    rules: [{any: x}]",
     CODE "    rules: [{any: x, speakers: P1}]", false},
};

START_TEST(test_hash)
{
    for (size_t i = 0; i < sizeof hashes / sizeof *hashes; i++) {
        const Codebook *before = load(hashes[i].before);
        const Codebook *after =
            codebook_load(str_of(hashes[i].after), S("t"), &arena, &diags);
        ck_assert_msg(before->rules.len == 1 && after->rules.len == 1, "%s: %s",
                      hashes[i].promise, findings());
        ck_assert_msg(str_eq(before->rules.at[0].hash,
                             after->rules.at[0].hash) == hashes[i].same,
                      "%s", hashes[i].promise);
        end();
    }
}
END_TEST

static const struct {
    const char *promise, *rule;
    bool exact;
    int column;
} patterns[] = {
    {"plain", "regex: a(b", true, 16},
    {"single quotes", "regex: 'a(b'", true, 17},
    {"after letters of two bytes", "{id: x, regex: 'é(b'}", true, 25},
    {"single quotes within", "regex: 'a''(b'", false, 16},
    {"double quotes without escapes", "regex: \"a(b\"", true, 17},
    {"double quotes with escapes", "regex: \"a\\\\b\"", false, 16},
    {"a block", "regex: |\n          a(b", false, 16},
    {"two lines", "regex: a(b\n          c", false, 16},
};

START_TEST(test_pattern_place)
{
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        char yaml[256];
        snprintf(yaml, sizeof yaml, RULE "%s\n", patterns[i].rule);
        const Codebook *codebook = load(yaml);
        ck_assert_msg(codebook->rules.len == 1, "%s", patterns[i].promise);
        const Rule *rule = &codebook->rules.at[0];
        ck_assert_msg(rule->pattern_exact_place == patterns[i].exact, "%s",
                      patterns[i].promise);
        ck_assert_msg(rule->pattern_place.column == patterns[i].column,
                      "%s: %d", patterns[i].promise,
                      (int)rule->pattern_place.column);
        end();
    }
}
END_TEST

START_TEST(test_advice)
{
    const Codebook *codebook =
        load(HEAD "codes: [{id: a, definition: d}, {id: b, definition: d}]\n"
                  "recommendations:\n"
                  "  - {id: r, text: Do., addresses: {b: 0.25, a: 2},\n"
                  "     leverages: [a, b], actors: [x, y]}\n"
                  "  - {id: s, text: Do., leverages: a, source: participants,\n"
                  "     reference: T}\n");
    ck_assert_int_eq(codebook->recommendations.len, 2);
    const Advice *advice = codebook->recommendations.at;
    ck_assert_int_eq(advice->addresses.at[0].code, 1);
    ck_assert_msg(advice->addresses.at[0].weight == 0.25, "a quarter");
    ck_assert_msg(advice->addresses.at[1].weight == 2, "two");
    ck_assert_msg(advice->leverages.at[1].weight == 1, "a list weighs 1");
    ASSERT_STR(advice->actors.at[1], "y", "actors");
    ASSERT_STR(advice->source, "analyst", "the source where none is given");
    ASSERT_STR(advice[1].source, "participants", "the source");
    ASSERT_STR(advice[1].reference, "T", "the reference");
    ck_assert_int_eq(advice[1].addresses.len, 0);
    end();
}
END_TEST

// ---- what is said of mistakes

START_TEST(test_findings)
{
    load("\xEF\xBB\xBF# é\r\n" HEAD
         "codes:\r\n  - {id: a, label: é, knd: x}\r\n");
    ck_assert_int_eq(diags.len, 1);
    ck_assert_str_eq(findings(), "C002 4:23");
    ASSERT_STR(diags.at[0].place.file, "t.yaml", "the file");
    ASSERT_STR(diags.at[0].source, "  - {id: a, label: é, knd: x}",
               "the line, without its end");
    ASSERT_STR(diags.at[0].help, "did you mean 'kind'?", "the nearest key");
    end();
    load(CODE "    \"x\\ny\\e[31m\": 1\n");
    ASSERT_STR(diags.at[0].message, "unknown key 'x y [31m' in a code",
               "nothing in a message disturbs a terminal");
    end();
    load(CODE "    kind: topic\n");
    ASSERT_STR(diags.at[0].help,
               "known here: theme, challenge, facilitator, opportunity, "
               "suggestion, attribute",
               "few choices are listed where none is near");
    end();
    load("codebook: {id: t}\ncodes: {\xFF}\n");
    ck_assert_str_eq(findings(), "C001 2:9");
    end();
    load("codebook: {id: t}\ncodes: \x01\n");
    ck_assert_str_eq(findings(), "C001 2:8");
    ASSERT_STR(diags.at[0].source, "", "a line with a control is not shown");
    end();
}
END_TEST

// Many of one kind: MISTAKES_MAX are told, and that there are more.
START_TEST(test_many)
{
    begin();
    Buf yaml = {.arena = &arena};
    buf_add(&yaml, S(HEAD "codes:\n"));
    for (int i = 0; i < 50; i++) {
        buf_format(&yaml, "  - {id: a%d, rules: [{any: [x, x]}]}\n", i);
    }
    buf_add(&yaml, S("  - {id: z, lable: z}\n"));
    codebook_load(buf_str(&yaml), S("t"), &arena, &diags);
    ck_assert_int_eq(diag_count(&diags, LEVEL_ERROR), 1);
    ck_assert_int_eq(diags.len, MISTAKES_MAX + 2);
    ck_assert_msg(diags.at[MISTAKES_MAX].id == DIAG_C002,
                  "warnings never crowd out an error");
    ck_assert_msg(diags.at[MISTAKES_MAX + 1].id == DIAG_C012 &&
                      diags.at[MISTAKES_MAX + 1].place.line == 0,
                  "more warnings are told of");
    end();
}
END_TEST

UNIT_MAIN("codebook", test_good, test_bad, test_head, test_codes,
          test_conditions, test_rule_keys, test_settings, test_hash,
          test_pattern_place, test_advice, test_findings, test_many)
