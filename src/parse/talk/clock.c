#include "parse/talk/clock.h"

#include "base/utf8.h"
#include "model/transcript.h"

enum { PARTS_MAX = 4, DIGITS_MAX = 9, FRAME_MS = 10 };

typedef struct Reading { // a clock time in its parts, greatest unit first
    int64_t part[PARTS_MAX];
    int len;
    int32_t fraction; // milliseconds
} Reading;

// The digit zero of the scripts that have digits of their own.
static const uint32_t zeros[] = {
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,
    0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,
    0x0F20, 0x1040, 0x17E0, 0x1810, 0xFF10,
};

// The digit at s.at[*i], which is moved past it; or -1.
static int take_digit(Str s, ptrdiff_t *i)
{
    if (*i >= s.len) {
        return -1;
    }
    unsigned char c = (unsigned char)s.at[*i];
    if (c < 0x80) {
        return c >= '0' && c <= '9' ? (++*i, c - '0') : -1;
    }
    ptrdiff_t next = *i;
    uint32_t point = utf8_next(s, &next);
    for (size_t k = 0; k < sizeof zeros / sizeof *zeros; k++) {
        if (point >= zeros[k] && point < zeros[k] + 10) {
            *i = next;
            return (int)(point - zeros[k]);
        }
    }
    return -1;
}

// How many digits were taken; 0 where there is none or more than DIGITS_MAX.
static int take_number(Str s, ptrdiff_t *i, int64_t *number)
{
    ptrdiff_t at = *i;
    int digits = 0;
    *number = 0;
    for (int digit; (digit = take_digit(s, &at)) >= 0;) {
        if (++digits > DIGITS_MAX) {
            return 0;
        }
        *number = *number * 10 + digit;
    }
    *i = at;
    return digits;
}

// Moves *i past `what` where it stands there.
static bool take(Str s, ptrdiff_t *i, const char *what)
{
    ptrdiff_t at = *i;
    for (; *what; what++, at++) {
        if (at >= s.len || s.at[at] != *what) {
            return false;
        }
    }
    *i = at;
    return true;
}

// The same for the first word of a list that NULL ends.
static bool take_one_of(Str s, ptrdiff_t *i, const char *const *list)
{
    for (; *list; list++) {
        if (take(s, i, *list)) {
            return true;
        }
    }
    return false;
}

static void skip_blanks(Str s, ptrdiff_t *i)
{
    while (take(s, i, " ") || take(s, i, "\t") || take(s, i, "\u00a0") ||
           take(s, i, "\u202f")) {
    }
}

