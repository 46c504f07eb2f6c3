#include "match/lint.h"

enum { DEPTH_MAX = 256 }; // PCRE2 itself allows 250

typedef struct Group {
    bool assertion; // looks around without taking up characters
    bool repeats;   // holds a repetition without bound
} Group;

typedef struct Walk { // through a pattern
    Str pattern;
    ptrdiff_t at;
    Group open[DEPTH_MAX]; // open[0] is the pattern itself
    int depth;
    bool last_repeats; // the item just passed holds such a repetition
    bool item;         // there is an item that a quantifier can follow
    Lint lint;
} Walk;

static bool looking_at(const Walk *walk, Str what)
{
    return str_starts(str_slice(walk->pattern, walk->at, walk->pattern.len),
                      what);
}

static char peek(const Walk *walk)
{
    return walk->at < walk->pattern.len ? walk->pattern.at[walk->at] : '\0';
}

// Past the next `what`, or to the end.
static void skip_past(Walk *walk, Str what)
{
    ptrdiff_t found = str_find(walk->pattern, what, walk->at);
    walk->at = found < 0 ? walk->pattern.len : found + what.len;
}

static void forbid(Walk *walk, const char *what, ptrdiff_t at)
{
    if (!walk->lint.forbidden) {
        walk->lint.forbidden = what;
        walk->lint.forbidden_at = at;
    }
}

static void add_item(Walk *walk)
{
    bool looks = false;
    for (int i = 0; i <= walk->depth; i++) {
        looks = looks || walk->open[i].assertion;
    }
    walk->lint.consumes = walk->lint.consumes || !looks;
    walk->last_repeats = false;
    walk->item = true;
}

// After a backslash.
static void walk_escape(Walk *walk)
{
    ptrdiff_t begin = walk->at - 1;
    char c = peek(walk);
    walk->at++;
    if (c == 'Q') {
        if (!looking_at(walk, S("\\E"))) {
            add_item(walk);
        }
        skip_past(walk, S("\\E"));
        return;
    }
    if (c == 'K') {
        forbid(walk, "\\K: a hit holds all that was matched", begin);
    }
    if (str_find(S("bBAzZGEK"), (Str){&c, 1}, 0) >= 0) {
        walk->item = false;
        return;
    }
    if (peek(walk) == '{' && str_find(S("xpPNogk"), (Str){&c, 1}, 0) >= 0) {
        skip_past(walk, S("}"));
    }
    add_item(walk);
}

// After '['.
static void walk_class(Walk *walk)
{
    if (peek(walk) == '^') {
        walk->at++;
    }
    if (peek(walk) == ']') {
        walk->at++;
    }
    while (walk->at < walk->pattern.len && peek(walk) != ']') {
        if (looking_at(walk, S("\\Q"))) {
            skip_past(walk, S("\\E"));
        } else if (looking_at(walk, S("[:"))) {
            ptrdiff_t end = str_find(walk->pattern, S(":]"), walk->at);
            walk->at = end < 0 ? walk->at + 2 : end + 2;
        } else {
            walk->at += peek(walk) == '\\' ? 2 : 1;
        }
    }
    walk->at++;
    add_item(walk);
}

static bool is_assertion(const Walk *walk)
{
    const char *const begins[] = {
        "?=",
        "?!",
        "?<=",
        "?<!",
        "?*",
        "?<*",
        "*pla:",
        "*nla:",
        "*plb:",
        "*nlb:",
        "*napla:",
        "*naplb:",
        "*positive_look",
        "*negative_look",
        "*non_atomic_positive_look",
    };
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (looking_at(walk, str_of(begins[i]))) {
            return true;
        }
    }
    return false;
}

// After '('.
static void walk_open(Walk *walk)
{
    ptrdiff_t begin = walk->at - 1;
    if (looking_at(walk, S("?#"))) {
        skip_past(walk, S(")"));
        return;
    }
    if (looking_at(walk, S("?C"))) {
        forbid(walk, "callouts", begin);
    }
    bool verb = peek(walk) == '*' && walk->at + 1 < walk->pattern.len &&
                ((walk->pattern.at[walk->at + 1] >= 'A' &&
                  walk->pattern.at[walk->at + 1] <= 'Z') ||
                 walk->pattern.at[walk->at + 1] == ':');
    if (verb) {
        forbid(walk, "(*VERB)s", begin);
    }
    if (walk->depth + 1 < DEPTH_MAX) {
        walk->depth++;
        walk->open[walk->depth] =
            (Group){.assertion = is_assertion(walk), .repeats = false};
    }
    // What follows "(?" names or sets something and is no item, but (?R) and
    // (?1) stand for a group.
    if (peek(walk) == '?') {
        walk->at++;
        while (walk->at < walk->pattern.len && peek(walk) != ')' &&
               str_find(S(":=!>|"),
                        str_slice(walk->pattern, walk->at, walk->at + 1),
                        0) < 0) {
            char c = peek(walk);
            if (c == 'R' || c == '&' || is_digit(c)) {
                add_item(walk);
            }
            if (c == '<' || c == '\'' || c == '(') {
                break;
            }
            walk->at++;
        }
        walk->at += peek(walk) != ')' && walk->at < walk->pattern.len;
    }
    walk->item = false;
}

static void walk_close(Walk *walk)
{
    Group closed = walk->open[walk->depth];
    walk->depth -= walk->depth > 0;
    walk->last_repeats = closed.repeats && !closed.assertion;
    walk->open[walk->depth].repeats =
        walk->open[walk->depth].repeats || walk->last_repeats;
    walk->item = true;
}

// "{n,}" at the cursor; its length, or 0.
static ptrdiff_t open_braces(const Walk *walk)
{
    ptrdiff_t i = walk->at + 1;
    while (i < walk->pattern.len && is_digit(walk->pattern.at[i])) {
        i++;
    }
    bool digits = i > walk->at + 1;
    bool open = digits && i + 1 < walk->pattern.len &&
                walk->pattern.at[i] == ',' && walk->pattern.at[i + 1] == '}';
    return open ? i + 2 - walk->at : 0;
}

// At '*', '+' or "{n,}".
static void walk_repetition(Walk *walk, ptrdiff_t length)
{
    ptrdiff_t begin = walk->at;
    walk->at += length;
    bool possessive = peek(walk) == '+';
    if (possessive || peek(walk) == '?') {
        walk->at++;
    }
    if (!walk->item) {
        return;
    }
    if (walk->last_repeats && !possessive && !walk->lint.nested) {
        walk->lint.nested = true;
        walk->lint.nested_at = begin;
    }
    walk->open[walk->depth].repeats =
        walk->open[walk->depth].repeats || !possessive;
    walk->last_repeats = !possessive;
    walk->item = false;
}

static void walk_one(Walk *walk)
{
    char c = peek(walk);
    ptrdiff_t braces = c == '{' ? open_braces(walk) : 0;
    if (c == '*' || c == '+' || braces > 0) {
        walk_repetition(walk, braces > 0 ? braces : 1);
        return;
    }
    walk->at++;
    switch (c) {
    case '\\':
        walk_escape(walk);
        break;
    case '[':
        walk_class(walk);
        break;
    case '(':
        walk_open(walk);
        break;
    case ')':
        walk_close(walk);
        break;
    case '^':
    case '$':
    case '|':
    case '?':
        walk->item = false;
        break;
    default:
        add_item(walk);
    }
}

Lint lint_pattern(Str pattern)
{
    Walk walk = {.pattern = pattern};
    while (walk.at < pattern.len) {
        walk_one(&walk);
    }
    return walk.lint;
}
