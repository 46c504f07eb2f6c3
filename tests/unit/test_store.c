#include "base/io.h"
#include "store/query.h"
#include "store/schema.h"
#include "store_sample.h"

// --- opening ---------------------------------------------------------------

static const struct {
    const char *promise;
    const char *bytes; // written into the file first, or NULL
    const char *sql;   // then run by another program, or NULL
    StoreMode mode;
    const char *refusal; // part of the message, or NULL where it opens
} openings[] = {
    {"writing makes a study", NULL, NULL, STORE_WRITE, NULL},
    {"reading makes nothing", NULL, NULL, STORE_READ, "No such file"},
    {"an empty file may become a study", "", NULL, STORE_WRITE, NULL},
    {"an empty file is no study to read", "", NULL, STORE_READ, "empty"},
    {"a text is no study", "INTERVIEWER: Good morning. How are you today?\n",
     NULL, STORE_WRITE, "not a database"},
    {"somebody else's database stays as it is", "",
     "CREATE TABLE notes (x); INSERT INTO notes VALUES (1)", STORE_WRITE,
     "another program"},
    {"another program's id is refused", "",
     "PRAGMA application_id = 77; PRAGMA user_version = 1; CREATE TABLE n (x)",
     STORE_WRITE, "another program"},
    {"a newer study is left alone", NULL, "PRAGMA user_version = 999",
     STORE_WRITE, "newer"},
    {"a newer study is not read", NULL, "PRAGMA user_version = 999", STORE_READ,
     "newer"},
    {"a foreign trigger is refused", NULL,
     "CREATE TRIGGER t AFTER INSERT ON decision"
     " BEGIN DELETE FROM setting; END",
     STORE_WRITE, "trigger"},
    {"a guard that is gone is noticed", NULL, "DROP TRIGGER decision_stays",
     STORE_WRITE, "decision_stays"},
    {"a view in place of a table is refused", NULL,
     "DROP TABLE setting;"
     "CREATE VIEW setting AS SELECT 'title' AS name, 'x' AS value",
     STORE_READ, "setting"},
    {"a changed view is refused", NULL,
     "DROP VIEW v_cases; CREATE VIEW v_cases AS SELECT 1", STORE_READ,
     "v_cases"},
    {"a researcher's own view does no harm", NULL,
     "CREATE VIEW mine AS SELECT count(*) FROM v_codings", STORE_WRITE, NULL},
    {"a researcher's own table does no harm", NULL, "CREATE TABLE mine (x)",
     STORE_READ, NULL},
};

START_TEST(opening_keeps_its_promises)
{
    const char *promise = openings[_i].promise;
    bool made = openings[_i].sql && !openings[_i].bytes;
    setup();
    if (openings[_i].bytes) {
        FILE *file = fopen(path, "wb");
        fputs(openings[_i].bytes, file);
        fclose(file);
    }
    if (made) {
        store_close(opened(STORE_WRITE));
    }
    if (openings[_i].sql) {
        elsewhere(openings[_i].sql, true);
    }
    Err err = {0};
    Store *store = store_open(path, openings[_i].mode, &err);
    if (openings[_i].refusal) {
        ck_assert_msg(!store && err.kind == ERR_IO, "%s: opened", promise);
        ck_assert_msg(strstr(err.message, openings[_i].refusal) != NULL,
                      "%s: %s", promise, err.message);
    } else {
        ck_assert_msg(store != NULL, "%s: %s", promise, err.message);
    }
    store_close(store);
    teardown();
}
END_TEST

START_TEST(the_file_is_the_researchers_alone)
{
    setup();
    umask(0);
    store_close(opened(STORE_WRITE));
    struct stat info;
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    teardown();
}
END_TEST

START_TEST(reading_writes_nothing)
{
    setup();
    store_close(opened(STORE_WRITE));
    Err err = {0};
    Store *store = opened(STORE_READ);
    ck_assert(!store_put_setting(store, S("a"), S("b"), &err));
    ck_assert_int_eq(err.kind, ERR_IO);
    store_close(store);
    teardown();
}
END_TEST

