// store/numbers.h - many numbers in one value of the database.
//
// Private to store/.  What a view shows is JSON, which sqlite3 can read; what
// only the program reads is bytes.  A Numbers that met something else than it
// was written gives zeroes and says `bad`.
#ifndef STORE_NUMBERS_H
#define STORE_NUMBERS_H

#include "base/buf.h"

typedef struct Numbers { // a value, read from left to right
    const char *at, *end;
    bool bad;
} Numbers;

Numbers numbers_of(Str value);

// Numbers in one to ten bytes, seven bits each, the lowest first; small ones of
// either sign are short.
void put_number(Buf *buf, int64_t number);
int64_t next_number(Numbers *numbers);
int32_t next_long_int32(Numbers *numbers);
// One out of range is bad.  Most are of one byte.
static inline int32_t next_int32(Numbers *numbers)
{
    if (numbers->at < numbers->end && (*numbers->at & 0x80) == 0) {
        int32_t byte = *numbers->at++;
        return byte >> 1 ^ -(byte & 1);
    }
    return next_long_int32(numbers);
}
// A count of things that follow, of at least `bytes` bytes each.
int32_t next_count(Numbers *numbers, int32_t bytes);
void put_string(Buf *buf, Str string);
Str next_string(Numbers *numbers); // a view

// Lists of whole numbers in JSON: [[1,2],[3]].
// Writes one; values at its end that are as in `usual` are left out, and
// reading puts them back.
void put_list(Buf *buf, const int32_t *values, const int32_t *usual,
              ptrdiff_t len);
// True when a further list was read into values[0 .. len - 1].
bool next_list(Numbers *numbers, int32_t *values, const int32_t *usual,
               ptrdiff_t len);
// True when `c` comes next, which is then passed.
bool next_char(Numbers *numbers, char c);
// A number in digits.
int32_t next_digits(Numbers *numbers);

#endif
