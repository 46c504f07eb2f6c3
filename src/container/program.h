// container/program.h - another program that reads a file for us.
//
// It gets the file's bytes as its standard input and gives text back; it sees
// no other file of ours, no setting of the user's and no terminal, reaches no
// network and starts nothing (sandbox/sandbox.h).  It may take as much time,
// memory and output as limits.h says, and is ended then.
#ifndef CONTAINER_PROGRAM_H
#define CONTAINER_PROGRAM_H

#include "base/arena.h"
#include "base/err.h"

enum { PROGRAM_WORDS_MAX = 16 };

typedef struct Program {
    const char *name;    // looked for in PATH: "pdftotext"
    const char *package; // of Debian, that holds it: "poppler-utils"
    const char *purpose; // "reads PDF files"
    const char *words[PROGRAM_WORDS_MAX]; // its arguments, NULL behind the last
} Program;

typedef struct Ran {
    int status;    // of its exit
    Str output;    // standard output
    Str complaint; // the first PROGRAM_COMPLAINT_MAX bytes of standard error
} Ran;

// The first folder of PATH that holds the program, with its name, or the empty
// view.
Str program_path(const char *name, Arena *arena);
// Runs a program to its end.
// Result: what it said, whatever its status.
// Errors: ERR_HELPER where it is not there; ERR_INPUT where it went beyond a
//         limit or broke down over this file; ERR_IO where nothing can be run.
// Time:   at most PROGRAM_SECONDS_MAX of processor time.
bool program_run(const Program *program, Str input, Arena *arena, Ran *ran,
                 Err *err);

#endif
