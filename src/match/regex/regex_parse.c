#include "match/regex/regex_parse.h"

#include "base/utf8.h"
#include "match/regex/regex_class.h"
#include "match/regex/regex_item.h"

#include <string.h>

// What to say where the shape of a pattern tells nothing.
#define NO_LETTERS " two plain letters (a to z) in a row stand in all matches"

enum {
    DEPTH_MAX = 250, // as PCRE2
    NUMBER_MAX = 65535,
    NO_END = -1,
};

static Shape read_alternatives(RegexReader *reader);

// ---- repetitions

typedef struct Bounds {
    int32_t least, most; // most < 0 is without end
} Bounds;

static bool take_number(RegexReader *reader, int32_t *number)
{
    ptrdiff_t begin = reader->at;
    while (regex_is_digit(reader_peek(reader))) {
        reader->at++;
    }
    return str_number(str_slice(reader->pattern, begin, reader->at), number) &&
           *number <= NUMBER_MAX;
}

// "{n}", "{n,}" or "{n,m}"; at any other '{' the cursor stays.
static bool take_braces(RegexReader *reader, Bounds *bounds)
{
    ptrdiff_t begin = reader->at;
    bool ok =
        reader_take(reader, S("{")) && take_number(reader, &bounds->least);
    if (ok && reader_take(reader, S(","))) {
        bounds->most = NO_END;
        ok =
            reader_take(reader, S("}")) ||
            (take_number(reader, &bounds->most) && reader_take(reader, S("}")));
    } else {
        bounds->most = bounds->least;
        ok = ok && reader_take(reader, S("}"));
    }
    reader->at = ok ? reader->at : begin;
    return ok;
}

static bool take_bounds(RegexReader *reader, Bounds *bounds)
{
    reader_skip(reader);
    if (reader->quoted || reader_at_end(reader)) {
        return false;
    }
    switch (reader_peek(reader)) {
    case '*':
        *bounds = (Bounds){0, NO_END};
        break;
    case '+':
        *bounds = (Bounds){1, NO_END};
        break;
    case '?':
        *bounds = (Bounds){0, 1};
        break;
    default:
        return take_braces(reader, bounds);
    }
    reader->at++;
    return true;
}

static Shape repeated(RegexReader *reader, Shape shape)
{
    Bounds bounds;
    while (take_bounds(reader, &bounds)) {
        shape =
            shape_repeated(&shape, bounds.least, bounds.most, reader->arena);
        // A possessive or lazy one matches no more.
        if (reader_take(reader, S("+")) || reader_take(reader, S("?"))) {
            shape = shape_narrowed(&shape, reader->arena);
        }
    }
    return shape;
}

// '{' may be a bound in other versions of PCRE2: "{,3}", "{ 1, 2 }".
static Shape read_brace(RegexReader *reader)
{
    Bounds bounds;
    if (take_braces(reader, &bounds)) {
        return reader_refuse(reader);
    }
    Shape shape = item_literal(reader);
    char next = reader_peek(reader);
    bool odd = next == ',' || regex_is_blank(next) || regex_is_digit(next);
    return odd ? reader_refuse(reader) : shape;
}

// ---- groups

// What stands in the group up to its ')'.
static Shape read_inside(RegexReader *reader)
{
    RegexFlags outside = reader->flags;
    if (++reader->depth > DEPTH_MAX) {
        return reader_give_up(reader, "its groups are nested too deeply");
    }
    Shape shape = read_alternatives(reader);
    if (!reader_take(reader, S(")"))) {
        return reader_refuse(reader);
    }
    reader->depth--;
    reader->flags = outside;
    return shape;
}

static Shape read_look(RegexReader *reader, bool behind, bool negative)
{
    Shape inside = read_inside(reader);
    unsigned marks =
        behind ? shape_marks_behind(&inside) : shape_marks_ahead(&inside);
    if (negative) { // where any word character is ruled out
        marks = !inside.any_word ? 0u : behind ? MARK_START : MARK_END;
    }
    return shape_of_place(marks, reader->arena);
}

// "i-x)" for what follows in the group, or "i-x:" for a group of its own.
static Shape read_flags(RegexReader *reader)
{
    RegexFlags flags = reader->flags;
    bool on = true;
    if (reader_take(reader, S("^"))) {
        flags = (RegexFlags){0};
    }
    for (; !reader_at_end(reader) && reader_peek(reader) != ')' &&
           reader_peek(reader) != ':';
         reader->at++) {
        char c = reader_peek(reader);
        if (c == 'i') {
            flags.caseless = on;
        } else if (c == 'x' && !reader_sees(reader, S("xx"))) {
            flags.extended = on;
        } else if (c == '-') {
            on = false;
        } else if (strchr("msnJ", c) == NULL || c == '\0') {
            return reader_give_up(reader, "it sets an unusual option");
        }
    }
    if (reader_take(reader, S(")"))) {
        reader->flags = flags;
        return shape_of_nothing(reader->arena);
    }
    reader->at += !reader_at_end(reader);
    RegexFlags outside = reader->flags;
    reader->flags = flags;
    Shape shape = read_inside(reader);
    reader->flags = outside;
    return shape;
}

