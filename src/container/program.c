// memfd_create, close_range and pipe2 are Linux's.
#define _GNU_SOURCE
#include "container/program.h"

#include "base/io.h"
#include "container/limits.h"
#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IN, OUT, COMPLAINT, STREAMS, NOT_RUN = 127, MEGABYTE = 1024 * 1024 };

typedef struct Running {
    const char *path;
    char *words[PROGRAM_WORDS_MAX + 2];
    int streams[STREAMS]; // files in memory, or -1
    int ends[2];          // a pipe that breaks when the program ends, or -1
} Running;

Str program_path(const char *name, Arena *arena)
{
    Str rest = str_of(getenv("PATH")), folder;
    while (rest.len > 0) {
        str_cut(&rest, ':', &folder);
        Str path = path_join(arena, folder, str_of(name));
        if (folder.len > 0 && io_exists(str_terminated(arena, path))) {
            return path;
        }
    }
    return (Str){0};
}

// ---- files in memory

static bool put(int file, Str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(file, bytes.at, (size_t)bytes.len);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        written = written < 0 ? 0 : written;
        bytes = str_slice(bytes, written, bytes.len);
    }
    return lseek(file, 0, SEEK_SET) == 0;
}

// The first `most` bytes of what a file holds.
static bool take(int file, ptrdiff_t most, Arena *arena, Str *bytes)
{
    off_t size = lseek(file, 0, SEEK_END);
    if (size < 0) {
        return false;
    }
    ptrdiff_t len = size < most ? (ptrdiff_t)size : most, done = 0;
    char *at = arena_take(arena, 1, len + 1);
    while (done < len) {
        ssize_t got = pread(file, at + done, (size_t)(len - done), (off_t)done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        done += got < 0 ? 0 : got;
    }
    *bytes = (Str){at, len};
    return true;
}

static bool open_all(Running *running, Str input)
{
    for (int i = 0; i < STREAMS; i++) {
        running->streams[i] = memfd_create("themata", MFD_CLOEXEC);
        if (running->streams[i] < 0) {
            return false;
        }
    }
    return put(running->streams[IN], input) &&
           pipe2(running->ends, O_CLOEXEC) == 0;
}

static void shut(int *file)
{
    if (*file >= 0) {
        close(*file);
    }
    *file = -1;
}

static void shut_all(Running *running)
{
    for (int i = 0; i < STREAMS; i++) {
        shut(&running->streams[i]);
    }
    shut(&running->ends[0]);
    shut(&running->ends[1]);
}

// ---- the child, in which only calls that are safe after a fork are made

static void limit(unsigned what, rlim_t most)
{
    setrlimit(what, &(struct rlimit){most, most});
}

// Becomes the program, locked in.  Does not return.
static void become(const Running *running)
{
    static char *const surroundings[] = {"PATH=/usr/bin:/bin", "HOME=/",
                                         "LC_ALL=C.UTF-8", "TZ=UTC", NULL};
    enum { END = STREAMS }; // the pipe's place, above the streams
    // First to places that no stream takes, in whatever order they are.
    int files[] = {running->streams[IN], running->streams[OUT],
                   running->streams[COMPLAINT], running->ends[1]};
    for (int i = 0; i <= END; i++) {
        files[i] = fcntl(files[i], F_DUPFD, END + 1);
        if (files[i] < 0) {
            _exit(NOT_RUN);
        }
    }
    for (int i = 0; i <= END; i++) {
        if (dup2(files[i], i) < 0) {
            _exit(NOT_RUN);
        }
    }
    close_range(END + 1, ~0U, 0);
    limit(RLIMIT_CPU, PROGRAM_SECONDS_MAX);
    limit(RLIMIT_AS, PROGRAM_MEMORY_MAX);
    limit(RLIMIT_FSIZE, PROGRAM_OUTPUT_MAX);
    limit(RLIMIT_CORE, 0);
    sandbox_lock_program(running->path);
    execve(running->path, running->words, surroundings);
    _exit(NOT_RUN);
}

// ---- the parent

// Waits until the program ends, or ends it.  Result: false for the latter.
static bool wait_for(pid_t child, int end, int *status)
{
    struct pollfd broken = {.fd = end, .events = POLLIN};
    int got;
    do {
        got = poll(&broken, 1, PROGRAM_WAIT_MAX * 1000);
    } while (got < 0 && errno == EINTR);
    if (got == 0) {
        kill(child, SIGKILL);
    }
    while (waitpid(child, status, 0) < 0 && errno == EINTR) {
    }
    return got != 0;
}

// False, with why, where a program did not come to its own end.
static bool ended_well(const Program *program, bool in_time, int status,
                       Err *err)
{
    if (in_time && WIFEXITED(status) && WEXITSTATUS(status) != NOT_RUN) {
        return true;
    }
    if (in_time && WIFEXITED(status)) {
        return err_set(err, ERR_IO, "cannot run '%s'", program->name);
    }
    int by = in_time ? WTERMSIG(status) : SIGXCPU;
    if (by == SIGXFSZ) {
        return err_set(err, ERR_INPUT,
                       "'%s', which %s, writes more than the %d MB that are "
                       "read of one file; part the file",
                       program->name, program->purpose,
                       PROGRAM_OUTPUT_MAX / MEGABYTE);
    }
    return err_set(err, ERR_INPUT, "'%s', which %s, %s over this file",
                   program->name, program->purpose,
                   by == SIGXCPU || by == SIGKILL ? "takes too long"
                                                  : "broke down");
}

static bool run(const Program *program, Running *running, Str input,
                Arena *arena, Ran *ran, Err *err)
{
    int status = 0;
    pid_t child = open_all(running, input) ? fork() : -1;
    if (child < 0) {
        return err_set(err, ERR_IO, "cannot run '%s': %s", program->name,
                       strerror(errno));
    }
    if (child == 0) {
        become(running);
    }
    shut(&running->ends[1]);
    bool in_time = wait_for(child, running->ends[0], &status);
    if (!ended_well(program, in_time, status, err)) {
        return false;
    }
    ran->status = WEXITSTATUS(status);
    return (take(running->streams[OUT], PROGRAM_OUTPUT_MAX, arena,
                 &ran->output) &&
            take(running->streams[COMPLAINT], PROGRAM_COMPLAINT_MAX, arena,
                 &ran->complaint)) ||
           err_set(err, ERR_IO, "cannot read what '%s' wrote", program->name);
}

bool program_run(const Program *program, Str input, Arena *arena, Ran *ran,
                 Err *err)
{
    Running running = {.streams = {-1, -1, -1}, .ends = {-1, -1}};
    Str path = program_path(program->name, arena);
    if (path.len == 0) {
        return err_set(err, ERR_HELPER,
                       "'%s', which %s, is not there; install "
                       "%s",
                       program->name, program->purpose, program->package);
    }
    running.path = str_terminated(arena, path);
    running.words[0] = str_terminated(arena, str_of(program->name));
    for (int i = 0; program->words[i]; i++) {
        running.words[i + 1] = str_terminated(arena, str_of(program->words[i]));
    }
    bool ok = run(program, &running, input, arena, ran, err);
    shut_all(&running);
    return ok;
}
