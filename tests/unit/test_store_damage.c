// Damage is found, and nothing that was saved is lost.
#include "base/io.h"
#include "store_sample.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

// --- damage ----------------------------------------------------------------

static const struct {
    const char *promise;
    const char *sql; // the guards are taken away first, and put back
    const char *problem;
    bool readable; // the document can still be read
} damages[] = {
    {"a whole study has no problem", "SELECT 1", NULL, true},
    {"a changed word is found",
     "UPDATE content SET text = replace(text, 'budget', 'trouble')",
     "'P01', revision 1", false},
    {"a changed label is found",
     "UPDATE content SET text = replace(text, 'INT', 'int')", "'P01'", false},
    {"a span outside the text is found",
     "UPDATE content SET turns = replace(turns, ',80,84,', ',80,9999,')",
     "'P01'", false},
    {"a missing turn is found",
     "UPDATE content SET turns = substr(turns, 1, instr(turns, '],[9')) || ']'",
     "'P01'", false},
    {"a changed sentence is found",
     "UPDATE content SET parts = CAST(substr(parts, 1, 9) || X'02' ||"
     " substr(parts, 11) AS BLOB)",
     "'P01'", false},
    {"a number too large is found",
     "UPDATE content SET turns = replace(turns, ',84,', ',84999999999,')",
     "'P01'", false},
    {"a text that is gone is found", "DELETE FROM content", "'P01'", false},
    {"a label in another's mouth is found",
     "UPDATE speaker SET name = 'P02' WHERE number = 1", "'P01'", true},
    {"a text exchanged with its quick seal is found",
     "UPDATE revision SET hash = 'x'", "'P01'", true},
    {"a coding taken out is found", "DELETE FROM coding WHERE number = 1",
     "codings of 'P01'", true},
    {"codings that cannot be read are found",
     "UPDATE packed SET codings = '[[1'", "codings of 'P01'", true},
    {"a decision put into another's mouth is found",
     "UPDATE decision SET coder = 'bo' WHERE sequence = 1", "decision 1", true},
    {"a decision taken out is found", "DELETE FROM decision WHERE sequence = 2",
     "decision 3", true},
    {"a changed codebook is found", "UPDATE codebook SET yaml = 'x'",
     "codebooks/pm.yaml", true},
};

