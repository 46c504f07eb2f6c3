#include "decode/inside.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>

enum { NAME_MAX_BYTES = 40 };

// Names that people write and iconv does not know.
static const struct {
    const char *written, *name;
} aliases[] = {
    {"utf8", "UTF-8"},
    {"utf-8-sig", "UTF-8"},
    {"latin-1", "ISO-8859-1"},
    {"latin-9", "ISO-8859-15"},
    {"latin9", "ISO-8859-15"},
    {"ansi", "windows-1252"},
    {"windows1252", "windows-1252"},
    {"cp-1252", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"macroman", "macintosh"},
    {"mac-roman", "macintosh"},
    {"mac_roman", "macintosh"},
    {"x-mac-roman", "macintosh"},
    {"mac", "macintosh"},
    {"x-sjis", "SHIFT_JIS"},
    {"sjis", "SHIFT_JIS"},
    {"x-gbk", "GBK"},
    {"utf16", "UTF-16"},
    {"utf32", "UTF-32"},
};

// No '/' (iconv's "//TRANSLIT") and nothing else that names have not.
static bool is_name(Str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
              c == '-' || c == '_' || c == '.' || c == ':')) {
            return false;
        }
    }
    return s.len > 0 && s.len <= NAME_MAX_BYTES;
}

Str encoding_name(Str written, Arena *arena)
{
    Str name = str_trim(written);
    if (!is_name(name)) {
        return (Str){0};
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (str_eq_nocase(name, str_of(aliases[i].written))) {
            return str_of(aliases[i].name);
        }
    }
    if (str_eq_nocase(name, UTF8)) {
        return UTF8;
    }
    iconv_t converter = iconv_open("UTF-8", str_terminated(arena, name));
    if (converter == (iconv_t)-1) {
        return (Str){0};
    }
    iconv_close(converter);
    return name;
}

static Converted repaired(Str bytes, Arena *arena)
{
    Buf text = {.arena = arena};
    Converted converted = {0};
    while (bytes.len > 0) {
        ptrdiff_t valid = utf8_valid(bytes);
        buf_add(&text, str_slice(bytes, 0, valid));
        bytes = str_slice(bytes, valid, bytes.len);
        if (bytes.len > 0) {
            buf_point(&text, UTF8_REPLACEMENT);
            converted.bad++;
            bytes = str_slice(bytes, 1, bytes.len);
        }
    }
    converted.text = buf_str(&text);
    return converted;
}

static bool begins_nocase(Str s, Str prefix)
{
    return s.len >= prefix.len &&
           str_eq_nocase(str_slice(s, 0, prefix.len), prefix);
}

// How many bytes to pass over where there is no text.
static size_t unit_of(Str encoding)
{
    if (begins_nocase(encoding, S("UTF-16")) ||
        begins_nocase(encoding, S("UCS-2"))) {
        return 2;
    }
    return begins_nocase(encoding, S("UTF-32")) ||
                   begins_nocase(encoding, S("UCS-4"))
               ? 4
               : 1;
}

static Converted convert_all(iconv_t converter, Str bytes, size_t unit,
                             Arena *arena)
{
    Buf text = {.arena = arena};
    Converted converted = {0};
    char *in = (char *)bytes.at; // iconv's type; it only reads
    size_t left = (size_t)bytes.len;
    bool more = true;
    while (more) {
        char chunk[4096], *out = chunk;
        size_t room = sizeof chunk, before = left;
        errno = 0;
        // The last call, without input, lets the converter finish.
        more = left > 0;
        size_t result = iconv(converter, more ? &in : NULL, more ? &left : NULL,
                              &out, &room);
        buf_add(&text, (Str){chunk, out - chunk});
        bool stuck = left == before && room == sizeof chunk;
        if (more && ((result == (size_t)-1 && errno != E2BIG) || stuck)) {
            size_t skipped = left < unit ? left : unit;
            in += skipped;
            left -= skipped;
            buf_point(&text, UTF8_REPLACEMENT);
            converted.bad++;
        }
    }
    converted.text = buf_str(&text);
    return converted;
}

Converted convert(Str bytes, Str encoding, Arena *arena)
{
    if (str_eq(encoding, UTF8)) {
        return utf8_valid(bytes) == bytes.len ? (Converted){bytes, 0}
                                              : repaired(bytes, arena);
    }
    iconv_t converter = iconv_open("UTF-8", str_terminated(arena, encoding));
    if (converter == (iconv_t)-1) { // encoding_name knew it
        return repaired(bytes, arena);
    }
    Converted converted =
        convert_all(converter, bytes, unit_of(encoding), arena);
    iconv_close(converter);
    // Some converters let surrogates through.
    if (utf8_valid(converted.text) != converted.text.len) {
        ptrdiff_t bad = converted.bad;
        converted = repaired(converted.text, arena);
        converted.bad += bad;
    }
    return converted;
}
