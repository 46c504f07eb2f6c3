#include "parse/talk/line.h"

#include "base/buf.h"
#include "base/scan.h"
#include "base/utf8.h"

#include <string.h>

static ptrdiff_t find_newline(Str text, ptrdiff_t from)
{
    const char *hit = from < text.len ? memchr(text.at + from, '\n',
                                               (size_t)(text.len - from))
                                      : NULL;
    return hit ? hit - text.at : text.len;
}

// The last bytes of such breaks.
static Lanes may_be_odd(Lanes c)
{
    return (Lanes)((c == '\v') | (c == '\f') | (c == 0x85) | (c == 0xA8) |
                   (c == 0xA9));
}

static bool has_odd_break(Str text)
{
    for (ptrdiff_t i = 0; (i = scan_find(text, i, may_be_odd)) < text.len;
         i++) {
        Str before = str_slice(text, 0, i + 1);
        if (text.at[i] == '\v' || text.at[i] == '\f' ||
            str_ends(before, S("\xC2\x85")) || str_ends(before, S("\u2028")) ||
            str_ends(before, S("\u2029"))) {
            return true;
        }
    }
    return false;
}

LineWalk line_walk(Str text)
{
    return (LineWalk){
        .text = text,
        .newline = find_newline(text, 0),
        .next_line = 1,
        .odd = has_odd_break(text),
    };
}

// Bytes of the break at text.at[i] that is not "\n", or 0.
static ptrdiff_t odd_break_len(Str text, ptrdiff_t i)
{
    Str rest = str_slice(text, i, text.len);
    switch ((unsigned char)text.at[i]) {
    case '\v':
    case '\f':
        return 1;
    case 0xC2:
        return str_starts(rest, S("\xC2\x85")) ? 2 : 0;
    case 0xE2:
        return str_starts(rest, S("\u2028")) || str_starts(rest, S("\u2029"))
                   ? 3
                   : 0;
    default:
        return 0;
    }
}

bool line_next(LineWalk *walk, Str *line)
{
    if (walk->at >= walk->text.len) {
        return false;
    }
    ptrdiff_t begin = walk->at, end = walk->newline, len = 1;
    for (ptrdiff_t i = begin; walk->odd && i < walk->newline; i++) {
        ptrdiff_t odd = odd_break_len(walk->text, i);
        if (odd > 0) {
            end = i;
            len = odd;
            break;
        }
    }
    *line = str_slice(walk->text, begin, end);
    walk->line = walk->next_line;
    walk->at = end + len;
    if (end == walk->newline) {
        walk->next_line++;
        walk->newline = find_newline(walk->text, walk->at);
    }
    return true;
}

ptrdiff_t blank_len(Str s, ptrdiff_t i, bool unseen)
{
    unsigned char c = (unsigned char)s.at[i];
    if (c < 0xC2) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
    ptrdiff_t next = i;
    uint32_t p = utf8_next(s, &next);
    bool white = p == 0x85 || p == 0xA0 || p == 0x1680 ||
                 (p >= 0x2000 && p <= 0x200A) || p == 0x2028 || p == 0x2029 ||
                 p == 0x202F || p == 0x205F || p == 0x3000 || p == 0xFEFF;
    bool hidden = p == 0xAD || p == 0x61C || (p >= 0x200B && p <= 0x200F) ||
                  (p >= 0x202A && p <= 0x202E) || (p >= 0x2060 && p <= 0x206F);
    return white || (unseen && hidden) ? next - i : 0;
}

// Bytes of the blank that ends at s.len, or 0.
static ptrdiff_t blank_at_end(Str s, bool unseen)
{
    ptrdiff_t begin = s.len - 1;
    while (begin > 0 && s.len - begin < UTF8_MAX &&
           ((unsigned char)s.at[begin] & 0xC0) == 0x80) {
        begin--;
    }
    return blank_len(s, begin, unseen) == s.len - begin ? s.len - begin : 0;
}

Str blank_trim(Str s, bool unseen)
{
    for (ptrdiff_t len; s.len > 0 && (len = blank_len(s, 0, unseen)) > 0;) {
        s = str_slice(s, len, s.len);
    }
    for (ptrdiff_t len; s.len > 0 && (len = blank_at_end(s, unseen)) > 0;) {
        s.len -= len;
    }
    return s;
}

bool is_blank(Str s)
{
    ptrdiff_t i = 0;
    for (ptrdiff_t len; i < s.len && (len = blank_len(s, i, true)) > 0;) {
        i += len;
    }
    return i == s.len;
}

