// container/number.h - what the numbers of a workbook show: numbers, dates,
// times.
#ifndef CONTAINER_NUMBER_H
#define CONTAINER_NUMBER_H

#include "base/arena.h"

typedef enum NumberKind {
    NUMBER_PLAIN,
    NUMBER_DATE,
    NUMBER_DATE_TIME,
    NUMBER_TIME,            // with seconds
    NUMBER_MINUTES,         // hours and minutes, as in "h:mm"
    NUMBER_ELAPSED,         // with seconds, beyond 24 hours
    NUMBER_ELAPSED_MINUTES, // as in "[h]:mm"
    NUMBER_DAY_TIME         // with "AM" or "PM"
} NumberKind;

// The kind of a number format: "[h]:mm:ss", "dd/mm/yyyy", "0.00".
NumberKind number_kind(Str code);
// The same for a format that workbooks know by its number only.
// Source: ECMA-376, part 1, 18.8.30.
NumberKind number_kind_built_in(int32_t id);
// What a number shows, in the words of container/sheets.h.  Days are counted
// from 1900, with the 29th of February that year did not have, or from 1904.
Str number_shown(double number, NumberKind kind, bool from_1904, Arena *arena);
// Milliseconds as "hh:mm:ss", with ".mmm" where there are some.
Str number_time(int64_t ms, Arena *arena);
// A decimal number, as XML writes it.
// Result: false for what is none, or beyond what is finite.
bool number_read(Str text, double *number);

#endif
