#include "match/regex/regex_class.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "match/regex/regex_fixed.h"
#include "match/search.h"

#include <string.h>

enum {
    LONG_S = 0x17F,
    KELVIN = 0x212A,
    BYTES_MAX = 1024, // of a subject with all characters
};

// What begins inside a class with "[:": its length, 0 for a single '[', -1
// where it is neither.
static ptrdiff_t named_class(Str rest)
{
    ptrdiff_t i = 2;
    if (rest.len < 2 || strchr(":.=", rest.at[1]) == NULL) {
        return 0;
    }
    i += i < rest.len && rest.at[i] == '^';
    while (i < rest.len && rest.at[i] >= 'a' && rest.at[i] <= 'z') {
        i++;
    }
    return str_starts(str_slice(rest, i, rest.len), S(":]")) ? i + 2 : -1;
}

ptrdiff_t regex_class_end(Str pattern, ptrdiff_t begin)
{
    ptrdiff_t i = begin + 1;
    i += i < pattern.len && pattern.at[i] == '^';
    for (ptrdiff_t first = i; i < pattern.len; i++) {
        char c = pattern.at[i];
        if (c == ']' && i > first) {
            return i + 1;
        }
        if (c == '[') {
            ptrdiff_t named = named_class(str_slice(pattern, i, pattern.len));
            if (named < 0) {
                return -1;
            }
            i += named > 0 ? named - 1 : 0;
        } else if (c == '\\') {
            i++;
            if (i < pattern.len && strchr("cQE", pattern.at[i]) != NULL) {
                return -1;
            }
        }
    }
    return -1;
}

// The length of an escape at the front of `rest` that stands for word
// characters only, or 0.
static ptrdiff_t word_escape(Str rest)
{
    static const char *const escapes[] = {"\\w", "\\d", "\\pL", "\\pN"};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
        if (str_starts(rest, str_of(escapes[i]))) {
            return str_of(escapes[i]).len;
        }
    }
    if (!str_starts(rest, S("\\p{L")) && !str_starts(rest, S("\\p{N"))) {
        return 0;
    }
    ptrdiff_t i = 4; // as in "\p{L}" and "\p{Lu}"
    i += i < rest.len && rest.at[i] >= 'a' && rest.at[i] <= 'z';
    return i < rest.len && rest.at[i] == '}' ? i + 1 : 0;
}

// What stands at the front of `rest` in a class.
// Result: its length when it is of ASCII and stands for itself, or 0.
static ptrdiff_t plain_char(Str rest)
{
    bool escaped = rest.at[0] == '\\';
    char c = escaped && rest.len > 1 ? rest.at[1] : rest.at[0];
    bool plain =
        (unsigned char)c < ASCII && c != '\0' &&
        (escaped ? !regex_is_word(c) || c == 't' || c == 'n' : c != '[');
    return plain ? 1 + escaped : 0;
}

// What `source` may have of CHARS_WORD and CHARS_SIGN.
static Chars beyond(Str source)
{
    Chars none = {0}, words = {0}, both = {0};
    chars_add(&words, CHARS_WORD);
    chars_add(&both, CHARS_WORD);
    chars_add(&both, CHARS_SIGN);
    if (word_escape(source) == source.len) {
        return words;
    }
    if (source.at[0] != '[' || str_starts(source, S("[^"))) {
        return both;
    }
    Chars all = none;
    for (ptrdiff_t i = 1, len; i < source.len; i += len) {
        Str rest = str_slice(source, i, source.len);
        len = word_escape(rest);
        all = len > 0 ? words : all;
        len = len > 0 ? len : plain_char(rest);
        if (len == 0) {
            return both;
        }
    }
    return all;
}

// The characters of ASCII and those that fold to it, one after the other.
static Str all_chars(Arena *arena)
{
    Buf all = {.arena = arena};
    for (int c = 0; c < ASCII; c++) {
        buf_char(&all, (char)c);
    }
    buf_point(&all, LONG_S);
    buf_point(&all, KELVIN);
    return buf_str(&all);
}

bool regex_class(Str source, bool caseless, Chars *chars, Arena *arena)
{
    Search search = {0};
    Mistake mistake;
    SearchKind kind = caseless ? SEARCH_REGEX : SEARCH_REGEX_EXACT;
    if (!search_open(&search, source, kind, &mistake)) {
        return false;
    }
    *chars = beyond(source);
    Str all = all_chars(arena);
    Runner *runner = runner_open(BYTES_MAX, arena);
    Found found = {0};
    while (search_next(&search, runner, all, found.end, &found)) {
        ptrdiff_t at = found.begin;
        uint32_t point = utf8_next(all, &at);
        chars_add(chars, point == LONG_S   ? CHARS_LONG_S
                         : point == KELVIN ? CHARS_KELVIN
                                           : (int)point);
    }
    bool failed = runner_problem(runner) != NULL;
    runner_close(runner);
    search_close(&search);
    return !failed;
}
