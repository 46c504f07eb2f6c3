#include "decode/inside.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

#define NEL S("\xC2\x85") // U+0085
#define LS S("\u2028")
#define PS S("\u2029")
#define MARK S("\uFEFF")

static bool is_canonical(Str text)
{
    size_t length = (size_t)text.len;
    return !memchr(text.at, '\r', length) && !memchr(text.at, '\v', length) &&
           !memchr(text.at, '\f', length) && !memchr(text.at, '\0', length) &&
           str_find(text, NEL, 0) < 0 && str_find(text, LS, 0) < 0 &&
           str_find(text, PS, 0) < 0;
}

// How many bytes at `i` are a line end other than LF, or 0.
static ptrdiff_t line_end(Str text, ptrdiff_t i)
{
    Str rest = str_slice(text, i, text.len);
    switch (rest.at[0]) {
    case '\r':
        return str_starts(rest, S("\r\n")) ? 2 : 1;
    case '\v':
    case '\f':
        return 1;
    case '\xC2':
        return str_starts(rest, NEL) ? NEL.len : 0;
    case '\xE2':
        return str_starts(rest, LS) || str_starts(rest, PS) ? LS.len : 0;
    default:
        return 0;
    }
}

Converted canonical(Str text, Arena *arena)
{
    while (str_starts(text, MARK)) {
        text = str_slice(text, MARK.len, text.len);
    }
    if (text.len == 0 || is_canonical(text)) {
        return (Converted){text, 0};
    }
    Converted converted = {0};
    Buf out = {arena, arena_take(arena, 1, text.len + 1), 0, text.len + 1};
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t end = line_end(text, i);
        if (end > 0) {
            buf_char(&out, '\n');
        } else if (text.at[i] == '\0') {
            buf_point(&out, UTF8_REPLACEMENT);
            converted.bad++;
        } else {
            buf_char(&out, text.at[i]);
        }
        i += end > 0 ? end : 1;
    }
    converted.text = buf_str(&out);
    return converted;
}
