// Time marks of every convention.
#include "unit.h"

#include "model/transcript.h"
#include "parse/captions/captions.h"
#include "parse/talk/clock.h"

#include <string.h>

typedef struct Case {
    const char *promise, *text;
    int len; // bytes taken, 0 for none
    int32_t ms, end_ms;
} Case;

static const Case bare[] = {
    {"minutes and seconds", "1:23", 4, 83000, NO_TIME},
    {"hours too", "01:02:03 and", 8, 3723000, NO_TIME},
    {"a fraction behind a point", "00:01:02.5", 10, 62500, NO_TIME},
    {"a fraction behind a comma", "00:01:02,345", 12, 62345, NO_TIME},
    {"two digits are hundredths", "0:00.29", 7, 290, NO_TIME},
    {"digits beyond milliseconds are cut", "0:00.1239", 9, 123, NO_TIME},
    {"frames are hundredths", "01:00:02:10", 11, 3602100, NO_TIME},
    {"frames behind a semicolon", "00:59:02;29", 11, 3542290, NO_TIME},
    {"primes", "83'20\" x", 6, 5000000, NO_TIME},
    {"typographic primes", "83′20″", 10, 5000000, NO_TIME},
    {"units", "1h02m03s", 8, 3723000, NO_TIME},
    {"two units", "90m5s", 5, 5405000, NO_TIME},
    {"one unit is none", "90m", 0, NO_TIME, NO_TIME},
    {"points between three pairs", "00.01.23", 8, 83000, NO_TIME},
    {"two parts with a point are a number", "12.34", 0, NO_TIME, NO_TIME},
    {"an address of the internet is none", "10.20.30.40", 0, NO_TIME, NO_TIME},
    {"minutes may pass 59 when they come first", "123:04", 6, 7384000, NO_TIME},
    {"but not behind hours", "1:60:00", 7, NO_TIME, NO_TIME},
    {"seconds may not pass 59", "1:60", 4, NO_TIME, NO_TIME},
    {"minutes may not pass 59 before frames", "1:60:00:00", 10, NO_TIME,
     NO_TIME},
    {"more than 24 days do not fit", "999999:00:00", 12, NO_TIME, NO_TIME},
    {"arabic digits", "٠١:٢٣", 9, 83000, NO_TIME},
    {"a full width colon", "01：23", 7, 83000, NO_TIME},
    {"a ratio is none", "3:1", 0, NO_TIME, NO_TIME},
    {"a time of day is none", "10:30am", 0, NO_TIME, NO_TIME},
    {"five parts are none", "1:02:03:04:05", 0, NO_TIME, NO_TIME},
    {"a number is none", "1234", 0, NO_TIME, NO_TIME},
    {"a word is none", "x1:23", 0, NO_TIME, NO_TIME},
    {"a sentence may end behind it", "1:23.", 4, 83000, NO_TIME},
    {"nothing is none", "", 0, NO_TIME, NO_TIME},
    {"many digits are none", "12345678901234567890:00", 0, NO_TIME, NO_TIME},
};

static const Case marks[] = {
    {"square brackets", "[00:01:02] x", 10, 62000, NO_TIME},
    {"round brackets", "(1:23)", 6, 83000, NO_TIME},
    {"braces", "{00:01:23}", 10, 83000, NO_TIME},
    {"angle brackets", "<00:01:23>", 10, 83000, NO_TIME},
    {"Markdown's escapes", "\\[01:44\\]", 9, 104000, NO_TIME},
    {"f4's tenths", "#00:01:02-3#", 12, 62300, NO_TIME},
    {"number signs with a fraction", "#00:01:02.345#", 14, 62345, NO_TIME},
    {"a range", "[00:01:02 - 00:01:05]", 21, 62000, 65000},
    {"a range with a slash", "[00:01:02/00:01:05]", 19, 62000, 65000},
    {"a range with an arrow", "[00:00.000 --> 00:05.000]", 25, 0, 5000},
    {"a range with a dash", "(0:01–0:05)", 13, 1000, 5000},
    {"a backward range is kept", "[00:09 - 00:07]", 15, 9000, 7000},
    {"seconds alone", "[75]", 4, 75000, NO_TIME},
    {"NVivo's minutes and seconds", "[9203]", 6, 5523000, NO_TIME},
    {"one digit of seconds in brackets", "[1:6]", 5, 66000, NO_TIME},
    {"but not in round ones, which hold ratios", "(3:1)", 0, NO_TIME, NO_TIME},
    {"a number in round brackets is none", "(75)", 0, NO_TIME, NO_TIME},
    {"one unit in brackets", "[75s]", 5, 75000, NO_TIME},
    {"frames", "[00:00:09:04]", 13, 9040, NO_TIME},
    {"before zero", "[-00:00:01]", 11, NO_TIME, NO_TIME},
    {"out of range", "[00:99:99]", 10, NO_TIME, NO_TIME},
    {"points", "[00.01.23]", 10, 83000, NO_TIME},
    {"two parts with a point", "[01.23]", 7, 83000, NO_TIME},
    {"a version is none", "[1.2]", 0, NO_TIME, NO_TIME},
    {"blanks inside", "[ 00:05 ]", 9, 5000, NO_TIME},
    {"brackets that differ", "[00:05)", 0, NO_TIME, NO_TIME},
    {"an open bracket", "[00:05", 0, NO_TIME, NO_TIME},
    {"a word in brackets", "[laughs]", 0, NO_TIME, NO_TIME},
    {"text beside the time", "[unintelligible 00:12]", 0, NO_TIME, NO_TIME},
    {"a paragraph sign is none", "¶1", 0, NO_TIME, NO_TIME},
    {"no brackets, no mark", "00:05", 0, NO_TIME, NO_TIME},
};

