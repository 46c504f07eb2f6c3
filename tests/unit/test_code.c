// Coding: what is stored is what coding all of it anew would give, however the
// study came about, however many threads work, whenever the power fails.
#include "code_study.h"
#include "same_counts.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { DOCUMENTS = 7, RULES = 10, EDITS = 60, KILLS = 15 };

// ---- a study that is edited

typedef struct Draft {    // of a study, as numbers that choose among words
    int texts[DOCUMENTS]; // 0: there is none yet
    int rules[RULES];     // 0: left out
    int turned;           // by how much the rules are turned around
    int codes;            // where one code ends and the next begins
    int question, roles, cases, label;
} Draft;

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

// What only some documents have.
static const char *ward_was(int document, int version)
{
    static const char *const words[] = {"quiet", "flooded", "closed", "full"};
    return words[(document + version) % 4];
}

static Str interview_text(int document, int version, Arena *arena)
{
    uint32_t state = (uint32_t)(document * 7919 + version * 104729);
    Buf text = {.arena = arena};
    for (int i = 0; i < 12; i++) {
        const char *asked = said_there(next_random(&state));
        const char *answer = said_there(next_random(&state));
        buf_format(&text, "I: And what about it? %s.\n", asked);
        buf_format(&text, "P%02d: %s. %s.\n", document, answer,
                   said_there(next_random(&state)));
    }
    buf_format(&text, "P%02d: The ward was %s.\n", document,
               ward_was(document, version));
    return buf_str(&text);
}

static const char *rule_text(int rule, int version)
{
    static const char *const rules[RULES][3] = {
        // Several find the same words, so that it shows which comes first.
        {"any: [budget]", "any: [budget*, money]", "any: [staff, budget]"},
        {"any: [data]\n        span: hit", "any: [\"data were\"]",
         "any: [data]\n        span: turn"},
        {"near: {a: [data], b: [shar*], words: 4}", "any: [data, budget]",
         "near: {a: [staff], b: [train*], words: 5}"},
        {"regex: '\\bno\\w*'", "regex: 'the \\w+'", "regex: '[“”]'"},
        {"any: [problem]\n        negation: accept", "any: [problem, budget]",
         "any: [problem]\n        unless: [not]"},
        {"any: [training]\n        min_hits: 2", "any: [data]",
         "any: [training]\n        span: answer"},
        {"any: [registry]\n        speakers: [\"P01\", \"P03\"]",
         "any: [registry, budget]", "any: [registry, hospital]"},
        {"any: [data]\n        questions: [Q1]", "any: [staff]",
         "any: [staff, data]\n        span: hit"},
        {"any: [hospital]\n        roles: [interviewer, participant]",
         "any: [data*]", "any: [budget*]"},
        {"any: [quiet, ward closed]", "any: [flood*, \"ward was full\"]",
         "regex: '\\bward\\s+was\\s+closed\\b'"},
    };
    return rules[rule][version - 1];
}

static Str codebook_yaml(const Draft *draft, Arena *arena)
{
    static const char *const codes[] = {"alpha", "beta", "gamma"};
    Buf yaml = {.arena = arena};
    buf_format(&yaml,
               "codebook:\n  id: c\n  version: 1.0.0\n  language: en\n"
               "transcript:\n  roles:\n    interviewer: [%s]\n"
               "    participant: [\"P*\"]\n  questions:\n"
               "    - {id: Q1, any: [\"%s\"]}\ncodes:\n",
               draft->roles ? "I, P04" : "I",
               draft->question ? "hospital" : "training");
    int code = -1;
    for (int i = 0; i < RULES; i++) {
        int rule = (i + draft->turned) % RULES;
        int wanted = i < draft->codes ? 0 : i < draft->codes + 3 ? 1 : 2;
        if (draft->rules[rule] == 0) {
            continue;
        }
        if (wanted != code) {
            code = wanted;
            buf_format(&yaml,
                       "  - id: %s\n    label: L%d\n    kind: %s\n"
                       "    rules:\n",
                       codes[code], draft->label,
                       code == 1 && draft->label % 2 ? "challenge" : "theme");
        }
        buf_format(&yaml, "      - %s\n", rule_text(rule, draft->rules[rule]));
    }
    return buf_str(&yaml);
}

