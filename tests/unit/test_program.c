// Other programs: what they get and give, and how they are ended.
#include "unit.h"

#include "container/limits.h"
#include "container/program.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *promise, *script, *input, *output, *complaint;
    int status;
} scripts[] = {
    {"what it reads is what it gets", "exec cat", "one\ntwo", "one\ntwo", "",
     0},
    {"nothing is nothing", "exec cat", "", "", "", 0},
    {"its status is told", "exit 3", "x", "", "", 3},
    {"what it says before it fails is told", "echo out; echo why >&2; exit 1",
     "", "out\n", "why\n", 1},
    {"it knows no setting of the user's", "echo \"$HOME$SECRET\"", "", "/\n",
     "", 0},
    {"it has no other file open", "true >&4 || echo none", "", "none\n",
     "sh: 1: 4: Bad file descriptor\n", 0},
};

static Program shell(const char *script)
{
    return (Program){"sh", "dash", "is tested", {"-c", script, NULL}};
}

START_TEST(test_ran)
{
    setenv("SECRET", "hidden", 1);
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        Arena arena = {0};
        Err err = {0};
        Ran ran = {0};
        Program program = shell(scripts[i].script);
        bool ok =
            program_run(&program, str_of(scripts[i].input), &arena, &ran, &err);
        ck_assert_msg(ok, "%s: %s", scripts[i].promise, err.message);
        ck_assert_int_eq(ran.status, scripts[i].status);
        ASSERT_STR(ran.output, scripts[i].output, scripts[i].promise);
        ASSERT_STR(ran.complaint, scripts[i].complaint, scripts[i].promise);
        arena_release(&arena);
    }
}
END_TEST

static const struct {
    const char *promise, *script, *says; // NULL: or a status that is not 0
} ends[] = {
    {"one that takes too long is ended", "ulimit -t 1; while :; do :; done",
     "takes too long"},
    {"one that writes without end is ended", "exec yes",
     "writes more than the 160 MB that are read of one file; part the file"},
    {"one that asks for too much memory is told of",
     "x=x; while :; do x=$x$x; done", NULL},
};

START_TEST(test_ended)
{
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        Arena arena = {0};
        Err err = {0};
        Ran ran = {0};
        Program program = shell(ends[i].script);
        bool ok = program_run(&program, (Str){0}, &arena, &ran, &err);
        const char *says = ends[i].says ? ends[i].says : "";
        ck_assert_msg(!ok || (!ends[i].says && ran.status != 0), "%s",
                      ends[i].promise);
        ck_assert_msg(ok ||
                          (err.kind == ERR_INPUT && strstr(err.message, says)),
                      "%s: %s", ends[i].promise, err.message);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_missing)
{
    Arena arena = {0};
    Err err = {0};
    Ran ran = {0};
    Program program = {"no-such-program", "some-package", "reads", {NULL}};
    ck_assert(!program_run(&program, (Str){0}, &arena, &ran, &err));
    ck_assert_int_eq(err.kind, ERR_HELPER);
    ck_assert_str_eq(err.message, "'no-such-program', which reads, is not "
                                  "there; install some-package");
    setenv("PATH", "", 1);
    ck_assert_int_eq(program_path("sh", &arena).len, 0);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("program", test_ran, test_ended, test_missing)