static const struct {
    const char *promise;
    const char *pragma;
    const char *value;
} settings[] = {
    {"no write-ahead log", "journal_mode", "delete"},
    {"power may fail after any commit", "synchronous", "3"}, // EXTRA
    {"what rows refer to is there", "foreign_keys", "1"},
    {"nothing in the file is trusted to run", "trusted_schema", "0"},
    {"pages are checked when they are read", "cell_size_check", "1"},
    {"no temporary files", "temp_store", "2"}, // in memory
    {"what is deleted is overwritten", "secure_delete", "1"},
    {"waits for a moment for others", "busy_timeout", "5000"},
};

START_TEST(the_connection_is_a_careful_one)
{
    setup();
    Store *store = opened(STORE_WRITE);
    sqlite3_stmt *statement = NULL;
    char sql[64];
    snprintf(sql, sizeof sql, "PRAGMA %s", settings[_i].pragma);
    ck_assert_int_eq(sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    ck_assert_int_eq(sqlite3_step(statement), SQLITE_ROW);
    ASSERT_STR(str_of((const char *)sqlite3_column_text(statement, 0)),
               settings[_i].value, settings[_i].promise);
    sqlite3_finalize(statement);
    store_close(store);
    teardown();
}
END_TEST

START_TEST(a_second_writer_is_told_so)
{
    setup();
    Err err = {0};
    Store *first = opened(STORE_WRITE);
    ck_assert(store_begin(first, &err));
    ck_assert(store_put_setting(first, S("a"), S("b"), &err));
    Store *second = opened(STORE_WRITE);
    ck_assert(!store_begin(second, &err));
    ck_assert_ptr_nonnull(strstr(err.message, "another program"));
    err = (Err){0};
    ck_assert(store_commit(first, &err));
    ck_assert_msg(store_begin(second, &err), "%s", err.message);
    store_close(second);
    store_close(first);
    teardown();
}
END_TEST

// --- migration -------------------------------------------------------------

static bool add_colour(sqlite3 *db, Err *err)
{
    return sqlite3_exec(db, "ALTER TABLE study_case ADD COLUMN colour TEXT",
                        NULL, NULL, NULL) == SQLITE_OK ||
           err_set(err, ERR_IO, "cannot add colours");
}

static bool fail_late(sqlite3 *db, Err *err)
{
    sqlite3_exec(db, "INSERT INTO setting VALUES ('half', 'done')", NULL, NULL,
                 NULL);
    return err_set(err, ERR_IO, "cannot go on");
}

static const struct {
    const char *promise;
    Migration *next;
    bool ok;
    const char *version, *settings;
} migrations[] = {
    {"an older study is brought up to date", add_colour, true, "5\n",
     "title|T\n"},
    {"what fails half-way leaves all as it was", fail_late, false, "4\n",
     "title|T\n"},
};

START_TEST(migration_keeps_its_promises)
{
    const char *promise = migrations[_i].promise;
    Arena arena = {0};
    Err err = {0};
    setup();
    Store *store = opened(STORE_WRITE);
    ck_assert(store_put_setting(store, S("title"), S("T"), &err));
    store_close(store);
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    Migration *const steps[] = {schema_make, NULL, NULL, NULL,
                                migrations[_i].next};
    bool ok = schema_migrate(db, path, steps, 5, &err);
    ck_assert_msg(ok == migrations[_i].ok, "%s: %s", promise, err.message);
    sqlite3_close(db);
    ASSERT_STR(rows_of("PRAGMA user_version", &arena), migrations[_i].version,
               promise);
    ASSERT_STR(rows_of("SELECT * FROM setting", &arena),
               migrations[_i].settings, promise);
    snprintf(path, sizeof path, "%s/themata.db.before-version-5", folder);
    struct stat info;
    ck_assert_msg(stat(path, &info) == 0, "%s: no copy", promise);
    ck_assert_int_eq(info.st_mode & 0777, 0600);
    store = opened(STORE_READ); // the copy is a whole study of version 4
    store_close(store);
    ASSERT_STR(rows_of("SELECT * FROM setting", &arena), "title|T\n", promise);
    snprintf(path, sizeof path, "%s/themata.db", folder);
    teardown();
    arena_release(&arena);
}
END_TEST

// A study of version 1 as sqlite3 prints it, with a revised text, two codebooks
// and people's decisions.
static const char *const views[] = {
    "v_documents", "v_turns",    "v_texts", "v_codings",
    "v_decisions", "v_codebook", "v_cases", "v_participants"};

// The columns of each view, but for what version 1 counted by captions.
static Strs columns_shown(Arena *arena)
{
    Strs columns = {0};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        Str ask = str_format(arena,
                             "SELECT group_concat('\"' || name || '\"')"
                             " FROM pragma_table_info('%s')"
                             " WHERE name <> 'turns'",
                             views[i]);
        *PUSH(&columns, arena) = str_trim(rows_of(ask.at, arena));
    }
    return columns;
}

