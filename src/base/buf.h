// base/buf.h - text that grows at its end.
//
// The text lives in the arena; `buf_str` is a view of it that further writing
// ends.  Numbers come out the same in every locale.
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"

typedef struct Buf { // (Buf){.arena = arena} is empty
    Arena *arena;
    char *at;
    ptrdiff_t len, cap;
} Buf;

void buf_add(Buf *buf, Str s);
void buf_char(Buf *buf, char c);
// Room for `more` bytes behind what is written; who fills it adds to .len.
char *buf_room(Buf *buf, ptrdiff_t more);
// Appends one code point as UTF-8; anything that is not a Unicode scalar value
// becomes U+FFFD.
void buf_point(Buf *buf, uint32_t point);
void buf_int(Buf *buf, int64_t number);
// `number` with `decimals` digits after the point, '.' in every locale, ties
// to even as printf rounds; "-0" never appears.  Not for NaN or infinity.
void buf_decimal(Buf *buf, double number, int decimals);
// printf, for words and integers only (no %f: the locale would show).
void buf_format(Buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// A view of all that was written.
Str buf_str(const Buf *buf);
// Words on one line, as a name or a message is: each run of blanks and control
// characters becomes one blank, none at the ends.  No copy of what is so.
Str one_line(Str words, Arena *arena);
// printf into the arena.
Str str_format(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
