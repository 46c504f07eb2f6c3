#include "parse/captions/cue_text.h"

#include "base/buf.h"
#include "parse/talk/line.h"

#include <string.h>

enum { TAG_BYTES_MAX = 512, REFERENCE_BYTES_MAX = 12, POINT_MAX = 0x10FFFF };

typedef struct Reference {
    const char *name;
    uint32_t point;
    bool bare; // holds without its semicolon too
} Reference;

// Source: HTML, 13.5 (named character references), the ones that captions use.
static const Reference references[] = {
    {"amp", '&', true},        {"lt", '<', true},
    {"gt", '>', true},         {"quot", '"', true},
    {"apos", '\'', false},     {"nbsp", 0xA0, true},
    {"lrm", 0x200E, false},    {"rlm", 0x200F, false},
    {"hellip", 0x2026, false}, {"ndash", 0x2013, false},
    {"mdash", 0x2014, false},  {"lsquo", 0x2018, false},
    {"rsquo", 0x2019, false},  {"ldquo", 0x201C, false},
    {"rdquo", 0x201D, false},  {"shy", 0xAD, true},
};

// "&#39;" and "&#x27;" at the start of `s`: bytes taken, or 0.
static ptrdiff_t read_number(Str s, uint32_t *point)
{
    ptrdiff_t i = 2;
    bool hex = s.len > 2 && (s.at[2] | 0x20) == 'x';
    uint32_t base = hex ? 16 : 10, number = 0;
    i += hex;
    ptrdiff_t begin = i;
    while (i < s.len && i < REFERENCE_BYTES_MAX &&
           (uint32_t)hex_value(s.at[i]) < base) {
        number = number * base + (uint32_t)hex_value(s.at[i++]);
        number = number > POINT_MAX ? POINT_MAX + 1 : number;
    }
    *point = number;
    return i > begin && i < s.len && s.at[i] == ';' ? i + 1 : 0;
}

// A character reference at the start of `s`: bytes taken, or 0.
static ptrdiff_t read_reference(Str s, uint32_t *point)
{
    if (str_starts(s, S("&#"))) {
        return read_number(s, point);
    }
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        Str name = str_of(references[k].name);
        if (s.len > name.len &&
            memcmp(s.at + 1, name.at, (size_t)name.len) == 0) {
            ptrdiff_t end = 1 + name.len;
            bool closed = end < s.len && s.at[end] == ';';
            *point = references[k].point;
            if (closed || references[k].bare) {
                return end + closed;
            }
        }
    }
    return 0;
}

static void add_decoded(Buf *out, Str s)
{
    for (ptrdiff_t i = 0; i < s.len;) {
        uint32_t point;
        ptrdiff_t len =
            s.at[i] == '&' ? read_reference(str_slice(s, i, s.len), &point) : 0;
        if (len > 0) {
            buf_point(out, point);
            i += len;
        } else if (s.at[i] == '\0') {
            buf_point(out, 0xFFFD);
            i++;
        } else {
            buf_char(out, s.at[i++]);
        }
    }
}

// A voice's name: decoded, blanks inside it one space each.
static Str voice_name(Str annotation, Arena *arena)
{
    Buf decoded = {.arena = arena}, name = {.arena = arena};
    add_decoded(&decoded, annotation);
    Str s = blank_trim(buf_str(&decoded), true);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        bool blank = s.at[i] == '\n' || s.at[i] == '\t' || s.at[i] == ' ';
        if (!blank) {
            buf_char(&name, s.at[i]);
        } else if (name.len > 0 && name.at[name.len - 1] != ' ') {
            buf_char(&name, ' ');
        }
    }
    return buf_str(&name);
}

typedef struct Reading {
    CuePieces *pieces;
    Buf text;     // of the piece being read
    CuePiece now; // without its text
    int32_t line; // of the byte being read
    bool *karaoke;
    Odds *odds;
    Arena *arena;
    bool closes; // a '>' is still to come
} Reading;

// The lines of `text` as CuePiece has them; *first is the number of blank
// lines before them.
static Str tidy(Str text, int32_t *first, Arena *arena)
{
    Buf out = {.arena = arena};
    Str line;
    *first = 0;
    if (text.len == 0 || !memchr(text.at, '\n', (size_t)text.len)) {
        return is_blank(text) ? (Str){0} : blank_trim(text, false);
    }
    while (str_line(&text, &line)) {
        line = blank_trim(line, false);
        if (line.len == 0 || is_blank(line)) {
            *first += out.len == 0;
            continue;
        }
        if (out.len > 0) {
            buf_char(&out, '\n');
        }
        buf_add(&out, line);
    }
    return buf_str(&out);
}