static const Case stamps[] = {
    {"a mark", "[00:05] x", 7, 5000, NO_TIME},
    {"a bare time", "00:05 x", 5, 5000, NO_TIME},
    {"a bare range", "00:01:23 --> 00:01:25 x", 21, 83000, 85000},
    {"a dash without a second time", "00:05 - x", 5, 5000, NO_TIME},
};

static void check_cases(const Case *cases, size_t len, int kind)
{
    for (size_t i = 0; i < len; i++) {
        const Case *c = &cases[i];
        int32_t ms = 0, end_ms = NO_TIME;
        Str text = str_of(c->text);
        ptrdiff_t taken = kind == 0   ? clock_read(text, &ms)
                          : kind == 1 ? clock_mark(text, &ms, &end_ms)
                                      : clock_stamp(text, &ms, &end_ms);
        ck_assert_msg(taken == c->len && ms == c->ms && end_ms == c->end_ms,
                      "%s: '%s' took %lld, %d to %d", c->promise, c->text,
                      (long long)taken, ms, end_ms);
    }
}

#define CHECK_CASES(cases, kind)                                               \
    check_cases((cases), sizeof(cases) / sizeof *(cases), (kind))

START_TEST(test_clock)
{
    CHECK_CASES(bare, 0);
    CHECK_CASES(marks, 1);
    CHECK_CASES(stamps, 2);
    ck_assert_msg(clock_mark_is_number(S("[75]")), "a number is doubtful");
    ck_assert_msg(!clock_mark_is_number(S("[1:15]")), "a time is not");
    ck_assert_msg(!clock_mark_is_number(S("[75s]")), "nor is a unit");
}
END_TEST

static const struct {
    const char *promise, *line;
    bool strict, ok;
    int32_t start_ms, end_ms;
} cues[] = {
    {"WebVTT", "00:01.000 --> 00:02.500", true, true, 1000, 2500},
    {"with hours", "01:00:01.000 --> 01:00:02.000", true, true, 3601000,
     3602000},
    {"with settings", "00:01.000 --> 00:02.000 line:0", true, true, 1000, 2000},
    {"settings without a blank", "00:00.000 --> 00:01.000line:40%", true, true,
     0, 1000},
    {"blanks and tabs, or none", "00:00:25.000\t-->00:00:27.000", true, true,
     25000, 27000},
    {"one digit in three parts", "0:0:0.0 --> 0:0:5.320", true, true, 0, 5320},
    {"one digit in two parts", "00:0.000 --> 00:02.000", true, false, 0, 0},
    {"two digits of a fraction", "00:00.00 --> 00:02.000", true, false, 0, 0},
    {"three digits of minutes are hours", "120:00.000 --> 120:10.000", true,
     true, 432000000, 432600000},
    {"backwards", "00:02.000 --> 00:01.000", true, true, 2000, 1000},
    {"a letter", "00:00:01.000 --> 00:00:1d.890", true, false, 0, 0},
    {"a longer arrow", "00:01.000 ---> 00:02.000", true, false, 0, 0},
    {"no arrow", "00:01.000 00:02.000", true, false, 0, 0},
    {"SubRip", "00:00:01,000 --> 00:00:02,000", false, true, 1000, 2000},
    {"SubRip without a fraction", "00:00:02.5 --> 0:0:3", false, true, 2500,
     3000},
    {"SubRip with coordinates", "00:00:05,000-->00:00:04,000 X1:1", false, true,
     5000, 4000},
    {"SubRip's minutes may pass 59", "90:00,000 --> 91:00,000", false, true,
     5400000, 5460000},
    {"SBV", "0:00:01.500,0:00:02.000", false, true, 1500, 2000},
    {"seconds beyond 59", "00:00:61,000 --> 00:00:62,000", false, false, 0, 0},
    {"no time at all", "2", false, false, 0, 0},
    {"nothing", "", false, false, 0, 0},
};

START_TEST(test_cue_times)
{
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        int32_t start_ms = NO_TIME, end_ms = NO_TIME;
        bool ok = caption_times(str_of(cues[i].line), cues[i].strict, &start_ms,
                                &end_ms);
        ck_assert_msg(ok == cues[i].ok, "%s: %d", cues[i].promise, ok);
        ck_assert_msg(
            !ok || (start_ms == cues[i].start_ms && end_ms == cues[i].end_ms),
            "%s: %d to %d", cues[i].promise, start_ms, end_ms);
    }
}
END_TEST

UNIT_MAIN("clock", test_clock, test_cue_times)
