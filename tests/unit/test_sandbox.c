// What reads untrusted files is locked in: each thing that is claimed is tried.
#define _GNU_SOURCE // pipe2
#include "unit.h"

#include "base/buf.h"
#include "engine/readers.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// ---- deeds: each returns true when it could be done

static bool open_file(void)
{
    return open("/etc/hostname", O_RDONLY) >= 0;
}

static bool list_folder(void)
{
    return open("/", O_RDONLY | O_DIRECTORY) >= 0;
}

static bool make_file(void)
{
    return open("/tmp/themata-sandbox", O_RDWR | O_CREAT, 0600) >= 0;
}

// The current folder is a new one with this file in it.
static bool remove_file(void)
{
    return unlink("themata-to-remove") == 0;
}

static bool open_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

// By Landlock alone a socket is there, and of no use.
static bool connect_socket(void)
{
    int file = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return file >= 0 &&
           (connect(file, (struct sockaddr *)&to, sizeof to) == 0 ||
            errno == ECONNREFUSED);
}

static bool start_process(void)
{
    pid_t process = fork();
    if (process == 0) {
        _exit(0);
    }
    return process > 0;
}

static bool send_signal(void)
{
    return kill(getppid(), 0) == 0;
}

static bool run_program(void)
{
    char *const words[] = {"true", NULL};
    execv("/bin/true", words);
    return false;
}

static bool take_memory(void)
{
    enum { GIGABYTE = 1024 * 1024 * 1024 };
    void *at = mmap(NULL, GIGABYTE, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return at != MAP_FAILED;
}

static bool loop_for_ever(void)
{
    for (volatile bool on = true; on;) {
    }
    return true;
}

static bool write_nowhere(void)
{
    volatile char *volatile nowhere = NULL;
    *nowhere = 'x';
    return true;
}

// ---- one part at a time

// How a process ends that locks itself in, as far as `parts` say, and does it.
enum { DENIED, DONE, NOT_LOCKED, KILLED };
static int outcome(unsigned parts, bool (*deed)(void))
{
    Sandbox sandbox = {.bytes = 64 * 1024 * 1024, .seconds = 1};
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        unsigned held = sandbox_lock(&sandbox, parts);
        _exit((held & parts) != parts ? NOT_LOCKED : deed() ? DONE : DENIED);
    }
    ck_assert_int_gt(process, 0);
    ck_assert_int_eq(waitpid(process, &status, 0), process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED;
}

static const struct {
    const char *promise;
    unsigned parts;
    bool (*deed)(void);
    int outcome;
} deeds[] = {
    {"without a lock a file opens", 0, open_file, DONE},
    {"without a lock a socket opens", 0, open_socket, DONE},
    {"without a lock a process starts", 0, start_process, DONE},
    {"without a lock there is memory", 0, take_memory, DONE},
    {"without a lock a file can go", 0, remove_file, DONE},
    {"memory is limited", SANDBOX_MEMORY, take_memory, DENIED},
    {"time is limited", SANDBOX_TIME, loop_for_ever, KILLED},
    {"nothing opens: no file", SANDBOX_OPEN, open_file, DENIED},
    {"nothing opens: no socket", SANDBOX_OPEN, open_socket, DENIED},
    {"Landlock: no file", SANDBOX_FILES, open_file, DENIED},
    {"Landlock: no folder", SANDBOX_FILES, list_folder, DENIED},
    {"Landlock: no new file", SANDBOX_FILES, make_file, DENIED},
    {"Landlock: no file goes", SANDBOX_FILES, remove_file, DENIED},
    {"Landlock: no program", SANDBOX_FILES, run_program, DENIED},
    {"seccomp: no file", SANDBOX_CALLS, open_file, DENIED},
    {"seccomp: no socket", SANDBOX_CALLS, open_socket, DENIED},
    {"seccomp: no process", SANDBOX_CALLS, start_process, DENIED},
    {"seccomp: no program", SANDBOX_CALLS, run_program, DENIED},
    {"seccomp: no signal", SANDBOX_CALLS, send_signal, DENIED},
    {"seccomp: no file goes", SANDBOX_CALLS, remove_file, DENIED},
};

START_TEST(test_parts)
{
    char folder[] = "/tmp/themata-sandbox-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(chdir(folder), 0);
    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++) {
        int file = open("themata-to-remove", O_WRONLY | O_CREAT, 0600);
        ck_assert_int_ge(file, 0);
        close(file);
        int got = outcome(deeds[i].parts, deeds[i].deed);
        if (got == NOT_LOCKED) {
            printf("not to be had here: %s\n", deeds[i].promise);
            continue;
        }
        ck_assert_msg(got == deeds[i].outcome, "%s: %d", deeds[i].promise, got);
    }
    unlink("themata-to-remove");
    ck_assert_int_eq(rmdir(folder), 0);
}
END_TEST

