// base/err.h - why an operation could not be done.
//
// Functions that can fail return false and take `Err *` last.  The first error
// wins; callers only pass it up.  What is odd in the researcher's material is
// not an Err but a finding (base/diag.h); a bug is an assert.
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/str.h"

typedef enum ErrKind { // the values are the program's exit statuses
    ERR_NONE = 0,
    ERR_UNMET = 1,     // ran, and what was asked to hold does not
    ERR_USAGE = 2,     // the request makes no sense
    ERR_INPUT = 3,     // codebook, transcript or table cannot be used
    ERR_IO = 4,        // files or the database
    ERR_HELPER = 5,    // a helper program is missing
    ERR_INTERNAL = 70, // a bug, or out of memory
    ERR_INTERRUPTED = 130,
} ErrKind;

typedef struct Err { // {0} means all is well
    ErrKind kind;
    char message[512]; // one line, lower case, no full stop; cut if longer
} Err;

// Records the error unless one is already there; always returns false.
bool err_set(Err *err, ErrKind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
