// engine/readers.h - processes that read files which nobody trusts.
//
// A reader is a process of one thread that was started before this one had
// any.  For each file it starts a process of its own, locked in by
// sandbox/sandbox.h, which knows nothing but the file and answers once.  What
// goes wrong there is a refusal of that file.
#ifndef ENGINE_READERS_H
#define ENGINE_READERS_H

#include "engine/wire.h"
#include "sandbox/sandbox.h"

// Reads a source: by the format of that name, else by the one that its bytes
// show.  Runs in a process of its own.
typedef void ReadSource(Str format, const Source *source, Arena *arena,
                        Answer *answer);

typedef struct ReadApart { // the same for all files
    ReadSource *read;
    Source common;  // labels and columns
    Sandbox limits; // for each file
} ReadApart;

typedef struct Readers Readers;

enum {
    READER_BYTES = 256 * 1024 * 1024, // for one file, besides the program and
                                      // what was sent
    // For a text that no library reads, in which nothing is packed, so many
    // times its bytes where that is more, up to a most.
    READER_TIMES = 24,
    READER_BYTES_MAX = 512 * 1024 * 1024,
    READER_SECONDS = 10,              // of processor time
    READER_PATIENCE = 120,            // seconds until one that waits is ended
    ANSWER_BYTES = 256 * 1024 * 1024, // about one file
};

// Starts `count` readers, which see what `apart` points to as it is now.  Call
// it before threads are started.
// Errors: ERR_IO where no process can be started.
Readers *readers_start(int count, const ReadApart *apart, Err *err);
// Ends them; also NULL.
void readers_stop(Readers *readers);
// Has reader `number` read a source; different ones at the same time.  When it
// comes back, the source's bytes and text may go.
// Errors: ERR_IO where that process is gone.
bool readers_ask(Readers *readers, int number, Str format, const Source *source,
                 Err *err);
// What became of it; of `source` only the names are looked at.
// Result: in `answer` all but the transcripts, which wire_next takes off what
//         was `told`; all of them are sound.
// Errors: as above; ERR_INPUT where it crashed, took more than it may, or gave
//         what no format gives.
bool readers_answer(Readers *readers, int number, const Source *source,
                    Arena *arena, Answer *answer, Str *told, Err *err);

#endif