// After "(?": true when a name of ASCII begins there, and is passed over.
static bool take_name(RegexReader *reader)
{
    ptrdiff_t begin = reader->at;
    bool quoted = reader_take(reader, S("'"));
    if (!quoted && !reader_take(reader, S("P<")) &&
        !reader_take(reader, S("<"))) {
        return false;
    }
    while (regex_is_word(reader_peek(reader))) {
        reader->at++;
    }
    bool ended = reader_take(reader, quoted ? S("'") : S(">"));
    reader->at = ended ? reader->at : begin;
    return ended;
}

// After '('.
static Shape read_group(RegexReader *reader)
{
    if (reader_sees(reader, S("*"))) {
        return reader_give_up(reader, "it uses a verb, as in (*SKIP)");
    }
    if (!reader_take(reader, S("?")) || reader_take(reader, S(":")) ||
        reader_take(reader, S("|"))) {
        return read_inside(reader);
    }
    if (reader_take(reader, S(">"))) { // takes nothing back
        Shape inside = read_inside(reader);
        return shape_narrowed(&inside, reader->arena);
    }
    if (reader_take(reader, S("="))) {
        return read_look(reader, false, false);
    }
    if (reader_take(reader, S("!"))) {
        return read_look(reader, false, true);
    }
    if (reader_take(reader, S("<="))) {
        return read_look(reader, true, false);
    }
    if (reader_take(reader, S("<!"))) {
        return read_look(reader, true, true);
    }
    if (reader_take(reader, S("P="))) {
        reader_skip_past(reader, S(")"));
        return item_reference(reader);
    }
    if (take_name(reader)) {
        return read_inside(reader);
    }
    if (reader_sees(reader, S("("))) {
        return reader_give_up(reader, "it has a condition, as in (?(1)...)");
    }
    bool calls = regex_is_digit(reader_peek(reader)) ||
                 reader_sees(reader, S("R")) || reader_sees(reader, S("&")) ||
                 reader_sees(reader, S("P>"));
    return calls ? reader_give_up(reader, "it calls a group")
                 : read_flags(reader);
}

// ---- sequences

static Shape read_item(RegexReader *reader)
{
    char c = reader_peek(reader);
    if (reader->quoted) {
        return item_point(reader, utf8_next(reader->pattern, &reader->at));
    }
    switch (c) {
    case '\\':
        reader->at++;
        return item_escape(reader);
    case '(':
        reader->at++;
        return read_group(reader);
    case '[':
        return item_class(reader, reader->at,
                          regex_class_end(reader->pattern, reader->at));
    case '.':
        reader->at++;
        return item_any(reader);
    case '^':
        reader->at++;
        return shape_of_place(MARK_START, reader->arena);
    case '$':
        reader->at++;
        return shape_of_place(MARK_END, reader->arena);
    case '{':
        return read_brace(reader);
    case '*':
    case '+':
    case '?':
        return reader_refuse(reader);
    default:
        return item_literal(reader);
    }
}

static Shape read_sequence(RegexReader *reader)
{
    Shape all = shape_of_nothing(reader->arena);
    bool first = true;
    for (;;) {
        reader_skip(reader);
        bool more = !reader_at_end(reader) &&
                    (reader->quoted || (reader_peek(reader) != '|' &&
                                        reader_peek(reader) != ')'));
        if (!more) {
            return all;
        }
        Shape item = read_item(reader);
        item = repeated(reader, item);
        all = first ? item : shape_then(&all, &item, reader->arena);
        first = false;
    }
}

static Shape read_alternatives(RegexReader *reader)
{
    Shapes shapes = {0};
    do {
        *PUSH(&shapes, reader->arena) = read_sequence(reader);
    } while (reader_take(reader, S("|")));
    return shape_either(&shapes, reader->arena);
}

bool regex_parse(Str pattern, bool exact_case, Shape *shape,
                 const char **reason, Arena *arena)
{
    RegexReader reader = {
        .pattern = pattern,
        .flags = {.caseless = !exact_case},
        .arena = arena,
    };
    *shape = read_alternatives(&reader);
    if (!reader_at_end(&reader)) {
        reader_refuse(&reader); // a ')' without its '('
    }
    *reason = reader.reason   ? reader.reason
              : reader.refers ? "it refers back to a group, and no" NO_LETTERS
                              : "no" NO_LETTERS;
    return !reader.reason;
}
