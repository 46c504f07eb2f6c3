// engine/wire.h - what passes between this process and one that reads for it.
//
// Numbers of four bytes, and texts behind their length; transcripts, one by one
// as they are made, and what is to be said of all of them at last.  Who answers
// may have been taken over by the file it read: an answer is taken only when
// everything in it is what a format may give.
#ifndef ENGINE_WIRE_H
#define ENGINE_WIRE_H

#include "parse/format.h"

typedef struct Answer { // of who read a file
    bool claimed;       // a format knew it; else all else is empty
    bool ok;            // it could be read; else `err` says why not
    Transcripts transcripts;
    Diags findings;
    Err err;
} Answer;

typedef struct WireOut { // writes to a file, or only counts
    int file;            // or NO_FILE
    bool socket;         // it is one
    bool failed;
    int64_t bytes; // written or counted
    ptrdiff_t held;
    char hold[16 * 1024];
} WireOut;

enum { NO_FILE = -1 };

// What is to be read: `format` is empty for the one that the bytes show.
void wire_ask(WireOut *out, Str format, const Source *source);
// Fills what was asked; views `bytes`.  Labels and columns are not sent.
bool wire_asked(Str bytes, Str *format, Source *source);

// One of the transcripts of an answer, before wire_answer tells the others.
void wire_transcript(WireOut *out, const Transcript *transcript);
void wire_answer(WireOut *out, const Answer *answer);
// Result: false for anything that is no sound answer about this source.
//         Texts view `bytes`.
bool wire_answered(Str bytes, const Source *source, Arena *arena,
                   Answer *answer);

typedef struct WireIn { // an answer while it is read: {.rest = bytes}
    Str rest;
    bool broken; // something was not as it must be
} WireIn;

// The same, bit by bit: transcript by transcript, which may live in an arena
// that ends before the next one; then all but the transcripts.
// Result: false at their end, or where the answer is broken.
bool wire_next(WireIn *wire, const Source *source, Arena *arena,
               Transcript *transcript);
// Result: as wire_answered.
bool wire_last(WireIn *wire, const Source *source, Arena *arena,
               Answer *answer);
// Writes what is held back.  False: something could not be written.
bool wire_end(WireOut *out);

#endif
