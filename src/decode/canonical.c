#include "decode/inside.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"

#define NEL S("\xC2\x85") // U+0085
#define LS S("\u2028")
#define PS S("\u2029")
#define MARK S("\uFEFF")

// The last bytes of what is not canonical.
static Lanes may_be_other(Lanes c)
{
    return (Lanes)((c == '\r') | (c == '\v') | (c == '\f') | (c == '\0') |
                   (c == 0x85) | (c == 0xA8) | (c == 0xA9));
}

static bool is_canonical(Str text)
{
    for (ptrdiff_t i = 0; (i = scan_find(text, i, may_be_other)) < text.len;
         i++) {
        Str before = str_slice(text, 0, i + 1);
        if ((unsigned char)text.at[i] < 0x80 || str_ends(before, NEL) ||
            str_ends(before, LS) || str_ends(before, PS)) {
            return false;
        }
    }
    return true;
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
