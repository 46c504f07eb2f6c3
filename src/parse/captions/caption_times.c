#include "parse/captions/captions.h"

#include "base/str.h"
#include "parse/talk/line.h"

enum { UNIT_DIGITS_MAX = 9 };

typedef struct Number {
    int64_t value;
    int digits; // 0: none
} Number;

static Number take_number(Str s, ptrdiff_t *i)
{
    Number number = {0};
    while (*i < s.len && is_digit(s.at[*i]) &&
           number.digits <= UNIT_DIGITS_MAX) {
        number.value = number.value * 10 + (s.at[(*i)++] - '0');
        number.digits++;
    }
    return number;
}

static bool take_char(Str s, ptrdiff_t *i, char c)
{
    bool stands = *i < s.len && s.at[*i] == c;
    *i += stands;
    return stands;
}

static void skip_blanks(Str s, ptrdiff_t *i)
{
    while (take_char(s, i, ' ') || take_char(s, i, '\t')) {
    }
}

typedef struct CueTime {
    Number part[3]; // hours first; two parts are minutes and seconds
    int parts;
    Number fraction;
    char point; // '.', ',' or '\0' without a fraction
} CueTime;

static bool take_time(Str s, ptrdiff_t *i, CueTime *time)
{
    *time = (CueTime){0};
    do {
        time->part[time->parts] = take_number(s, i);
        if (time->part[time->parts].digits == 0) {
            return false;
        }
        time->parts++;
    } while (time->parts < 3 && take_char(s, i, ':'));
    ptrdiff_t point = *i;
    if (take_char(s, i, '.') || take_char(s, i, ',')) {
        time->fraction = take_number(s, i);
        time->point = s.at[point];
        if (time->fraction.digits == 0) {
            time->point = '\0';
            *i = point;
        }
    }
    return time->parts >= 2;
}

// What WebVTT allows; with three parts, fewer digits too.
static bool is_strict(const CueTime *time)
{
    if (time->parts == 2) {
        return time->part[1].digits == 2 && time->point == '.' &&
               time->fraction.digits == 3;
    }
    return time->part[1].digits <= 2 && time->part[2].digits <= 2 &&
           (time->fraction.digits <= 3);
}

// Milliseconds, or NO_TIME when out of range.  Two parts of which the first is
// more than 59 are hours and minutes, as in players.
static int32_t time_ms(const CueTime *time, bool strict)
{
    int64_t a = time->part[0].value, b = time->part[1].value;
    int64_t c = time->part[2].value, fraction = time->fraction.value;
    for (int digits = time->fraction.digits; digits > 3; digits--) {
        fraction /= 10;
    }
    for (int digits = time->fraction.digits; digits < 3; digits++) {
        fraction *= 10;
    }
    if (time->parts == 2 && !(strict && a > 59)) {
        c = b;
        b = a;
        a = 0;
    }
    bool first_free = time->parts == 2 && !strict;
    if ((b > 59 && !first_free) || c > 59) {
        return NO_TIME;
    }
    int64_t ms = ((a * 60 + b) * 60 + c) * 1000 + fraction;
    return ms <= INT32_MAX ? (int32_t)ms : NO_TIME;
}

static bool take_arrow(Str s, ptrdiff_t *i)
{
    ptrdiff_t at = *i;
    if (!take_char(s, &at, '-')) {
        return false;
    }
    take_char(s, &at, '-');
    if (!take_char(s, &at, '>')) {
        return false;
    }
    *i = at;
    return true;
}

bool caption_times(Str line, bool strict, int32_t *start_ms, int32_t *end_ms)
{
    CueTime start, end;
    ptrdiff_t i = 0;
    skip_blanks(line, &i);
    if (!take_time(line, &i, &start)) {
        return false;
    }
    // SBV's comma stands where a fraction of no digits would.
    bool sbv = !strict && start.point == '.' && take_char(line, &i, ',');
    skip_blanks(line, &i);
    if (!sbv && !take_arrow(line, &i)) {
        return false;
    }
    skip_blanks(line, &i);
    if (!take_time(line, &i, &end) ||
        (strict && (!is_strict(&start) || !is_strict(&end)))) {
        return false;
    }
    char next = i < line.len ? line.at[i] : ' ';
    bool cut =
        sbv ? !is_blank(str_slice(line, i, line.len))
            : end.point == '\0' && next != ' ' && next != '\t' && next != '\r';
    *start_ms = time_ms(&start, strict);
    *end_ms = time_ms(&end, strict);
    return !cut && *start_ms != NO_TIME && *end_ms != NO_TIME;
}
