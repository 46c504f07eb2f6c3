// What the numbers of a workbook show.
#include "unit.h"

#include "container/number.h"

#include <stdio.h>

static const struct {
    const char *promise, *code;
    NumberKind kind;
} codes[] = {
    {"nothing special", "General", NUMBER_PLAIN},
    {"decimals", "#,##0.00;[Red]-#,##0.00", NUMBER_PLAIN},
    {"text", "@", NUMBER_PLAIN},
    {"a day", "dd/mm/yyyy", NUMBER_DATE},
    {"a month alone", "mmm", NUMBER_DATE},
    {"a day and a time", "yyyy-mm-dd hh:mm", NUMBER_DATE_TIME},
    {"a time", "hh:mm:ss.000", NUMBER_TIME},
    {"minutes and seconds", "mm:ss.0", NUMBER_TIME},
    {"hours and minutes", "h:mm", NUMBER_MINUTES},
    {"beyond a day", "[h]:mm:ss", NUMBER_ELAPSED},
    {"minutes beyond an hour", "[mm]:ss", NUMBER_ELAPSED},
    {"minutes alone", "[m]", NUMBER_ELAPSED},
    {"hours beyond a day", "[h]:mm", NUMBER_ELAPSED_MINUTES},
    {"half a day", "h:mm AM/PM", NUMBER_DAY_TIME},
    {"another locale", "[$-F400]h:mm:ss", NUMBER_TIME},
    {"a colour is no time", "[Red]0", NUMBER_PLAIN},
    {"quoted letters are none", "0.0\" days\"", NUMBER_PLAIN},
    {"escaped letters are none", "0\\h", NUMBER_PLAIN},
    {"only the first part counts", "0;yyyy", NUMBER_PLAIN},
    {"a quote that never closes", "0\"h", NUMBER_PLAIN},
    {"a bracket that never closes", "[h", NUMBER_ELAPSED_MINUTES},
    {"nothing", "", NUMBER_PLAIN},
};

START_TEST(test_codes)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        NumberKind kind = number_kind(str_of(codes[i].code));
        ck_assert_msg(kind == codes[i].kind, "%s: %d", codes[i].promise,
                      (int)kind);
    }
}
END_TEST

static const struct {
    const char *promise;
    double number;
    NumberKind kind;
    bool from_1904;
    const char *shown;
} numbers[] = {
    {"whole", 12, NUMBER_PLAIN, false, "12"},
    {"nought without a sign", -0.0, NUMBER_PLAIN, false, "0"},
    {"below nought", -1.5, NUMBER_PLAIN, false, "-1.5"},
    {"fifteen digits", 0.1 + 0.2, NUMBER_PLAIN, false, "0.3"},
    {"a large one whole", 123456789012345, NUMBER_PLAIN, false,
     "123456789012345"},
    {"the first day", 1, NUMBER_DATE, false, "1900-01-01"},
    {"the last before the day that was not", 59, NUMBER_DATE, false,
     "1900-02-28"},
    {"the day that was not", 60, NUMBER_DATE, false, "1900-02-29"},
    {"the day after it", 61, NUMBER_DATE, false, "1900-03-01"},
    {"a leap day", 43890, NUMBER_DATE, false, "2020-02-29"},
    {"a day of 1904's", 42553, NUMBER_DATE, true, "2020-07-03"},
    {"the first of 1904's", 0, NUMBER_DATE, true, "1904-01-01"},
    {"the last day there is", 2958465, NUMBER_DATE, false, "9999-12-31"},
    {"no day", 2958466, NUMBER_DATE, false, "2958466"},
    {"no day either", -1, NUMBER_DATE, false, "-1"},
    {"a day and a time", 44015.75, NUMBER_DATE_TIME, false,
     "2020-07-03T18:00:00"},
    {"a time", 83.45 / 86400, NUMBER_TIME, false, "00:01:23.450"},
    {"a time of a day", 44015.5, NUMBER_TIME, false, "12:00:00"},
    {"almost the next second", 0.00069443287037, NUMBER_TIME, false,
     "00:00:59.999"},
    {"without seconds", 0.5, NUMBER_MINUTES, false, "12:00"},
    {"beyond a day", 1.25, NUMBER_ELAPSED, false, "30:00:00"},
    {"without seconds, beyond a day", 1.25, NUMBER_ELAPSED_MINUTES, false,
     "30:00"},
    {"the same, which does not show it", 1.25, NUMBER_TIME, false, "06:00:00"},
    {"midnight", 0, NUMBER_DAY_TIME, false, "12:00 AM"},
    {"after noon", 0.5451388888888889, NUMBER_DAY_TIME, false, "1:05 PM"},
};

START_TEST(test_shown)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Arena arena = {0};
        Str got = number_shown(numbers[i].number, numbers[i].kind,
                               numbers[i].from_1904, &arena);
        ck_assert_msg(str_eq(got, str_of(numbers[i].shown)), "%s: %.*s",
                      numbers[i].promise, FMT(got));
        arena_release(&arena);
    }
}
END_TEST

static const struct {
    const char *promise, *text;
    bool is;
    double number;
} texts[] = {
    {"a decimal number", "12.5", true, 12.5},
    {"with an exponent", "5.7E-5", true, 5.7e-5},
    {"with blanks", " 1 ", true, 1},
    {"beyond what is finite", "1e999", false, 0},
    {"hexadecimal is none", "0x10", false, 0},
    {"not a number", "nan", false, 0},
    {"with more behind it", "1.2.3", false, 0},
    {"nothing", "", false, 0},
};

START_TEST(test_read)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double number = 0;
        bool is = number_read(str_of(texts[i].text), &number);
        ck_assert_msg(is == texts[i].is && (!is || number == texts[i].number),
                      "%s: %g", texts[i].promise, number);
    }
}
END_TEST

// Every day from 1900 on is the one after the day before it.
START_TEST(test_days)
{
    static const int months[] = {31, 28, 31, 30, 31, 30,
                                 31, 31, 30, 31, 30, 31};
    int year = 1900, month = 1, day = 0;
    for (int serial = 1; serial < 200000; serial++) {
        Arena arena = {0};
        bool leap = year == 1900 || (year % 4 == 0 && year % 100 != 0) ||
                    year % 400 == 0;
        day++;
        if (day > months[month - 1] + (month == 2 && leap)) {
            day = 1;
            month++;
        }
        if (month > 12) {
            month = 1;
            year++;
        }
        char expected[32];
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
        Str got = number_shown(serial, NUMBER_DATE, false, &arena);
        ck_assert_msg(str_eq(got, str_of(expected)), "%d: %.*s", serial,
                      FMT(got));
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("number", test_codes, test_shown, test_read, test_days)