static bool take_colon(Str s, ptrdiff_t *i)
{
    return take(s, i, ":") || take(s, i, "\uff1a") || take(s, i, "\u2236");
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The time of a reading, or NO_TIME where a part does not fit its unit.  A
// fourth part is frames.
static int32_t reading_ms(const Reading *reading)
{
    static const int64_t seconds[] = {1, 60, 3600};
    bool frames = reading->len == PARTS_MAX;
    int len = frames ? PARTS_MAX - 1 : reading->len;
    int64_t total = 0;
    for (int k = 0; k < len; k++) {
        int64_t part = reading->part[len - 1 - k];
        if (k < len - 1 && part >= 60) {
            return NO_TIME;
        }
        total += part * seconds[k];
    }
    total = total * 1000 + reading->fraction;
    total += frames ? reading->part[len] * FRAME_MS : 0;
    return total <= INT32_MAX ? (int32_t)total : NO_TIME;
}

// "83'20\"" after its minutes.
static ptrdiff_t read_primes(Str s, ptrdiff_t i, Reading *reading)
{
    static const char *const primes[] = {"'", "\u2032", "\u2019", NULL};
    static const char *const seconds[] = {"\"", "\u2033", "\u201d", "''", NULL};
    if (!take_one_of(s, &i, primes) ||
        take_number(s, &i, &reading->part[1]) != 2 ||
        !take_one_of(s, &i, seconds)) {
        return 0;
    }
    reading->len = 2;
    return i;
}

// "1h02m03s" after its first number; `least` units are needed.
static ptrdiff_t read_units(Str s, ptrdiff_t i, int least, Reading *reading)
{
    static const char units[] = "hms";
    int64_t number = reading->part[0];
    int unit = -1, taken = 0;
    Reading found = {.len = 3};
    do {
        char c = i < s.len ? (char)(s.at[i] | 0x20) : '\0';
        int next = c == 'h' ? 0 : c == 'm' ? 1 : c == 's' ? 2 : -1;
        if (next <= unit) {
            return 0;
        }
        unit = next;
        found.part[unit] = number;
        taken++;
        i++;
    } while (units[unit] != 's' && take_number(s, &i, &number) > 0);
    if (taken < least || (i < s.len && is_letter(s.at[i]))) {
        return 0;
    }
    // "90m" is no more out of range than "90:00" is.
    while (found.len > 1 && found.part[0] == 0) {
        found.part[0] = found.part[1];
        found.part[1] = found.part[2];
        found.len--;
    }
    *reading = found;
    return i;
}

// The fraction of seconds after its point: the first three digits count.
static bool take_fraction(Str s, ptrdiff_t *i, Reading *reading)
{
    ptrdiff_t at = *i;
    int32_t scale = 100;
    if (!take(s, &at, ".") && !take(s, &at, ",")) {
        return false;
    }
    ptrdiff_t begin = at;
    for (int digit; (digit = take_digit(s, &at)) >= 0; scale /= 10) {
        reading->fraction += digit * scale;
    }
    if (at == begin || at - begin > DIGITS_MAX) {
        reading->fraction = 0;
        return false;
    }
    *i = at;
    return true;
}

// True when nothing at `i` shows that the number is not a clock time after
// all: "1:23:45:06:07", "10:30am", "1.2.3.4".
static bool ends_well(Str s, ptrdiff_t i)
{
    ptrdiff_t next = i;
    if (i < s.len && is_letter(s.at[i])) {
        return false;
    }
    if (take_digit(s, &next) >= 0) {
        return false;
    }
    return !((take_colon(s, &next) || take(s, &next, ".")) &&
             take_digit(s, &next) >= 0);
}

// "01.02.03", inside brackets also "02.03".
static ptrdiff_t read_dots(Str s, ptrdiff_t i, bool bracketed, Reading *reading)
{
    while (reading->len < 3 && take(s, &i, ".")) {
        if (take_number(s, &i, &reading->part[reading->len]) != 2) {
            return 0;
        }
        reading->len++;
    }
    bool enough = reading->len == 3 || (bracketed && reading->len == 2);
    return enough && ends_well(s, i) ? i : 0;
}

// A clock time in any way of writing.  Inside brackets more is understood:
// one digit where two are usual, one unit alone.
static ptrdiff_t read_clock(Str s, bool bracketed, Reading *reading)
{
    ptrdiff_t i = 0;
    *reading = (Reading){.len = 1};
    int digits = take_number(s, &i, &reading->part[0]);
    if (digits == 0 || i == s.len) {
        return 0;
    }
    if (s.at[i] == '.') {
        return digits <= 2 ? read_dots(s, i, bracketed, reading) : 0;
    }
    if (is_letter(s.at[i])) {
        return read_units(s, i, bracketed ? 1 : 2, reading);
    }
    ptrdiff_t primes = read_primes(s, i, reading);
    if (primes > 0) {
        return primes;
    }
    while (reading->len < PARTS_MAX &&
           (take_colon(s, &i) ||
            (reading->len == PARTS_MAX - 1 && take(s, &i, ";")))) {
        digits = take_number(s, &i, &reading->part[reading->len]);
        if (digits != 2 && !(bracketed && digits == 1)) {
            return 0;
        }
        reading->len++;
    }
    if (reading->len < 2) {
        return 0;
    }
    take_fraction(s, &i, reading);
    return ends_well(s, i) ? i : 0;
}

ptrdiff_t clock_read(Str s, int32_t *ms)
{
    Reading reading;
    ptrdiff_t len = read_clock(s, false, &reading);
    *ms = len > 0 ? reading_ms(&reading) : NO_TIME;
    return len;
}

enum { SECONDS_DIGITS = 3, NUMBER_DIGITS = 6 };

// NVivo's short hand: "75" is seconds, "9203" is minutes and two digits of
// seconds.
static ptrdiff_t read_number(Str s, Reading *reading)
{
    ptrdiff_t i = 0;
    int64_t number;
    int digits = take_number(s, &i, &number);
    if (digits == 0 || digits > NUMBER_DIGITS) {
        return 0;
    }
    *reading = digits > SECONDS_DIGITS
                   ? (Reading){.part = {number / 100, number % 100}, .len = 2}
                   : (Reading){.part = {number}, .len = 1};
    return i;
}

typedef struct Bracket {
    const char *open, *close;
    bool loose; // a bare number or a single digit inside it is a time
} Bracket;

static const Bracket brackets[] = {
    {"[", "]", true},   {"{", "}", true},      {"#", "#", true},
    {"(", ")", false},  {"<", ">", false},     {"\\[", "\\]", true},
    {"\\[", "]", true}, {"\\(", "\\)", false}, {"\\#", "\\#", true},
};

// One time inside brackets; with a sign it is a mark without a time.
static bool take_time(Str s, ptrdiff_t *i, bool loose, int32_t *ms)
{
    Reading reading;
    bool before_zero = take(s, i, "-") || take(s, i, "\u2212");
    Str rest = str_slice(s, *i, s.len);
    ptrdiff_t len = read_clock(rest, loose, &reading);
    if (len == 0 && loose) {
        len = read_number(rest, &reading);
    }
    *i += len;
    *ms = len == 0 || before_zero ? NO_TIME : reading_ms(&reading);
    return len > 0;
}

static bool take_range_sign(Str s, ptrdiff_t *i)
{
    static const char *const signs[] = {"-->",    "->",   "-", "\u2013",
                                        "\u2014", "/",    "~", "\u2192",
                                        "to ",    "bis ", NULL};
    return take_one_of(s, i, signs);
}

// f4's tenths: "-3#" after the seconds.
static bool take_tenths(Str s, ptrdiff_t *i, int32_t *ms)
{
    ptrdiff_t at = *i;
    int tenths;
    if (!take(s, &at, "-") || (tenths = take_digit(s, &at)) < 0 ||
        !take(s, &at, "#")) {
        return false;
    }
    *ms =
        *ms == NO_TIME || *ms > INT32_MAX - 1000 ? NO_TIME : *ms + tenths * 100;
    *i = at;
    return true;
}

static ptrdiff_t read_mark(Str s, const Bracket *bracket, int32_t *ms,
                           int32_t *end_ms)
{
    ptrdiff_t i = 0;
    *end_ms = NO_TIME;
    if (!take(s, &i, bracket->open)) {
        return 0;
    }
    skip_blanks(s, &i);
    if (!take_time(s, &i, bracket->loose, ms)) {
        return 0;
    }
    if (bracket->close[0] == '#' && take_tenths(s, &i, ms)) {
        return i;
    }
    skip_blanks(s, &i);
    if (take_range_sign(s, &i)) {
        skip_blanks(s, &i);
        if (!take_time(s, &i, bracket->loose, end_ms)) {
            return 0;
        }
        skip_blanks(s, &i);
    }
    return take(s, &i, bracket->close) ? i : 0;
}

ptrdiff_t clock_mark(Str s, int32_t *ms, int32_t *end_ms)
{
    for (size_t k = 0; k < sizeof brackets / sizeof *brackets; k++) {
        ptrdiff_t len = read_mark(s, &brackets[k], ms, end_ms);
        if (len > 0) {
            return len;
        }
    }
    *ms = *end_ms = NO_TIME;
    return 0;
}

ptrdiff_t clock_stamp(Str s, int32_t *ms, int32_t *end_ms)
{
    ptrdiff_t i = clock_mark(s, ms, end_ms);
    if (i > 0) {
        return i;
    }
    i = clock_read(s, ms);
    ptrdiff_t further = i;
    skip_blanks(s, &further);
    if (i > 0 && take_range_sign(s, &further)) {
        skip_blanks(s, &further);
        ptrdiff_t len = clock_read(str_slice(s, further, s.len), end_ms);
        return len > 0 ? further + len : i;
    }
    return i;
}

bool clock_mark_is_number(Str mark)
{
    for (ptrdiff_t i = 0; i < mark.len; i++) {
        char c = mark.at[i];
        if (c == ':' || c == '.' || c == 'h' || c == 'm' || c == 's' ||
            c == '\'' || (unsigned char)c >= 0x80) {
            return false;
        }
    }
    return true;
}

ptrdiff_t clock_mark_at_end(Str said, int32_t *ms, int32_t *end_ms)
{
    char close = said.len > 0 ? said.at[said.len - 1] : '\0';
    if (close != '#' && close != ']' && close != ')' && close != '}') {
        return 0;
    }
    ptrdiff_t least =
        said.len > CLOCK_MARK_BYTES_MAX ? said.len - CLOCK_MARK_BYTES_MAX : 0;
    for (ptrdiff_t i = said.len - 2; i >= least; i--) {
        char c = said.at[i];
        if (c != '#' && c != '[' && c != '(' && c != '{') {
            continue;
        }
        i -= i > 0 && said.at[i - 1] == '\\';
        Str mark = str_slice(said, i, said.len);
        bool whole = clock_mark(mark, ms, end_ms) == mark.len;
        return whole && !clock_mark_is_number(mark) ? mark.len : 0;
    }
    return 0;
}

Str clock_without_mark(Str said)
{
    int32_t ms, end_ms;
    said = str_trim(said);
    said.len -= clock_mark_at_end(said, &ms, &end_ms);
    return said;
}

bool clock_has_four(Str mark)
{
    int colons = 0;
    ptrdiff_t i = 0;
    while (i < mark.len &&
           str_find(S("[({<#\\ "), str_slice(mark, i, i + 1), 0) >= 0) {
        i++;
    }
    for (; i < mark.len && (is_digit(mark.at[i]) || mark.at[i] == ':'); i++) {
        colons += mark.at[i] == ':';
    }
    return colons == PARTS_MAX - 1;
}

int32_t clock_of_days(int32_t ms)
{
    if (ms == NO_TIME) {
        return NO_TIME;
    }
    int64_t days = ms / 3600000, hours = ms / 60000 % 60;
    int64_t minutes = ms / 1000 % 60, seconds = ms / FRAME_MS % 100;
    int64_t total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
    bool fits = hours < 24 && seconds < 60 && total <= INT32_MAX / 1000;
    return fits ? (int32_t)(total * 1000) : NO_TIME;
}