static void end_piece(Reading *reading)
{
    int32_t first;
    Str text = tidy(buf_str(&reading->text), &first, reading->arena);
    if (text.len > 0 || (reading->now.voiced && reading->now.voice.len > 0)) {
        CuePiece *piece = PUSH(reading->pieces, reading->arena);
        *piece = reading->now;
        piece->text = text;
        piece->line += first;
    }
    reading->text = (Buf){.arena = reading->arena};
    reading->now = (CuePiece){.line = reading->line};
}

static bool is_time_tag(Str tag)
{
    for (ptrdiff_t i = 0; i < tag.len; i++) {
        char c = tag.at[i];
        bool digit = is_digit(c);
        if (!digit && c != ':' && c != '.' && c != ',' && c != ' ') {
            return false;
        }
    }
    return tag.len > 4;
}

// What stands between '<' and '>'.
static void take_tag(Reading *reading, Str tag)
{
    if (is_time_tag(tag)) {
        *reading->karaoke = true;
        return;
    }
    if (str_eq(tag, S("/v"))) {
        end_piece(reading);
        return;
    }
    bool voice = str_starts(tag, S("v")) &&
                 (tag.len == 1 || tag.at[1] == ' ' || tag.at[1] == '.' ||
                  tag.at[1] == '\t' || tag.at[1] == '\n');
    if (voice) {
        ptrdiff_t i = 1;
        while (i < tag.len && tag.at[i] != ' ' && tag.at[i] != '\t' &&
               tag.at[i] != '\n') {
            i++;
        }
        end_piece(reading);
        reading->now.voiced = true;
        reading->now.voice =
            voice_name(str_slice(tag, i, tag.len), reading->arena);
    }
}

// The end of the tag that opens at `s.at[i]`, or 0 where none does.
static ptrdiff_t tag_end(Reading *reading, Str s, ptrdiff_t i)
{
    char next = i + 1 < s.len ? s.at[i + 1] : ' ';
    bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    bool digit = is_digit(next);
    if (!reading->closes || (!letter && !digit && next != '/')) {
        return 0;
    }
    const char *hit = memchr(s.at + i, '>', (size_t)(s.len - i));
    reading->closes = hit != NULL;
    ptrdiff_t end = hit ? hit - s.at : 0;
    bool time = is_time_tag(str_slice(s, i + 1, hit ? end : i + 1));
    return hit && end - i <= TAG_BYTES_MAX && (!digit || time) ? end : 0;
}

// Bytes of what stands at `i`, which is taken in.
static ptrdiff_t take_text(Reading *reading, Str s, ptrdiff_t i)
{
    if (s.at[i] == '<') {
        ptrdiff_t end = tag_end(reading, s, i);
        if (end > 0) {
            take_tag(reading, str_slice(s, i + 1, end));
            return end + 1 - i;
        }
        odds_add(reading->odds, ODD_OPEN_TAG, reading->line);
    } else if (s.at[i] == '{' && i + 1 < s.len && s.at[i + 1] == '\\') {
        ptrdiff_t reach = s.len - i < TAG_BYTES_MAX ? s.len : i + TAG_BYTES_MAX;
        const char *hit = memchr(s.at + i, '}', (size_t)(reach - i));
        if (hit) {
            return hit - s.at + 1 - i;
        }
    }
    ptrdiff_t end = i + 1;
    if (s.at[i] == '&') {
        uint32_t point;
        ptrdiff_t len = read_reference(str_slice(s, i, s.len), &point);
        end = len > 0 ? i + len : end;
    }
    add_decoded(&reading->text, str_slice(s, i, end));
    reading->line += s.at[i] == '\n';
    return end - i;
}

// Bytes from `i` on that are neither markup nor a reference.
static ptrdiff_t plain_len(Str s, ptrdiff_t i)
{
    ptrdiff_t end = i;
    while (end < s.len && s.at[end] != '<' && s.at[end] != '&' &&
           s.at[end] != '{' && s.at[end] != '\0') {
        end++;
    }
    return end - i;
}

static void add_plain(Reading *reading, Str s)
{
    buf_add(&reading->text, s);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        reading->line += s.at[i] == '\n';
    }
}

CuePieces cue_text(Str text, int32_t line, bool *karaoke, Odds *odds,
                   Arena *arena)
{
    CuePieces pieces = {0};
    Reading reading = {
        .pieces = &pieces,
        .text = {.arena = arena},
        .now = {.line = line},
        .line = line,
        .karaoke = karaoke,
        .odds = odds,
        .arena = arena,
        .closes = true,
    };
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t plain = plain_len(text, i);
        if (plain > 0) {
            add_plain(&reading, str_slice(text, i, i + plain));
        }
        i += plain;
        i += i < text.len ? take_text(&reading, text, i) : 0;
    }
    end_piece(&reading);
    return pieces;
}
