#include "base/csv.h"

// True for what a spreadsheet reads as a number anyway: "-5", "+0.3".
static bool is_plain_number(Str s)
{
    ptrdiff_t i = s.len > 0 && (s.at[0] == '-' || s.at[0] == '+');
    ptrdiff_t digits = 0;
    bool point = false;
    for (; i < s.len; i++) {
        bool digit = is_digit(s.at[i]);
        if (!digit && (s.at[i] != '.' || point)) {
            return false;
        }
        point = point || !digit;
        digits += digit;
    }
    return digits > 0;
}

static bool is_formula(Str s)
{
    return s.len > 0 && str_find(S("=+-@\t\r\0"), (Str){s.at, 1}, 0) >= 0 &&
           !is_plain_number(s);
}

void csv_cell(Buf *out, Str text)
{
    bool quoted = false;
    for (ptrdiff_t i = 0; i < text.len && !quoted; i++) {
        char c = text.at[i];
        quoted = c == '"' || c == ',' || c == '\n' || c == '\r';
    }
    if (quoted) {
        buf_char(out, '"');
    }
    if (is_formula(text)) {
        buf_char(out, '\'');
    }
    for (ptrdiff_t i = 0; i < text.len; i++) {
        if (text.at[i] == '"') {
            buf_char(out, '"');
        }
        buf_char(out, text.at[i]);
    }
    if (quoted) {
        buf_char(out, '"');
    }
}