static Str shown(Strs columns, Arena *arena)
{
    Buf all = {.arena = arena};
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        Str ask = str_format(arena, "SELECT %.*s FROM %s ORDER BY %.*s",
                             FMT(columns.at[i]), views[i], FMT(columns.at[i]));
        buf_format(&all, "%s\n%.*s", views[i], FMT(rows_of(ask.at, arena)));
    }
    return buf_str(&all);
}

START_TEST(version_1_shows_the_same_afterwards)
{
    Arena arena = {0};
    Err err = {0};
    Str sql;
    setup();
    ck_assert(io_read("tests/migrate/version-1.sql", &arena, &sql, &err));
    elsewhere(sql.at, true);
    Strs columns = columns_shown(&arena);
    Str before = shown(columns, &arena);
    Store *store = opened(STORE_WRITE);
    Strs problems;
    ck_assert(store_check(store, &arena, &problems, &err));
    ck_assert_msg(problems.len == 0, "%.*s", FMT(problems.at[0]));
    store_close(store);
    ASSERT_STR(shown(columns, &arena), before.at, "every view");
    ASSERT_STR(rows_of("SELECT document, turns, captions FROM v_documents"
                       " ORDER BY document",
                       &arena),
               "B|2|3\nP01|6|0\n", "turns are no captions");
    ASSERT_STR(rows_of("SELECT continues FROM v_turns WHERE document = 'B'"
                       " ORDER BY turn",
                       &arena),
               "0\n0\n1\n", "captions continue turns");
    ASSERT_STR(rows_of("SELECT number, turns FROM speaker WHERE revision = 1"
                       " ORDER BY number",
                       &arena),
               "0|1\n1|1\n", "speakers have turns");
    ck_assert_int_gt(str_find(before, S("confirmed"), 0), 0);
    ASSERT_STR(rows_of("SELECT count(*) FROM v_memos", &arena), "0\n",
               "there are no memos yet");
    teardown();
    arena_release(&arena);
}
END_TEST

// --- transcripts -----------------------------------------------------------

START_TEST(a_transcript_comes_back_as_it_went)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    setup();
    Transcript went = sample(S("P01"), S("Oui."), &arena);
    ck_assert(transcript_is_sound(&went));
    Transcript bare = {.document = S("P00"), .text = S("nobody spoke\n")};
    bare.hash = hash_hex(&arena, bare.text);
    bare.verbatim = true;
    Transcript empty = {.document = S("P02"), .hash = hash_hex(&arena, S(""))};
    Store *store = opened(STORE_WRITE);
    ck_assert_int_eq(put(store, &went, &revision), IMPORT_NEW);
    ck_assert_int_eq(put(store, &bare, &revision), IMPORT_NEW);
    ck_assert_int_eq(put(store, &empty, &revision), IMPORT_NEW);
    store_close(store);
    store = opened(STORE_READ);
    Documents documents;
    ck_assert(store_heads(store, &arena, &documents, &err));
    ck_assert_int_eq(documents.len, 3);
    for (ptrdiff_t i = 0; i < documents.len; i++) {
        ck_assert(store_fill(store, &documents.at[i], &arena, &err));
    }
    same_transcript(&documents.at[0].transcript, &bare); // by name
    same_transcript(&documents.at[1].transcript, &went);
    same_transcript(&documents.at[2].transcript, &empty);
    Document one;
    ck_assert(store_document(store, S("P01"), &arena, &one, &err));
    same_transcript(&one.transcript, &went);
    ck_assert_int_eq(one.revision, documents.at[1].revision);
    store_close(store);
    ASSERT_STR(
        rows_of("SELECT text FROM v_texts WHERE document = 'P00'", &arena),
        "nobody spoke\n\n", "a text without turns is whole");
    teardown();
    arena_release(&arena);
}
END_TEST

