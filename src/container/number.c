#include "container/number.h"

#include "base/buf.h"

#include <math.h>
#include <stdlib.h>

enum {
    DAY_MS = 24 * 60 * 60 * 1000,
    DAYS_MAX = 2958466, // 9999-12-31 and one
    FROM_1904 = 1462,   // days between the two beginnings
};

typedef struct Parts { // of a number format
    bool year_or_day, hour, minute, second, elapsed, half;
} Parts;

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

// "[h]", "[mm]": elapsed; "[Red]", "[$-409]", "[>=1]" say nothing of time.
static ptrdiff_t read_brackets(Str code, ptrdiff_t i, Parts *parts)
{
    ptrdiff_t end = str_find(code, S("]"), i);
    end = end < 0 ? code.len : end;
    char c = i + 1 < end ? small(code.at[i + 1]) : '\0';
    bool same = c == 'h' || c == 'm' || c == 's';
    for (ptrdiff_t k = i + 1; k < end; k++) {
        same = same && small(code.at[k]) == c;
    }
    if (same) {
        parts->elapsed = true;
        parts->hour |= c == 'h';
        parts->minute |= c == 'm';
        parts->second |= c == 's';
    }
    return end;
}

static void read_letter(Str code, ptrdiff_t i, Parts *parts)
{
    switch (small(code.at[i])) {
    case 'y':
    case 'd':
        parts->year_or_day = true;
        break;
    case 'h':
        parts->hour = true;
        break;
    case 'm':
        parts->minute = true;
        break;
    case 's':
        parts->second = true;
        break;
    case 'a':
        parts->half |= i + 1 < code.len &&
                       (small(code.at[i + 1]) == 'm' || code.at[i + 1] == '/');
        break;
    default:
        break;
    }
}

NumberKind number_kind(Str code)
{
    Parts parts = {0};
    Str first;
    str_cut(&code, ';', &first);
    if (str_eq_nocase(first, S("general"))) {
        return NUMBER_PLAIN;
    }
    for (ptrdiff_t i = 0; i < first.len; i++) {
        char c = first.at[i];
        if (c == '"') {
            ptrdiff_t end = str_find(first, S("\""), i + 1);
            i = end < 0 ? first.len : end;
        } else if (c == '\\' || c == '_' || c == '*') {
            i++;
        } else if (c == '[') {
            i = read_brackets(first, i, &parts);
        } else {
            read_letter(first, i, &parts);
        }
    }
    bool time = parts.hour || parts.second;
    if (parts.year_or_day || (parts.minute && !time && !parts.elapsed)) {
        return time ? NUMBER_DATE_TIME : NUMBER_DATE;
    }
    if (parts.half) {
        return NUMBER_DAY_TIME;
    }
    if (parts.elapsed) {
        return parts.hour && !parts.second ? NUMBER_ELAPSED_MINUTES
                                           : NUMBER_ELAPSED;
    }
    return !time ? NUMBER_PLAIN : parts.second ? NUMBER_TIME : NUMBER_MINUTES;
}

NumberKind number_kind_built_in(int32_t id)
{
    bool date = (id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 ||
                (id >= 50 && id <= 54) || id == 57 || id == 58;
    return date                   ? NUMBER_DATE
           : id == 22             ? NUMBER_DATE_TIME
           : id == 18 || id == 19 ? NUMBER_DAY_TIME
           : id == 20 || id == 32 ? NUMBER_MINUTES
           : id == 46             ? NUMBER_ELAPSED
           : id == 21 || id == 33 ? NUMBER_TIME
           : id == 45 || id == 47 ? NUMBER_TIME
                                  : NUMBER_PLAIN;
}

Str number_time(int64_t ms, Arena *arena)
{
    Buf out = {.arena = arena};
    long long seconds = ms / 1000, rest = ms % 1000;
    buf_format(&out, "%02lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60,
               seconds % 60);
    if (rest > 0) {
        buf_format(&out, ".%03lld", rest);
    }
    return buf_str(&out);
}

// Source: Fliegel, H. & van Flandern, T. (1968). A machine algorithm for
//         processing calendar dates. Comm. ACM 11(10), 657.
static void buf_date(Buf *out, int64_t day)
{
    enum { JULIAN = 2415019 }; // of day 0, the 31st of December 1899
    if (day == 60) {
        buf_add(out, S("1900-02-29"));
        return;
    }
    int64_t l = day - (day > 60) + JULIAN + 1 + 68569, n = 4 * l / 146097;
    l -= (146097 * n + 3) / 4;
    int64_t i = 4000 * (l + 1) / 1461001;
    l = l - 1461 * i / 4 + 31;
    int64_t j = 80 * l / 2447;
    int64_t of_month = l - 2447 * j / 80;
    l = j / 11;
    buf_format(out, "%04lld-%02lld-%02lld", (long long)(100 * (n - 49) + i + l),
               (long long)(j + 2 - 12 * l), (long long)of_month);
}

// "1:05 PM".
static void buf_day_time(Buf *out, int64_t ms)
{
    int64_t minutes = ms / 60000, hour = minutes / 60;
    buf_format(out, "%lld:%02lld %s", (long long)((hour + 11) % 12 + 1),
               (long long)(minutes % 60), hour < 12 ? "AM" : "PM");
}

Str number_shown(double number, NumberKind kind, bool from_1904, Arena *arena)
{
    Buf out = {.arena = arena};
    bool dated = kind == NUMBER_DATE || kind == NUMBER_DATE_TIME;
    number += dated && from_1904 ? FROM_1904 : 0;
    if (kind == NUMBER_PLAIN || number < 0 || number >= DAYS_MAX) {
        buf_format(&out, "%.15g", number == 0 ? 0 : number);
        return buf_str(&out);
    }
    int64_t ms = llround(number * DAY_MS), of_day = ms % DAY_MS;
    if (kind == NUMBER_ELAPSED) {
        return number_time(ms, arena);
    }
    if (kind == NUMBER_TIME) {
        return number_time(of_day, arena);
    }
    if (kind == NUMBER_MINUTES || kind == NUMBER_ELAPSED_MINUTES) {
        int64_t minutes = (kind == NUMBER_MINUTES ? of_day : ms) / 60000;
        buf_format(&out, "%lld:%02lld", (long long)(minutes / 60),
                   (long long)(minutes % 60));
    } else if (kind == NUMBER_DAY_TIME) {
        buf_day_time(&out, of_day);
    } else {
        buf_date(&out, ms / DAY_MS);
        if (kind == NUMBER_DATE_TIME) {
            buf_format(&out, "T%.*s", FMT(number_time(of_day, arena)));
        }
    }
    return buf_str(&out);
}

bool number_read(Str text, double *number)
{
    enum { DIGITS_MAX = 64 };
    char digits[DIGITS_MAX + 1], *end;
    text = str_trim(text);
    if (text.len == 0 || text.len > DIGITS_MAX) {
        return false;
    }
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool decimal = is_digit(c) || c == '.' || c == '-' || c == '+' ||
                       c == 'e' || c == 'E';
        if (!decimal) {
            return false;
        }
        digits[i] = c;
    }
    digits[text.len] = '\0';
    *number = strtod(digits, &end);
    return end == digits + text.len && isfinite(*number);
}
