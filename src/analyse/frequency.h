// analyse/frequency.h - how often, in how many units, by what.
#ifndef ANALYSE_FREQUENCY_H
#define ANALYSE_FREQUENCY_H

#include "analyse/units.h"

typedef struct Frequency { // code x column
    Strs columns;          // their names; one column "all" without a grouping
    ptrdiff_t codes;
    int64_t *mentions; // [code * columns.len + column]: codings
    int64_t *units;    // [..]: units with at least one coding
    int64_t *totals;   // per column: units there are
} Frequency;

// `by` is "", "case", "participant", "group", "document", "question" or the
// name of a case attribute; ERR_USAGE with what is known otherwise.  A coding
// that counts for two cases is counted in both columns; so columns need not
// add up to "all".  Codings without a value of `by` are in the column "none"
// ("(none)", where a value is called so), which is last and left out when
// empty.
//
// Shape:  columns in the order of the study: cases, participants, documents by
//         their list, questions by the codebook (ids, all of them, also those
//         without a unit); groups and attribute values in the order in which
//         participants and cases first have them.
//         A mention is a coding that is not removed; its column is that of the
//         turn in which it begins.  A unit is in every column that some of its
//         speech is in, and carries a code there when a coding overlaps that
//         speech; a case is in its own column only; a window is in the columns
//         of the sentence it ends at, with all that it holds.
// Memory: the arena.   Time: as incidence_of, times the columns of a unit.
bool frequency_of(const Study *study, Str by, Unit unit, Arena *arena,
                  Frequency *frequency, Err *err);

#endif
