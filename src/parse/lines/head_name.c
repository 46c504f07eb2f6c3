#include "parse/lines/head_inside.h"

#include "parse/talk/name.h"

enum { BARE_CLOCK_MIN = 7 }; // "0:00:05"

static Str rest_of(Str line, ptrdiff_t at)
{
    return str_slice(line, at, line.len);
}

bool head_stands(Str line, ptrdiff_t at, const char *what)
{
    return at < line.len && line.at[at] == what[0] &&
           str_starts(rest_of(line, at), str_of(what));
}

ptrdiff_t head_skip_blanks(Str line, ptrdiff_t at)
{
    for (ptrdiff_t len;
         at < line.len && (len = blank_len(line, at, true)) > 0;) {
        at += len;
    }
    return at;
}

// ---- time marks

void head_keep_time(Head *head, int32_t ms, int32_t end_ms)
{
    head->timed = head->clear = true;
    head->unreadable = ms == NO_TIME;
    head->ms = ms;
    head->end_ms = end_ms;
}

ptrdiff_t head_skip_parting(Str line, ptrdiff_t at)
{
    static const char *const signs[] = {"| ", "- ", "\u2013 ", "\u2014 ", NULL};
    for (const char *const *sign = signs; *sign; sign++) {
        if (head_stands(line, at, *sign)) {
            return head_skip_blanks(line, at + str_of(*sign).len);
        }
    }
    return at;
}

static bool is_clear(Str mark)
{
    ptrdiff_t colon = str_find(mark, S(":"), 0);
    return !is_digit(mark.at[0]) ||
           (colon >= 0 && str_find(mark, S(":"), colon + 1) >= 0);
}

ptrdiff_t head_read_time_before(Str line, ptrdiff_t at, Head *head)
{
    int32_t ms, end_ms;
    ptrdiff_t len = clock_stamp(rest_of(line, at), &ms, &end_ms);
    ptrdiff_t after = at + len;
    if (len == 0) {
        return at;
    }
    bool parted = after == line.len || blank_len(line, after, true) > 0 ||
                  line.at[after] == ':' || line.at[after - 1] == ']';
    if (!parted) {
        return at;
    }
    head_keep_time(head, ms, end_ms);
    head->clear = is_clear(str_slice(line, at, after));
    head->four = clock_has_four(str_slice(line, at, after));
    head->chat = is_digit(line.at[at]) && head_stands(line, after, "\t");
    after += head_stands(line, after, ":");
    return head_skip_parting(line, head_skip_blanks(line, after));
}

static bool is_emphasis(char c)
{
    return c == '*' || c == '_';
}

static ptrdiff_t emphasis_len(Str text)
{
    ptrdiff_t len = 0;
    while (len < text.len && is_emphasis(text.at[len])) {
        len++;
    }
    return len;
}

// A time without brackets behind a label: alone there, or parted from what is
// said by a tab or by the label's own brackets.  Behind a colon a short one may
// be what is said.
static ptrdiff_t read_bare_time(Str line, ptrdiff_t at, Head *head)
{
    int32_t ms, end_ms = NO_TIME;
    ptrdiff_t len = clock_stamp(rest_of(line, at), &ms, &end_ms);
    ptrdiff_t after = at + len, next = head_skip_blanks(line, after);
    bool spoken =
        head->form == FORM_DOT ||
        (head->form == FORM_COLON && (next < line.len || len < BARE_CLOCK_MIN));
    bool parted = next == line.len || head_stands(line, after, "\t") ||
                  (head->form == FORM_BRACKETS && next > after) ||
                  (head->form == FORM_BOLD && next > after);
    if (len == 0 || ms == NO_TIME || spoken || !parted) {
        return at;
    }
    head_keep_time(head, ms, end_ms);
    return next;
}

