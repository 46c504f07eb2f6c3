// Roles, cases and decisions: what is read, written and said of mistakes.
#include "loading.h"

#include <stdio.h>

// ---- roles, cases

START_TEST(test_roles)
{
    static const char *const files[] = {
        "interviewer: [I, INT]\nparticipant: 'P*'\n",
        "roles:\n  interviewer: [I, INT]\n  participant: 'P*'\n",
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        begin();
        Roles roles = roles_load(str_of(files[i]), S("r"), &arena, &diags);
        ck_assert_msg(diags.len == 0, "%s", findings());
        ck_assert_int_eq(roles.len, 2);
        ASSERT_STR(roles.at[0].patterns.at[1], "INT", "a pattern");
        ASSERT_STR(roles.at[1].role, "participant", "a role");
        end();
    }
}
END_TEST

#define CASES                                                                  \
    "study: {title: T, consent: paraphrase}\n"                                 \
    "cases:\n"                                                                 \
    "  - {id: one, label: One, attributes: {country: Estonia, no: on}}\n"      \
    "  - id: two\n"                                                            \
    "participants:\n"                                                          \
    "  - {id: P01, position: nurse, group: g, consent: quote, cases: [two]}\n" \
    "  - {id: Ms A, cases: [one, two]}\n"

START_TEST(test_cases)
{
    begin();
    const Register *declared = register_load(
        S(CASES "documents:\n"
                "  - {document: P01, cases: [two, one]}\n"
                "  - {document: G01, speakers: {'P 1': P01, Anna: Ms A}}\n"),
        S("cases.yaml"), &arena, &diags);
    ck_assert_msg(diags.len == 0, "%s", findings());
    ASSERT_STR(declared->file, "cases.yaml", "the file");
    ASSERT_STR(declared->title, "T", "the title");
    ck_assert_msg(declared->consent == CONSENT_PARAPHRASE, "the consent");
    ck_assert_int_eq(declared->cases.len, 2);
    ASSERT_STR(declared->cases.at[0].attributes.at[1].value, "on",
               "attributes are texts");
    ASSERT_STR(declared->cases.at[1].label, "two", "the label is the id");
    const Participant *people = declared->participants.at;
    ASSERT_STR(people[0].position, "nurse", "the position");
    ASSERT_STR(people[0].group, "g", "the group");
    ck_assert_msg(people[0].consent == CONSENT_QUOTE, "their own consent");
    ck_assert_msg(people[1].consent == CONSENT_PARAPHRASE,
                  "without one, the study's");
    ck_assert_int_eq(people[0].cases.at[0], 1);
    ck_assert_int_eq(people[1].cases.len, 2);
    ck_assert_int_eq(declared->assignments.len, 1);
    ck_assert_int_eq(declared->assignments.at[0].cases.at[1], 0);
    ck_assert_int_eq(declared->casts.len, 2);
    ASSERT_STR(declared->casts.at[1].speaker, "Anna", "the label");
    ASSERT_STR(declared->casts.at[1].participant, "Ms A", "the participant");
    ASSERT_STR(declared->casts.at[1].document, "G01", "the document");
    end();
    begin();
    declared = register_load(S("cases: []\n"), S("c"), &arena, &diags);
    ck_assert_msg(declared->consent == CONSENT_NONE && diags.len == 0,
                  "without a word nothing may be shown");
    end();
}
END_TEST

static const struct {
    const char *promise, *yaml, *want;
} bad_cases[] = {
    {"an unknown case of a participant", CASES "  - {id: P02, cases: [tow]}\n",
     "K001 8:23"},
    {"an unknown case of a document",
     CASES "documents: [{document: d, cases: three}]\n", "K001 8:34"},
    {"an unknown participant",
     CASES "documents: [{document: d, speakers: {A: P09}}]\n", "K001 8:41"},
    {"a case that is declared twice", "cases: [{id: a}, {id: a}]\n",
     "C005 1:18"},
    {"a participant who is declared twice",
     "participants: [{id: a}, {id: a}]\n", "C005 1:25"},
    {"a document that stands there twice",
     CASES "documents: [{document: d}, {document: d}]\n", "C005 8:28"},
    {"no such consent", "study: {consent: yes}\n", "C004 1:18"},
    {"an unknown key", "participants: [{id: a, name: B}]\n", "C002 1:24"},
    {"no id", "cases: [{label: a}]\n", "C003 1:9"},
};

