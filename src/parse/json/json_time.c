#include "parse/json/json_time.h"

#include "model/transcript.h"
#include "parse/talk/clock.h"

enum { SAMPLES_PER_MS = 16 };
enum { DIGITS_MAX = 17, EXPONENT_MAX = 1000, NANOSECONDS = -6 };

static bool take_digit(Str s, ptrdiff_t *i, int *digit)
{
    if (*i >= s.len || !is_digit(s.at[*i])) {
        return false;
    }
    *digit = s.at[(*i)++] - '0';
    return true;
}

static bool take(Str s, ptrdiff_t *i, char small)
{
    bool there = *i < s.len && (s.at[*i] == small || s.at[*i] == small - 32);
    *i += there;
    return there;
}

// "e-05" at `i`, if it is there.
static bool take_exponent(Str s, ptrdiff_t *i, int *power)
{
    int digit, exponent = 0, digits = 0;
    if (!take(s, i, 'e')) {
        return true;
    }
    bool down = *i < s.len && s.at[*i] == '-';
    *i += *i < s.len && (s.at[*i] == '-' || s.at[*i] == '+');
    for (; take_digit(s, i, &digit); digits++) {
        exponent = exponent < EXPONENT_MAX ? exponent * 10 + digit : exponent;
    }
    *power += down ? -exponent : exponent;
    return digits > 0;
}

// number * 10^power, halves up; false where that is too great.
static bool scaled(int64_t number, int power, int32_t *ms)
{
    int64_t unit = 1;
    power = number == 0 ? 0 : power;
    for (; power > 0 && number <= INT32_MAX; power--) {
        number *= 10;
    }
    for (; power < 0 && unit <= number * 2; power++) {
        unit *= 10;
    }
    number = power < 0 ? 0 : (number + unit / 2) / unit;
    *ms = (int32_t)number;
    return number <= INT32_MAX;
}

// A decimal number at `i`, which is moved past it.  Digits beyond what decides
// about a half are passed over.
static bool take_decimal(Str s, ptrdiff_t *i, int power, int32_t *ms)
{
    int64_t number = 0;
    int digit, digits = 0, kept = 0;
    bool point = false;
    for (; *i < s.len; digits++) {
        if (!point && digits > 0 && s.at[*i] == '.') {
            point = true;
            ++*i;
        }
        if (!take_digit(s, i, &digit)) {
            break;
        }
        if (kept < DIGITS_MAX) {
            number = number * 10 + digit;
            kept += number > 0;
            power -= point;
        } else {
            power += !point;
        }
    }
    return digits > 0 && s.at[*i - 1] != '.' && take_exponent(s, i, &power) &&
           scaled(number, power, ms);
}

static bool add(int32_t *sum, int64_t more)
{
    int64_t total = *sum + more;
    *sum = (int32_t)total;
    return total <= INT32_MAX;
}

// "PT1H2M3.5S", "P0DT0S" after the P.
static bool read_iso(Str s, int32_t *ms)
{
    static const struct {
        char designator;
        int64_t factor;
        bool of_day;
    } parts[] = {{'d', 86400, false},
                 {'h', 3600, true},
                 {'m', 60, true},
                 {'s', 1, true}};
    enum { PARTS = sizeof parts / sizeof *parts };
    ptrdiff_t i = 1;
    bool of_day = false;
    int next = 0, taken = 0;
    *ms = 0;
    while (i < s.len) {
        int32_t part;
        if (!of_day && take(s, &i, 't')) {
            of_day = true;
            continue;
        }
        if (!take_decimal(s, &i, IN_SECONDS, &part)) {
            return false;
        }
        while (next < PARTS && !(parts[next].of_day == of_day &&
                                 take(s, &i, parts[next].designator))) {
            next++;
        }
        if (next == PARTS || !add(ms, part * parts[next].factor)) {
            return false;
        }
        next++;
        taken++;
    }
    return taken > 0;
}

static bool read_text(Str s, JsonUnit unit, int32_t *ms)
{
    ptrdiff_t i = 0;
    if (s.len > 1 && (s.at[0] == 'P' || s.at[0] == 'p')) {
        return read_iso(s, ms);
    }
    if (clock_read(s, ms) == s.len) {
        return *ms != NO_TIME;
    }
    // "-0.0" is how some write where a recording begins.
    bool minus = s.at[0] == '-';
    i += minus;
    bool seconds = s.len > 1 && s.at[s.len - 1] == 's';
    Str digits = str_slice(s, 0, s.len - seconds);
    return take_decimal(digits, &i, seconds ? IN_SECONDS : unit, ms) &&
           i == digits.len && (!minus || *ms == 0);
}

static bool read_parts(const Value *value, int32_t *ms)
{
    const Value *nanos = value_get(value, S("nanos"));
    Str seconds = value_text(value_get(value, S("seconds")));
    Str rest = value_text(nanos);
    int32_t more = 0;
    ptrdiff_t i = 0;
    *ms = 0;
    if (seconds.len > 0 && !read_text(seconds, IN_SECONDS, ms)) {
        return false;
    }
    return rest.len == 0 || (take_decimal(rest, &i, NANOSECONDS, &more) &&
                             i == rest.len && add(ms, more));
}

int32_t json_ms(const Value *value, JsonUnit unit, bool *bad)
{
    if (unit == IN_SAMPLES) {
        int32_t samples = json_ms(value, IN_MILLISECONDS, bad);
        return samples == NO_TIME || value->kind != VALUE_NUMBER
                   ? samples
                   : samples / SAMPLES_PER_MS;
    }
    int32_t ms = NO_TIME;
    Str text = str_trim(value_text(value));
    if (value->kind == VALUE_NULL ||
        (value->kind == VALUE_TEXT && text.len == 0)) {
        return NO_TIME;
    }
    bool read = value->kind == VALUE_OBJECT
                    ? read_parts(value, &ms)
                    : text.len > 0 && read_text(text, unit, &ms);
    *bad = *bad || !read;
    return read ? ms : NO_TIME;
}