ptrdiff_t head_read_time_after(Str line, ptrdiff_t at, Head *head)
{
    int32_t ms, end_ms;
    ptrdiff_t begin = head_skip_blanks(line, at);
    if (head->timed || begin == line.len) {
        return begin;
    }
    if (is_digit(line.at[begin])) {
        return read_bare_time(line, begin, head);
    }
    ptrdiff_t signs = emphasis_len(rest_of(line, begin));
    Str rest = rest_of(line, begin + signs);
    ptrdiff_t len = clock_mark(rest, &ms, &end_ms);
    if (len == 0 || clock_mark_is_number(str_slice(rest, 0, len)) ||
        emphasis_len(str_slice(rest, len, rest.len)) != signs) {
        return begin;
    }
    head_keep_time(head, ms, end_ms);
    return head_skip_blanks(line, begin + signs + len + signs);
}

bool head_cut_time(Str *text, Head *head)
{
    Str s = blank_trim(*text, true);
    int32_t ms, end_ms = NO_TIME;
    ptrdiff_t begin = 0;
    for (ptrdiff_t i = 0, len; i<s.len; i += len> 0 ? len : 1) {
        len = blank_len(s, i, false);
        begin = len > 0 ? i + len : begin;
    }
    Str last = str_slice(s, begin, s.len);
    if (begin == 0 || last.len == 0 ||
        (clock_read(last, &ms) != last.len &&
         (clock_mark(last, &ms, &end_ms) != last.len ||
          clock_mark_is_number(last)))) {
        return false;
    }
    Str name = blank_trim(str_slice(s, 0, begin), true);
    if (str_ends(name, S("|")) || str_ends(name, S("-")) ||
        str_ends(name, S(","))) {
        name.len--;
    } else if (str_ends(name, S("\u2013")) || str_ends(name, S("\u2014")) ||
               str_ends(name, S("\u2022"))) {
        name.len -= 3;
    } else if (str_ends(name, S("\u00b7"))) {
        name.len -= 2;
    }
    head_keep_time(head, ms, end_ms);
    *text = name;
    return true;
}

// ---- names

// Where the bracket at `at` closes, within the reach of a label; or -1.
ptrdiff_t head_close_of(Str line, ptrdiff_t at, ptrdiff_t limit)
{
    char open = line.at[at];
    char close = open == '('   ? ')'
                 : open == '[' ? ']'
                 : open == '{' ? '}'
                               : '>';
    int depth = 0;
    for (ptrdiff_t i = at; i < limit; i++) {
        depth += line.at[i] == open;
        depth -= line.at[i] == close;
        if (depth == 0) {
            return i;
        }
    }
    return -1;
}

// Where the bracket that closes at the end of `name` opens; or -1.
static ptrdiff_t open_of(Str name)
{
    char close = name.len > 0 ? name.at[name.len - 1] : '\0';
    char open = close == ')'   ? '('
                : close == ']' ? '['
                : close == '}' ? '{'
                               : '\0';
    int depth = 0;
    for (ptrdiff_t i = name.len - 1; open && i >= 0; i--) {
        depth += name.at[i] == close;
        depth -= name.at[i] == open;
        if (depth == 0) {
            return i;
        }
    }
    return -1;
}

// "(1)", "(B)", "[2]" tell speakers apart; "(TRANQ)" and "(she/her)" do not.
static bool tells_apart(Str inside)
{
    inside = blank_trim(inside, true);
    ptrdiff_t i = 0;
    while (i < inside.len && is_digit(inside.at[i])) {
        i++;
    }
    return inside.len > 0 && (i == inside.len || inside.len == 1);
}

// Takes the qualifier or the time mark at the end of a name off.
static bool cut_bracket(Str *name, Head *head)
{
    int32_t ms, end_ms;
    ptrdiff_t open = open_of(*name);
    if (open <= 0) {
        return false;
    }
    ptrdiff_t begin = open > 0 && name->at[open - 1] == '\\' ? open - 1 : open;
    Str bracket = str_slice(*name, begin, name->len);
    Str inside = str_slice(*name, open + 1, name->len - 1);
    if (clock_mark(bracket, &ms, &end_ms) == bracket.len &&
        !clock_mark_is_number(bracket)) {
        if (!head->timed) {
            head_keep_time(head, ms, end_ms);
        }
    } else if (tells_apart(inside)) {
        return false;
    } else {
        head->qualifier = inside;
    }
    *name = str_slice(*name, 0, begin);
    return true;
}