START_TEST(test_bad_cases)
{
    for (size_t i = 0; i < sizeof bad_cases / sizeof *bad_cases; i++) {
        begin();
        register_load(str_of(bad_cases[i].yaml), S("c"), &arena, &diags);
        ck_assert_msg(str_eq(str_of(findings()), str_of(bad_cases[i].want)),
                      "%s: got %s, want %s", bad_cases[i].promise, findings(),
                      bad_cases[i].want);
        end();
    }
}
END_TEST

// ---- decisions

#define OVERRIDE "document: P03, quote: q, code: a, coder: anna"

static const struct {
    const char *promise, *yaml, *want;
} overrides[] = {
    {"an addition", "{" OVERRIDE ", action: add, date: 2026-11-20}", ""},
    {"a day with its time",
     "{" OVERRIDE ", action: remove, date: '2024-02-29T10:00:00Z'}", ""},
    {"a confirmation", "{" OVERRIDE ", action: confirm, turn: 12}", ""},
    {"another code", "{" OVERRIDE ", action: recode, to: b}", ""},
    {"another place", "{" OVERRIDE ", action: move, quote_to: r}", ""},
    {"a recode to nothing", "{" OVERRIDE ", action: recode}", "C003 1:13"},
    {"a move to nothing", "{" OVERRIDE ", action: move}", "C003 1:13"},
    {"an addition with `to`", "{" OVERRIDE ", action: add, to: b}",
     "C008 1:74"},
    {"no such action", "{" OVERRIDE ", action: delete}", "C004 1:69"},
    {"no such day", "{" OVERRIDE ", action: add, date: 2026-02-29}",
     "C004 1:80"},
    {"a day as it is written elsewhere",
     "{" OVERRIDE ", action: add, date: 20.11.2026}", "C004 1:80"},
    {"no such turn", "{" OVERRIDE ", action: add, turn: 0}", "C004 1:80"},
    {"no quote", "{document: d, code: a, coder: b, action: add}", "C003 1:13"},
    {"an empty quote",
     "{document: d, quote: '', code: a, coder: b, action: add}", "C004 1:34"},
    {"no coder", "{document: d, quote: q, code: a, action: add}", "C003 1:13"},
};

START_TEST(test_overrides)
{
    for (size_t i = 0; i < sizeof overrides / sizeof *overrides; i++) {
        char yaml[512];
        begin();
        snprintf(yaml, sizeof yaml, "overrides: [%s]\n", overrides[i].yaml);
        Decisions decisions =
            decisions_load(str_of(yaml), S("o"), &arena, &diags);
        ck_assert_msg(str_eq(str_of(findings()), str_of(overrides[i].want)),
                      "%s: got %s, want %s", overrides[i].promise, findings(),
                      overrides[i].want);
        ck_assert_msg(decisions.len == (diags.len == 0), "%s",
                      overrides[i].promise);
        end();
    }
}
END_TEST

static void assert_same(const Decision *a, const Decision *b)
{
    ck_assert(a->action == b->action && a->turn == b->turn);
    ck_assert(str_eq(a->document, b->document) && str_eq(a->code, b->code));
    ck_assert(str_eq(a->quote, b->quote) && str_eq(a->to, b->to));
    ck_assert(str_eq(a->quote_to, b->quote_to) && str_eq(a->why, b->why));
    ck_assert(str_eq(a->before, b->before) && str_eq(a->after, b->after));
    ck_assert(str_eq(a->coder, b->coder) && str_eq(a->date, b->date));
    ck_assert(a->span.begin == NONE && a->span_to.begin == NONE);
}

// Texts that a careless writer of YAML would spoil.
static const char *const texts[] = {
    "plain",
    "no",
    "~",
    "null",
    "- not a list",
    "a: b",
    "# no comment",
    "'",
    "\"",
    "\\n",
    "a\nb",
    "a\n\nb\n",
    " blank ",
    "\t",
    "\r\n",
    "%",
    "@",
    "[x]",
    "{x}",
    "*x",
    "&x",
    "!x",
    "|",
    ">",
    "2026-11-20",
    "1.10",
    "é",
    "\u2028",
    "\xC2\x85",
    "\uFEFF",
    "\U0001F600",
    "\x01",
    "\x7F",
    "...",
    "---",
    "long long long long "
    "long long long long long long long long long long long long long long "
    "long long long long long long long long long long long long long long",
    "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC",
};

