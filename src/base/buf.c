#include "base/buf.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

char *buf_room(Buf *buf, ptrdiff_t more)
{
    if (buf->len + more > buf->cap) {
        ptrdiff_t grown = arena_grown(buf->cap, 1), needed = buf->len + more;
        ptrdiff_t cap = grown > needed ? grown : needed + 64;
        buf->at = arena_grow(buf->arena, buf->at, buf->cap, cap);
        buf->cap = cap;
    }
    return buf->at + buf->len;
}

void buf_add(Buf *buf, Str s)
{
    if (s.len > 0) {
        memcpy(buf_room(buf, s.len), s.at, (size_t)s.len);
        buf->len += s.len;
    }
}

void buf_char(Buf *buf, char c)
{
    *buf_room(buf, 1) = c;
    buf->len++;
}

void buf_point(Buf *buf, uint32_t point)
{
    buf->len += utf8_encode(point, buf_room(buf, UTF8_MAX));
}

void buf_int(Buf *buf, int64_t number)
{
    enum { DIGITS_MAX = 20 };
    char digits[DIGITS_MAX], *end = digits + DIGITS_MAX, *at = end;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        *--at = '-';
    }
    buf_add(buf, (Str){at, end - at});
}

void buf_decimal(Buf *buf, double number, int decimals)
{
    // printf rounds, and its decimal mark is then replaced: the mark is the
    // only byte that is neither a digit nor the sign.
    char digits[400];
    int len = snprintf(digits, sizeof digits, "%.*f", decimals, number);
    bool zero = true;
    for (int i = 0; i < len; i++) {
        zero = zero && !(digits[i] >= '1' && digits[i] <= '9');
    }
    for (int i = 0; i < len; i++) {
        bool mark = digits[i] != '-' && !is_digit(digits[i]);
        if (!(zero && digits[i] == '-')) {
            buf_char(buf, mark ? '.' : digits[i]);
        }
    }
}

static void format_into(Buf *buf, const char *format, va_list args)
{
    va_list again;
    assert(format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len > 0) {
        vsnprintf(buf_room(buf, len + 1), (size_t)len + 1, format, again);
        buf->len += len;
    }
    va_end(again);
}

void buf_format(Buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    format_into(buf, format, args);
    va_end(args);
}

Str buf_str(const Buf *buf)
{
    return (Str){buf->at, buf->len};
}

Str str_format(Arena *arena, const char *format, ...)
{
    Buf buf = {.arena = arena};
    va_list args;
    va_start(args, format);
    format_into(&buf, format, args);
    va_end(args);
    return buf_str(&buf);
}

static bool is_gap(char c)
{
    return (unsigned char)c <= ' ' || c == 0x7F;
}

static bool is_one_line(Str words)
{
    bool gap = true;
    for (ptrdiff_t i = 0; i < words.len; i++) {
        bool blank = is_gap(words.at[i]);
        if (blank && (gap || words.at[i] != ' ')) {
            return false;
        }
        gap = blank;
    }
    return words.len == 0 || !gap;
}

Str one_line(Str words, Arena *arena)
{
    if (is_one_line(words)) {
        return words;
    }
    Buf line = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < words.len; i++) {
        if (is_gap(words.at[i])) {
            gap = line.len > 0;
            continue;
        }
        if (gap) {
            buf_char(&line, ' ');
            gap = false;
        }
        buf_char(&line, words.at[i]);
    }
    return buf_str(&line);
}
