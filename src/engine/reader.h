// engine/reader.h - one reader: what it does in its own process, for readers.c.
#ifndef ENGINE_READER_H
#define ENGINE_READER_H

#include "engine/readers.h"

typedef enum ReaderEnd { // how the process that read a file ended
    READER_DONE,
    READER_LATE,  // took too much time
    READER_LARGE, // took too much memory
    READER_BROKE,
} ReaderEnd;

typedef struct ReaderFrame { // before a piece of an answer, and at its end
    int64_t bytes;           // of the piece that follows; 0: the end
    ReaderEnd end;
} ReaderFrame;

// How many bytes the process may have that reads a source by that format.
ptrdiff_t reader_bytes(const Sandbox *limits, Str format, const Source *source);

// Reads what is asked, question by question, until the socket is closed.
_Noreturn void reader_serve(int socket, const ReadApart *apart);

// Whole pieces of memory over a socket.  False: the other side is gone.
bool reader_put(int socket, const void *bytes, size_t len);
bool reader_get(int socket, void *bytes, size_t len);

#endif