// A name without blanks, emphasis, qualifiers, a colon and brackets around it.
static Str bare_name(Str name, Head *head)
{
    for (;;) {
        name = blank_trim(name, true);
        ptrdiff_t before = name.len;
        while (name.len > 0 && is_emphasis(name.at[0])) {
            name = str_slice(name, 1, name.len);
        }
        while (name.len > 0 && is_emphasis(name.at[name.len - 1])) {
            name.len--;
        }
        if (str_ends(name, S(":")) || str_ends(name, S(" -"))) {
            name.len--;
        } else if (str_ends(name, S(" \u2013")) ||
                   str_ends(name, S(" \u2014"))) {
            name.len -= 3;
        } else if (str_ends(name, S("\uff09")) &&
                   str_find(name, S("\uff08"), 0) > 0) {
            name.len = str_find(name, S("\uff08"), 0);
        } else if (open_of(name) == 0) {
            name = str_slice(name, 1, name.len - 1);
        } else if (str_starts(name, S("\\[")) && str_ends(name, S("\\]"))) {
            name = str_slice(name, 2, name.len - 2);
        } else if (!cut_bracket(&name, head) && name.len == before) {
            return name;
        }
    }
}

// Accepts `raw` as the name of a head, with speech at `said`.
bool head_take_name(Str line, Str raw, Form form, ptrdiff_t said, Head *head)
{
    Head trial = *head;
    trial.form = form;
    trial.name = bare_name(raw, &trial);
    if (trial.name.len == 0 || !name_fits(trial.name)) {
        return false;
    }
    trial.said = head_read_time_after(line, said, &trial);
    trial.alone = trial.said == line.len;
    bool beside = form == FORM_BRACKETS || form == FORM_DASH ||
                  form == FORM_TAB || form == FORM_GAP || form == FORM_ARROW;
    if ((beside && trial.alone && trial.timed) ||
        (form == FORM_ALONE && trial.timed && !head->timed)) {
        trial.form = FORM_TIMED;
    }
    *head = trial;
    return true;
}

// Bytes of a colon at `at`: ASCII or full width; or 0.
ptrdiff_t head_colon_len(Str line, ptrdiff_t at)
{
    return head_stands(line, at, ":")        ? 1
           : head_stands(line, at, "\uff1a") ? 3
                                             : 0;
}

// "C:\Users", "D:/interviews": a letter and a path; "I:\[laughs\]" is speech.
static bool is_drive(Str line, Str raw, ptrdiff_t after)
{
    char c = after + 1 < line.len ? line.at[after + 1] : ' ';
    bool begins =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    bool slash =
        head_stands(line, after, "/") || head_stands(line, after, "\\");
    return slash && begins && blank_trim(raw, true).len == 1;
}

bool head_take_colon(Str line, Str raw, ptrdiff_t colon, Head *head)
{
    ptrdiff_t len = head_colon_len(line, colon), after = colon + len;
    if (head_stands(line, after, "//") || head_stands(line, after, ":") ||
        is_drive(line, raw, after)) {
        return false;
    }
    bool glued = len == 1 && after < line.len && !is_emphasis(line.at[after]) &&
                 blank_len(line, after, true) == 0 && line.at[after] != '<' &&
                 line.at[after] != '[' && line.at[after] != '\\';
    if (!head_take_name(line, raw, FORM_COLON, after, head)) {
        return false;
    }
    head->glued = glued;
    // "**Name: **text" and "*Name:* text": what closes the emphasis.
    while (head->said < line.len && is_emphasis(line.at[head->said]) &&
           is_emphasis(raw.len > 0 ? raw.at[0] : ' ')) {
        head->said++;
    }
    head->said = head_read_time_after(line, head->said, head);
    head->alone = head->said == line.len;
    return true;
}