static void keep(Transcript *t, Arena *arena)
{
    (void)t;
    (void)arena;
}
static void move_file(Transcript *t, Arena *arena)
{
    (void)arena;
    t->file = S("elsewhere/P01.vtt");
    t->source_hash = S("other");
}
static void change_role(Transcript *t, Arena *arena)
{
    (void)arena;
    t->speakers.at[1].role = S("observer");
}
static void merge_sentences(Transcript *t, Arena *arena)
{
    (void)arena;
    t->sentences.at[1].span.end = t->sentences.at[2].span.end;
    t->sentences.at[2] = t->sentences.at[3];
    t->sentences.len--;
}
static void change_text(Transcript *t, Arena *arena)
{
    *t = sample(S("P01"), S("Non."), arena);
}
static void change_time(Transcript *t, Arena *arena)
{
    (void)arena;
    t->turns.at[0].start_ms = 7;
}
static void change_speaker(Transcript *t, Arena *arena)
{
    (void)arena;
    t->speakers.at[1].name = S("P01");
}

static const struct {
    const char *promise;
    void (*change)(Transcript *, Arena *);
    ImportStatus status;
    bool keeps_hits;
} imports[] = {
    {"the same again changes nothing", keep, IMPORT_UNCHANGED, true},
    {"a file that moved is the same text", move_file, IMPORT_UNCHANGED, true},
    {"a role is not the text", change_role, IMPORT_UNCHANGED, true},
    {"other sentences make hits old", merge_sentences, IMPORT_UNCHANGED, false},
    {"another word is a revision", change_text, IMPORT_REVISED, false},
    {"another time is a revision", change_time, IMPORT_REVISED, false},
    {"another speaker is a revision", change_speaker, IMPORT_REVISED, false},
};

