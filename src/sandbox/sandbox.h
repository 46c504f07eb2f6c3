// sandbox/sandbox.h - locking a process in, before it reads what nobody trusts.
//
// A process that is locked in computes on the memory it has and writes to what
// it has open, and that is all.  What cannot be had on this kernel is left out;
// the rest holds all the same, and `themata doctor` says which.
#ifndef SANDBOX_SANDBOX_H
#define SANDBOX_SANDBOX_H

#include "base/arena.h"

enum {
    SANDBOX_MEMORY = 1 << 0, // at most so many bytes more
    SANDBOX_TIME = 1 << 1,   // at most so many seconds of processor time
    SANDBOX_OPEN = 1 << 2,   // opens nothing: no file, no socket
    SANDBOX_FILES = 1 << 3,  // Landlock: no file, no TCP, by the kernel's rules
    SANDBOX_CALLS = 1 << 4,  // seccomp: few system calls, no other process
    SANDBOX_ALL = (1 << 5) - 1,
};

// The sanitizers map memory by the terabyte for their own use: there is no
// limit on it then.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { SANDBOX_SANITIZED = true };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) ||     \
    __has_feature(thread_sanitizer)
enum { SANDBOX_SANITIZED = true };
#else
enum { SANDBOX_SANITIZED = false };
#endif
#else
enum { SANDBOX_SANITIZED = false };
#endif

typedef struct Sandbox { // how much the calling process may still take
    ptrdiff_t bytes;     // besides what is mapped already
    int32_t seconds;     // of processor time; beyond, SIGXCPU ends it
} Sandbox;

// Locks the calling process in, for ever: those `parts` that can be had.
// Result: the parts that hold.
unsigned sandbox_lock(const Sandbox *sandbox, unsigned parts);
// Locks in a process that is about to become the program at `path`: it may read
// and run what lies below the system's folders (/usr, /lib, /etc), nothing
// else; no network, no further process.  Limits on memory and time are the
// caller's.  Only calls that are safe between fork and exec.
// Result: SANDBOX_FILES and SANDBOX_CALLS, as far as they hold.
unsigned sandbox_lock_program(const char *path);

// What holds here, tried in a process of its own: "memory, time, …, no …".
const char *sandbox_holds(Arena *arena);

#endif