static void write_draft(const char *folder, const Draft *draft)
{
    Arena arena = {0};
    for (int i = 0; i < DOCUMENTS; i++) {
        if (draft->texts[i] > 0) {
            write_file(folder,
                       str_format(&arena, "transcripts/P%02d.txt", i).at,
                       interview_text(i, draft->texts[i], &arena));
        }
    }
    write_file(folder, "codebooks/c.yaml", codebook_yaml(draft, &arena));
    write_file(folder, "transcripts/cases.yaml",
               draft->cases ? S("cases:\n  - {id: one, label: One}\n"
                                "participants:\n"
                                "  - {id: P01, group: nurse, cases: [one],"
                                " consent: quote}\n")
                            : S("cases:\n  - {id: two, label: Two}\n"));
    arena_release(&arena);
}

// Of the first document, whose text stays: people agree, do not, and add.
static void decide(Themata *study)
{
    Err err = {0};
    ptrdiff_t known;
    Decisions decisions = {0};
    Arena *arena = themata_arena(study);
    static const char *const quotes[] = {"budget", "data", "training"};
    for (int i = 0; i < 3; i++) {
        *PUSH(&decisions, arena) = (Decision){
            .action = i == 1 ? ACTION_REMOVE : ACTION_CONFIRM,
            .document = S("P00"),
            .code = i == 2 ? S("beta") : S("alpha"),
            .quote = str_of(quotes[i]),
            .turn = 2 + 2 * i,
            .coder = i == 0 ? S("anna") : S("ben"),
            .why = S("so"),
        };
    }
    ck_assert_msg(themata_decide(study, &decisions, &known, &err), "%s",
                  err.message);
}

static Draft first_draft(void)
{
    Draft draft = {.codes = 3};
    for (int i = 0; i < RULES; i++) {
        draft.rules[i] = 1 + i % 2;
    }
    for (int i = 0; i < DOCUMENTS - 2; i++) {
        draft.texts[i] = 1;
    }
    return draft;
}

