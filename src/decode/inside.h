// decode/inside.h - the steps of decoding, for this folder only.
#ifndef DECODE_INSIDE_H
#define DECODE_INSIDE_H

#include "base/arena.h"

typedef struct Converted {
    Str text;      // valid UTF-8
    ptrdiff_t bad; // how many U+FFFD stand for what was no text
} Converted;

// ---- refuse.c

// What bytes that are no text seem to be, with advice: "a PDF file; …".
// Result: NULL where they may be text.
const char *not_text(Str bytes, Str file);

// ---- convert.c

#define UTF8 S("UTF-8")
#define WINDOWS S("windows-1252")

// iconv's name for an encoding as people write it ("latin1", "macroman"), or
// the empty view when nobody knows it.
Str encoding_name(Str written, Arena *arena);
// Bytes in an encoding that encoding_name gave.  A byte (of UTF-16 and UTF-32
// a unit) that is no text there becomes U+FFFD.
Converted convert(Str bytes, Str encoding, Arena *arena);

// ---- declared.c

// The encoding that the first lines say they are in: an XML declaration, an
// HTML meta element, CHAT's @UTF8; empty without one.
Str declared_encoding(Str text);

// ---- guess.c

typedef struct Guess {
    Str encoding;
    Str others; // "iso-8859-15, macintosh": nearly as likely, or empty
} Guess;
// The likeliest encoding of bytes that are not UTF-8.
Guess guess_encoding(Str bytes, Arena *arena);
// "UTF-16LE" or "UTF-16BE" where every second byte is often zero, or empty.
Str guess_utf16(Str bytes);
// "UTF-32LE" or "UTF-32BE" where the upper half of every four bytes is zero, or
// empty.
Str guess_utf32(Str bytes);

// ---- score.c

// How plausible a decoded text is: points for what is not ASCII in it.
int64_t plausibility(Str text);

// ---- mixed.c

typedef struct Shape { // of the bytes beyond ASCII, were they UTF-8
    ptrdiff_t whole;   // sequences that are complete, valid or not
    ptrdiff_t broken;  // bytes that begin or continue none
    ptrdiff_t good_lines, bad_lines; // lines with valid ones only; with others
} Shape;
Shape utf8_shape(Str bytes);
// Line by line: valid UTF-8 as such, others from `encoding`.
Converted convert_lines(Str bytes, Str encoding, Arena *arena);

// ---- canonical.c

// CRLF, CR, VT, FF, NEL, LS and PS become LF, NUL becomes U+FFFD, a byte order
// mark at the start goes.  A text without any of them is a view of itself.
Converted canonical(Str text, Arena *arena);

// ---- mojibake.c

typedef struct Twice { // places where UTF-8 was read as windows-1252
    ptrdiff_t count;
    ptrdiff_t first; // byte of the first one, or -1
} Twice;
Twice decoded_twice(Str text);

#endif
