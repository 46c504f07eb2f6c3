#include "parse/talk/timeline.h"

void timeline_add(Timeline *timeline, Str id, int32_t ms, Arena *arena)
{
    ptrdiff_t len = timeline->moments.len;
    int32_t since = len > 0 ? timeline->moments.at[len - 1].since : NO_TIME;
    if (map_put(&timeline->ids, id, arena) < len) {
        return;
    }
    *PUSH(&timeline->moments, arena) = (Moment){
        .ms = ms,
        .since = ms == NO_TIME ? since : ms,
        .rank = ms == NO_TIME ? (int32_t)len + 1 : 0,
    };
}

const Moment *timeline_find(const Timeline *timeline, Str id)
{
    int32_t number = map_find(&timeline->ids, id);
    return number < 0 ? NULL : &timeline->moments.at[number];
}

enum { DIGITS_MAX = 15, EXPONENT_MAX = 30, SECOND = 3 /* power of ten */ };

typedef struct Decimal { // digits x 10^power
    int64_t digits;
    int power;
} Decimal;

static bool digit_at(Str s, ptrdiff_t i)
{
    return i < s.len && is_digit(s.at[i]);
}

// Takes digits; those beyond DIGITS_MAX only count for the power.
static ptrdiff_t take_digits(Str s, ptrdiff_t i, bool behind, Decimal *decimal)
{
    const int64_t full = 1000000000000000; // 10^DIGITS_MAX
    for (; digit_at(s, i); i++) {
        if (decimal->digits < full / 10) {
            decimal->digits = decimal->digits * 10 + (s.at[i] - '0');
            decimal->power -= behind;
        } else {
            decimal->power += !behind;
        }
    }
    return i;
}

static ptrdiff_t take_exponent(Str s, ptrdiff_t i, Decimal *decimal)
{
    if (i >= s.len || (s.at[i] != 'e' && s.at[i] != 'E')) {
        return i;
    }
    i++;
    bool minus = i < s.len && s.at[i] == '-';
    i += i < s.len && (s.at[i] == '-' || s.at[i] == '+');
    int exponent = 0;
    ptrdiff_t first = i;
    for (; digit_at(s, i) && exponent <= EXPONENT_MAX; i++) {
        exponent = exponent * 10 + (s.at[i] - '0');
    }
    decimal->power += minus ? -exponent : exponent;
    return i > first ? i : -1;
}

static bool to_ms(Decimal decimal, int power, int32_t *ms)
{
    int64_t value = decimal.digits;
    bool half = false;
    for (power += decimal.power; power < 0 && value > 0; power++) {
        half = value % 10 >= 5;
        value /= 10;
    }
    for (; power > 0 && value > 0 && value <= INT32_MAX; power--) {
        value *= 10;
    }
    value += half;
    *ms = value <= INT32_MAX ? (int32_t)value : NO_TIME;
    return *ms != NO_TIME;
}

bool seconds_read(Str text, int32_t *ms)
{
    Decimal decimal = {0};
    Str s = str_trim(text);
    *ms = NO_TIME;
    bool minus = s.len > 0 && s.at[0] == '-';
    ptrdiff_t i = s.len > 0 && (s.at[0] == '+' || minus);
    ptrdiff_t first = i;
    i = take_digits(s, i, false, &decimal);
    ptrdiff_t digits = i - first;
    if (i < s.len && (s.at[i] == '.' || s.at[i] == ',')) {
        first = i + 1;
        i = take_digits(s, first, true, &decimal);
        digits += i - first;
    }
    i = digits > 0 ? take_exponent(s, i, &decimal) : -1;
    bool read = i == s.len && s.len > 0 && to_ms(decimal, SECOND, ms);
    *ms = read && !(minus && *ms > 0) ? *ms : NO_TIME;
    return *ms != NO_TIME;
}

bool milliseconds_read(Str text, int32_t *ms)
{
    bool read = str_number(str_trim(text), ms);
    *ms = read ? *ms : NO_TIME;
    return read;
}