static void run_sql(const char *folder, const char *sql)
{
    Arena arena = {0};
    sqlite3 *db = NULL;
    const char *path = str_format(&arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    arena_release(&arena);
}

// What is known of documents so that they need not be read is lost, or of
// another version of the program.
static void forget_some(const char *folder, int turn)
{
    static const char *const losses[] = {
        "DELETE FROM signature WHERE revision % 2",
        "UPDATE coded SET found = x'' WHERE id % 2",
        "UPDATE signature SET bits = zeroblob(100) WHERE revision % 3 = 0",
        "UPDATE coded SET heard = 'x' WHERE id % 3 = 0",
    };
    if (turn % 2 == 1) {
        run_sql(folder, losses[turn / 2 % 4]);
    }
}

static void edit(Draft *draft, uint32_t *state)
{
    int which = (int)(next_random(state) % 11);
    int rule = (int)(next_random(state) % RULES);
    switch (which) {
    case 0: // the first document is what people decided about
        draft->texts[1 + next_random(state) % (DOCUMENTS - 1)] =
            1 + (int)(next_random(state) % 3);
        break;
    case 1:
    case 10:
        draft->turned = (int)(next_random(state) % RULES);
        break;
    case 2:
        draft->codes = 1 + (int)(next_random(state) % 4);
        break;
    case 3:
        draft->question ^= 1;
        break;
    case 4:
        draft->roles ^= 1;
        break;
    case 5:
        draft->cases ^= 1;
        break;
    case 6:
        draft->label++;
        break;
    default:
        draft->rules[rule] = (int)(next_random(state) % 4);
    }
}

static int rules_of(const Draft *draft)
{
    int count = 0;
    for (int i = 0; i < RULES; i++) {
        count += draft->rules[i] > 0;
    }
    return count;
}

// A study made anew from a draft; what it shows, and what coding it tells.
static Str from_scratch(const Draft *draft, CodeReport *report, Arena *arena)
{
    const char *folder = make_folder(arena);
    write_draft(folder, draft);
    Themata *study = open_study(folder, 1);
    import_all(study, folder);
    decide(study);
    *report = code_all(study, folder);
    themata_close(study);
    Str all = shown(folder, arena);
    remove_folder(folder);
    return all;
}

static void same_findings(const Diags *a, const Diags *b, ptrdiff_t from)
{
    ck_assert_int_eq(a->len - from, b->len);
    for (ptrdiff_t i = 0; i < b->len; i++) {
        ck_assert(str_eq(a->at[from + i].message, b->at[i].message));
    }
}

START_TEST(edits_give_what_coding_all_anew_gives)
{
    Arena arena = {0};
    uint32_t state = 20261125;
    int64_t reused = 0;
    Draft draft = first_draft();
    const char *folder = make_folder(&arena);
    for (int i = 0; i <= EDITS; i++) {
        write_draft(folder, &draft);
        Themata *study = open_study(folder, 1 + i % 3);
        import_all(study, folder);
        forget_some(folder, i);
        if (i % 8 == 0) {
            decide(study);
        }
        if (i > 0) {
            same_counts(folder, 1 + i % 2);
        }
        CodeReport report = code_all(study, folder), anew;
        same_counts(folder, 1 + i % 3);
        reused += report.reused;
        const Study *loaded;
        Err err = {0};
        ck_assert(themata_load(study, S("c"), &loaded, &err));
        ck_assert_int_eq(codings_standing(&loaded->codings), report.codings);
        themata_close(study);
        Str want = from_scratch(&draft, &anew, &arena);
        ASSERT_STR(shown(folder, &arena), want.at, "all that is shown");
        ck_assert_int_eq(report.hits, anew.hits);
        ck_assert_int_eq(report.codings, anew.codings);
        ck_assert_int_eq(report.turns, anew.turns);
        ck_assert_int_eq(report.bytes, anew.bytes);
        ck_assert_int_eq(report.rules, rules_of(&draft));
        do {
            edit(&draft, &state);
        } while (rules_of(&draft) == 0);
    }
    ck_assert_msg(reused > 10, "nothing was reused");
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(coding_again_finds_the_same)
{
    Arena arena = {0};
    Draft draft = first_draft();
    const char *folder = make_folder(&arena);
    write_draft(folder, &draft);
    Themata *study = open_study(folder, 2);
    import_all(study, folder);
    decide(study);
    code_all(study, folder);
    themata_close(study);
    study = open_study(folder, 2);
    Themata *other = NULL;
    CodeReport first = code_all(study, folder);
    ptrdiff_t told = themata_findings(study)->len;
    CodeReport second = code_all(study, folder);
    ck_assert_int_eq(first.reused, first.documents);
    ck_assert_int_eq(second.hits, first.hits);
    ck_assert_int_eq(themata_findings(study)->len, 2 * told);
    themata_close(study);
    other = open_study(folder, 1);
    code_all(other, folder);
    study = open_study(folder, 8);
    code_all(study, folder);
    same_findings(themata_findings(study), themata_findings(other), 0);
    themata_close(other);
    themata_close(study);
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

START_TEST(damaged_hits_are_found_again)
{
    static const char *const damages[] = {
        "UPDATE packed SET hits = X'05'",
        "UPDATE packed SET questions = '[99'",
        "DELETE FROM packed WHERE coded > 2",
    };
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        Arena arena = {0};
        Draft draft = first_draft();
        const char *folder = make_folder(&arena);
        write_draft(folder, &draft);
        Themata *study = open_study(folder, 2);
        import_all(study, folder);
        decide(study);
        code_all(study, folder);
        run_sql(folder, damages[i]);
        draft.rules[0] = 2;
        write_draft(folder, &draft);
        CodeReport report = code_all(study, folder), anew;
        themata_close(study);
        Str want = from_scratch(&draft, &anew, &arena);
        ASSERT_STR(shown(folder, &arena), want.at, damages[i]);
        ck_assert_int_eq(report.hits, anew.hits);
        remove_folder(folder);
        arena_release(&arena);
    }
}
END_TEST

// ---- what is not looked at

typedef struct Changed {
    const char *promise;
    int before, after; // versions of the rule about the ward
    bool looked[4];    // at documents by ward_was: quiet, flooded, closed, full
} Changed;

static const Changed changes[] = {
    {"a new rule, where all words of a term are",
     0,
     1,
     {true, false, true, false}},
    {"a new rule of more words", 0, 2, {false, true, false, true}},
    {"a new pattern", 0, 3, {false, false, true, false}},
    {"a changed rule, where it was and will be",
     1,
     2,
     {true, true, false, true}},
    {"a rule that is gone, where it was", 2, 0, {false, true, false, true}},
};

static void check_changed(const Changed *changed)
{
    Arena arena = {0};
    Buf left = {.arena = &arena}, want = {.arena = &arena};
    Draft draft = first_draft();
    sqlite3 *db = NULL;
    const char *folder = make_folder(&arena);
    draft.rules[RULES - 1] = changed->before;
    write_draft(folder, &draft);
    Themata *study = open_study(folder, 2);
    import_all(study, folder);
    code_all(study, folder);
    // Whoever looks mends it.
    run_sql(folder, "UPDATE packed SET hits = X'05'");
    draft.rules[RULES - 1] = changed->after;
    write_draft(folder, &draft);
    code_all(study, folder);
    themata_close(study);
    for (int i = 0; i < DOCUMENTS - 2; i++) {
        buf_format(&want, "%d|", !changed->looked[(i + 1) % 4]);
    }
    const char *path = str_format(&arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    add_rows(db, "SELECT group_concat(hits = X'05', '|') FROM packed", &left);
    sqlite3_close(db);
    ASSERT_STR(buf_str(&left),
               str_format(&arena, "%.*s\n", FMT(buf_str(&want))).at,
               changed->promise);
    remove_folder(folder);
    arena_release(&arena);
}

START_TEST(other_documents_are_not_looked_at)
{
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        check_changed(&changes[i]);
    }
}
END_TEST

// ---- threads

START_TEST(threads_do_not_show)
{
    static const int jobs[] = {1, 2, 8};
    Arena arena = {0};
    Str first = {0};
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        Draft draft = first_draft();
        const char *folder = make_folder(&arena);
        for (int step = 0; step < 3; step++) {
            write_draft(folder, &draft);
            Themata *study = open_study(folder, jobs[i]);
            import_all(study, folder);
            decide(study);
            code_all(study, folder);
            themata_close(study);
            draft.rules[1] = 1 + (draft.rules[1] + step) % 3;
            draft.texts[DOCUMENTS - 1] = 1 + step;
        }
        Str bytes = database(folder, &arena);
        ck_assert_msg(i == 0 || str_eq(bytes, first), "%d threads", jobs[i]);
        first = bytes;
        remove_folder(folder);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(the_first_document_that_fails_is_named)
{
    Arena arena = {0};
    Buf costly = {.arena = &arena};
    buf_add(&costly, S("P01: data\nP01: !!x "));
    for (int i = 0; i < 200000; i++) {
        buf_add(&costly, S("a, "));
    }
    buf_add(&costly, S("! !\n"));
    for (int jobs = 1; jobs <= 8; jobs *= 2) {
        const char *folder = make_folder(&arena);
        for (int i = 0; i < 8; i++) {
            write_file(folder, str_format(&arena, "transcripts/D%d.txt", i).at,
                       i == 3 || i == 4 || i == 6 ? buf_str(&costly)
                                                  : S("P01: data\n"));
        }
        write_file(folder, "codebooks/c.yaml",
                   S("codebook: {id: c, version: 1.0.0, language: en}\n"
                     "codes:\n  - id: a\n    kind: theme\n    rules:\n"
                     "      - regex: '(?:\\w|\\W)*!!x'\n"));
        Themata *study = open_study(folder, jobs);
        Err err = {0};
        CodeReport report;
        import_all(study, folder);
        ck_assert(
            !themata_code(study, codebook_path(study, folder), &report, &err));
        ck_assert_int_eq(err.kind, ERR_INPUT);
        ck_assert_msg(strstr(err.message, "'a.1'") &&
                          strstr(err.message, "'D3', turn 2"),
                      "%s", err.message);
        themata_close(study);
        remove_folder(folder);
    }
    arena_release(&arena);
}
END_TEST

// ---- kill -9

// Codes now with one codebook, now with the other, until it is killed.
static void code_for_ever(const char *folder, const Draft *drafts)
{
    for (int i = 0;; i++) {
        Arena arena = {0};
        Err err = {0};
        CodeReport report;
        const char *name = i % 2 ? "b.yaml" : "a.yaml";
        const char *path = str_format(&arena, "%s/%s", folder, name).at;
        (void)drafts;
        Themata *study = themata_open(folder, STUDY_WRITE, &err);
        if (!study || !themata_code(study, path, &report, &err)) {
            _exit(1);
        }
        themata_close(study);
        arena_release(&arena);
    }
}

static Str codings_shown(const char *folder, Arena *arena)
{
    sqlite3 *db = NULL;
    Buf rows = {.arena = arena};
    const char *path = str_format(arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    add_rows(db,
             "SELECT document, begin, end, code, rule, codebook FROM v_codings"
             " ORDER BY 1, 2, 3, 4",
             &rows);
    sqlite3_close(db);
    return buf_str(&rows);
}

START_TEST(a_crash_leaves_the_last_whole_run)
{
    Arena arena = {0};
    Draft drafts[2] = {first_draft(), first_draft()};
    Str whole[2];
    const char *folder = make_folder(&arena);
    drafts[1].rules[0] = 2;
    drafts[1].rules[4] = 0;
    for (int i = 1; i >= 0; i--) {
        write_draft(folder, &drafts[i]);
        write_file(folder, i ? "b.yaml" : "a.yaml",
                   codebook_yaml(&drafts[i], &arena));
        Themata *study = open_study(folder, 2);
        import_all(study, folder);
        code_all(study, folder);
        themata_close(study);
        whole[i] = codings_shown(folder, &arena);
    }
    ck_assert(!str_eq(whole[0], whole[1]));
    uint32_t random = 3;
    for (int i = 0; i < KILLS; i++) {
        pid_t writer = fork();
        ck_assert_int_ge(writer, 0);
        if (writer == 0) {
            code_for_ever(folder, drafts);
        }
        long wait = 3000 + (long)(next_random(&random) % 60000);
        nanosleep(&(struct timespec){.tv_nsec = wait * 1000}, NULL);
        kill(writer, SIGKILL);
        int status;
        ck_assert_int_eq(waitpid(writer, &status, 0), writer);
        ck_assert_msg(WIFSIGNALED(status), "the writer failed by itself");
        Str left = codings_shown(folder, &arena);
        ck_assert_msg(str_eq(left, whole[0]) || str_eq(left, whole[1]),
                      "half a run");
        Themata *study = open_study(folder, 1);
        Err err = {0};
        Strs problems;
        ck_assert(themata_fsck(study, &problems, &err));
        ck_assert_int_eq(problems.len, 0);
        themata_close(study);
    }
    remove_folder(folder);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("code", edits_give_what_coding_all_anew_gives,
          coding_again_finds_the_same, damaged_hits_are_found_again,
          other_documents_are_not_looked_at, threads_do_not_show,
          the_first_document_that_fails_is_named,
          a_crash_leaves_the_last_whole_run)
