// parse/json/json_time.h - times as services write them, to milliseconds.
#ifndef PARSE_JSON_JSON_TIME_H
#define PARSE_JSON_JSON_TIME_H

#include "container/values.h"

// What a bare number is: its power of ten in milliseconds, or a sample.
typedef enum JsonUnit {
    IN_SECONDS = 3,
    IN_MILLISECONDS = 0,
    IN_TICKS = -4,    // of a ten-millionth of a second
    IN_SAMPLES = 100, // of which a second has 16,000
} JsonUnit;

// Reads a time: a number or its digits in that unit; "1.300s"; "0:01:02,5";
// "PT1M2.5S"; {"seconds": "12", "nanos": 500000000}.  Halves of a millisecond
// are rounded up, as the digits are written.
// Result: NO_TIME for a null, and for what is none, is before zero or too great
//         for a recording: then *bad is true, which else stays as it is.
int32_t json_ms(const Value *value, JsonUnit unit, bool *bad);

#endif
