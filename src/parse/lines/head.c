#include "parse/lines/head.h"

#include "parse/lines/head_inside.h"

enum { LINE_DIGITS_MAX = 3 }; // of a line or paragraph number

static Str rest_of(Str line, ptrdiff_t at)
{
    return str_slice(line, at, line.len);
}

// After "¶12 " and, for the line numbers of a deposition, after "12  ".
static ptrdiff_t skip_number(Str line, ptrdiff_t at, Head *head)
{
    bool pilcrow = head_stands(line, at, "\u00b6");
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
    return head_skip_blanks(line, i);
}

// After "- ", "* ", "+ ", "> " and dialogue dashes.
static ptrdiff_t skip_bullet(Str line, ptrdiff_t at, Head *head)
{
    static const char *const bullets[] = {
        "- ", "* ", "+ ", "> ", ">> ", "\u2013 ", "\u2014 ", "\u2022 ", NULL};
    for (const char *const *bullet = bullets; *bullet; bullet++) {
        if (head_stands(line, at, *bullet)) {
            head->listed = true;
            return head_skip_blanks(line, at + str_of(*bullet).len);
        }
    }
    return at;
}
// ---- the ways to set off a label

// After the closing decoration of a label: a colon makes it FORM_COLON, else
// it is `form`.
static bool take_decorated(Str line, Str raw, ptrdiff_t after, Form form,
                           Head *head)
{
    ptrdiff_t at = head_skip_blanks(line, after);
    Head timed = *head;
    ptrdiff_t beyond = head_read_time_after(line, at, &timed);
    if (head_colon_len(line, at) > 0) {
        return head_take_colon(line, raw, at, head);
    }
    if (timed.timed && !head->timed && head_colon_len(line, beyond) > 0) {
        bool taken = head_take_colon(line, raw, beyond, &timed);
        *head = taken ? timed : *head;
        return taken;
    }
    bool colon = str_ends(blank_trim(raw, true), S(":")) ||
                 str_ends(blank_trim(raw, true), S("\uff1a"));
    if (str_ends(raw, S("\uff1a"))) {
        raw.len -= 3;
    }
    if (!head_take_name(line, raw, colon ? FORM_COLON : form, after, head)) {
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
        return head_take_colon(line, str_slice(raw, 0, colon), begin + colon,
                               head);
    }
    ptrdiff_t inner = head_read_time_before(raw, 0, head);
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
        if (head_stands(line, at, *tag) && end >= begin) {
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
    ptrdiff_t close = head_close_of(line, open, limit);
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
           head_colon_len(line, word) == 0) {
        word++;
    }
    ptrdiff_t colon = begin;
    while (colon < limit && head_colon_len(line, colon) == 0) {
        colon++;
    }
    if (word == begin) {
        return false;
    }
    if (colon < limit &&
        head_take_colon(line, str_slice(line, begin, colon), colon, head)) {
        return true;
    }
    return line.at[at] != '*' &&
           head_take_name(line, str_slice(line, begin, word), FORM_BRACKETS,
                          word, head);
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
           head_take_name(line, raw, FORM_HEADING, line.len, head);
}

// "# Text" to "###### Text".  Source: CommonMark 0.30, 4.2 (ATX headings).
static bool is_heading(Str line, ptrdiff_t at)
{
    enum { DEPTH_MAX = 6 };
    ptrdiff_t i = at;
    while (i < line.len && line.at[i] == '#') {
        i++;
    }
    return i > at && i - at <= DEPTH_MAX &&
           (i == line.len || blank_len(line, i, true) > 0);
}

// "\u3010Name\u3011text".
static bool read_wide_brackets(Str line, ptrdiff_t at, Head *head)
{
    ptrdiff_t close = str_find(line, S("\u3011"), at);
    return close > at + 3 && close - at <= LABEL_BYTES_MAX &&
           take_decorated(line, str_slice(line, at + 3, close), close + 3,
                          FORM_BRACKETS, head);
}

static bool read_label(Str line, ptrdiff_t at, Head *head)
{
    ptrdiff_t limit =
        line.len - at > LABEL_BYTES_MAX ? at + LABEL_BYTES_MAX : line.len;
    if (head_stands(line, at, "\u3010")) {
        return read_wide_brackets(line, at, head);
    }
    switch (line.at[at]) {
    case '*':
    case '_':
        return read_emphasis(line, at, limit, head) ||
               (line.at[at] == '*' && read_sigil(line, at, limit, head));
    case '<':
        // "<P1> text"; a tag of HTML is no name.
        return read_html(line, at, limit, head) ||
               (at + 1 < limit && line.at[at + 1] >= 'A' &&
                line.at[at + 1] <= 'Z' && read_brackets(line, at, limit, head));
    case '[':
    case '{':
    case '\\':
        return read_brackets(line, at, limit, head);
    case '#':
        return head_stands(line, at, "# ") || head_stands(line, at, "##")
                   ? read_heading(line, at, head)
                   : read_sigil(line, at, limit, head);
    case '@':
        return read_sigil(line, at, limit, head);
    case '(':
    case '%':
    case '"':
        return false;
    default:
        return head_read_plain(line, at, limit, head);
    }
}

static Head read_head(Str line)
{
    Head head = {.ms = NO_TIME, .end_ms = NO_TIME};
    ptrdiff_t at = head_skip_blanks(line, 0);
    ptrdiff_t start = at;
    if (at == line.len) {
        head.said = at;
        return head;
    }
    at = skip_bullet(line, at, &head);
    at = skip_number(line, at, &head);
    ptrdiff_t mark = at;
    if (at < line.len) {
        at = head_read_time_before(line, at, &head);
    }
    head.said = head.text = head.timed ? at : start;
    head.alone = at == line.len;
    if (!head.alone && read_label(line, at, &head)) {
        return head;
    }
    if (is_heading(line, start)) {
        return (Head){.ms = NO_TIME, .end_ms = NO_TIME, .heading = true};
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

Head head_read(Str line)
{
    Head head = read_head(line);
    head.sentence = head.form != FORM_NONE &&
                    (head.alone || ends_sentence(clock_without_mark(line)));
    return head;
}

// "Name text", "12:05 Name text": the name in bold, without a colon.
static bool read_bold(Str line, ptrdiff_t marked, Head *head)
{
    ptrdiff_t at = head_skip_blanks(line, 0);
    if (marked > LABEL_BYTES_MAX || at >= marked) {
        return false;
    }
    at = head_read_time_before(line, at, head);
    Str raw = str_slice(line, at < marked ? at : marked, marked);
    if (!head->timed) {
        head_cut_time(&raw, head);
    }
    return take_decorated(line, raw, marked, FORM_BOLD, head);
}

Head head_read_marked(Str line, ptrdiff_t marked)
{
    Head head = head_read(line);
    marked = marked < line.len ? marked : line.len;
    ptrdiff_t begin = head.name.len > 0 ? head.name.at - line.at : 0;
    if (marked <= begin) {
        return head;
    }
    Head bold = {.ms = NO_TIME, .end_ms = NO_TIME, .bold = true};
    bool rest = !is_blank(str_slice(line, marked, line.len));
    if (rest && head.form != FORM_COLON && head.form != FORM_TIMED &&
        head.form != FORM_BRACKETS && read_bold(line, marked, &bold)) {
        bold.sentence = bold.alone || ends_sentence(clock_without_mark(line));
        return bold;
    }
    head.bold = head.bold || marked >= begin + head.name.len;
    return head;
}
