// analyse/grouping.h - the columns that speech is counted in.
#ifndef ANALYSE_GROUPING_H
#define ANALYSE_GROUPING_H

#include "analyse/units.h"
#include "base/map.h"
#include "model/sheet.h"

typedef enum By {
    BY_ALL,
    BY_CASE,
    BY_PARTICIPANT,
    BY_GROUP,
    BY_DOCUMENT,
    BY_QUESTION,
    BY_ATTRIBUTE, // of cases, by any other name
} By;

typedef struct Grouping {
    Strs columns;  // without "none"
    Ints *of_case; // by case and attribute: the column of each case; else NULL
    const Study *study;
    By by;
    Map values;             // BY_GROUP, BY_ATTRIBUTE: of the columns
    int32_t *value_of_case; // BY_ATTRIBUTE: column per case, or NONE
} Grouping;

// The grouping called `by`, as frequency_of describes it; the study's documents
// may be without texts and turns.
bool grouping_named(const Study *study, Str by, Arena *arena,
                    Grouping *grouping, Err *err);
// The columns of what is said in this voice, ascending, at least one; a value
// that is missing is columns.len.
Ints grouping_columns(const Grouping *grouping, int32_t document, Voice voice,
                      Arena *arena);

#endif
