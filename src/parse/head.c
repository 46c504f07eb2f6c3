#include "parse/head.h"

#include "model/transcript.h"
#include "parse/clock.h"
#include "parse/line.h"
#include "parse/name.h"

enum {
    LABEL_BYTES_MAX = 400, // a name, its role and its time mark
    LINE_DIGITS_MAX = 3,   // of a line or paragraph number
    DOT_LETTERS_MAX = 4,   // of what may stand before a full stop: "INT."
};

static Str rest_of(Str line, ptrdiff_t at)
{
    return str_slice(line, at, line.len);
}

static bool stands(Str line, ptrdiff_t at, const char *what)
{
    return str_starts(rest_of(line, at), str_of(what));
}

static ptrdiff_t skip_blanks(Str line, ptrdiff_t at)
{
    for (ptrdiff_t len;
         at < line.len && (len = blank_len(line, at, true)) > 0;) {
        at += len;
    }
    return at;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

// After "¶12 " and, for the line numbers of a deposition, after "12  ".
static ptrdiff_t skip_number(Str line, ptrdiff_t at, Head *head)
{
    bool pilcrow = stands(line, at, "\u00b6");
    ptrdiff_t i = pilcrow ? at + 2 : at, begin = i;
    while (i < line.len && i - begin <= LINE_DIGITS_MAX &&
           is_digit(line.at[i])) {
        i++;
    }
    bool number = i > begin && i - begin <= LINE_DIGITS_MAX;
    if (!number || i == line.len || blank_len(line, i, false) == 0) {
        return at;
    }
    head->listed = head->listed || !pilcrow;
    return skip_blanks(line, i);
}

// After "- ", "* ", "+ ", "> " and dialogue dashes.
static ptrdiff_t skip_bullet(Str line, ptrdiff_t at, Head *head)
{
    static const char *const bullets[] = {
        "- ", "* ", "+ ", "> ", ">> ", "\u2013 ", "\u2014 ", "\u2022 ", NULL};
    for (const char *const *bullet = bullets; *bullet; bullet++) {
        if (stands(line, at, *bullet)) {
            head->listed = true;
            return skip_blanks(line, at + str_of(*bullet).len);
        }
    }
    return at;
}

// ---- time marks

static void keep_time(Head *head, int32_t ms, int32_t end_ms)
{
    head->timed = true;
    head->unreadable = ms == NO_TIME;
    head->ms = ms;
    head->end_ms = end_ms;
}

// A time mark before the label.  A bare number in brackets counts only where a
// label follows.
static ptrdiff_t read_time_before(Str line, ptrdiff_t at, Head *head)
{
    int32_t ms, end_ms;
    Str rest = rest_of(line, at);
    ptrdiff_t len = clock_stamp(rest, &ms, &end_ms);
    ptrdiff_t after = at + len;
    if (len == 0 || (after < line.len && blank_len(line, after, true) == 0 &&
                     line.at[after] != ':' && line.at[after - 1] != ']')) {
        return at;
    }
    keep_time(head, ms, end_ms);
    head->clock = is_digit(line.at[at]) && len >= 7;
    bool tab = after < line.len && line.at[after] == '\t';
    if (stands(line, after, ":")) {
        after++;
    }
    after = skip_blanks(line, after);
    head->chat = head->clock && tab;
    if (stands(line, after, "| ") || stands(line, after, "- ") ||
        stands(line, after, "\u2013 ")) {
        after = skip_blanks(line, after + 1);
        while (after < line.len &&
               ((unsigned char)line.at[after] & 0xC0) == 0x80) {
            after++;
        }
        after = skip_blanks(line, after);
    }
    return after;
}

// A time mark in brackets after the label, where there was none before.
static ptrdiff_t read_time_after(Str line, ptrdiff_t at, Head *head)
{
    int32_t ms, end_ms;
    ptrdiff_t begin = skip_blanks(line, at);
    if (head->timed || begin == line.len) {
        return begin;
    }
    Str rest = rest_of(line, begin);
    ptrdiff_t len = clock_mark(rest, &ms, &end_ms);
    if (len == 0 || clock_mark_is_number(str_slice(rest, 0, len))) {
        return begin;
    }
    keep_time(head, ms, end_ms);
    return skip_blanks(line, begin + len);
}

// ---- names

// Where the bracket at `at` closes, within the reach of a label; or -1.
static ptrdiff_t close_of(Str line, ptrdiff_t at, ptrdiff_t limit)
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
            keep_time(head, ms, end_ms);
        }
    } else if (tells_apart(inside)) {
        return false;
    }
    *name = str_slice(*name, 0, begin);
    return true;
}

