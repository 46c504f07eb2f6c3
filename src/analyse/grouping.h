// analyse/grouping.h - the columns that speech is counted in.
#ifndef ANALYSE_GROUPING_H
#define ANALYSE_GROUPING_H

#include "analyse/units.h"

typedef struct Grouping {
    Strs columns;  // without "none"
    Ints *of_turn; // [first_turn[document] + turn]: columns, ascending; a value
                   // that is missing is columns.len
    ptrdiff_t *first_turn; // per document
    Ints *of_case; // by case and attribute: the column of each case; else NULL
    Ints nowhere;  // columns of what begins before the first turn
} Grouping;

// The grouping called `by`, as frequency_of describes it.
bool grouping_named(const Study *study, Str by, Arena *arena,
                    Grouping *grouping, Err *err);
// The columns of what is said in a turn (NONE: before the first one); at least
// one.
Ints grouping_columns(const Grouping *grouping, int32_t document, int32_t turn);

#endif
