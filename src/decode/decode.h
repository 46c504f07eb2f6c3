// decode/decode.h - bytes to UTF-8 with "\n".
//
// Total: any bytes give a text or a clear refusal.
#ifndef DECODE_DECODE_H
#define DECODE_DECODE_H

#include "base/diag.h"
#include "base/err.h"

typedef struct Decoded {
    Str text; // valid UTF-8; CRLF and CR have become LF; no BOM at the start
    Str encoding; // "UTF-8", "UTF-16LE", "windows-1252" …
    bool guessed; // neither asked for, declared nor marked by a BOM or validity
} Decoded;

// Decodes a file.
//
// Order: `asked` (may be empty), BOM, declaration inside (only where the bytes
// agree), strict UTF-8, UTF-16 without BOM by its zero bytes, ICU's guess,
// windows-1252.  Bytes that are no text become U+FFFD, with a finding that
// counts them and names the first place.  NUL bytes become U+FFFD too.
// Errors: ERR_USAGE for an encoding nobody knows; ERR_INPUT for what is no
//         text at all (an image, an archive, a program), named.
bool decode(Str bytes, Str file, Str asked, Arena *arena, Decoded *decoded,
            Diags *diags, Err *err);

// The version of the library that converts.
const char *decode_library(Arena *arena);

#endif
