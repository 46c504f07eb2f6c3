#include "container/values_inside.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

enum { LONG_DIGITS = 18, NUMBER_BYTES = 400, ESCAPE_BYTES = 6 };

ptrdiff_t string_end(Str text, ptrdiff_t i)
{
    for (i++; i < text.len && text.at[i] != '"'; i++) {
        i += text.at[i] == '\\';
    }
    return i < text.len ? i + 1 : text.len;
}

typedef struct Mending {
    Str text;
    Buf out;
    ptrdiff_t copied; // of the text
    bool bytes;       // escapes stand for bytes of UTF-8, not for characters
    Mended *mended;
} Mending;

// Puts `instead` in the place of [begin, end).
static void put(Mending *mending, ptrdiff_t begin, ptrdiff_t end, Str instead)
{
    buf_add(&mending->out, str_slice(mending->text, mending->copied, begin));
    buf_add(&mending->out, instead);
    mending->copied = end;
}

static void count(Mending *mending, int64_t *what, ptrdiff_t at)
{
    ++*what;
    if (mending->mended->line > 0) {
        return;
    }
    int32_t line = 1;
    for (ptrdiff_t i = 0; i < at; i++) {
        line += mending->text.at[i] == '\n';
    }
    mending->mended->line = line;
}

// The code unit of an escape "\uXXXX" at `i`, or -1.
static int32_t escaped_unit(Str text, ptrdiff_t i)
{
    if (i + ESCAPE_BYTES > text.len || text.at[i] != '\\' ||
        text.at[i + 1] != 'u') {
        return -1;
    }
    int32_t unit = 0;
    for (int k = 2; k < ESCAPE_BYTES; k++) {
        int digit = hex_value(text.at[i + k]);
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high(int32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(int32_t unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

// The character whose UTF-8 the escapes at `i` spell, byte by byte.
// Result: how many bytes, or 0 where they spell none.
static int spelled(Str text, ptrdiff_t i, char bytes[UTF8_MAX])
{
    int len = 0;
    for (int32_t unit; len < UTF8_MAX; len++) {
        unit = escaped_unit(text, i + (ptrdiff_t)len * ESCAPE_BYTES);
        if (unit < 0x80 || unit > 0xFF || (len > 0 && unit >= 0xC0)) {
            break;
        }
        bytes[len] = (char)unit;
    }
    return len > 1 && utf8_valid((Str){bytes, len}) == len ? len : 0;
}

bool values_spell_bytes(Str text)
{
    if (str_find(text, S("\\u00"), 0) < 0) {
        return false;
    }
    char bytes[UTF8_MAX];
    int64_t count = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.at[i] >= 0x80) {
            return false;
        }
        if (text.at[i] != '\\') {
            continue;
        }
        int len = spelled(text, i, bytes);
        if (len == 0 && escaped_unit(text, i) >= 0x80) {
            return false;
        }
        count += len > 0;
        i += len > 0 ? len * ESCAPE_BYTES - 1 : 1;
    }
    return count > 0;
}

static void mend_string(Mending *mending, ptrdiff_t begin, ptrdiff_t end)
{
    for (ptrdiff_t i = begin; i < end; i++) {
        if (mending->text.at[i] != '\\') {
            continue;
        }
        char bytes[UTF8_MAX];
        int len = mending->bytes ? spelled(mending->text, i, bytes) : 0;
        int32_t unit = escaped_unit(mending->text, i);
        if (len > 0) {
            put(mending, i, i + len * ESCAPE_BYTES, (Str){bytes, len});
            count(mending, &mending->mended->spelled, i);
            i += len * ESCAPE_BYTES - 1;
        } else if (is_high(unit) &&
                   is_low(escaped_unit(mending->text, i + ESCAPE_BYTES))) {
            i += 2 * ESCAPE_BYTES - 1;
        } else if (is_high(unit) || is_low(unit) || unit == 0) {
            put(mending, i, i + ESCAPE_BYTES, S("\\ufffd"));
            count(mending, &mending->mended->characters, i);
            i += ESCAPE_BYTES - 1;
        } else {
            i++;
        }
    }
}

static bool is_of_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           c == '-' || c == '+' || c == '.';
}

static bool is_no_number(Str word)
{
    static const char *const words[] = {
        "NaN",       "nan", "-NaN", "-nan", "Infinity", "-Infinity",
        "+Infinity", "inf", "-inf", "Inf",  "-Inf",     "undefined"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_eq(word, str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

static bool is_whole(Str word)
{
    for (ptrdiff_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        if (!is_digit(c) && !(c == '-' && i == 0)) {
            return false;
        }
    }
    return true;
}

static bool is_beyond_measure(Str word)
{
    char digits[NUMBER_BYTES + 1] = {0};
    char *end;
    if (word.len > NUMBER_BYTES) {
        return true;
    }
    memcpy(digits, word.at, (size_t)word.len);
    return isinf(strtod(digits, &end)) && *end == '\0';
}

static void mend_word(Mending *mending, ptrdiff_t begin, ptrdiff_t end)
{
    Str word = str_slice(mending->text, begin, end);
    char last = word.at[word.len - 1];
    if (word.len > LONG_DIGITS && is_whole(word)) {
        // A name rather than a number.
        put(mending, begin, begin, S("\""));
        put(mending, end, end, S("\""));
    } else if (is_no_number(word) ||
               (is_digit(last) && is_beyond_measure(word))) {
        put(mending, begin, end, S("null"));
        count(mending, &mending->mended->numbers, begin);
    }
}

Str values_mend(Str text, Arena *arena, Mended *mended)
{
    Mending mending = {
        .text = text,
        .out = {.arena = arena},
        .bytes = values_spell_bytes(text),
        .mended = mended,
    };
    *mended = (Mended){0};
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t end = i;
        if (text.at[i] == '"') {
            end = string_end(text, i);
            mend_string(&mending, i, end);
        } else if (is_of_word(text.at[i])) {
            while (end < text.len && is_of_word(text.at[end])) {
                end++;
            }
            mend_word(&mending, i, end);
        } else {
            end = i + 1;
        }
        i = end;
    }
    put(&mending, text.len, text.len, (Str){0});
    return buf_str(&mending.out);
}
