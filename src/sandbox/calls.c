// seccomp: the system calls a process may make, by a filter it gives itself.
// The filter is a list of numbers, so it is written here rather than made by a
// library, which could not be called between fork and exec.
// Source: seccomp(2).
#define _GNU_SOURCE // the newer system calls
#include "sandbox/inside.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

// Numbers mean something only together with the machine they are for.
#if defined(__x86_64__)
enum { MACHINE_KNOWN = true };
static const uint32_t machine = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
enum { MACHINE_KNOWN = true };
static const uint32_t machine = AUDIT_ARCH_AARCH64;
#elif defined(__riscv) && __riscv_xlen == 64
enum { MACHINE_KNOWN = true };
static const uint32_t machine = AUDIT_ARCH_RISCV64;
#else
enum { MACHINE_KNOWN = false };
static const uint32_t machine = 0;
#endif

static const uint32_t reading[] = {
    SYS_read,         SYS_write,          SYS_lseek,         SYS_close,
    SYS_brk,          SYS_mmap,           SYS_munmap,        SYS_mremap,
    SYS_mprotect,     SYS_madvise,        SYS_futex,         SYS_getrandom,
    SYS_getpid,       SYS_gettid,         SYS_clock_gettime, SYS_gettimeofday,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn,  SYS_sigaltstack,
    SYS_exit,         SYS_exit_group,
};

static const uint32_t reaching[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept4,
    SYS_sendto,
    SYS_sendmsg,
    SYS_clone,
    SYS_clone3,
#ifdef SYS_fork
    SYS_fork,
    SYS_vfork,
#endif
    SYS_kill,
    SYS_tkill,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_io_uring_setup,
    SYS_bpf,
    SYS_userfaultfd,
    SYS_perf_event_open,
    SYS_keyctl,
    SYS_unshare,
    SYS_setns,
    SYS_mount,
    SYS_pidfd_open,
};

enum { CALLS_MAX = 64, SECOND_SET = 0x40000000 /* of calls, on one machine */ };

static struct sock_filter load(size_t field)
{
    return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                        (uint32_t)field);
}

// Passes over so many steps where what was loaded `is` so to the number.
static struct sock_filter unless(uint16_t is, uint32_t number, size_t steps)
{
    return (struct sock_filter)BPF_JUMP(BPF_JMP | is | BPF_K, number,
                                        (uint8_t)steps, 0);
}

static struct sock_filter answer(uint32_t what)
{
    return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, what);
}

// Calls in the list get one answer, all others another.
static bool lock(const uint32_t *calls, size_t count, uint32_t listed,
                 uint32_t others)
{
    struct sock_filter filter[CALLS_MAX + 8] = {
        load(offsetof(struct seccomp_data, arch)),
        unless(BPF_JEQ, machine, 1),
        answer(SECCOMP_RET_KILL_PROCESS),
        load(offsetof(struct seccomp_data, nr)),
        unless(BPF_JGE, SECOND_SET, count + 1),
    };
    unsigned short len = 5;
    for (size_t i = 0; i < count; i++) {
        filter[len++] = unless(BPF_JEQ, calls[i], count - i + 1);
    }
    filter[len++] = answer(others);
    filter[len++] = answer(SECCOMP_RET_ERRNO | EPERM); // the second set
    filter[len++] = answer(listed);
    struct sock_fprog program = {.len = len, .filter = filter};
    return MACHINE_KNOWN &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool calls_lock_reader(void)
{
    return lock(reading, sizeof reading / sizeof *reading, SECCOMP_RET_ALLOW,
                SECCOMP_RET_ERRNO | EPERM);
}

bool calls_lock_program(void)
{
    return lock(reaching, sizeof reaching / sizeof *reaching,
                SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW);
}
