#include "match/regex_parse.h"

#include "base/utf8.h"
#include "match/regex_class.h"

#include <string.h>

// What to say where the shape of a pattern tells nothing.
#define NO_LETTERS " two plain letters (a to z) in a row stand in all matches"

enum {
    DEPTH_MAX = 250, // as PCRE2
    NUMBER_MAX = 65535,
    NO_END = -1,
};

typedef struct Flags {
    bool caseless, extended;
} Flags;

typedef struct Parser {
    Str pattern;
    ptrdiff_t at;
    Flags flags;
    bool quoted; // between \Q and \E
    int depth;
    bool refers;        // has a reference back
    const char *reason; // why it gave up, or NULL
    Arena *arena;
} Parser;

static Shape parse_alternatives(Parser *parser);

static Shape give_up(Parser *parser, const char *reason)
{
    parser->reason = parser->reason ? parser->reason : reason;
    parser->at = parser->pattern.len;
    return shape_of_anything(parser->arena);
}

static Shape give_up_odd(Parser *parser)
{
    return give_up(parser, "it is written in an unusual way");
}

static bool at_end(const Parser *parser)
{
    return parser->at >= parser->pattern.len;
}

// The next byte; NUL at the end, and for a NUL, which is none of syntax.
static char peek(const Parser *parser)
{
    return at_end(parser) ? '\0' : parser->pattern.at[parser->at];
}

static bool looking_at(const Parser *parser, Str what)
{
    return str_starts(
        str_slice(parser->pattern, parser->at, parser->pattern.len), what);
}

static bool take(Parser *parser, Str what)
{
    bool there = looking_at(parser, what);
    parser->at += there ? what.len : 0;
    return there;
}