START_TEST(importing_again_keeps_its_promises)
{
    const char *promise = imports[_i].promise;
    Arena arena = {0};
    Err err = {0};
    int64_t first, second, book;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript old = sample(S("P01"), S("Oui."), &arena);
    ck_assert_int_eq(put(store, &old, &first), IMPORT_NEW);
    Codebook codebook = tiny_codebook(S("h1"), &arena);
    Study study = small_study(&old, first, &codebook, &arena);
    ck_assert(store_put_codebook(store, &codebook, S("y"), &book, &err));
    ck_assert(put_coded(store, &study, book, S("key"), &err));
    Transcript new = sample(S("P01"), S("Oui."), &arena);
    imports[_i].change(&new, &arena);
    ck_assert_msg(put(store, &new, &second) == imports[_i].status, "%s",
                  promise);
    ck_assert_msg((first == second) == (imports[_i].status != IMPORT_REVISED),
                  "%s", promise);
    Document back;
    ck_assert(store_document(store, S("P01"), &arena, &back, &err));
    same_transcript(&back.transcript, &new);
    Str heard = coded_of(store, book, &arena).heard;
    ck_assert_msg((heard.len > 0) == imports[_i].keeps_hits, "%s", promise);
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(older_revisions_stay)
{
    Arena arena = {0};
    int64_t revision;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript old = sample(S("P01"), S("Oui."), &arena);
    Transcript new = sample(S("P01"), S("Non."), &arena);
    put(store, &old, &revision);
    put(store, &new, &revision);
    put(store, &old, &revision); // back to the first text: a third revision
    store_close(store);
    Str want = str_format(&arena, "1|%.*s\n2|%.*s\n3|%.*s\n", FMT(old.text),
                          FMT(new.text), FMT(old.text));
    ASSERT_STR(rows_of("SELECT revision, text FROM v_texts", &arena),
               str_terminated(&arena, want), "all texts are kept");
    ASSERT_STR(rows_of("SELECT document, revision FROM v_documents", &arena),
               "P01|3\n", "the newest is shown");
    teardown();
    arena_release(&arena);
}
END_TEST

static const char *const forbidden[] = {
    "UPDATE content SET text = 'x'", "UPDATE content SET turns = '[]'",
    "DELETE FROM content",           "UPDATE revision SET hash = 'x'",
    "DELETE FROM revision",          "DELETE FROM document",
    "UPDATE decision SET why = 'x'", "UPDATE decision SET sequence = 9",
    "DELETE FROM decision",
};

START_TEST(the_file_itself_refuses_to_forget)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    Decisions decisions = {0};
    *PUSH(&decisions, &arena) = decided(1, &arena);
    ck_assert(store_add_decisions(store, &decisions, &known, &err));
    store_close(store);
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        elsewhere(forbidden[i], false);
    }
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(unknown_documents_are_named)
{
    Arena arena = {0};
    int64_t revision;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    Err err = {0};
    Document document;
    ck_assert(!store_document(store, S("P10"), &arena, &document, &err));
    ck_assert_int_eq(err.kind, ERR_USAGE);
    ck_assert_str_eq(err.message,
                     "no document is called 'P10'; did you mean 'P01'?");
    err = (Err){0};
    ck_assert(!store_document(store, S("x' OR 1"), &arena, &document, &err));
    ck_assert_str_eq(err.message, "no document is called 'x' OR 1'");
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

// --- nothing half-done -----------------------------------------------------

START_TEST(a_rollback_leaves_nothing)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    Decisions decisions = {0};
    *PUSH(&decisions, &arena) = decided(1, &arena);
    ck_assert(store_begin(store, &err));
    put(store, &t, &revision);
    ck_assert(store_add_decisions(store, &decisions, &known, &err));
    store_rollback(store);
    store_rollback(store); // once more does no harm
    Documents documents;
    ck_assert(store_heads(store, &arena, &documents, &err));
    ck_assert_int_eq(documents.len, 0);
    ck_assert(store_decisions(store, &arena, &decisions, &err));
    ck_assert_int_eq(decisions.len, 0);
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(a_part_that_fails_is_undone_alone)
{
    Arena arena = {0};
    Err err = {0}, refused = {0};
    int64_t revision, id;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    Codebook book = tiny_codebook(S("h1"), &arena);
    ck_assert(store_put_codebook(store, &book, S("y"), &id, &err));
    ck_assert(store_begin(store, &err));
    put(store, &t, &revision);
    Study study = small_study(&t, revision, &book, &arena);
    study.documents.at[0].revision = 77; // not in the study
    ck_assert(!put_coded(store, &study, id, S("k"), &refused));
    ck_assert_int_eq(refused.kind, ERR_IO);
    ck_assert_ptr_nonnull(strstr(refused.message, "cannot "));
    ck_assert(store_commit(store, &err));
    store_close(store);
    ASSERT_STR(rows_of("SELECT document FROM v_documents", &arena), "P01\n",
               "the rest of the transaction stands");
    ASSERT_STR(rows_of("SELECT count(*) FROM coded", &arena), "0\n",
               "nothing of the part that failed");
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(the_first_error_wins)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    ImportStatus status;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    err_set(&err, ERR_INPUT, "earlier");
    ck_assert(!store_put_transcript(store, &t, &status, &revision, &err));
    ck_assert_str_eq(err.message, "earlier");
    store_close(store);
    ASSERT_STR(rows_of("SELECT count(*) FROM revision", &arena), "0\n",
               "nothing was stored");
    teardown();
    arena_release(&arena);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("store");
    TCase *all = tcase_create("store");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, opening_keeps_its_promises, 0, ROWS(openings));
    tcase_add_test(all, the_file_is_the_researchers_alone);
    tcase_add_test(all, reading_writes_nothing);
    tcase_add_loop_test(all, the_connection_is_a_careful_one, 0,
                        ROWS(settings));
    tcase_add_test(all, a_second_writer_is_told_so);
    tcase_add_loop_test(all, migration_keeps_its_promises, 0, ROWS(migrations));
    tcase_add_test(all, version_1_shows_the_same_afterwards);
    tcase_add_test(all, a_transcript_comes_back_as_it_went);
    tcase_add_loop_test(all, importing_again_keeps_its_promises, 0,
                        ROWS(imports));
    tcase_add_test(all, older_revisions_stay);
    tcase_add_test(all, the_file_itself_refuses_to_forget);
    tcase_add_test(all, unknown_documents_are_named);
    tcase_add_test(all, a_rollback_leaves_nothing);
    tcase_add_test(all, a_part_that_fails_is_undone_alone);
    tcase_add_test(all, the_first_error_wins);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
