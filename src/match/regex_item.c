#include "match/regex_item.h"

#include "base/utf8.h"
#include "match/regex_class.h"

#include <string.h>

// ---- characters

static Shape in_case(const RegexReader *reader, Shape shape)
{
    return reader->flags.caseless ? shape
                                  : shape_narrowed(&shape, reader->arena);
}

Shape item_point(RegexReader *reader, uint32_t point)
{
    if (point < ASCII) {
        return in_case(reader, shape_of_char((char)point, reader->arena));
    }
    // U+017F folds to s, and other versions of PCRE2 may know more.
    return shape_of_anything(reader->arena);
}

Shape item_literal(RegexReader *reader)
{
    uint32_t point = utf8_next(reader->pattern, &reader->at);
    if (point >= ASCII && reader->flags.extended) {
        return reader_refuse(reader); // may be a blank
    }
    return item_point(reader, point);
}

Shape item_class(RegexReader *reader, ptrdiff_t begin, ptrdiff_t end)
{
    Shape shape;
    if (end < 0 ||
        !regex_class(str_slice(reader->pattern, begin, end),
                     reader->flags.caseless, &shape, reader->arena)) {
        return reader_refuse(reader);
    }
    reader->at = end;
    return in_case(reader, shape);
}

// ---- escapes

static int hex_value(char c)
{
    return regex_is_digit(c)      ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// After "\x": two digits, or some in braces.
static Shape read_hex(RegexReader *reader)
{
    enum { LIMIT = 0x110000 };
    uint32_t point = 0;
    int digits = 0;
    bool braces = reader_take(reader, S("{"));
    while (hex_value(reader_peek(reader)) >= 0 && (braces || digits < 2)) {
        point = point * 16 + (uint32_t)hex_value(reader_peek(reader));
        point = point < LIMIT ? point : LIMIT;
        reader->at++;
        digits++;
    }
    bool ok = braces ? digits > 0 && reader_take(reader, S("}")) : digits == 2;
    return ok ? item_point(reader, point) : reader_refuse(reader);
}

// After "\p" or "\P".
static Shape read_property(RegexReader *reader)
{
    ptrdiff_t begin = reader->at - 2;
    if (reader_peek(reader) == '{') {
        reader_skip_past(reader, S("}"));
    } else {
        reader->at += !reader_at_end(reader);
    }
    return item_class(reader, begin, reader->at);
}

Shape item_reference(RegexReader *reader)
{
    reader->refers = true;
    return shape_of_anything(reader->arena);
}

// After "\g" or "\k".
static Shape read_reference(RegexReader *reader, char letter)
{
    char open = reader_peek(reader);
    if (letter == 'g' && (open == '<' || open == '\'')) {
        return reader_give_up(reader, "it calls a group");
    }
    if (open == '{') {
        reader_skip_past(reader, S("}"));
    } else if (letter == 'k') {
        reader->at++;
        reader_skip_past(reader, open == '<' ? S(">") : S("'"));
    } else {
        reader->at += open == '-' || open == '+';
        while (regex_is_digit(reader_peek(reader))) {
            reader->at++;
        }
    }
    return item_reference(reader);
}

// Escapes that stand for a place or for many characters.
static bool known_escape(RegexReader *reader, char letter, Shape *shape)
{
    static const char places[] = "BAZz";
    static const unsigned marks[] = {0, MARK_START, MARK_END, MARK_END};
    static const char none[] = "WshvR", all[] = "SHVN", some[] = "dDX";
    static const char control[] = "tnrfae", controls[] = "\t\n\r\f\a\033";
    const char *found;
    if (letter == '\0') {
        return false;
    }
    if (letter == 'b') {
        *shape = shape_of_edge(reader->arena);
    } else if (letter == 'w') {
        *shape = shape_of_word(reader->arena);
    } else if ((found = strchr(places, letter)) != NULL) {
        *shape = shape_of_place(marks[found - places], reader->arena);
    } else if (strchr(none, letter)) {
        *shape = shape_of_class(WORDS_NONE, reader->arena);
    } else if (strchr(all, letter)) {
        *shape = shape_of_class(WORDS_ALL, reader->arena);
    } else if (strchr(some, letter)) {
        *shape = shape_of_class(WORDS_SOME, reader->arena);
    } else if ((found = strchr(control, letter)) != NULL) {
        *shape = shape_of_char(controls[found - control], reader->arena);
    } else {
        return false;
    }
    return true;
}

Shape item_escape(RegexReader *reader)
{
    Shape shape;
    if (reader_at_end(reader) || !regex_is_word(reader_peek(reader))) {
        return reader_at_end(reader) ? reader_refuse(reader)
                                     : item_literal(reader);
    }
    char letter = reader_peek(reader);
    reader->at++;
    if (letter == 'N' && reader_peek(reader) == '{') {
        return reader_refuse(reader);
    }
    if (known_escape(reader, letter, &shape)) {
        return shape;
    }
    switch (letter) {
    case 'x':
        return read_hex(reader);
    case 'p':
    case 'P':
        return read_property(reader);
    case 'g':
    case 'k':
        return read_reference(reader, letter);
    case 'G':
        return reader_give_up(reader, "it uses \\G");
    case 'K':
        return reader_give_up(reader, "it uses \\K");
    default:
        break;
    }
    if (letter >= '1' && letter <= '9') { // a group's, or an octal number
        while (regex_is_digit(reader_peek(reader))) {
            reader->at++;
        }
        return item_reference(reader);
    }
    return reader_refuse(reader);
}
