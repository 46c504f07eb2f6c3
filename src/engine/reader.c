#define _GNU_SOURCE // close_range, MAP_ANONYMOUS
#include "engine/reader.h"

#include "sandbox/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SOCKET = 3, OUT_OF_MEMORY = 70 };

typedef struct Serving {
    const ReadApart *apart;
    Str question;
} Serving;

bool reader_put(int socket, const void *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t sent =
            send(socket, (const char *)bytes + done, len - done, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR) {
            return false;
        }
        done += sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

bool reader_get(int socket, void *bytes, size_t len)
{
    for (size_t done = 0; done < len;) {
        ssize_t got = read(socket, (char *)bytes + done, len - done);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        done += got > 0 ? (size_t)got : 0;
    }
    return true;
}

ptrdiff_t reader_bytes(const Sandbox *limits, Str format, const Source *source)
{
    const Format *known = format_named(format);
    ptrdiff_t more = known && !known->foreign && !known->bytes
                         ? source->text.len * READER_TIMES
                         : 0;
    more = more < READER_BYTES_MAX ? more : READER_BYTES_MAX;
    return more > limits->bytes ? more : limits->bytes;
}

// ---- the process that reads one file

static void tell(void *out, const Transcript *transcript)
{
    wire_transcript(out, transcript);
}

static _Noreturn void read_once(const Serving *serving, int file)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    Arena arena = {0};
    Answer answer = {.findings = {.arena = &arena}};
    Source source = serving->apart->common;
    Str format;
    if (!wire_asked(serving->question, &format, &source)) {
        _exit(EXIT_FAILURE);
    }
    Sandbox limits = serving->apart->limits;
    limits.bytes = reader_bytes(&limits, format, &source);
    sandbox_lock(&limits, SANDBOX_ALL);
    WireOut out = {.file = file};
    source.taker = (Taker){tell, &out};
    serving->apart->read(format, &source, &arena, &answer);
    wire_answer(&out, &answer);
    _exit(wire_end(&out) ? EXIT_SUCCESS : EXIT_FAILURE);
}

// ---- the reader

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Waits until the answer goes on.  False: nobody waits for it any more, or it
// takes too long.
static bool goes_on(int file, int64_t deadline)
{
    struct pollfd ends[] = {{.fd = file, .events = POLLIN}, {.fd = SOCKET}};
    int64_t left = deadline - now_ms();
    int got = 0;
    do {
        got = poll(ends, 2, left > 0 ? (int)left : 0);
    } while (got < 0 && errno == EINTR);
    return got > 0 && ends[1].revents == 0;
}

// The next bytes of an answer; 0 at its end, -1 where it has to be ended.
static ssize_t next(int file, int64_t deadline, void *at, size_t most,
                    ReaderEnd *end)
{
    *end = READER_LATE;
    if (!goes_on(file, deadline)) {
        return -1;
    }
    *end = READER_BROKE;
    return read(file, at, most);
}

// Passes the answer on in frames, as it comes.  False: it has to be ended.
static bool pass_on(int file, ReaderEnd *end)
{
    char piece[64 * 1024];
    int64_t deadline = now_ms() + (int64_t)READER_PATIENCE * 1000;
    int64_t left = ANSWER_BYTES;
    ssize_t got;
    while ((got = next(file, deadline, piece, sizeof piece, end)) > 0) {
        ReaderFrame frame = {.bytes = got};
        left -= got;
        if (left < 0) {
            *end = READER_LARGE;
            return false;
        }
        if (!reader_put(SOCKET, &frame, sizeof frame) ||
            !reader_put(SOCKET, piece, (size_t)got)) {
            return false;
        }
    }
    return got == 0;
}

static ReaderEnd end_of(int status)
{
    if (WIFEXITED(status)) {
        return WEXITSTATUS(status) == EXIT_SUCCESS    ? READER_DONE
               : WEXITSTATUS(status) == OUT_OF_MEMORY ? READER_LARGE
                                                      : READER_BROKE;
    }
    // The system kills without a word only where memory ran out.
    return WTERMSIG(status) == SIGXCPU   ? READER_LATE
           : WTERMSIG(status) == SIGKILL ? READER_LARGE
                                         : READER_BROKE;
}

static ReaderEnd read_apart(const Serving *serving)
{
    int ends[2], status = 0;
    ReaderEnd end = READER_BROKE;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return end;
    }
    pid_t process = fork();
    if (process == 0) {
        close(SOCKET);
        close(ends[0]);
        read_once(serving, ends[1]);
    }
    close(ends[1]);
    bool ended = process > 0 && pass_on(ends[0], &end);
    close(ends[0]);
    if (process > 0 && !ended) {
        kill(process, SIGKILL);
    }
    while (process > 0 && waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return ended ? end_of(status) : end;
}

// Only the socket stays open; nobody else's file, and nobody's terminal.
static void let_go(int socket)
{
    int file = fcntl(socket, F_DUPFD, SOCKET + 1);
    if (file < 0 || dup2(file, SOCKET) < 0) {
        _exit(EXIT_FAILURE);
    }
    close_range(SOCKET + 1, ~0U, 0);
    int nothing = open("/dev/null", O_RDWR);
    // The sanitizers say there what they found.
    int last = SANDBOX_SANITIZED ? STDOUT_FILENO : STDERR_FILENO;
    for (int i = STDIN_FILENO; nothing >= 0 && i <= last; i++) {
        dup2(nothing, i);
    }
    if (nothing > SOCKET) {
        close(nothing);
    }
    signal(SIGINT, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // a last word that cannot be written
    signal(SIGTERM, SIG_DFL);
}

_Noreturn void reader_serve(int socket, const ReadApart *apart)
{
    let_go(socket);
    for (int64_t len; reader_get(SOCKET, &len, sizeof len);) {
        char *at = mmap(NULL, (size_t)len, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (at == MAP_FAILED || !reader_get(SOCKET, at, (size_t)len)) {
            break;
        }
        Serving serving = {apart, {at, (ptrdiff_t)len}};
        ReaderFrame last = {.end = read_apart(&serving)};
        if (!reader_put(SOCKET, &last, sizeof last)) {
            break;
        }
        munmap(at, (size_t)len);
    }
    _exit(EXIT_SUCCESS);
}
