#include "parse/json/json_dates.h"

#include "base/buf.h"
#include "parse/talk/line.h"

enum {
    MINUTE = 60,
    HOUR = 3600,
    DAY = 86400,
    EPOCH_SECONDS_MIN = 100000000, // 1973: numbers from there on are moments
};
static const int64_t EPOCH_MS_MIN = INT64_C(100000000000);

// Digits at `i` in exactly that number.
static bool take_digits(Str s, ptrdiff_t *i, int count, int64_t *number)
{
    *number = 0;
    for (; count > 0; count--, ++*i) {
        if (*i >= s.len || !is_digit(s.at[*i])) {
            return false;
        }
        *number = *number * 10 + (s.at[*i] - '0');
    }
    return true;
}

static bool take_one_of(Str s, ptrdiff_t *i, const char *marks)
{
    bool there =
        *i < s.len && str_find(str_of(marks), str_slice(s, *i, *i + 1), 0) >= 0;
    *i += there;
    return there;
}

// Days from 1970 to a date, as the Gregorian calendar counts them.
static int64_t days_to(int64_t year, int64_t month, int64_t day)
{
    static const int before[] = {0,   31,  59,  90,  120, 151,
                                 181, 212, 243, 273, 304, 334};
    int64_t past = year - (month <= 2);
    int64_t leaps = past / 4 - past / 100 + past / 400 - (1969 / 4 - 19 + 4);
    return (year - 1970) * 365 + leaps + before[month - 1] + day - 1;
}

// ".5" at `i`, in milliseconds; further digits are passed over.
static int64_t take_fraction(Str s, ptrdiff_t *i)
{
    int64_t ms = 0, weight = 100, digit;
    if (take_one_of(s, i, ".,")) {
        while (take_digits(s, i, 1, &digit)) {
            ms += digit * weight;
            weight /= 10;
        }
    }
    return ms;
}

// "Z", "+02:00", "+0200" or nothing, in seconds.
static bool take_zone(Str s, ptrdiff_t *i, int64_t *seconds)
{
    int64_t hours = 0, minutes = 0;
    bool minus = *i < s.len && s.at[*i] == '-';
    *seconds = 0;
    if (take_one_of(s, i, "Zz") || *i == s.len) {
        return true;
    }
    if (!take_one_of(s, i, "+-") || !take_digits(s, i, 2, &hours)) {
        return false;
    }
    take_one_of(s, i, ":");
    if (*i < s.len && !take_digits(s, i, 2, &minutes)) {
        return false;
    }
    *seconds = (hours * HOUR + minutes * MINUTE) * (minus ? -1 : 1);
    return true;
}

// "2024-05-01T10:00:03.5Z"
static bool read_date(Str s, int64_t *ms)
{
    int64_t year, month, day, hour, minute, second = 0, zone;
    ptrdiff_t i = 0;
    if (!take_digits(s, &i, 4, &year) || !take_one_of(s, &i, "-") ||
        !take_digits(s, &i, 2, &month) || !take_one_of(s, &i, "-") ||
        !take_digits(s, &i, 2, &day) || !take_one_of(s, &i, "T ") ||
        !take_digits(s, &i, 2, &hour) || !take_one_of(s, &i, ":") ||
        !take_digits(s, &i, 2, &minute) || month < 1 || month > 12) {
        return false;
    }
    if (take_one_of(s, &i, ":") && !take_digits(s, &i, 2, &second)) {
        return false;
    }
    *ms = take_fraction(s, &i);
    if (!take_zone(s, &i, &zone) || i < s.len) {
        return false;
    }
    *ms += (days_to(year, month, day) * DAY + hour * HOUR + minute * MINUTE +
            second - zone) *
           1000;
    return true;
}

// "1714557603.0001" or "1714557603000"
static bool read_epoch(Str s, int64_t *ms)
{
    int64_t number = 0, digit;
    ptrdiff_t i = 0;
    while (i < 15 && take_digits(s, &i, 1, &digit)) {
        number = number * 10 + digit;
    }
    int64_t fraction = take_fraction(s, &i);
    bool in_ms = number >= EPOCH_MS_MIN;
    *ms = in_ms ? number : number * 1000 + fraction;
    return i == s.len && i > 0 && number >= EPOCH_SECONDS_MIN;
}

static bool read_moment(Str s, int64_t *ms)
{
    s = str_trim(s);
    return read_date(s, ms) || read_epoch(s, ms);
}

// The earliest of a column; false where something in it is no moment.
static bool find_earliest(const Rows *rows, int32_t column, int64_t *earliest)
{
    bool any = false;
    for (ptrdiff_t i = 1; column >= 0 && i < rows->len; i++) {
        int64_t ms;
        Str cell = rows->at[i].at[column];
        if (is_blank(cell)) {
            continue;
        }
        if (!read_moment(cell, &ms)) {
            return false;
        }
        *earliest = any && *earliest < ms ? *earliest : ms;
        any = true;
    }
    return any;
}

// True when each row that has a moment has an earlier one than that before it.
static bool is_newest_first(const Rows *rows, int32_t column)
{
    int64_t before = INT64_MAX, ms, rising = 0, falling = 0;
    for (ptrdiff_t i = 1; i < rows->len; i++) {
        if (read_moment(rows->at[i].at[column], &ms)) {
            falling += before != INT64_MAX && ms < before;
            rising += ms > before;
            before = ms;
        }
    }
    return falling > 0 && rising == 0;
}

static void turn_round(Rows *rows)
{
    for (ptrdiff_t i = 1, k = rows->len - 1; i < k; i++, k--) {
        Row row = rows->at[i];
        rows->at[i] = rows->at[k];
        rows->at[k] = row;
    }
}

static Str clock_since(Str cell, int64_t earliest, Arena *arena)
{
    int64_t ms = 0;
    if (is_blank(cell) || !read_moment(cell, &ms)) {
        return (Str){0};
    }
    ms -= earliest;
    if (ms < 0 || ms > INT32_MAX) {
        return (Str){0};
    }
    int64_t second = ms / 1000;
    return str_format(arena, "%lld:%02lld:%02lld.%03lld",
                      (long long)(second / HOUR),
                      (long long)(second / MINUTE % MINUTE),
                      (long long)(second % MINUTE), (long long)(ms % 1000));
}

bool json_dates(Rows *rows, const int32_t columns[2], Arena *arena)
{
    int64_t earliest = 0, ignored = 0;
    bool ends = columns[1] >= 0 && find_earliest(rows, columns[1], &ignored);
    if (!find_earliest(rows, columns[0], &earliest)) {
        return false;
    }
    if (is_newest_first(rows, columns[0])) {
        turn_round(rows);
    }
    for (ptrdiff_t i = 1; i < rows->len; i++) {
        for (int k = 0; k < 1 + ends; k++) {
            Str *cell = &rows->at[i].at[columns[k]];
            *cell = clock_since(*cell, earliest, arena);
        }
    }
    return true;
}