// Past the next `what`.
static bool skip_past(Parser *parser, Str what)
{
    ptrdiff_t found = str_find(parser->pattern, what, parser->at);
    if (found < 0) {
        give_up_odd(parser);
        return false;
    }
    parser->at = found + what.len;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// ---- what means nothing

// A line end other than '\n' may or may not end a comment.
static bool skip_line(Parser *parser)
{
    ptrdiff_t begin = parser->at;
    if (str_find(parser->pattern, S("\n"), begin) < 0) {
        parser->at = parser->pattern.len;
    } else {
        skip_past(parser, S("\n"));
    }
    Str line = str_slice(parser->pattern, begin, parser->at);
    if (str_find(line, S("\r"), 0) >= 0) {
        give_up_odd(parser);
    }
    return true;
}

static bool skip_one(Parser *parser)
{
    if (take(parser, S("\\E"))) {
        parser->quoted = false;
        return true;
    }
    if (parser->quoted) {
        return false;
    }
    if (take(parser, S("\\Q"))) {
        parser->quoted = true;
        return true;
    }
    if (take(parser, S("(?#"))) {
        return skip_past(parser, S(")"));
    }
    if (!parser->flags.extended) {
        return false;
    }
    if (peek(parser) == '#') {
        return skip_line(parser);
    }
    bool blank = is_blank(peek(parser));
    parser->at += blank;
    return blank;
}

// Quoting, comments and, with (?x), blanks, up to what means something.
static void skip(Parser *parser)
{
    while (!at_end(parser) && skip_one(parser)) {
    }
}

// ---- repetitions

typedef struct Bounds {
    int32_t least, most; // most < 0 is without end
} Bounds;

static bool take_number(Parser *parser, int32_t *number)
{
    ptrdiff_t begin = parser->at;
    while (is_digit(peek(parser))) {
        parser->at++;
    }
    return str_number(str_slice(parser->pattern, begin, parser->at), number) &&
           *number <= NUMBER_MAX;
}

// "{n}", "{n,}" or "{n,m}"; at any other '{' the cursor stays.
static bool take_braces(Parser *parser, Bounds *bounds)
{
    ptrdiff_t begin = parser->at;
    bool ok = take(parser, S("{")) && take_number(parser, &bounds->least);
    if (ok && take(parser, S(","))) {
        bounds->most = NO_END;
        ok = take(parser, S("}")) ||
             (take_number(parser, &bounds->most) && take(parser, S("}")));
    } else {
        bounds->most = bounds->least;
        ok = ok && take(parser, S("}"));
    }
    parser->at = ok ? parser->at : begin;
    return ok;
}

static bool take_bounds(Parser *parser, Bounds *bounds)
{
    skip(parser);
    if (parser->quoted || at_end(parser)) {
        return false;
    }
    switch (peek(parser)) {
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
        return take_braces(parser, bounds);
    }
    parser->at++;
    return true;
}

static Shape repeated(Parser *parser, Shape shape)
{
    Bounds bounds;
    while (take_bounds(parser, &bounds)) {
        if (!take(parser, S("+"))) { // a lazy or possessive one is the same
            take(parser, S("?"));
        }
        shape =
            shape_repeated(&shape, bounds.least, bounds.most, parser->arena);
    }
    return shape;
}

// ---- characters

static Shape parse_point(Parser *parser, uint32_t point)
{
    if (point < ASCII) {
        return shape_of_char((char)point, parser->arena);
    }
    // U+017F folds to s, and other versions of PCRE2 may know more.
    return shape_of_anything(parser->arena);
}

static Shape parse_literal(Parser *parser)
{
    uint32_t point = utf8_next(parser->pattern, &parser->at);
    if (point >= ASCII && parser->flags.extended) {
        return give_up_odd(parser); // may be a blank
    }
    return parse_point(parser, point);
}

// '{' may be a bound in other versions of PCRE2: "{,3}", "{ 1, 2 }".
static Shape parse_brace(Parser *parser)
{
    Bounds bounds;
    if (take_braces(parser, &bounds)) {
        return give_up_odd(parser);
    }
    Shape shape = parse_literal(parser);
    char next = peek(parser);
    bool odd = next == ',' || is_blank(next) || is_digit(next);
    return odd ? give_up_odd(parser) : shape;
}

static Shape parse_class(Parser *parser, ptrdiff_t begin, ptrdiff_t end)
{
    Shape shape;
    if (end < 0 ||
        !regex_class(str_slice(parser->pattern, begin, end),
                     parser->flags.caseless, &shape, parser->arena)) {
        return give_up_odd(parser);
    }
    parser->at = end;
    return shape;
}

// ---- escapes

static int hex_value(char c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// After "\x": two digits, or some in braces.
static Shape parse_hex(Parser *parser)
{
    enum { LIMIT = 0x110000 };
    uint32_t point = 0;
    int digits = 0;
    bool braces = take(parser, S("{"));
    while (hex_value(peek(parser)) >= 0 && (braces || digits < 2)) {
        point = point * 16 + (uint32_t)hex_value(peek(parser));
        point = point < LIMIT ? point : LIMIT;
        parser->at++;
        digits++;
    }
    bool ok = braces ? digits > 0 && take(parser, S("}")) : digits == 2;
    return ok ? parse_point(parser, point) : give_up_odd(parser);
}

// After "\p" or "\P".
static Shape parse_property(Parser *parser)
{
    ptrdiff_t begin = parser->at - 2;
    if (peek(parser) == '{') {
        skip_past(parser, S("}"));
    } else {
        parser->at += !at_end(parser);
    }
    return parse_class(parser, begin, parser->at);
}

// What an earlier group matched, which may be anything.
static Shape reference(Parser *parser)
{
    parser->refers = true;
    return shape_of_anything(parser->arena);
}

// After "\g" or "\k".
static Shape parse_reference(Parser *parser, char letter)
{
    char open = peek(parser);
    if (letter == 'g' && (open == '<' || open == '\'')) {
        return give_up(parser, "it calls a group");
    }
    if (open == '{') {
        skip_past(parser, S("}"));
    } else if (letter == 'k') {
        parser->at++;
        skip_past(parser, open == '<' ? S(">") : S("'"));
    } else {
        parser->at += open == '-' || open == '+';
        while (is_digit(peek(parser))) {
            parser->at++;
        }
    }
    return reference(parser);
}

// Escapes that stand for a place or for many characters.
static bool known_escape(Parser *parser, char letter, Shape *shape)
{
    static const char places[] = "bBAZz";
    static const unsigned marks[] = {MARK_EDGE, 0, MARK_START, MARK_END,
                                     MARK_END};
    static const char none[] = "WshvR", all[] = "wSHVN", some[] = "dDX";
    static const char control[] = "tnrfae", controls[] = "\t\n\r\f\a\033";
    const char *found;
    if (letter == '\0') {
        return false;
    }
    if ((found = strchr(places, letter)) != NULL) {
        *shape = shape_of_place(marks[found - places], parser->arena);
    } else if (strchr(none, letter)) {
        *shape = shape_of_class(WORDS_NONE, parser->arena);
    } else if (strchr(all, letter)) {
        *shape = shape_of_class(WORDS_ALL, parser->arena);
    } else if (strchr(some, letter)) {
        *shape = shape_of_class(WORDS_SOME, parser->arena);
    } else if ((found = strchr(control, letter)) != NULL) {
        *shape = shape_of_char(controls[found - control], parser->arena);
    } else {
        return false;
    }
    return true;
}

// After a backslash.
static Shape parse_escape(Parser *parser)
{
    Shape shape;
    if (at_end(parser) || !regex_is_word(peek(parser))) {
        return at_end(parser) ? give_up_odd(parser) : parse_literal(parser);
    }
    char letter = peek(parser);
    parser->at++;
    if (letter == 'N' && peek(parser) == '{') {
        return give_up_odd(parser);
    }
    if (known_escape(parser, letter, &shape)) {
        return shape;
    }
    switch (letter) {
    case 'x':
        return parse_hex(parser);
    case 'p':
    case 'P':
        return parse_property(parser);
    case 'g':
    case 'k':
        return parse_reference(parser, letter);
    case 'G':
        return give_up(parser, "it uses \\G");
    case 'K':
        return give_up(parser, "it uses \\K");
    default:
        break;
    }
    if (letter >= '1' && letter <= '9') { // a group's, or an octal number
        while (is_digit(peek(parser))) {
            parser->at++;
        }
        return reference(parser);
    }
    return give_up_odd(parser);
}

// ---- groups

// What stands in the group up to its ')'.
static Shape parse_inside(Parser *parser)
{
    Flags outside = parser->flags;
    if (++parser->depth > DEPTH_MAX) {
        return give_up(parser, "its groups are nested too deeply");
    }
    Shape shape = parse_alternatives(parser);
    if (!take(parser, S(")"))) {
        return give_up_odd(parser);
    }
    parser->depth--;
    parser->flags = outside;
    return shape;
}

static Shape parse_look(Parser *parser, bool behind, bool negative)
{
    Shape inside = parse_inside(parser);
    unsigned marks =
        behind ? shape_marks_behind(&inside) : shape_marks_ahead(&inside);
    if (negative) { // where any word character is ruled out
        marks = !inside.any_word ? 0u : behind ? MARK_START : MARK_END;
    }
    return shape_of_place(marks, parser->arena);
}

// "i-x)" for what follows in the group, or "i-x:" for a group of its own.
static Shape parse_flags(Parser *parser)
{
    Flags flags = parser->flags;
    bool on = true;
    if (take(parser, S("^"))) {
        flags = (Flags){0};
    }
    for (; !at_end(parser) && peek(parser) != ')' && peek(parser) != ':';
         parser->at++) {
        char c = peek(parser);
        if (c == 'i') {
            flags.caseless = on;
        } else if (c == 'x' && !looking_at(parser, S("xx"))) {
            flags.extended = on;
        } else if (c == '-') {
            on = false;
        } else if (strchr("msnUJ", c) == NULL || c == '\0') {
            return give_up(parser, "it sets an unusual option");
        }
    }
    if (take(parser, S(")"))) {
        parser->flags = flags;
        return shape_of_place(0, parser->arena);
    }
    parser->at += !at_end(parser);
    Flags outside = parser->flags;
    parser->flags = flags;
    Shape shape = parse_inside(parser);
    parser->flags = outside;
    return shape;
}

// After "(?": true when a name of ASCII begins there, and is passed over.
static bool take_name(Parser *parser)
{
    ptrdiff_t begin = parser->at;
    bool quoted = take(parser, S("'"));
    if (!quoted && !take(parser, S("P<")) && !take(parser, S("<"))) {
        return false;
    }
    while (regex_is_word(peek(parser))) {
        parser->at++;
    }
    bool ended = take(parser, quoted ? S("'") : S(">"));
    parser->at = ended ? parser->at : begin;
    return ended;
}

// After '('.
static Shape parse_group(Parser *parser)
{
    if (looking_at(parser, S("*"))) {
        return give_up(parser, "it uses a verb, as in (*SKIP)");
    }
    if (!take(parser, S("?")) || take(parser, S(":")) || take(parser, S("|")) ||
        take(parser, S(">"))) {
        return parse_inside(parser);
    }
    if (take(parser, S("="))) {
        return parse_look(parser, false, false);
    }
    if (take(parser, S("!"))) {
        return parse_look(parser, false, true);
    }
    if (take(parser, S("<="))) {
        return parse_look(parser, true, false);
    }
    if (take(parser, S("<!"))) {
        return parse_look(parser, true, true);
    }
    if (take(parser, S("P="))) {
        skip_past(parser, S(")"));
        return reference(parser);
    }
    if (take_name(parser)) {
        return parse_inside(parser);
    }
    if (looking_at(parser, S("("))) {
        return give_up(parser, "it has a condition, as in (?(1)...)");
    }
    bool calls = is_digit(peek(parser)) || looking_at(parser, S("R")) ||
                 looking_at(parser, S("&")) || looking_at(parser, S("P>"));
    return calls ? give_up(parser, "it calls a group") : parse_flags(parser);
}

// ---- sequences

static Shape parse_item(Parser *parser)
{
    char c = peek(parser);
    if (parser->quoted) {
        return parse_point(parser, utf8_next(parser->pattern, &parser->at));
    }
    switch (c) {
    case '\\':
        parser->at++;
        return parse_escape(parser);
    case '(':
        parser->at++;
        return parse_group(parser);
    case '[':
        return parse_class(parser, parser->at,
                           regex_class_end(parser->pattern, parser->at));
    case '.':
        parser->at++;
        return shape_of_class(WORDS_ALL, parser->arena);
    case '^':
        parser->at++;
        return shape_of_place(MARK_START, parser->arena);
    case '$':
        parser->at++;
        return shape_of_place(MARK_END, parser->arena);
    case '{':
        return parse_brace(parser);
    case '*':
    case '+':
    case '?':
        return give_up_odd(parser);
    default:
        return parse_literal(parser);
    }
}

static Shape parse_sequence(Parser *parser)
{
    Shape all = shape_of_place(0, parser->arena);
    bool first = true;
    for (;;) {
        skip(parser);
        bool more =
            !at_end(parser) &&
            (parser->quoted || (peek(parser) != '|' && peek(parser) != ')'));
        if (!more) {
            return all;
        }
        Shape item = parse_item(parser);
        item = repeated(parser, item);
        all = first ? item : shape_then(&all, &item, parser->arena);
        first = false;
    }
}

static Shape parse_alternatives(Parser *parser)
{
    Shapes shapes = {0};
    do {
        *PUSH(&shapes, parser->arena) = parse_sequence(parser);
    } while (take(parser, S("|")));
    return shape_either(&shapes, parser->arena);
}

bool regex_parse(Str pattern, bool exact_case, Shape *shape,
                 const char **reason, Arena *arena)
{
    Parser parser = {
        .pattern = pattern,
        .flags = {.caseless = !exact_case},
        .arena = arena,
    };
    *shape = parse_alternatives(&parser);
    if (!at_end(&parser)) {
        give_up_odd(&parser); // a ')' without its '('
    }
    *reason = parser.reason   ? parser.reason
              : parser.refers ? "it refers back to a group, and no" NO_LETTERS
                              : "no" NO_LETTERS;
    return !parser.reason;
}
