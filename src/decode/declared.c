#include "decode/inside.h"

enum { HEAD_BYTES = 1024 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

// Where `part` (small letters) stands in `s`, whatever the case, or -1.
static ptrdiff_t find_nocase(Str s, Str part)
{
    for (ptrdiff_t i = 0; i + part.len <= s.len; i++) {
        if (lower(s.at[i]) == part.at[0] &&
            str_eq_nocase(str_slice(s, i, i + part.len), part)) {
            return i;
        }
    }
    return -1;
}

// The value after `name` and '=': name="value", name='value', name=value.
static Str value_after(Str s, Str name)
{
    ptrdiff_t at = find_nocase(s, name);
    if (at < 0) {
        return (Str){0};
    }
    Str rest = str_trim(str_slice(s, at + name.len, s.len));
    if (rest.len == 0 || rest.at[0] != '=') {
        return (Str){0};
    }
    rest = str_trim(str_slice(rest, 1, rest.len));
    while (rest.len > 0 && (rest.at[0] == '"' || rest.at[0] == '\'')) {
        rest = str_slice(rest, 1, rest.len);
    }
    ptrdiff_t end = 0;
    while (end < rest.len &&
           str_find(S("\"' \t\n;?/>"), str_slice(rest, end, end + 1), 0) < 0) {
        end++;
    }
    return str_slice(rest, 0, end);
}

Str declared_encoding(Str text)
{
    if (str_starts(text, S("\uFEFF"))) {
        text = str_slice(text, 3, text.len);
    }
    Str head =
        str_slice(text, 0, text.len < HEAD_BYTES ? text.len : HEAD_BYTES);
    if (str_starts(head, S("<?xml"))) {
        ptrdiff_t end = str_find(head, S("?>"), 0);
        return end < 0 ? (Str){0}
                       : value_after(str_slice(head, 0, end), S("encoding"));
    }
    ptrdiff_t meta = find_nocase(head, S("<meta"));
    if (meta >= 0) {
        return value_after(str_slice(head, meta, head.len), S("charset"));
    }
    bool chat =
        str_starts(head, S("@UTF8\n")) || str_starts(head, S("@UTF8\r"));
    return chat ? UTF8 : (Str){0};
}
