// Counts: what is stored beside hits is never older than what it rests on.
#include "code_study.h"
#include "engine/inside.h"
#include "same_counts.h"

static const char codebook[] =
    "codebook: {id: c, version: 1.0.0, language: en}\n"
    "transcript:\n"
    "  roles: {interviewer: [I], participant: [\"P*\"]}\n"
    "  questions:\n"
    "    - {id: Q1, any: [training]}\n"
    "codes:\n";
static const char unruled[] = "  - {id: first, label: First, kind: theme}\n";
static const char alpha[] = "  - id: alpha\n"
                            "    label: Alpha\n"
                            "    kind: theme\n"
                            "    rules:\n"
                            "      - any: [budget*, money]\n";
static const char beta[] = "  - id: beta\n"
                           "    label: Beta\n"
                           "    kind: challenge\n"
                           "    rules:\n"
                           "      - any: [data, registry]\n"
                           "        span: turn\n";
static const char gamma_code[] = "  - id: gamma\n"
                                 "    label: Gamma\n"
                                 "    kind: theme\n"
                                 "    rules:\n"
                                 "      - any: [hospital, staff]\n";

static void write_codebook(const char *folder, const char *first,
                           const char *second, const char *third)
{
    Arena arena = {0};
    write_file(folder, "codebooks/c.yaml",
               str_format(&arena, "%s%s%s%s", codebook, first, second, third));
    arena_release(&arena);
}

static void write_interview(const char *folder, int number)
{
    Arena arena = {0};
    Buf text = {.arena = &arena};
    for (int i = 0; i < 7; i++) {
        buf_format(&text, "I: And what about it? %s.\n",
                   said_there((unsigned)(i + number)));
        buf_format(&text, "P%02d: %s. %s.\n", number,
                   said_there((unsigned)(2 * i + number)),
                   said_there((unsigned)(3 * i)));
    }
    write_file(folder, str_format(&arena, "transcripts/P%02d.txt", number).at,
               buf_str(&text));
    arena_release(&arena);
}

static void read_all(const char *folder, const char *roles)
{
    Err err = {0};
    ImportReport report = {0};
    Themata *study = open_study(folder, 2);
    Arena *arena = themata_arena(study);
    Strs paths = {0};
    *PUSH(&paths, arena) = str_format(arena, "%s/transcripts", folder);
    ImportOptions options = {.whole = true};
    if (roles) {
        options.roles = str_format(arena, "%s/%s", folder, roles);
    }
    ck_assert_msg(themata_import(study, paths, &options, &report, &err), "%s",
                  err.message);
    ck_assert(study_keep_present(study, &report, &err));
    themata_close(study);
}

static void code_it(const char *folder)
{
    Themata *study = open_study(folder, 2);
    code_all(study, folder);
    themata_close(study);
}

