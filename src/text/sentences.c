#include "text/text.h"

#include "base/scan.h"
#include "base/utf8.h"
#include "text/abbreviations.h"
#include "text/breaks.h"

#include <string.h>

enum { WORD_MAX_BYTES = 32 }; // of an abbreviation, looked for backwards

// True when the line end at `i` is followed by blanks and another line end.
static bool blank_line_follows(Str text, ptrdiff_t i)
{
    do {
        i++;
    } while (i < text.len && (text.at[i] == ' ' || text.at[i] == '\t'));
    return i < text.len && text.at[i] == '\n';
}

static bool among(char c, const char *characters)
{
    return c != '\0' && strchr(characters, c);
}

// The length of a short remark in brackets at the start of `rest`: "(laughs)",
// "[00:01:02]", "(..)"; or 0.  A sentence in brackets is none.
static ptrdiff_t remark_length(Str rest)
{
    enum { REMARK_MAX = 40 };
    bool words = false, stops = false;
    ptrdiff_t end = 1;
    while (end < rest.len && end < REMARK_MAX &&
           !among(rest.at[end], "()[]\n")) {
        stops = stops || among(rest.at[end], ".?!");
        words = words || !among(rest.at[end], ".:- 0123456789");
        end++;
    }
    bool closed = end < rest.len && among(rest.at[end], ")]");
    return closed && !(words && stops) ? end + 1 : 0;
}

// Bytes that may begin what the break rules want otherwise.
static Lanes is_unready(Lanes c)
{
    return (Lanes)((c == '\n') | (c == '(') | (c == '[') | (c == 0xE2));
}

// Makes ready what stands at byte `i` of a copy of `text`.
static void make_ready(char *copy, Str text, ptrdiff_t i)
{
    const Str ellipsis = S("\u2026"), dots = S("...");
    Str rest = str_slice(text, i, text.len);
    if (copy[i] == '\n') {
        bool lone =
            (i == 0 || text.at[i - 1] != '\n') && !blank_line_follows(text, i);
        copy[i] = lone ? ' ' : '\n';
    } else if (copy[i] == '(' || copy[i] == '[') {
        memset(copy + i, ' ', (size_t)remark_length(rest));
    } else if (str_starts(rest, ellipsis)) {
        memcpy(copy + i, dots.at, (size_t)dots.len);
    }
}

// A text of the same length as the break rules want it: a lone line end is a
// blank, an ellipsis three dots, a remark blanks.
static Str prepared(Str text, Arena *arena)
{
    ptrdiff_t i = scan_find(text, 0, is_unready);
    if (i == text.len) {
        return text;
    }
    char *copy = str_terminated(arena, text);
    Str ready = {copy, text.len};
    for (; i < text.len; i = scan_find(ready, i + 1, is_unready)) {
        make_ready(copy, text, i);
    }
    return ready;
}

static uint32_t point_at(Str text, ptrdiff_t i)
{
    return i < text.len ? utf8_next(text, &i) : 0;
}

typedef struct NextLetter { // what comes over quotes, brackets and signs
    ptrdiff_t at;           // where it stands; text.len where nothing comes
    bool small;
} NextLetter;

// True when the next letter from `i` is a small one.  `i` ascends from call to
// call, so that what was looked over once is not again.
static bool small_letter_follows(Str text, ptrdiff_t i, NextLetter *next)
{
    if (next->at >= i) {
        return next->small;
    }
    CharKind kind;
    do {
        next->at = i;
        kind = i < text.len ? char_kind(utf8_next(text, &i)) : CHAR_NOTHING;
    } while (kind == CHAR_PUNCTUATION || kind == CHAR_SYMBOL);
    next->small = kind == CHAR_LOWER;
    return next->small;
}

// The word that ends at `end`, with dots and hyphens inside.
static Str word_before(Str text, ptrdiff_t begin, ptrdiff_t end)
{
    ptrdiff_t i = end;
    while (i > begin && end - i < WORD_MAX_BYTES) {
        char c = text.at[i - 1];
        if (!((unsigned char)c >= 0x80 || char_is_word((unsigned char)c) ||
              c == '.' || c == '-')) {
            break;
        }
        i--;
    }
    for (ptrdiff_t next = i; i < end; i = next) { // over an opening quote
        if (char_is_word(utf8_next(text, &next))) {
            break;
        }
    }
    return str_slice(text, i, end);
}

static Str word_after(Str text, ptrdiff_t begin)
{
    ptrdiff_t i = begin, next = begin;
    while (next < text.len && i - begin < WORD_MAX_BYTES) {
        i = next;
        if (!char_is_word(utf8_next(text, &next))) {
            break;
        }
        i = next;
    }
    return str_slice(text, begin, i);
}

// "J" of "J. Smith" and "U.S." but not "I" of "so did I."
static bool is_initial(Str word)
{
    ptrdiff_t dot = word.len;
    while (dot > 0 && word.at[dot - 1] != '.') {
        dot--;
    }
    Str last = str_slice(word, dot, word.len);
    ptrdiff_t i = 0;
    return last.len > 0 && !str_eq(word, S("I")) &&
           char_kind(utf8_next(last, &i)) == CHAR_UPPER && i == last.len;
}

// True when the full stop before byte `next` belongs to its word.
static bool is_abbreviation(Str text, ptrdiff_t begin, ptrdiff_t next)
{
    ptrdiff_t stop = next;
    while (stop > begin &&
           (text.at[stop - 1] == ' ' || text.at[stop - 1] == '\t')) {
        stop--;
    }
    if (stop == begin || text.at[stop - 1] != '.') {
        return false;
    }
    Str word = word_before(text, begin, stop - 1);
    int32_t number;
    if (word.len > 0 && word.len <= 2 && str_number(word, &number)) {
        return follows_ordinal(word_after(text, next));
    }
    AbbreviationUse use = abbreviation_use(word);
    bool before_number = char_kind(point_at(text, next)) == CHAR_NUMBER;
    return is_initial(word) || use == ABBREVIATION_ALWAYS ||
           (use == ABBREVIATION_BEFORE_NUMBER && before_number);
}

// Without blanks at both ends.
static Piece trimmed(Str text, ptrdiff_t begin, ptrdiff_t end)
{
    Str inner = str_trim(str_slice(text, begin, end));
    ptrdiff_t from = inner.len > 0 ? inner.at - text.at : begin;
    return (Piece){(int32_t)from, (int32_t)(from + inner.len)};
}

static void add_piece(Pieces *pieces, Piece piece, Arena *arena)
{
    if (piece.begin < piece.end) {
        *PUSH(pieces, arena) = piece;
    }
}

Pieces text_sentences(Str text, Arena *arena)
{
    Pieces pieces = {0};
    NextLetter letter = {.at = -1};
    Str ready = prepared(text, arena);
    for (ptrdiff_t begin = 0, next = 0; next < ready.len;) {
        next = break_after(ready, next);
        bool ends = next == ready.len || ready.at[next - 1] == '\n' ||
                    (!small_letter_follows(ready, next, &letter) &&
                     !is_abbreviation(ready, begin, next));
        if (ends) {
            add_piece(&pieces, trimmed(text, begin, next), arena);
            begin = next;
        }
    }
    return pieces;
}