// ---- what a program may that reads a file for us

static int of_program(bool (*deed)(void))
{
    int status = 0;
    pid_t process = fork();
    if (process == 0) {
        unsigned all = SANDBOX_FILES | SANDBOX_CALLS;
        _exit(sandbox_lock_program("/bin/true") != all ? NOT_LOCKED
              : deed()                                 ? DONE
                                                       : DENIED);
    }
    ck_assert_int_eq(waitpid(process, &status, 0), process);
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED;
}

static bool read_shared_file(void)
{
    return open("/etc/passwd", O_RDONLY) >= 0;
}

static bool list_home(void)
{
    return open("/home", O_RDONLY) >= 0 || open("/root", O_RDONLY) >= 0;
}

START_TEST(test_program)
{
    if (of_program(read_shared_file) == NOT_LOCKED) {
        printf("skipped: no Landlock or no seccomp\n");
        return;
    }
    ck_assert_int_eq(of_program(read_shared_file), DONE);
    ck_assert_int_eq(of_program(run_program), 0); // it is /bin/true now
    ck_assert_int_eq(of_program(list_home), DENIED);
    ck_assert_int_eq(of_program(make_file), DENIED);
    ck_assert_int_eq(of_program(open_socket), DENIED);
    ck_assert_int_eq(of_program(start_process), DENIED);
}
END_TEST

// ---- readers

// Does what the source's text names; what could be done is a transcript of one
// turn, what not is refused in the usual way.
static void read_hostile(Str format, const Source *source, Arena *arena,
                         Answer *answer)
{
    static const struct {
        const char *name;
        bool (*deed)(void);
    } known[] = {
        {"open a file", open_file},         {"open a socket", open_socket},
        {"start a process", start_process}, {"connect", connect_socket},
        {"loop for ever", loop_for_ever},   {"take memory", take_memory},
        {"make a file", make_file},         {"crash", write_nowhere},
    };
    (void)format;
    answer->claimed = true;
    if (str_eq(source->text, S("take it all"))) {
        while (arena_take(arena, 1024, 1024)) {
        }
    }
    if (str_eq(source->text, S("end without a word"))) {
        _exit(0);
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (str_eq(source->text, str_of(known[i].name)) && !known[i].deed()) {
            err_set(&answer->err, ERR_INPUT, "denied");
            return;
        }
    }
    Transcript *transcript = PUSH(&answer->transcripts, arena);
    *transcript = (Transcript){.document = source->name,
                               .file = source->file,
                               .format = S("lines"),
                               .text = str_copy(arena, source->text)};
    int32_t end = (int32_t)source->text.len;
    bool beyond = str_eq(source->text, S("point beyond"));
    *PUSH(&transcript->turns, arena) = (Turn){.span = {0, end + beyond},
                                              .speaker = NO_SPEAKER,
                                              .start_ms = NO_TIME,
                                              .end_ms = NO_TIME,
                                              .line = 1,
                                              .question = NO_QUESTION};
    diag_add(&answer->findings, DIAG_T001, (Place){.file = source->file},
             "label %.*s", FMT(source->labels.at[0]));
    answer->ok = true;
}

