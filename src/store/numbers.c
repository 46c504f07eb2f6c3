#include "store/numbers.h"

#include <string.h>

Numbers numbers_of(Str value)
{
    return (Numbers){.at = value.at, .end = value.at + value.len};
}

// ---- bytes

enum { BITS = 7, MORE = 0x80 };

void put_number(Buf *buf, int64_t number)
{
    // The sign goes to the lowest bit, so that small numbers stay small.
    uint64_t left = (uint64_t)number << 1 ^ (uint64_t)(number >> 63);
    char bytes[10];
    ptrdiff_t len = 0;
    for (; left >= MORE; left >>= BITS) {
        bytes[len++] = (char)(left | MORE);
    }
    bytes[len++] = (char)left;
    buf_add(buf, (Str){bytes, len});
}

int64_t next_number(Numbers *numbers)
{
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && numbers->at < numbers->end;
         shift += BITS) {
        unsigned char byte = (unsigned char)*numbers->at++;
        value |= (uint64_t)(byte & (MORE - 1)) << shift;
        if (byte < MORE) {
            return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
        }
    }
    numbers->bad = true;
    return 0;
}

int32_t next_long_int32(Numbers *numbers)
{
    int64_t number = next_number(numbers);
    if (number < INT32_MIN || number > INT32_MAX) {
        numbers->bad = true;
        return 0;
    }
    return (int32_t)number;
}

int32_t next_count(Numbers *numbers, int32_t bytes)
{
    int32_t count = next_int32(numbers);
    if (count < 0 || count > (numbers->end - numbers->at) / bytes) {
        numbers->bad = true;
        return 0;
    }
    return count;
}

void put_string(Buf *buf, Str string)
{
    put_number(buf, string.len);
    buf_add(buf, string);
}

Str next_string(Numbers *numbers)
{
    int32_t len = next_count(numbers, 1);
    Str string = {numbers->at, len};
    numbers->at += len;
    return string;
}

// ---- JSON

enum { INT32_DIGITS = 11 }; // with the sign

// Result: behind what was written.
static char *write_int32(char *to, int32_t number)
{
    char digits[INT32_DIGITS], *end = digits + INT32_DIGITS, *at = end;
    uint32_t rest = number < 0 ? 0 - (uint32_t)number : (uint32_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        *to++ = '-';
    }
    while (at < end) {
        *to++ = *at++;
    }
    return to;
}

void put_list(Buf *buf, const int32_t *values, const int32_t *usual,
              ptrdiff_t len)
{
    while (len > 0 && values[len - 1] == usual[len - 1]) {
        len--;
    }
    char *begin = buf_room(buf, (INT32_DIGITS + 1) * len + 2), *to = begin;
    *to++ = '[';
    for (ptrdiff_t i = 0; i < len; i++) {
        if (i > 0) {
            *to++ = ',';
        }
        to = write_int32(to, values[i]);
    }
    *to++ = ']';
    buf->len += to - begin;
}

bool next_char(Numbers *numbers, char c)
{
    bool there = numbers->at < numbers->end && *numbers->at == c;
    numbers->at += there;
    return there;
}

int32_t next_digits(Numbers *numbers)
{
    bool minus = next_char(numbers, '-');
    int64_t value = 0;
    const char *first = numbers->at;
    for (; numbers->at < numbers->end && is_digit(*numbers->at) &&
           value <= INT32_MAX;
         numbers->at++) {
        value = value * 10 + (*numbers->at - '0');
    }
    if (numbers->at == first || value > INT32_MAX) {
        numbers->bad = true;
        return 0;
    }
    return (int32_t)(minus ? -value : value);
}

bool next_list(Numbers *numbers, int32_t *values, const int32_t *usual,
               ptrdiff_t len)
{
    if (!next_char(numbers, '[')) {
        return false;
    }
    memcpy(values, usual, (size_t)len * sizeof *values);
    bool more = !next_char(numbers, ']');
    for (ptrdiff_t i = 0; more && !numbers->bad; i++) {
        int32_t value = next_digits(numbers);
        if (i < len) {
            values[i] = value;
        }
        more = next_char(numbers, ',');
        numbers->bad |= i >= len || (!more && !next_char(numbers, ']'));
    }
    return !numbers->bad;
}
