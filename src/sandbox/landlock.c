// Landlock: the files a process may reach, by rules it gives itself.
// Source: landlock(7).  The numbers are those of the kernel's interface: the
//         headers of Debian 12 know only its older versions.
#define _GNU_SOURCE // syscall, O_PATH
#include "sandbox/inside.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { // system calls, the same on all machines
    CREATE_RULESET = 444,
    ADD_RULE = 445,
    RESTRICT_SELF = 446,
};

enum { ASK_VERSION = 1, BELOW_A_PATH = 1 };

enum {
    RUN = 1 << 0,
    READ_FILE = 1 << 2,
    READ_FOLDER = 1 << 3,
};

typedef struct Ruleset { // what is forbidden unless a rule allows it
    uint64_t files, network, scope;
} Ruleset;

typedef struct __attribute__((packed)) PathRule {
    uint64_t allowed;
    int32_t folder;
} PathRule;

int landlock_version(void)
{
    long version = syscall(CREATE_RULESET, NULL, (size_t)0, ASK_VERSION);
    return version > 0 ? (int)version : 0;
}

// All that this version can forbid.
static Ruleset everything(int version)
{
    enum { FIRST = 13, MOVING = 1 << 13, CUTTING = 1 << 14, DEVICES = 1 << 15 };
    Ruleset all = {.files = (1U << FIRST) - 1};
    all.files |= version >= 2 ? MOVING : 0;
    all.files |= version >= 3 ? CUTTING : 0;
    all.network = version >= 4 ? 3 : 0; // TCP: bind, connect
    all.files |= version >= 5 ? DEVICES : 0;
    all.scope = version >= 6 ? 3 : 0; // abstract sockets, signals
    return all;
}

// A folder that is not there needs no rule.
static void allow(int ruleset, const char *path)
{
    PathRule rule = {.folder = open(path, O_PATH | O_CLOEXEC)};
    if (rule.folder < 0) {
        return;
    }
    rule.allowed = RUN | READ_FILE | READ_FOLDER;
    if (syscall(ADD_RULE, ruleset, BELOW_A_PATH, &rule, 0U) != 0) {
        rule.allowed = RUN | READ_FILE; // it is a file
        syscall(ADD_RULE, ruleset, BELOW_A_PATH, &rule, 0U);
    }
    close(rule.folder);
}

bool landlock_lock(const char *const *folders)
{
    Ruleset all = everything(landlock_version());
    int ruleset = (int)syscall(CREATE_RULESET, &all, sizeof all, 0U);
    if (ruleset < 0) {
        return false;
    }
    for (; *folders; folders++) {
        allow(ruleset, *folders);
    }
    bool locked = syscall(RESTRICT_SELF, ruleset, 0U) == 0;
    close(ruleset);
    return locked;
}