#define BROKE "reading it broke down, so it is left out"

static const struct {
    const char *promise;
    const char *text;
    const char *refused; // or NULL: read
} sources[] = {
    {"what is harmless is read", "I: Hello.", NULL},
    {"no file opens", "open a file", "denied"},
    {"no file is made", "make a file", "denied"},
    {"no socket opens", "open a socket", "denied"},
    {"nothing is connected to", "connect", "denied"},
    {"no process starts", "start a process", "denied"},
    {"after refusals the next is read", "P: Hello.", NULL},
    {"a crash is a refusal", "crash", BROKE},
    {"who says nothing is refused", "end without a word", BROKE},
    {"an answer that is not sound is refused", "point beyond", BROKE},
    {"a large text comes through", "", NULL},
    {"nothing to read", "", NULL},
};

static Readers *hostile_readers(Strs *labels)
{
    static Str label = {"Anna", 4};
    *labels = (Strs){&label, 1, 1};
    Source common = {.labels = *labels};
    Err err = {0};
    ReadApart apart = {
        .read = read_hostile,
        .common = common,
        .limits = {.bytes = 256 * 1024 * 1024, .seconds = 1},
    };
    Readers *readers = readers_start(2, &apart, &err);
    ck_assert_msg(readers != NULL, "%s", err.message);
    return readers;
}

static void check_source(Readers *readers, int number, const char *promise,
                         Str text, const char *refused)
{
    Arena arena = {0};
    Err err = {0};
    Answer answer;
    Source source = {.file = S("a/b.txt"), .name = S("b"), .text = text};
    Str told = {0};
    bool came = readers_ask(readers, number, S("lines"), &source, &err) &&
                readers_answer(readers, number, &source, &arena, &answer, &told,
                               &err) &&
                wire_answered(told, &source, &arena, &answer);
    Str says = str_of(came ? answer.err.message : err.message);
    ErrKind kind = came ? answer.err.kind : err.kind;
    ASSERT_STR(says, refused ? refused : "", promise);
    ck_assert_msg(kind == (refused ? ERR_INPUT : ERR_NONE), "%s", promise);
    if (!refused) {
        ck_assert_msg(answer.ok && answer.transcripts.len == 1, "%s", promise);
        ck_assert_msg(str_eq(answer.transcripts.at[0].text, text), "%s",
                      promise);
        ASSERT_STR(answer.findings.at[0].message, "label Anna", promise);
    }
    arena_release(&arena);
}

START_TEST(test_readers)
{
    Strs labels;
    Arena arena = {0};
    Readers *readers = hostile_readers(&labels);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        Str text = str_of(sources[i].text);
        if (strstr(sources[i].promise, "large")) {
            enum { LARGE = 20 * 1024 * 1024 };
            char *at = arena_take(&arena, 1, LARGE);
            memset(at, 'a', LARGE);
            text = (Str){at, LARGE};
        }
        check_source(readers, (int)(i % 2), sources[i].promise, text,
                     sources[i].refused);
    }
    readers_stop(readers);
    arena_release(&arena);
}
END_TEST

START_TEST(test_limits)
{
    Strs labels;
    Readers *readers = hostile_readers(&labels);
    if (SANDBOX_SANITIZED || getenv("THEMATA_WRAPPER")) {
        printf("skipped: no limit on memory beside a sanitizer\n");
    } else {
        check_source(readers, 0, "a gigabyte is not there", S("take memory"),
                     "denied");
        check_source(readers, 0, "running out of memory is a refusal",
                     S("take it all"),
                     "reading it took more than 256 MB, so it is left out");
    }
    check_source(readers, 1, "running out of time is a refusal",
                 S("loop for ever"),
                 "reading it took more than 1 s, so it is left out");
    check_source(readers, 1, "and the next file is read", S("I: Yes."), NULL);
    readers_stop(readers);
}
END_TEST

UNIT_MAIN("sandbox", test_parts, test_program, test_readers, test_limits)
