#define _GNU_SOURCE // close_range, MSG_NOSIGNAL
#include "engine/readers.h"

#include "base/buf.h"
#include "engine/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Reader {
    int socket; // to the process, or NO_FILE
    pid_t process;
    Sandbox limits; // of what was asked last
} Reader;

struct Readers {
    Arena arena;
    Sandbox limits;
    Reader *at;
    int len;
};

static bool start(Reader *reader, const ReadApart *apart)
{
    int ends[2];
    *reader = (Reader){.socket = NO_FILE, .process = -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return false;
    }
    reader->process = fork();
    if (reader->process == 0) {
        reader_serve(ends[1], apart);
    }
    reader->socket = ends[0];
    close(ends[1]);
    return reader->process > 0;
}

Readers *readers_start(int count, const ReadApart *apart, Err *err)
{
    Arena arena = {0};
    Readers *readers = NEW(&arena, Readers);
    readers->at = NEW_ARRAY(&arena, Reader, count);
    readers->arena = arena;
    readers->limits = apart->limits;
    for (bool ok = true; ok && readers->len < count;) {
        ok = start(&readers->at[readers->len++], apart);
        if (!ok) {
            err_set(err, ERR_IO, "cannot start a process to read in: %s",
                    strerror(errno));
            readers_stop(readers);
            return NULL;
        }
    }
    return readers;
}

void readers_stop(Readers *readers)
{
    if (!readers) {
        return;
    }
    for (int i = 0; i < readers->len; i++) {
        if (readers->at[i].socket != NO_FILE) {
            close(readers->at[i].socket);
        }
    }
    for (int i = 0; i < readers->len; i++) {
        pid_t process = readers->at[i].process;
        while (process > 0 && waitpid(process, NULL, 0) < 0 && errno == EINTR) {
        }
    }
    Arena arena = readers->arena;
    arena_release(&arena);
}

static bool send_question(int file, Str format, const Source *source)
{
    WireOut count = {.file = NO_FILE}, out = {.file = file, .socket = true};
    wire_ask(&count, format, source);
    if (!reader_put(file, &count.bytes, sizeof count.bytes)) {
        return false;
    }
    wire_ask(&out, format, source);
    return wire_end(&out);
}

// Takes the frames of an answer.  False: the reader itself is gone.
static bool receive(int file, Arena *arena, Str *answer, ReaderEnd *end)
{
    Buf bytes = {.arena = arena};
    for (ReaderFrame frame; reader_get(file, &frame, sizeof frame);) {
        if (frame.bytes == 0) {
            *answer = buf_str(&bytes);
            *end = frame.end;
            return true;
        }
        ptrdiff_t len = (ptrdiff_t)frame.bytes;
        if (!reader_get(file, buf_room(&bytes, len), (size_t)len)) {
            return false;
        }
        bytes.len += len;
    }
    return false;
}

static bool refuse(const Sandbox *limits, ReaderEnd end, Err *err)
{
    enum { MEGABYTE = 1024 * 1024 };
    switch (end) {
    case READER_LATE:
        return err_set(err, ERR_INPUT,
                       "reading it took more than %d s, so it is left out",
                       (int)limits->seconds);
    case READER_LARGE:
        return err_set(err, ERR_INPUT,
                       "reading it took more than %d MB, so it is left out",
                       (int)(limits->bytes / MEGABYTE));
    default:
        return err_set(err, ERR_INPUT,
                       "reading it broke down, so it is left out");
    }
}

bool readers_ask(Readers *readers, int number, Str format, const Source *source,
                 Err *err)
{
    Reader *reader = &readers->at[number];
    reader->limits = readers->limits;
    reader->limits.bytes = reader_bytes(&readers->limits, format, source);
    return send_question(reader->socket, format, source) ||
           err_set(err, ERR_IO, "the process that reads is gone");
}

// Goes over all of it once, without keeping anything but what comes last.
static bool is_sound(Str bytes, const Source *source, Arena *arena,
                     Answer *answer)
{
    WireIn wire = {.rest = bytes};
    Arena scratch = {0};
    for (Transcript one; wire_next(&wire, source, &scratch, &one);) {
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    return wire_last(&wire, source, arena, answer);
}

bool readers_answer(Readers *readers, int number, const Source *source,
                    Arena *arena, Answer *answer, Str *told, Err *err)
{
    ReaderEnd end;
    const Reader *reader = &readers->at[number];
    *answer = (Answer){.findings = {.arena = arena}};
    if (!receive(reader->socket, arena, told, &end)) {
        return err_set(err, ERR_IO, "the process that reads is gone");
    }
    if (end == READER_DONE && !is_sound(*told, source, arena, answer)) {
        *answer = (Answer){.findings = {.arena = arena}};
        end = READER_BROKE;
    }
    return end == READER_DONE || refuse(&reader->limits, end, err);
}