static void change(const char *folder, const char *sql)
{
    sqlite3 *db = NULL;
    Arena arena = {0};
    const char *path = str_format(&arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_int_eq(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    arena_release(&arena);
}

static int64_t number_of(const char *folder, const char *sql)
{
    sqlite3 *db = NULL;
    Arena arena = {0};
    Buf rows = {.arena = &arena};
    int32_t number = -1;
    const char *path = str_format(&arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    add_rows(db, sql, &rows);
    sqlite3_close(db);
    Str digits = buf_str(&rows);
    ck_assert(str_number(str_slice(digits, 0, digits.len - 2), &number));
    arena_release(&arena);
    return number;
}

// ---- what may happen after a study was coded

static void nothing(const char *folder)
{
    (void)folder;
}

static void decide(const char *folder, Action action, const char *code,
                   const char *quote)
{
    Err err = {0};
    ptrdiff_t known;
    Decisions decisions = {0};
    Themata *study = open_study(folder, 1);
    *PUSH(&decisions, themata_arena(study)) = (Decision){
        .action = action,
        .document = S("P01"),
        .code = str_of(code),
        .quote = str_of(quote),
        .turn = 2,
        .coder = S("anna"),
    };
    ck_assert_msg(themata_decide(study, &decisions, &known, &err), "%s",
                  err.message);
    themata_close(study);
}

static void people_remove(const char *folder)
{
    decide(folder, ACTION_REMOVE, "beta", "data");
}

static void people_add(const char *folder)
{
    decide(folder, ACTION_ADD, "gamma", "shared");
    code_it(folder);
    decide(folder, ACTION_REMOVE, "gamma", "shared");
}

static void people_add_and_the_codebook_grows(const char *folder)
{
    decide(folder, ACTION_ADD, "gamma", "shared");
    code_it(folder);
    write_codebook(folder, unruled, alpha, beta);
    code_it(folder);
}

static void people_take_back_all_of_a_code(const char *folder)
{
    write_codebook(folder, unruled, alpha, beta);
    code_it(folder);
    decide(folder, ACTION_ADD, "first", "shared");
    decide(folder, ACTION_REMOVE, "first", "shared");
    code_it(folder);
}

static void roles_anew(const char *folder)
{
    write_file(folder, "roles.yaml",
               S("roles: {interviewer: [P02], participant: [I]}\n"));
    read_all(folder, "roles.yaml");
}

static void a_code_without_rules_comes_first(const char *folder)
{
    Arena arena = {0};
    write_codebook(folder, unruled, alpha,
                   str_format(&arena, "%s%s", beta, gamma_code).at);
    code_it(folder);
    arena_release(&arena);
}

static void codes_change_places(const char *folder)
{
    write_codebook(folder, gamma_code, beta, alpha);
    code_it(folder);
}

static void away_and_back(const char *folder)
{
    Arena arena = {0};
    remove(str_format(&arena, "%s/transcripts/P02.txt", folder).at);
    read_all(folder, NULL);
    write_codebook(folder, beta, gamma_code, "");
    code_it(folder);
    write_interview(folder, 2);
    read_all(folder, NULL);
    arena_release(&arena);
}

static void a_new_one(const char *folder)
{
    write_interview(folder, 7);
    read_all(folder, NULL);
}

static void no_sheets(const char *folder)
{
    change(folder, "DELETE FROM sheet WHERE coded > 1");
}

static void bytes_change(const char *folder)
{
    change(folder, "UPDATE sheet SET counted = CAST(substr(counted, 1, 9)"
                   " || X'04' || substr(counted, 11) AS BLOB)");
}

static void codes_change(const char *folder)
{
    change(folder, "UPDATE sheet SET codes = '[]' WHERE coded = 1");
    change(folder, "UPDATE sheet SET codes = '[1,2,3,77]' WHERE coded = 2");
}

static void sentences_change(const char *folder)
{
    change(folder, "UPDATE coded SET heard = ''");
}

static const struct {
    const char *promise;
    void (*happens)(const char *folder);
} events[] = {
    {"nothing", nothing},
    {"people remove a coding", people_remove},
    {"people remove what they added", people_add},
    {"people add, and codes get other places",
     people_add_and_the_codebook_grows},
    {"people take back all of a code", people_take_back_all_of_a_code},
    {"others interview", roles_anew},
    {"a code without rules comes first", a_code_without_rules_comes_first},
    {"codes change places", codes_change_places},
    {"a document was away while rules changed", away_and_back},
    {"a document is new", a_new_one},
    {"sheets are missing, as in an older study", no_sheets},
    {"the sentences are others", sentences_change},
    {"bytes were changed", bytes_change},
};

START_TEST(what_happens_is_counted)
{
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        Arena arena = {0};
        const char *folder = make_folder(&arena);
        write_codebook(folder, alpha, beta, gamma_code);
        for (int number = 1; number <= 4; number++) {
            write_interview(folder, number);
        }
        read_all(folder, NULL);
        code_it(folder);
        events[i].happens(folder);
        same_counts(folder, 2);
        code_it(folder);
        same_counts(folder, 2);
        ck_assert_msg(number_of(folder, "SELECT count(*) FROM v_documents") ==
                          number_of(folder, "SELECT count(*) FROM sheet"),
                      "%s: then every document has a sheet", events[i].promise);
        remove_folder(folder);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(changed_sheets_are_told)
{
    static const struct {
        const char *promise;
        void (*happens)(const char *folder);
        ptrdiff_t problems;
    } rows[] = {
        {"all is well", nothing, 0},
        {"bytes", bytes_change, 4},
        {"codes", codes_change, 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Arena arena = {0};
        Err err = {0};
        Strs problems;
        const char *folder = make_folder(&arena);
        write_codebook(folder, alpha, beta, gamma_code);
        for (int number = 1; number <= 4; number++) {
            write_interview(folder, number);
        }
        read_all(folder, NULL);
        code_it(folder);
        rows[i].happens(folder);
        Themata *study = open_study(folder, 1);
        ck_assert(themata_fsck(study, &problems, &err));
        ck_assert_msg(problems.len == rows[i].problems, "%s: %td",
                      rows[i].promise, problems.len);
        themata_close(study);
        remove_folder(folder);
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("counts", what_happens_is_counted, changed_sheets_are_told)