static bool is_emphasis(char c)
{
    return c == '*' || c == '_';
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
        if (str_ends(name, S(":"))) {
            name.len--;
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
static bool take_name(Str line, Str raw, Form form, ptrdiff_t said, Head *head)
{
    Head trial = *head;
    trial.form = form;
    trial.name = bare_name(raw, &trial);
    if (trial.name.len == 0 || !name_fits(trial.name)) {
        return false;
    }
    trial.said = read_time_after(line, said, &trial);
    trial.alone = trial.said == line.len;
    *head = trial;
    return true;
}

// Bytes of a colon at `at`: ASCII or full width; or 0.
static ptrdiff_t colon_len(Str line, ptrdiff_t at)
{
    return stands(line, at, ":") ? 1 : stands(line, at, "\uff1a") ? 3 : 0;
}

static bool take_colon(Str line, Str raw, ptrdiff_t colon, Head *head)
{
    ptrdiff_t len = colon_len(line, colon), after = colon + len;
    if (stands(line, after, "//") || stands(line, after, ":")) {
        return false;
    }
    bool glued = len == 1 && after < line.len && !is_emphasis(line.at[after]) &&
                 blank_len(line, after, true) == 0 && line.at[after] != '<' &&
                 line.at[after] != '[' && line.at[after] != '\\';
    if (!take_name(line, raw, FORM_COLON, after, head)) {
        return false;
    }
    head->glued = glued;
    // "**Name: **text" and "*Name:* text": what closes the emphasis.
    while (head->said < line.len && is_emphasis(line.at[head->said]) &&
           is_emphasis(raw.len > 0 ? raw.at[0] : ' ')) {
        head->said++;
    }
    head->said = read_time_after(line, head->said, head);
    head->alone = head->said == line.len;
    return true;
}

// ---- the ways to set off a label

// After the closing decoration of a label: a colon makes it FORM_COLON, else
// it is `form`.
static bool take_decorated(Str line, Str raw, ptrdiff_t after, Form form,
                           Head *head)
{
    ptrdiff_t at = skip_blanks(line, after);
    Head timed = *head;
    ptrdiff_t beyond = read_time_after(line, at, &timed);
    if (colon_len(line, at) > 0) {
        return take_colon(line, raw, at, head);
    }
    if (timed.timed && !head->timed && colon_len(line, beyond) > 0) {
        bool taken = take_colon(line, raw, beyond, &timed);
        *head = taken ? timed : *head;
        return taken;
    }
    bool colon = str_ends(blank_trim(raw, true), S(":")) ||
                 str_ends(blank_trim(raw, true), S("\uff1a"));
    if (str_ends(raw, S("\uff1a"))) {
        raw.len -= 3;
    }
    if (!take_name(line, raw, colon ? FORM_COLON : form, after, head)) {
        return false;
    }
    if (head->form == FORM_BOLD && head->alone && head->timed) {
        head->form = FORM_TIMED;
    }
    return true;
}

// "**Name:** text", "__Name__: text", "*Name:* text".
static bool read_emphasis(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    char sign = line.at[at];
    ptrdiff_t begin = at, end;
    while (begin < limit && line.at[begin] == sign) {
        begin++;
    }
    for (end = begin; end < limit && line.at[end] != sign; end++) {
    }
    if (end == limit || end == begin || begin - at > 3) {
        return false;
    }
    Str raw = str_slice(line, begin, end);
    ptrdiff_t after = end;
    while (after < line.len && line.at[after] == sign) {
        after++;
    }
    // "**Name: T**ext": the bold runs over.
    ptrdiff_t colon = str_find(raw, S(": "), 0);
    head->bold = true;
    if (colon >= 0 && !is_blank(str_slice(raw, colon + 1, raw.len))) {
        return take_colon(line, str_slice(raw, 0, colon), begin + colon, head);
    }
    ptrdiff_t inner = read_time_before(raw, 0, head);
    raw = str_slice(raw, inner, raw.len);
    return take_decorated(line, raw, after, FORM_BOLD, head);
}

// "<b>Name:</b> text" and "<strong>…".
static bool read_html(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    static const char *const tags[] = {"<b>",  "<strong>", "<i>",
                                       "<em>", "<u>",      NULL};
    for (const char *const *tag = tags; *tag; tag++) {
        ptrdiff_t begin = at + str_of(*tag).len;
        ptrdiff_t end = str_find(str_slice(line, 0, limit), S("</"), at);
        if (stands(line, at, *tag) && end >= begin) {
            ptrdiff_t after = str_find(line, S(">"), end);
            head->bold = true;
            return after >= 0 &&
                   take_decorated(line, str_slice(line, begin, end), after + 1,
                                  FORM_BOLD, head);
        }
    }
    return false;
}

// "[Name] text", "{Name}: text", "<P1> text", "\[Name\] text".
static bool read_brackets(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    ptrdiff_t open = line.at[at] == '\\' ? at + 1 : at;
    ptrdiff_t close = close_of(line, open, limit);
    if (close < 0) {
        return false;
    }
    ptrdiff_t end =
        close > open + 1 && line.at[close - 1] == '\\' ? close - 1 : close;
    Str raw = str_slice(line, open + 1, end);
    return take_decorated(line, raw, close + 1, FORM_BRACKETS, head);
}

// "#Name: text", "@Name: text", CHAT's "*SPK:\ttext"; "#Name text" is the first
// word.
static bool read_sigil(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    ptrdiff_t begin = at + 1, word = begin;
    while (word < limit && blank_len(line, word, true) == 0 &&
           colon_len(line, word) == 0) {
        word++;
    }
    ptrdiff_t colon = begin;
    while (colon < limit && colon_len(line, colon) == 0) {
        colon++;
    }
    if (word == begin) {
        return false;
    }
    if (colon < limit &&
        take_colon(line, str_slice(line, begin, colon), colon, head)) {
        return true;
    }
    return line.at[at] != '*' && take_name(line, str_slice(line, begin, word),
                                           FORM_BRACKETS, word, head);
}

// "## Name", "### **Name**".
static bool read_heading(Str line, ptrdiff_t at, Head *head)
{
    while (at < line.len && line.at[at] == '#') {
        at++;
    }
    Str raw = rest_of(line, at);
    while (str_ends(raw, S("#"))) {
        raw.len--;
    }
    return raw.len <= LABEL_BYTES_MAX &&
           take_name(line, raw, FORM_HEADING, line.len, head);
}

// ---- labels without decoration

typedef struct Scan {                       // where a plain label could end
    ptrdiff_t end;                          // the place the scan came to
    ptrdiff_t colon, dot, dash, tab, arrow; // or -1
} Scan;

// True when the full stop at `i` ends a word that is a short code.
static bool is_dot(Str line, ptrdiff_t begin, ptrdiff_t i)
{
    for (ptrdiff_t k = begin; k < i; k++) {
        char c = line.at[k];
        if (!is_digit(c) && !(c >= 'A' && c <= 'Z')) {
            return false;
        }
    }
    return i > begin && i - begin <= DOT_LETTERS_MAX && i + 1 < line.len &&
           blank_len(line, i + 1, false) > 0;
}

static bool is_clock_colon(Str line, ptrdiff_t i)
{
    return i > 0 && is_digit(line.at[i - 1]) && i + 1 < line.len &&
           is_digit(line.at[i + 1]);
}

// Notes what stands at `i`; false where no label can go on.
static bool scan_step(Str line, ptrdiff_t begin, ptrdiff_t i, Scan *scan)
{
    bool blank_before = i > begin && blank_len(line, i - 1, false) > 0;
    switch (line.at[i]) {
    case ':':
        if (is_clock_colon(line, i)) {
            return true;
        }
        scan->colon = i;
        return false;
    case '\xEF':
        scan->colon = colon_len(line, i) > 0 ? i : -1;
        return scan->colon < 0;
    case '\t':
        if (scan->tab < 0) {
            scan->tab = i;
        }
        return true;
    case '>':
        scan->arrow = i > begin ? i : -1;
        return false;
    case '.':
        if (scan->dot < 0 && is_dot(line, begin, i)) {
            scan->dot = i;
        }
        return true;
    case '-':
    case '\xE2':
        if (scan->dash < 0 && blank_before &&
            (stands(line, i, "- ") || stands(line, i, "\u2013 ") ||
             stands(line, i, "\u2014 "))) {
            scan->dash = i;
        }
        return true;
    default:
        return line.at[i] != '?' && line.at[i] != '!' && line.at[i] != ';' &&
               line.at[i] != '"' && line.at[i] != '=';
    }
}

static Scan scan_plain(Str line, ptrdiff_t begin, ptrdiff_t limit)
{
    Scan scan = {begin, -1, -1, -1, -1, -1};
    ptrdiff_t i = begin;
    int blanks = 0;
    for (; i < limit && blanks < 12; i++) {
        char c = line.at[i];
        if (c == '(' || c == '[' || c == '{') {
            ptrdiff_t close = close_of(line, i, limit);
            if (close < 0) {
                break;
            }
            i = close;
        } else if (!scan_step(line, begin, i, &scan)) {
            break;
        }
        blanks += c == ' ';
    }
    scan.end = i;
    return scan;
}

// The name of "Name  0:05", "Name | 00:05", "Name (00:05)" with nothing after;
// false where the line ends in no time.
static bool cut_time_at_end(Str *text, Head *head)
{
    Str s = blank_trim(*text, true);
    int32_t ms, end_ms = NO_TIME;
    ptrdiff_t begin = s.len;
    while (begin > 0 && s.at[begin - 1] != ' ' && s.at[begin - 1] != '\t') {
        begin--;
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
    } else if (str_ends(name, S("\u2013"))) {
        name.len -= 3;
    }
    keep_time(head, ms, end_ms);
    *text = name;
    return true;
}

// A name on a line of its own, perhaps with a time.
static bool read_alone(Str line, ptrdiff_t at, Head *head)
{
    Str text = rest_of(line, at);
    if (text.len > LABEL_BYTES_MAX) {
        return false;
    }
    bool before = head->timed;
    bool after = !before && cut_time_at_end(&text, head);
    if (str_ends(blank_trim(text, true), S("."))) {
        return false;
    }
    return take_name(line, text, before || after ? FORM_TIMED : FORM_ALONE,
                     line.len, head);
}

static bool is_short_code(Str name)
{
    for (ptrdiff_t i = 0; i < name.len; i++) {
        if (is_digit(name.at[i])) {
            return name.len <= 8;
        }
    }
    return name.len <= 3;
}

static bool read_plain(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    Scan scan = scan_plain(line, at, limit);
    Str dot = str_slice(line, at, scan.dot < 0 ? at : scan.dot);
    Str dash = str_slice(line, at, scan.dash < 0 ? at : scan.dash);
    if (dot.len == 1 && (dot.at[0] == 'Q' || dot.at[0] == 'A')) {
        return take_name(line, dot, FORM_DOT, scan.dot + 1, head);
    }
    if (dash.len > 0 && is_short_code(blank_trim(dash, true)) &&
        take_name(line, dash, FORM_DASH,
                  scan.dash + (line.at[scan.dash] == '-' ? 1 : 3), head)) {
        return true;
    }
    if (scan.colon > at &&
        take_colon(line, str_slice(line, at, scan.colon), scan.colon, head)) {
        return true;
    }
    if (dot.len > 1 && take_name(line, dot, FORM_DOT, scan.dot + 1, head)) {
        return true;
    }
    if (scan.colon < 0 && scan.end == line.len && read_alone(line, at, head)) {
        return true;
    }
    if (scan.arrow > at && scan.colon < 0 && stands(line, scan.arrow, "> ")) {
        return take_name(line, str_slice(line, at, scan.arrow), FORM_ARROW,
                         scan.arrow + 1, head);
    }
    if (dot.len > 0) {
        return take_name(line, dot, FORM_DOT, scan.dot + 1, head);
    }
    if (scan.tab > at) {
        return take_name(line, str_slice(line, at, scan.tab), FORM_TAB,
                         scan.tab, head);
    }
    return dash.len > 0 &&
           take_name(line, dash, FORM_DASH,
                     scan.dash + (line.at[scan.dash] == '-' ? 1 : 3), head);
}

static bool read_label(Str line, ptrdiff_t at, Head *head)
{
    ptrdiff_t limit =
        line.len - at > LABEL_BYTES_MAX ? at + LABEL_BYTES_MAX : line.len;
    switch (line.at[at]) {
    case '*':
    case '_':
        return read_emphasis(line, at, limit, head) ||
               (line.at[at] == '*' && read_sigil(line, at, limit, head));
    case '<':
        return read_html(line, at, limit, head) ||
               read_brackets(line, at, limit, head);
    case '[':
    case '{':
    case '\\':
        return read_brackets(line, at, limit, head);
    case '#':
        return stands(line, at, "# ") || stands(line, at, "##")
                   ? read_heading(line, at, head)
                   : read_sigil(line, at, limit, head);
    case '@':
        return read_sigil(line, at, limit, head);
    case '(':
    case '%':
    case '"':
        return false;
    default:
        return read_plain(line, at, limit, head);
    }
}

Head head_read(Str line)
{
    Head head = {.ms = NO_TIME, .end_ms = NO_TIME};
    ptrdiff_t at = skip_blanks(line, 0);
    ptrdiff_t start = at;
    if (at == line.len) {
        head.said = at;
        return head;
    }
    at = skip_bullet(line, at, &head);
    at = skip_number(line, at, &head);
    ptrdiff_t mark = at;
    if (at < line.len) {
        at = read_time_before(line, at, &head);
    }
    head.said = head.text = head.timed ? at : start;
    head.alone = at == line.len;
    if (!head.alone && read_label(line, at, &head)) {
        return head;
    }
    bool number =
        head.timed &&
        clock_mark_is_number(blank_trim(str_slice(line, mark, at), true));
    if (number || !head.timed) {
        bool alone = head.alone;
        head = (Head){
            .ms = NO_TIME, .end_ms = NO_TIME, .said = start, .text = start};
        head.alone = alone && !number;
    }
    return head;
}
