#include "match/regex/regex_item.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "match/regex/regex_class.h"

#include <string.h>

// ---- characters

static Shape in_case(const RegexReader *reader, Shape shape)
{
    return reader->flags.caseless ? shape
                                  : shape_narrowed(&shape, reader->arena);
}

Shape item_any(RegexReader *reader)
{
    Chars all = chars_all(); // which line ends it has not depends on settings
    return shape_of_chars(&all, reader->arena);
}

// What PCRE2 takes `source` for.
static Shape item_chars(RegexReader *reader, Str source)
{
    Chars chars;
    if (!regex_class(source, reader->flags.caseless, &chars, reader->arena)) {
        return reader_refuse(reader);
    }
    return in_case(reader, shape_of_chars(&chars, reader->arena));
}

Shape item_class(RegexReader *reader, ptrdiff_t begin, ptrdiff_t end)
{
    if (end < 0) {
        return reader_refuse(reader);
    }
    reader->at = end;
    return item_chars(reader, str_slice(reader->pattern, begin, end));
}

// A character of ASCII in all its cases.
static Chars cases_of(char c)
{
    char lower = regex_folded(c);
    bool letter = lower >= 'a' && lower <= 'z';
    Chars chars = {0};
    chars_add(&chars, c);
    if (letter) {
        chars_add(&chars, lower);
        chars_add(&chars, lower - ('a' - 'A'));
    }
    if (lower == 's' || lower == 'k') {
        chars_add(&chars, lower == 's' ? CHARS_LONG_S : CHARS_KELVIN);
    }
    return chars;
}

Shape item_point(RegexReader *reader, uint32_t point)
{
    Chars chars = {0};
    if (point >= ASCII) { // may fold to ASCII
        Buf source = {.arena = reader->arena};
        buf_format(&source, "\\x{%x}", (unsigned)point);
        return item_chars(reader, buf_str(&source));
    }
    if (reader->flags.caseless) {
        chars = cases_of((char)point);
    } else {
        chars_add(&chars, (int)point);
    }
    return in_case(reader, shape_of_chars(&chars, reader->arena));
}

Shape item_literal(RegexReader *reader)
{
    uint32_t point = utf8_next(reader->pattern, &reader->at);
    if (point >= ASCII && reader->flags.extended) {
        return reader_refuse(reader); // may be a blank
    }
    return item_point(reader, point);
}

// ---- escapes

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

// \w, \d, \s, \h, \v, \R and their opposites.
static bool class_escape(char letter, Chars *chars)
{
    static const struct {
        char letter, opposite;
        const char *ascii;
        int beyond; // what it has
    } classes[] = {
        {'d', 'D', "0123456789", CHARS_WORD},
        {'s', 'S', "\t\n\v\f\r ", CHARS_SIGN},
        {'h', 'H', "\t ", CHARS_SIGN},
        {'v', 'V', "\n\v\f\r", CHARS_SIGN},
        {'R', 'R', "\n\v\f\r", CHARS_SIGN},
    };
    Chars words = chars_words();
    chars_add(&words, CHARS_WORD);
    if (letter == 'w' || letter == 'W') {
        *chars = letter == 'w' ? words : chars_not(&words);
        return true;
    }
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        Chars ascii = chars_of(str_of(classes[i].ascii));
        *chars = letter == classes[i].letter ? ascii : chars_not(&ascii);
        chars_add(chars, classes[i].beyond);
        if (letter == classes[i].letter || letter == classes[i].opposite) {
            return true;
        }
    }
    return false;
}

// Escapes that stand for a place or for one of many characters.
static bool known_escape(RegexReader *reader, char letter, Shape *shape)
{
    static const char places[] = "BAZz";
    static const unsigned marks[] = {0, MARK_START, MARK_END, MARK_END};
    static const char control[] = "tnrfae", controls[] = "\t\n\r\f\a\033";
    const char *found;
    Chars chars;
    if (letter == '\0') {
        return false;
    }
    if (class_escape(letter, &chars)) {
        *shape = shape_of_chars(&chars, reader->arena);
        shape->word = letter == 'w';
    } else if (letter == 'b') {
        *shape = shape_of_edge(reader->arena);
    } else if (letter == 'N') {
        *shape = item_any(reader);
    } else if (letter == 'X') {
        *shape = shape_of_anything(reader->arena);
    } else if ((found = strchr(places, letter)) != NULL) {
        *shape = shape_of_place(marks[found - places], reader->arena);
    } else if ((found = strchr(control, letter)) != NULL) {
        *shape = item_point(reader, (uint32_t)controls[found - control]);
    } else {
        return false;
    }
    if (letter == 'R') { // "\r\n" too
        *shape = shape_repeated(shape, 1, 2, reader->arena);
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
