#include "codebook/mistakes.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "codebook/load.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    SHOWN_MAX = 60,   // code points of a word in a message
    SOURCE_MAX = 400, // bytes of a line shown
    MESSAGE_BYTES = 1024,
    KNOWN_MAX = 24, // names that a help lists
};

Mistakes mistakes_of(Str text, Str file, Arena *scratch, Diags *diags)
{
    return (Mistakes){
        .diags = diags,
        .file = file,
        .text = text,
        .scratch = scratch,
        .first = diags->len,
    };
}

// How many bytes the line end at byte `i` has, or 0.  As in YAML 1.1, which
// libyaml reads: CR LF, CR, LF, NEL, LS and PS end a line.
static ptrdiff_t line_end(Str text, ptrdiff_t i)
{
    unsigned char c = (unsigned char)text.at[i];
    Str rest = str_slice(text, i, text.len);
    if (c == '\n') {
        return 1;
    }
    if (c == '\r') {
        return str_starts(rest, S("\r\n")) ? 2 : 1;
    }
    if (c == 0xC2) {
        return str_starts(rest, S("\xC2\x85")) ? 2 : 0;
    }
    bool separator = c == 0xE2 && (str_starts(rest, S("\u2028")) ||
                                   str_starts(rest, S("\u2029")));
    return separator ? 3 : 0;
}

static void find_lines(Mistakes *mistakes)
{
    if (mistakes->lines.len > 0) {
        return;
    }
    *PUSH(&mistakes->lines, mistakes->scratch) = 0;
    for (ptrdiff_t i = 0; i < mistakes->text.len;) {
        ptrdiff_t end = line_end(mistakes->text, i);
        i += end > 0 ? end : 1;
        if (end > 0) {
            *PUSH(&mistakes->lines, mistakes->scratch) = (int32_t)i;
        }
    }
}

Str mistakes_line(Mistakes *mistakes, int32_t line)
{
    find_lines(mistakes);
    if (line < 1 || line > mistakes->lines.len) {
        return (Str){0};
    }
    ptrdiff_t begin = mistakes->lines.at[line - 1], end = begin;
    while (end < mistakes->text.len && line_end(mistakes->text, end) == 0) {
        end++;
    }
    return str_slice(mistakes->text, begin, end);
}

Place mistakes_place(Mistakes *mistakes, ptrdiff_t byte)
{
    find_lines(mistakes);
    ptrdiff_t low = 0, high = mistakes->lines.len;
    while (low + 1 < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (mistakes->lines.at[middle] <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Str before = str_slice(mistakes->text, mistakes->lines.at[low], byte);
    return (Place){mistakes->file, (int32_t)low + 1,
                   (int32_t)utf8_count(before) + 1};
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

Str shown(Mistakes *mistakes, Str text)
{
    Buf buf = {.arena = mistakes->scratch};
    int points = 0;
    for (ptrdiff_t i = 0; i < text.len; points++) {
        uint32_t point = utf8_next(text, &i);
        if (points == SHOWN_MAX) {
            buf_add(&buf, S("…"));
            break;
        }
        buf_point(&buf, is_control(point) ? ' ' : point);
    }
    return buf_str(&buf);
}

// The line of a place, unless showing it would help nobody: it is very long,
// or holds what would disturb a terminal.
static Str source_of(Mistakes *mistakes, Place place)
{
    Str line = mistakes_line(mistakes, place.line);
    if (line.len > SOURCE_MAX || utf8_valid(line) < line.len) {
        return (Str){0};
    }
    for (ptrdiff_t i = 0; i < line.len;) {
        uint32_t point = utf8_next(line, &i);
        if (point != '\t' && is_control(point)) {
            return (Str){0};
        }
    }
    return str_copy(mistakes->diags->arena, line);
}

Diag *mistake(Mistakes *mistakes, DiagId id, Place place, const char *format,
              ...)
{
    char message[MESSAGE_BYTES];
    va_list args;
    Level level = diag_level(id);
    ptrdiff_t count = ++mistakes->counts[level];
    if (count > MISTAKES_MAX) {
        if (count == MISTAKES_MAX + 1) {
            mistakes->beyond[level] = id;
        }
        return &mistakes->untold;
    }
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    place.file = mistakes->file;
    Diag *diag = diag_add(mistakes->diags, id, place, "%s", message);
    diag->source = source_of(mistakes, place);
    return diag;
}

void mistake_help(Mistakes *mistakes, Diag *diag, Str help)
{
    if (diag != &mistakes->untold) {
        diag->help = str_copy(mistakes->diags->arena, help);
    }
}

void mistake_suggest(Mistakes *mistakes, Diag *diag, Str word, Strs names)
{
    if (diag == &mistakes->untold || names.len == 0) {
        return;
    }
    Buf help = {.arena = mistakes->scratch};
    Str near = nearest_name(word, names);
    if (near.len > 0) {
        buf_format(&help, "did you mean '%.*s'?", FMT(shown(mistakes, near)));
    } else if (names.len <= KNOWN_MAX) {
        buf_add(&help, S("known here: "));
        for (ptrdiff_t i = 0; i < names.len; i++) {
            buf_add(&help, i > 0 ? S(", ") : S(""));
            buf_add(&help, shown(mistakes, names.at[i]));
        }
    }
    mistake_help(mistakes, diag, buf_str(&help));
}

bool mistakes_full(const Mistakes *mistakes)
{
    return mistakes->counts[LEVEL_ERROR] > MISTAKES_MAX;
}

ptrdiff_t mistakes_errors(const Mistakes *mistakes)
{
    return mistakes->counts[LEVEL_ERROR];
}

static bool comes_before(const Diag *a, const Diag *b)
{
    return a->place.line != b->place.line ? a->place.line < b->place.line
                                          : a->place.column < b->place.column;
}

void mistakes_end(Mistakes *mistakes)
{
    Diags *diags = mistakes->diags;
    for (ptrdiff_t i = mistakes->first + 1; i < diags->len; i++) {
        Diag moved = diags->at[i];
        ptrdiff_t to = i;
        for (; to > mistakes->first && comes_before(&moved, &diags->at[to - 1]);
             to--) {
            diags->at[to] = diags->at[to - 1];
        }
        diags->at[to] = moved;
    }
    for (int level = LEVEL_ERROR; level >= LEVEL_NOTE; level--) {
        if (mistakes->counts[level] > MISTAKES_MAX) {
            diag_add(diags, mistakes->beyond[level],
                     (Place){.file = mistakes->file},
                     "more %ss are not shown; see to these first",
                     level_name((Level)level))
                ->more = true;
        }
    }
}
