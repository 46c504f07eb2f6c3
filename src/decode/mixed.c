// Bytes that are UTF-8 in part: damaged, or glued together from two files.
#include "decode/inside.h"

#include "base/buf.h"
#include "base/utf8.h"

static bool continues(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

// Bytes that the lead byte promises after itself, or -1 when it is no lead.
static int promised(unsigned char lead)
{
    return lead < 0xC0   ? -1
           : lead < 0xE0 ? 1
           : lead < 0xF0 ? 2
           : lead < 0xF8 ? 3
                         : -1;
}

// Takes one line's sequences in; true when it has any beyond ASCII.
static bool add_line(Shape *shape, Str line)
{
    ptrdiff_t whole = shape->whole, broken = shape->broken;
    for (ptrdiff_t i = 0; i < line.len;) {
        unsigned char lead = (unsigned char)line.at[i++];
        int more = promised(lead), seen = 0;
        while (seen < more && i < line.len && continues(line.at[i])) {
            i++;
            seen++;
        }
        shape->whole += lead >= 0x80 && seen == more;
        shape->broken += lead >= 0x80 && seen != more;
    }
    return shape->whole > whole || shape->broken > broken;
}

Shape utf8_shape(Str bytes)
{
    Shape shape = {0};
    Str line;
    while (str_line(&bytes, &line)) {
        bool beyond_ascii = add_line(&shape, line);
        bool valid = utf8_valid(line) == line.len;
        shape.good_lines += beyond_ascii && valid;
        shape.bad_lines += !valid;
    }
    return shape;
}

Converted convert_lines(Str bytes, Str encoding, Arena *arena)
{
    Buf text = {.arena = arena};
    Converted converted = {0};
    Str line, rest = bytes;
    while (str_line(&rest, &line)) {
        Shape shape = utf8_shape(line);
        bool legacy = shape.bad_lines > 0 && shape.whole == 0;
        Converted one = convert(line, legacy ? encoding : UTF8, arena);
        buf_add(&text, one.text);
        converted.bad += one.bad;
        bool ended = line.at + line.len < bytes.at + bytes.len;
        if (ended) {
            buf_char(&text, '\n');
        }
    }
    converted.text = buf_str(&text);
    return converted;
}
