// base/str.h - text as a view.
//
// A Str is (pointer, length): not owned, not terminated, cheap to pass by
// value.  Lengths and positions are bytes.  Str functions never allocate;
// those that need memory take an Arena (base/arena.h).
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct Str {
    const char *at; // may be NULL when len == 0
    ptrdiff_t len;
} Str;

// A Str of a string literal.
#define S(literal) ((Str){"" literal, (ptrdiff_t)sizeof(literal) - 1})
// The two arguments that printf's "%.*s" takes.
#define FMT(s) (int)(s).len, (s).at ? (s).at : ""

// A view of a terminated string; NULL is the empty view.
Str str_of(const char *terminated);
static inline bool str_eq(Str a, Str b)
{
    return a.len == b.len &&
           (a.len == 0 || memcmp(a.at, b.at, (size_t)a.len) == 0);
}

// The bytes [begin, end) of `s`; the bounds must lie within it.
static inline Str str_slice(Str s, ptrdiff_t begin, ptrdiff_t end)
{
    return (Str){s.at ? s.at + begin : NULL, end - begin};
}

static inline bool str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len && str_eq((Str){s.at, prefix.len}, prefix);
}

static inline bool str_ends(Str s, Str suffix)
{
    return s.len >= suffix.len &&
           str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

static inline bool is_digit(char c) // of ASCII
{
    return c >= '0' && c <= '9';
}

// The value of a hexadecimal digit, or -1.
static inline int hex_value(char c)
{
    return is_digit(c)            ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

// Equal when ASCII letters are compared without case.
bool str_eq_nocase(Str a, Str b);
// Byte order; a prefix comes before what it begins.
int str_compare(Str a, Str b);
// Where `part` begins in `s` at or after `from`, or -1.
ptrdiff_t str_find(Str s, Str part, ptrdiff_t from);
// Without ASCII blanks (space, tab, CR, LF, VT, FF) and NBSP at both ends.
Str str_trim(Str s);
// Takes the part of `rest` before the first `mark` into `part` and leaves what
// follows it in `rest`.  Without a mark, `part` is all of `rest`, `rest`
// becomes empty, and the result is false.
bool str_cut(Str *rest, char mark, Str *part);
// Takes one line, without its '\n', from `rest`; false when there is none.
bool str_line(Str *rest, Str *line);
// A decimal number of ASCII digits only, up to INT32_MAX; false otherwise.
bool str_number(Str s, int32_t *number);
// How many edits (insert, delete, replace, swap of neighbours) turn a into b,
// or `limit + 1` when that is more than `limit`.  Both at most 63 bytes;
// longer names are `limit + 1` apart.
// Source: Damerau, F. (1964). A technique for computer detection and
//         correction of spelling errors. Comm. ACM 7(3), 171-176
//         (optimal string alignment).
int str_distance(Str a, Str b, int limit);

#endif
