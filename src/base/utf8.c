#include "base/utf8.h"

#include "base/buf.h"
#include "base/scan.h"

enum { COUNTED = 64 }; // bytes of which code points are counted together

// Length of the valid code point at `s` (1 to 4), or 0.
// Source: The Unicode Standard 15.0, table 3-7.
static int valid_length(const unsigned char *s, ptrdiff_t left)
{
    unsigned char lead = s[0], low = 0x80, high = 0xBF;
    int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 1) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4 || left < length) {
        return 0;
    }
    if (lead == 0xE0) {
        low = 0xA0;
    } else if (lead == 0xED) {
        high = 0x9F;
    } else if (lead == 0xF0) {
        low = 0x90;
    } else if (lead == 0xF4) {
        high = 0x8F;
    }
    if (s[1] < low || s[1] > high) {
        return 0;
    }
    for (int i = 2; i < length; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

ptrdiff_t utf8_valid(Str s)
{
    const unsigned char *at = (const unsigned char *)s.at;
    ptrdiff_t i = 0;
    while ((i = scan_find(s, i, lanes_beyond_ascii)) < s.len) {
        int length = valid_length(at + i, s.len - i);
        if (length == 0) {
            break;
        }
        i += length;
    }
    return i;
}

bool utf8_is_line(Str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] < ' ' || s.at[i] == 0x7F) {
            return false;
        }
    }
    return utf8_valid(s) == s.len;
}

uint32_t utf8_next(Str s, ptrdiff_t *i)
{
    const unsigned char *at = (const unsigned char *)s.at + *i;
    int length = valid_length(at, s.len - *i);
    *i += length > 0 ? length : 1;
    switch (length) {
    case 1:
        return at[0];
    case 2:
        return (uint32_t)((at[0] & 0x1F) << 6 | (at[1] & 0x3F));
    case 3:
        return (uint32_t)((at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 |
                          (at[2] & 0x3F));
    case 4:
        return (uint32_t)((at[0] & 0x07) << 18 | (at[1] & 0x3F) << 12 |
                          (at[2] & 0x3F) << 6 | (at[3] & 0x3F));
    default:
        return UTF8_REPLACEMENT;
    }
}

int utf8_encode(uint32_t point, char *bytes)
{
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        point = UTF8_REPLACEMENT;
    }
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    int length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (int i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 0x3F));
        point >>= 6;
    }
    bytes[0] = (char)(leads[length] | point);
    return length;
}

// How many of eight bytes go on with a character: those that begin with bits
// 10, counted in each byte and summed into the highest.
static ptrdiff_t count_continuing(const char *at)
{
    const uint64_t ones = UINT64_MAX / 0xFF;
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    uint64_t continuing = bytes >> 7 & ~bytes >> 6 & ones;
    return (ptrdiff_t)(continuing * ones >> 56);
}

ptrdiff_t utf8_count(Str s)
{
    ptrdiff_t count = s.len, i = 0;
    for (; i + 8 <= s.len; i += 8) {
        count -= count_continuing(s.at + i);
    }
    for (; i < s.len; i++) {
        count -= ((unsigned char)s.at[i] & 0xC0) == 0x80;
    }
    return count;
}

Str utf8_clean(Str s, Arena *arena)
{
    Buf clean = {.arena = arena};
    for (ptrdiff_t valid = utf8_valid(s); valid < s.len;) {
        buf_add(&clean, str_slice(s, 0, valid));
        buf_format(&clean, "%%%02X", (unsigned)(unsigned char)s.at[valid]);
        s = str_slice(s, valid + 1, s.len);
        valid = utf8_valid(s);
    }
    if (clean.len == 0) {
        return s;
    }
    buf_add(&clean, s);
    return buf_str(&clean);
}

ptrdiff_t utf8_count_utf16(Str s)
{
    ptrdiff_t astral = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        astral += (unsigned char)s.at[i] >= 0xF0;
    }
    return utf8_count(s) + astral;
}

Points points_of(Str text)
{
    return (Points){.text = text};
}

ptrdiff_t points_at(Points *points, ptrdiff_t byte)
{
    if (byte < points->byte) {
        Str between = str_slice(points->text, byte, points->byte);
        points->point -= utf8_count(between);
    } else {
        Str between = str_slice(points->text, points->byte, byte);
        points->point += utf8_count(between);
    }
    points->byte = byte;
    return points->point;
}

PointIndex point_index(Str text, Arena *arena)
{
    PointIndex index = {.text = text};
    if (utf8_count(text) == text.len) {
        return index;
    }
    int32_t *before = NEW_ARRAY(arena, int32_t, text.len / COUNTED + 1);
    int32_t points = 0;
    for (ptrdiff_t i = 0; i < text.len / COUNTED; i++) {
        points += (int32_t)utf8_count(
            str_slice(text, i * COUNTED, (i + 1) * COUNTED));
        before[i + 1] = points;
    }
    index.before = before;
    return index;
}

int32_t point_index_at(const PointIndex *index, ptrdiff_t byte)
{
    if (!index->before) {
        return (int32_t)byte;
    }
    ptrdiff_t counted = byte / COUNTED;
    return index->before[counted] +
           (int32_t)utf8_count(str_slice(index->text, counted * COUNTED, byte));
}

ptrdiff_t points_byte(Str text, ptrdiff_t point)
{
    ptrdiff_t byte = 0;
    while (byte < text.len && point > 0) {
        utf8_next(text, &byte);
        point--;
    }
    return point == 0 ? byte : -1;
}
