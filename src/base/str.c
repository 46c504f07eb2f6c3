#include "base/str.h"

#include <string.h>

Str str_of(const char *terminated)
{
    return terminated ? (Str){terminated, (ptrdiff_t)strlen(terminated)}
                      : (Str){0};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool str_eq_nocase(Str a, Str b)
{
    if (a.len != b.len) {
        return false;
    }
    for (ptrdiff_t i = 0; i < a.len; i++) {
        if (lower(a.at[i]) != lower(b.at[i])) {
            return false;
        }
    }
    return true;
}

int str_compare(Str a, Str b)
{
    ptrdiff_t shared = a.len < b.len ? a.len : b.len;
    int order = shared > 0 ? memcmp(a.at, b.at, (size_t)shared) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

ptrdiff_t str_find(Str s, Str part, ptrdiff_t from)
{
    if (part.len == 0) {
        return from <= s.len ? from : -1;
    }
    while (from + part.len <= s.len) {
        const char *hit = memchr(s.at + from, part.at[0],
                                 (size_t)(s.len - from - part.len + 1));
        if (!hit) {
            return -1;
        }
        from = hit - s.at;
        if (memcmp(hit, part.at, (size_t)part.len) == 0) {
            return from;
        }
        from++;
    }
    return -1;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

Str str_trim(Str s)
{
    const Str nbsp = S("\u00a0");
    for (;;) {
        while (s.len > 0 && is_blank(s.at[0])) {
            s = str_slice(s, 1, s.len);
        }
        while (s.len > 0 && is_blank(s.at[s.len - 1])) {
            s.len--;
        }
        if (str_starts(s, nbsp)) {
            s = str_slice(s, nbsp.len, s.len);
        } else if (str_ends(s, nbsp)) {
            s.len -= nbsp.len;
        } else {
            return s;
        }
    }
}

bool str_cut(Str *rest, char mark, Str *part)
{
    const char *hit =
        rest->len > 0 ? memchr(rest->at, mark, (size_t)rest->len) : NULL;
    if (!hit) {
        *part = *rest;
        *rest = str_slice(*rest, rest->len, rest->len);
        return false;
    }
    *part = (Str){rest->at, hit - rest->at};
    *rest = str_slice(*rest, part->len + 1, rest->len);
    return true;
}

bool str_line(Str *rest, Str *line)
{
    if (rest->len == 0) {
        return false;
    }
    str_cut(rest, '\n', line);
    return true;
}

bool str_number(Str s, int32_t *number)
{
    int64_t n = 0;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i])) {
            return false;
        }
        n = n * 10 + (s.at[i] - '0');
        if (n > INT32_MAX) {
            return false;
        }
    }
    *number = (int32_t)n;
    return s.len > 0;
}

enum { NAME_MAX_BYTES = 63 };

static int least(int a, int b, int c)
{
    int ab = a < b ? a : b;
    return ab < c ? ab : c;
}

int str_distance(Str a, Str b, int limit)
{
    int rows[3][NAME_MAX_BYTES + 1];
    if (a.len > NAME_MAX_BYTES || b.len > NAME_MAX_BYTES) {
        return limit + 1;
    }
    for (int j = 0; j <= b.len; j++) {
        rows[0][j] = j;
    }
    for (int i = 1; i <= a.len; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3];
        const int *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= b.len; j++) {
            int changed = a.at[i - 1] != b.at[j - 1];
            row[j] =
                least(above[j] + 1, row[j - 1] + 1, above[j - 1] + changed);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                a.at[i - 2] == b.at[j - 1] && two_above[j - 2] + 1 < row[j]) {
                row[j] = two_above[j - 2] + 1;
            }
        }
    }
    int distance = rows[a.len % 3][b.len];
    return distance > limit ? limit + 1 : distance;
}