enum { TEXTS = sizeof texts / sizeof *texts };

START_TEST(test_round_trip)
{
    begin();
    Decisions decisions = {0};
    for (int i = 0; i < TEXTS * ACTIONS; i++) {
        Str text = str_of(texts[i % TEXTS]);
        Action action = (Action)(i / TEXTS);
        *PUSH(&decisions, &arena) = (Decision){
            .action = action,
            .document = text,
            .code = action != ACTION_MEMO ? text : (Str){0},
            .to = action == ACTION_RECODE || action == ACTION_MEMO ? text
                                                                   : (Str){0},
            .quote = text,
            .quote_to = action == ACTION_MOVE ? text : (Str){0},
            .before = i % 2 ? text : (Str){0},
            .after = i % 3 ? text : (Str){0},
            .turn = i % 5,
            .coder = text,
            .date = i % 2 ? S("2026-11-20") : (Str){0},
            .why = text,
            .span = {NONE, NONE},
            .span_to = {NONE, NONE},
        };
    }
    Str yaml = decisions_yaml(&decisions, &arena);
    Decisions again = decisions_load(yaml, S("o"), &arena, &diags);
    ck_assert_msg(diags.len == 0, "%s", findings());
    ck_assert_int_eq(again.len, decisions.len);
    for (ptrdiff_t i = 0; i < again.len; i++) {
        assert_same(&again.at[i], &decisions.at[i]);
    }
    Str twice = decisions_yaml(&again, &arena);
    ck_assert(str_eq(yaml, twice));
    end();
}
END_TEST

// As other readers of YAML see it: every text is one, "no" and "1.10" too.
START_TEST(test_written)
{
    begin();
    Decisions one = {0};
    *PUSH(&one, &arena) = (Decision){.action = ACTION_RECODE,
                                     .document = S("P03"),
                                     .quote = S("no"),
                                     .turn = 12,
                                     .code = S("a"),
                                     .to = S("1.10"),
                                     .coder = S("~"),
                                     .date = S("2026-11-20")};
    ASSERT_STR(decisions_yaml(&one, &arena),
               "overrides:\n"
               "- document: \"P03\"\n"
               "  quote: \"no\"\n"
               "  turn: 12\n"
               "  code: \"a\"\n"
               "  action: recode\n"
               "  to: \"1.10\"\n"
               "  coder: \"~\"\n"
               "  date: \"2026-11-20\"\n",
               "texts stand in quotes, what is empty is left out");
    end();
}
END_TEST

START_TEST(test_round_trip_edges)
{
    begin();
    Str yaml = decisions_yaml(&(Decisions){0}, &arena);
    Decisions none = decisions_load(yaml, S("o"), &arena, &diags);
    ck_assert_msg(none.len == 0 && diags.len == 0, "no decision: %s",
                  findings());
    Decisions one = {0};
    *PUSH(&one, &arena) = (Decision){.action = ACTION_ADD,
                                     .document = S("d"),
                                     .quote = S("a\xFF"
                                                "b"),
                                     .code = S("c"),
                                     .coder = S("e")};
    yaml = decisions_yaml(&one, &arena);
    Decisions again = decisions_load(yaml, S("o"), &arena, &diags);
    ck_assert_int_eq(again.len, 1);
    ASSERT_STR(again.at[0].quote,
               "a\uFFFD"
               "b",
               "no UTF-8 becomes U+FFFD");
    // A turn of a whole file, many times over.
    Buf turn = {.arena = &arena};
    while (turn.len < SCALAR_BYTES_MAX + SCALAR_BYTES_MAX / 4) {
        buf_add(&turn, S("word "));
    }
    Decisions many = {0};
    for (int i = 0; i < 60; i++) {
        one.at[0].quote = buf_str(&turn);
        *PUSH(&many, &arena) = one.at[0];
    }
    yaml = decisions_yaml(&many, &arena);
    ck_assert_int_gt(yaml.len, YAML_BYTES_MAX);
    again = decisions_load(yaml, S("o"), &arena, &diags);
    ck_assert_int_eq(again.len, 60);
    ck_assert(str_eq(again.at[59].quote, buf_str(&turn)));
    end();
}
END_TEST

UNIT_MAIN("cases", test_roles, test_cases, test_bad_cases, test_overrides,
          test_round_trip, test_written, test_round_trip_edges)
