#include "match/regex/regex_reader.h"

Shape reader_give_up(RegexReader *reader, const char *reason)
{
    reader->reason = reader->reason ? reader->reason : reason;
    reader->at = reader->pattern.len;
    return shape_of_anything(reader->arena);
}

Shape reader_refuse(RegexReader *reader)
{
    return reader_give_up(reader, "it is written in an unusual way");
}

bool reader_at_end(const RegexReader *reader)
{
    return reader->at >= reader->pattern.len;
}

char reader_peek(const RegexReader *reader)
{
    return reader_at_end(reader) ? '\0' : reader->pattern.at[reader->at];
}

bool reader_sees(const RegexReader *reader, Str what)
{
    return str_starts(
        str_slice(reader->pattern, reader->at, reader->pattern.len), what);
}

bool reader_take(RegexReader *reader, Str what)
{
    bool there = reader_sees(reader, what);
    reader->at += there ? what.len : 0;
    return there;
}

bool reader_skip_past(RegexReader *reader, Str what)
{
    ptrdiff_t found = str_find(reader->pattern, what, reader->at);
    if (found < 0) {
        reader_refuse(reader);
        return false;
    }
    reader->at = found + what.len;
    return true;
}

bool regex_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// ---- what means nothing

// A line end other than '\n' may or may not end a comment.
static bool skip_line(RegexReader *reader)
{
    ptrdiff_t begin = reader->at;
    if (str_find(reader->pattern, S("\n"), begin) < 0) {
        reader->at = reader->pattern.len;
    } else {
        reader_skip_past(reader, S("\n"));
    }
    Str line = str_slice(reader->pattern, begin, reader->at);
    if (str_find(line, S("\r"), 0) >= 0) {
        reader_refuse(reader);
    }
    return true;
}

static bool skip_one(RegexReader *reader)
{
    if (reader_take(reader, S("\\E"))) {
        reader->quoted = false;
        return true;
    }
    if (reader->quoted) {
        return false;
    }
    if (reader_take(reader, S("\\Q"))) {
        reader->quoted = true;
        return true;
    }
    if (reader_take(reader, S("(?#"))) {
        return reader_skip_past(reader, S(")"));
    }
    if (!reader->flags.extended) {
        return false;
    }
    if (reader_peek(reader) == '#') {
        return skip_line(reader);
    }
    bool blank = regex_is_blank(reader_peek(reader));
    reader->at += blank;
    return blank;
}

void reader_skip(RegexReader *reader)
{
    while (!reader_at_end(reader) && skip_one(reader)) {
    }
}