START_TEST(damage_is_found)
{
    const char *promise = damages[_i].promise;
    Arena arena = {0};
    Err err = {0};
    int64_t revision, id;
    ptrdiff_t known;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    Codebook book = tiny_codebook(hash_hex(&arena, S("y")), &arena);
    put(store, &t, &revision);
    ck_assert(store_put_codebook(store, &book, S("y"), &id, &err));
    Study study = small_study(&t, revision, &book, &arena);
    ck_assert(put_coded(store, &study, id, S("k"), &err));
    Decisions decisions = {0};
    for (int i = 0; i < 3; i++) {
        *PUSH(&decisions, &arena) = decided(i, &arena);
    }
    ck_assert(store_add_decisions(store, &decisions, &known, &err));
    store_close(store);
    Str guards = rows_of("SELECT sql || ';' FROM sqlite_schema"
                         " WHERE type = 'trigger'",
                         &arena);
    Str drops = rows_of("SELECT 'DROP TRIGGER ' || name || ';'"
                        " FROM sqlite_schema WHERE type = 'trigger'",
                        &arena);
    elsewhere(drops.at, true);
    elsewhere(damages[_i].sql, true);
    elsewhere(guards.at, true);
    store = opened(STORE_READ);
    Strs problems;
    ck_assert_msg(store_check(store, &arena, &problems, &err), "%s: %s",
                  promise, err.message);
    if (damages[_i].problem) {
        ck_assert_msg(problems.len == 1, "%s: %d problems", promise,
                      (int)problems.len);
        ck_assert_msg(
            str_find(problems.at[0], str_of(damages[_i].problem), 0) >= 0,
            "%s: %.*s", promise, FMT(problems.at[0]));
    } else {
        ck_assert_msg(problems.len == 0, "%s: %.*s", promise,
                      FMT(problems.at[0]));
    }
    Document document;
    bool read = store_document(store, S("P01"), &arena, &document, &err);
    ck_assert_msg(read == damages[_i].readable, "%s", promise);
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

// Whatever byte of the file is other than it was: no crash, and what is read
// as a transcript is the transcript.
START_TEST(a_flipped_byte_never_passes_as_a_text)
{
    Arena arena = {0};
    int64_t revision;
    setup();
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    store_close(store);
    Err err = {0};
    Str bytes;
    ck_assert(io_read(path, &arena, &bytes, &err));
    uint32_t random = 7;
    for (int i = 0; i < 400; i++) {
        random = random * 1664525u + 1013904223u;
        char *copy = str_terminated(&arena, bytes);
        copy[random % (uint32_t)bytes.len] ^= (char)(1u << (random >> 29));
        ck_assert(io_write(path, (Str){copy, bytes.len}, &err));
        Err damage = {0};
        Document document;
        Strs problems;
        store = store_open(path, STORE_READ, &damage);
        if (store &&
            store_document(store, S("P01"), &arena, &document, &damage)) {
            ck_assert(str_eq(document.transcript.text, t.text));
            same_turns(&document.transcript, &t);
            store_check(store, &arena, &problems, &damage);
        } else {
            ck_assert_int_ne(damage.kind, ERR_NONE);
        }
        store_close(store);
    }
    teardown();
    arena_release(&arena);
}
END_TEST

START_TEST(a_copy_is_a_whole_study)
{
    Arena arena = {0};
    Err err = {0};
    int64_t revision;
    char copy[64];
    setup();
    snprintf(copy, sizeof copy, "%s/copy.db", folder);
    Store *store = opened(STORE_WRITE);
    Transcript t = sample(S("P01"), S("Oui."), &arena);
    put(store, &t, &revision);
    ck_assert_msg(store_backup(store, copy, &err), "%s", err.message);
    ck_assert_msg(store_backup(store, copy, &err), "%s", err.message);
    store_close(store);
    store = store_open(copy, STORE_READ, &err);
    ck_assert_msg(store != NULL, "%s", err.message);
    Document document;
    ck_assert(store_document(store, S("P01"), &arena, &document, &err));
    same_transcript(&document.transcript, &t);
    store_close(store);
    teardown();
    arena_release(&arena);
}
END_TEST

// --- kill -9 ---------------------------------------------------------------

enum { KILLS = 30 };

// Appends decisions until it is killed; says each sequence once it is saved.
static void write_for_ever(int acknowledgements)
{
    Arena arena = {0};
    Err err = {0};
    Store *store = store_open(path, STORE_WRITE, &err);
    Decisions log = {0};
    if (!store || !store_decisions(store, &arena, &log, &err)) {
        _exit(1);
    }
    for (int64_t next = log.len + 1;; next++) {
        Decisions decisions = {0};
        ptrdiff_t known;
        *PUSH(&decisions, &arena) = decided(next, &arena);
        if (!store_add_decisions(store, &decisions, &known, &err) ||
            write(acknowledgements, &decisions.at[0].sequence,
                  sizeof(int64_t)) != sizeof(int64_t)) {
            _exit(1);
        }
    }
}

// Starts a writer, kills it after a while, and gives what it said last.
static int64_t kill_a_writer(long microseconds)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t writer = fork();
    ck_assert_int_ge(writer, 0);
    if (writer == 0) {
        close(ends[0]);
        write_for_ever(ends[1]);
    }
    close(ends[1]);
    nanosleep(&(struct timespec){.tv_nsec = microseconds * 1000}, NULL);
    kill(writer, SIGKILL);
    int status;
    ck_assert_int_eq(waitpid(writer, &status, 0), writer);
    ck_assert_msg(WIFSIGNALED(status), "the writer failed by itself");
    int64_t last = 0, said;
    while (read(ends[0], &said, sizeof said) == sizeof said) {
        last = said;
    }
    close(ends[0]);
    return last;
}

START_TEST(no_acknowledged_decision_is_lost)
{
    setup();
    store_close(opened(STORE_WRITE));
    uint32_t random = 1;
    int64_t acknowledged = 0;
    for (int i = 0; i < KILLS; i++) {
        Arena arena = {0};
        Err err = {0};
        random = random * 1664525u + 1013904223u;
        int64_t last = kill_a_writer(500 + (long)(random >> 8) % 80000);
        acknowledged = last > 0 ? last : acknowledged;
        Store *store = opened(i % 2 ? STORE_READ : STORE_WRITE);
        Decisions log;
        Strs problems;
        ck_assert_msg(store_decisions(store, &arena, &log, &err), "%s",
                      err.message);
        ck_assert_int_ge(log.len, acknowledged);
        ck_assert_int_le(log.len, acknowledged + i + 1);
        ck_assert(store_check(store, &arena, &problems, &err));
        ck_assert_int_eq(problems.len, 0);
        acknowledged = log.len;
        store_close(store);
        arena_release(&arena);
    }
    ck_assert_msg(acknowledged > 0, "no writer got anywhere");
    teardown();
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("store damage");
    TCase *all = tcase_create("store damage");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, damage_is_found, 0, ROWS(damages));
    tcase_add_test(all, a_flipped_byte_never_passes_as_a_text);
    tcase_add_test(all, a_copy_is_a_whole_study);
    tcase_add_test(all, no_acknowledged_decision_is_lost);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
