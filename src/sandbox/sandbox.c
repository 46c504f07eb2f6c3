#define _GNU_SOURCE // RLIMIT_NPROC
#include "sandbox/sandbox.h"

#include "base/buf.h"
#include "sandbox/inside.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static bool limit(unsigned what, rlim_t soft, rlim_t hard)
{
    return setrlimit(what, &(struct rlimit){soft, hard}) == 0;
}

// Bytes that are mapped, or -1.  Source: proc(5), statm.
static long mapped(void)
{
    char pages[32] = {0};
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return -1;
    }
    ssize_t got = read(file, pages, sizeof pages - 1);
    close(file);
    return got > 0 ? strtol(pages, NULL, 10) * sysconf(_SC_PAGESIZE) : -1;
}

static bool lock_memory(ptrdiff_t bytes)
{
    long already = SANDBOX_SANITIZED ? -1 : mapped();
    rlim_t most = (rlim_t)(already + bytes);
    return already >= 0 && limit(RLIMIT_AS, most, most);
}

static bool lock_time(int32_t seconds)
{
    rlim_t most = (rlim_t)seconds;
    return limit(RLIMIT_CPU, most, most + 1);
}

unsigned sandbox_lock(const Sandbox *sandbox, unsigned parts)
{
    static const char *const nowhere[] = {NULL};
    prctl(PR_SET_DUMPABLE, 0);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_FSIZE, 0, 0);
    limit(RLIMIT_NPROC, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    unsigned held = 0;
    // Each needs what the ones after it take away.
    if ((parts & SANDBOX_MEMORY) && lock_memory(sandbox->bytes)) {
        held |= SANDBOX_MEMORY;
    }
    if ((parts & SANDBOX_TIME) && lock_time(sandbox->seconds)) {
        held |= SANDBOX_TIME;
    }
    if ((parts & SANDBOX_FILES) && landlock_lock(nowhere)) {
        held |= SANDBOX_FILES;
    }
    if ((parts & SANDBOX_OPEN) && limit(RLIMIT_NOFILE, 0, 0)) {
        held |= SANDBOX_OPEN;
    }
    if ((parts & SANDBOX_CALLS) && calls_lock_reader()) {
        held |= SANDBOX_CALLS;
    }
    return held;
}

unsigned sandbox_lock_program(const char *path)
{
    const char *const folders[] = {"/usr", "/lib", "/lib64", "/lib32",
                                   "/bin", "/etc", path,     NULL};
    unsigned held = 0;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return held;
    }
    held |= landlock_lock(folders) ? SANDBOX_FILES : 0;
    held |= calls_lock_program() ? SANDBOX_CALLS : 0;
    return held;
}

// ---- what holds here

static unsigned tried(void)
{
    Sandbox sandbox = {.bytes = 64 * 1024 * 1024, .seconds = 1};
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        _exit((int)sandbox_lock(&sandbox, SANDBOX_ALL));
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return child > 0 && WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) : 0;
}

const char *sandbox_holds(Arena *arena)
{
    Str landlock = str_format(arena, "Landlock %d", landlock_version());
    const struct {
        unsigned part;
        const char *held, *lost;
    } parts[] = {
        {SANDBOX_MEMORY, "memory", "no limit on memory"},
        {SANDBOX_TIME, "time", "no limit on time"},
        {SANDBOX_OPEN, "opens nothing", "may open"},
        {SANDBOX_FILES, str_terminated(arena, landlock), "no Landlock"},
        {SANDBOX_CALLS, "seccomp", "no seccomp"},
    };
    unsigned held = tried();
    Buf words = {.arena = arena};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool holds = held & parts[i].part;
        buf_format(&words, "%s%s", words.len > 0 ? ", " : "",
                   holds ? parts[i].held : parts[i].lost);
    }
    return str_terminated(arena, buf_str(&words));
}