enum { EVENT_BYTES_MAX = 240, ASIDE_BYTES_MAX = 48 };

// True when the bracket that opens `s` closes at its end and not before.
static bool is_enclosed(Str s, char open, char close)
{
    int depth = 0;
    if (s.len < 3 || s.at[0] != open || s.at[s.len - 1] != close) {
        return false;
    }
    for (ptrdiff_t i = 0; i < s.len; i++) {
        depth += s.at[i] == open;
        depth -= s.at[i] == close;
        if (depth == 0 && i + 1 < s.len) {
            return false;
        }
    }
    return true;
}

static Str without_escapes(Str s)
{
    bool escaped = str_starts(s, S("\\[")) || str_starts(s, S("\\("));
    bool closed = str_ends(s, S("\\]")) || str_ends(s, S("\\)"));
    return escaped && closed ? str_slice(s, 1, s.len) : s;
}

bool is_event(Str s)
{
    s = without_escapes(blank_trim(s, true));
    if (s.len > EVENT_BYTES_MAX) {
        return false;
    }
    bool aside = s.len > 2 && s.len <= ASIDE_BYTES_MAX && s.at[0] == '*' &&
                 s.at[1] != '*' && s.at[1] != ' ' &&
                 str_find(s, S("*"), 1) == s.len - 1;
    return aside || is_enclosed(s, '(', ')') || is_enclosed(s, '[', ']') ||
           str_starts(s, S("\u266a")) || str_starts(s, S("\u266b"));
}

// Words for a silence, in lower case.
static const char *const silences[] = {"pause",   "pausa",  "pauze",
                                       "silence", "silenc", "schweigen",
                                       "stille",  "stilte", NULL};

bool is_pause(Str s)
{
    if (!is_event(s)) {
        return false;
    }
    for (const char *const *word = silences; *word; word++) {
        Str silence = str_of(*word);
        for (ptrdiff_t i = 0; i + silence.len <= s.len; i++) {
            if (str_eq_nocase(str_slice(s, i, i + silence.len), silence)) {
                return true;
            }
        }
    }
    return false;
}

bool is_drawn_line(Str s)
{
    s = str_trim(s);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.at[i] != s.at[0] && s.at[i] != ' ') {
            return false;
        }
    }
    return s.len >= 3 && (s.at[0] == '-' || s.at[0] == '*' || s.at[0] == '_' ||
                          s.at[0] == '=' || s.at[0] == '~');
}

// Closing quotes and brackets, and the ends of sentences.
static const char *const closers[] = {
    "\"", "'", "\u201d", "\u2019", "\u201c", "\u00bb", "\u203a", ")",
    "]",  "*", "_",      "\u300d", "\u300f", "\uff09", "\u3011", NULL};
static const char *const stops[] = {".",      "!",      "?",      "\u2026",
                                    "\u3002", "\uff01", "\uff1f", "\uff0e",
                                    "\u061f", "\u06d4", "\u0964", "\u0965",
                                    "\u203d", "\u2047", "\u037e", NULL};

static ptrdiff_t ends_with_one(Str s, const char *const *list)
{
    for (; *list; list++) {
        if (str_ends(s, str_of(*list))) {
            return str_of(*list).len;
        }
    }
    return 0;
}

static Str without_closers(Str s)
{
    s = blank_trim(s, true);
    for (ptrdiff_t len; (len = ends_with_one(s, closers)) > 0;) {
        s = blank_trim(str_slice(s, 0, s.len - len), true);
    }
    return s;
}

bool ends_sentence(Str s)
{
    return ends_with_one(without_closers(s), stops) > 0;
}

bool ends_question(Str s)
{
    static const char *const marks[] = {"?", "\uff1f", "\u061f", "\u037e",
                                        NULL};
    return ends_with_one(without_closers(s), marks) > 0;
}

// True for scripts whose words stand without blanks: Thai, Lao, Burmese, Khmer,
// Chinese, Japanese.
static bool is_unspaced(uint32_t point)
{
    static const uint32_t ranges[][2] = {
        {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF},
        {0x2E80, 0x312F}, {0x31A0, 0xA4CF}, {0xF900, 0xFAFF},
        {0xFE30, 0xFE4F}, {0xFF01, 0xFF60}, {0x20000, 0x3FFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if (point >= ranges[i][0] && point <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

bool wants_blank(Str before, Str after)
{
    if (before.len == 0 || after.len == 0) {
        return false;
    }
    ptrdiff_t last = utf8_before(before, before.len), first = 0;
    return !(is_unspaced(utf8_next(before, &last)) &&
             is_unspaced(utf8_next(after, &first)));
}
