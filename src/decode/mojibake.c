#include "decode/inside.h"

#include "base/utf8.h"

// What windows-1252 makes of the bytes 0x80 to 0x9F; 0 where it has nothing,
// and then software passes the control character through.
// Source: Unicode, Mappings/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
static const uint16_t upper_controls[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

// The byte that windows-1252 shows as this character, or 0.
static unsigned char byte_of(uint32_t point)
{
    if (point < 0x100) {
        return (unsigned char)point;
    }
    for (unsigned i = 0; i < 32; i++) {
        if (upper_controls[i] == point) {
            return (unsigned char)(0x80 + i);
        }
    }
    return 0;
}

// True when what begins at `i` is UTF-8 that was read as windows-1252; `end`
// is where it ends.
static bool twice_at(Str text, ptrdiff_t i, ptrdiff_t *end)
{
    char bytes[UTF8_MAX];
    int len = 0, want = 2;
    while (len < want && i < text.len) {
        unsigned char byte = byte_of(utf8_next(text, &i));
        if (byte < 0x80) {
            return false;
        }
        if (len == 0) {
            want = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        }
        bytes[len++] = (char)byte;
    }
    *end = i;
    return utf8_valid((Str){bytes, len}) == len;
}

Twice decoded_twice(Str text)
{
    Twice twice = {.first = -1};
    for (ptrdiff_t i = 0; i < text.len;) {
        // What was a lead byte 0xC2 to 0xF4 is "\xC3\x82" to "\xC3\xB4" now.
        Str rest = str_slice(text, i, text.len);
        ptrdiff_t lead = str_find(rest, S("\xC3"), 0), end;
        if (lead < 0) {
            break;
        }
        i += lead;
        if (twice_at(text, i, &end)) {
            twice.first = twice.first < 0 ? i : twice.first;
            twice.count++;
            i = end;
        } else {
            i++;
        }
    }
    return twice;
}
