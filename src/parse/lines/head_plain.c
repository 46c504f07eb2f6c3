#include "parse/lines/head_inside.h"

#include "parse/talk/name.h"

enum {
    DOT_LETTERS_MAX = 4,
    BLANKS_MAX = 12,
    NAME_WORDS_MAX = 6,
    ABBREVIATION_MAX = 4 /* "Prof" */
};

static Str rest_of(Str line, ptrdiff_t at)
{
    return str_slice(line, at, line.len);
}

typedef struct Scan { // where a plain label could end
    ptrdiff_t end;    // the place the scan came to
    ptrdiff_t colon, dot, stop, dash, tab, gap, mark, arrow; // or -1
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

// True when line[begin, i) could be somebody's name with a full stop behind it:
// "Mr. Smith. Thank you"; words with capitals, the last no title or initial.
static bool is_stop(Str line, ptrdiff_t begin, ptrdiff_t i)
{
    Str rest = str_slice(line, begin, i), word = {0};
    int words = 0;
    if (i + 1 >= line.len || blank_len(line, i + 1, false) == 0) {
        return false;
    }
    while (rest.len > 0 && words <= NAME_WORDS_MAX) {
        str_cut(&rest, ' ', &word);
        char first = word.len > 0 ? word.at[0] : ' ';
        bool number = words > 0 && is_digit(first);
        if (!(first >= 'A' && first <= 'Z') && (unsigned char)first < 0x80 &&
            !number) {
            return false;
        }
        words++;
    }
    bool initial = word.len == 1 && !is_digit(word.at[0]);
    return words > 0 && words <= NAME_WORDS_MAX && word.len > 0 && !initial &&
           (word.len > ABBREVIATION_MAX || !name_is_title(word));
}

// A sign or several blanks, and something behind them.
static bool is_gap(Str line, ptrdiff_t begin, ptrdiff_t i)
{
    bool gap = head_stands(line, i, "|") || head_stands(line, i, "   ");
    return gap && i > begin && !is_blank(str_slice(line, i + 1, line.len));
}

static bool is_clock_colon(Str line, ptrdiff_t i)
{
    return i > 0 && is_digit(line.at[i - 1]) && i + 1 < line.len &&
           is_digit(line.at[i + 1]);
}

// A dash between blanks, or behind a full stop: "Anna \u2013 yes",
// "Anna.\u2014Yes".
static bool is_dash(Str line, ptrdiff_t i)
{
    bool dash = head_stands(line, i, "- ") || head_stands(line, i, "\u2013 ") ||
                head_stands(line, i, "\u2014 ");
    bool behind =
        line.at[i - 1] == '.' && (dash || head_stands(line, i, "\u2014") ||
                                  head_stands(line, i, "\u2013"));
    return behind || (dash && blank_len(line, i - 1, false) > 0);
}

// Notes what head_stands at `i`; false where no label can go on.
static bool scan_step(Str line, ptrdiff_t begin, ptrdiff_t i, Scan *scan)
{
    switch (line.at[i]) {
    case ':':
        if (is_clock_colon(line, i)) {
            return true;
        }
        scan->colon = i;
        return false;
    case '\xEF':
        scan->colon = head_colon_len(line, i) > 0 ? i : -1;
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
        } else if (scan->stop < 0 && is_stop(line, begin, i)) {
            scan->stop = i;
        }
        return true;
    case ' ':
    case '|':
        if (scan->gap < 0 && is_gap(line, begin, i)) {
            scan->gap = i;
        }
        return true;
    case '-':
    case '\xE2':
        if (scan->dash < 0 && i > begin && is_dash(line, i)) {
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
    Scan scan = {begin, -1, -1, -1, -1, -1, -1, -1, -1};
    ptrdiff_t i = begin;
    int blanks = 0;
    for (; i < limit && blanks < BLANKS_MAX; i++) {
        char c = line.at[i];
        if (c == '(' || c == '[' || c == '{') {
            ptrdiff_t close = head_close_of(line, i, limit);
            if (close < 0) {
                break;
            }
            Str mark = str_slice(line, i, close + 1);
            int32_t ms, end_ms;
            if (scan.mark < 0 && clock_mark(mark, &ms, &end_ms) == mark.len &&
                !clock_mark_is_number(mark)) {
                scan.mark = i;
            }
            i = close;
        } else if (!scan_step(line, begin, i, &scan)) {
            break;
        }
        blanks += c == ' ' && !head_stands(line, i, "  ");
    }
    scan.end = i;
    return scan;
}

// A name on a line of its own, perhaps with a time.
static bool read_alone(Str line, ptrdiff_t at, Head *head)
{
    Str text = rest_of(line, at);
    if (text.len > LABEL_BYTES_MAX) {
        return false;
    }
    bool before = head->timed;
    bool after = !before && head_cut_time(&text, head);
    if (str_ends(blank_trim(text, true), S("."))) {
        return false;
    }
    return head_take_name(line, text, before || after ? FORM_TIMED : FORM_ALONE,
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

// "Name: text", also "Name 00:01:02: text".
static bool read_colon(Str line, ptrdiff_t at, ptrdiff_t colon, Head *head)
{
    Str raw = str_slice(line, at, colon), name = raw;
    Head timed = *head;
    if (!head->timed && head_cut_time(&name, &timed) &&
        is_digit(line.at[colon - 1]) &&
        head_take_colon(line, name, colon, &timed)) {
        *head = timed;
        return true;
    }
    return head_take_colon(line, raw, colon, head);
}

// Behind a full stop and a dash: "M. Dupont. \u2014 Oui".
static ptrdiff_t behind_stop(Str line, ptrdiff_t stop)
{
    return head_skip_parting(line, head_skip_blanks(line, stop + 1));
}

bool head_read_plain(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head)
{
    Scan scan = scan_plain(line, at, limit);
    Str dot = str_slice(line, at, scan.dot < 0 ? at : scan.dot);
    Str dash = str_slice(line, at, scan.dash < 0 ? at : scan.dash);
    dash.len -= str_ends(dash, S("."));
    if (dot.len == 1 && (dot.at[0] == 'Q' || dot.at[0] == 'A')) {
        return head_take_name(line, dot, FORM_DOT, scan.dot + 1, head);
    }
    if (dash.len > 0 && is_short_code(blank_trim(dash, true)) &&
        head_take_name(line, dash, FORM_DASH,
                       scan.dash + (line.at[scan.dash] == '-' ? 1 : 3), head)) {
        return true;
    }
    if (scan.colon > at && read_colon(line, at, scan.colon, head)) {
        return true;
    }
    if (dot.len > 1 &&
        head_take_name(line, dot, FORM_DOT, scan.dot + 1, head)) {
        return true;
    }
    if (scan.stop > at && scan.dash != scan.stop + 1 &&
        head_take_name(line, str_slice(line, at, scan.stop), FORM_DOT,
                       behind_stop(line, scan.stop), head)) {
        return true;
    }
    if (scan.mark > at && scan.colon < 0 &&
        head_take_name(line, str_slice(line, at, scan.mark), FORM_GAP,
                       scan.mark, head)) {
        return true;
    }
    if (scan.gap > at && head_take_name(line, str_slice(line, at, scan.gap),
                                        FORM_GAP, scan.gap + 1, head)) {
        return true;
    }
    if (scan.colon < 0 && scan.end == line.len && read_alone(line, at, head)) {
        return true;
    }
    if (scan.arrow > at && scan.colon < 0 &&
        head_stands(line, scan.arrow, "> ")) {
        return head_take_name(line, str_slice(line, at, scan.arrow), FORM_ARROW,
                              scan.arrow + 1, head);
    }
    if (dot.len > 0) {
        return head_take_name(line, dot, FORM_DOT, scan.dot + 1, head);
    }
    if (scan.tab > at) {
        return head_take_name(line, str_slice(line, at, scan.tab), FORM_TAB,
                              scan.tab, head);
    }
    return dash.len > 0 &&
           head_take_name(line, dash, FORM_DASH,
                          scan.dash + (line.at[scan.dash] == '-' ? 1 : 3),
                          head);
}
