// parse/json/json_dates.h - times that are moments of the calendar.
#ifndef PARSE_JSON_JSON_DATES_H
#define PARSE_JSON_JSON_DATES_H

#include "parse/table/table.h"

// Writes what stands in those two columns (of begins and ends, or -1), where
// all of it are moments, as the clock since the earliest begin: moments as
// "2024-05-01T10:00:03.5Z", with or without an offset from Greenwich, or as
// seconds or milliseconds since 1970.  One more than 24 days later goes.  Rows
// that stand in the reverse order, the newest first, are turned round.
// Result: false, and nothing done, where they are not all moments.
// Time:   linear.
bool json_dates(Rows *rows, const int32_t columns[2], Arena *arena);

#endif
