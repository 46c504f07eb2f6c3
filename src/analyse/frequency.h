// analyse/frequency.h - how often, in how many units, by what.
#ifndef ANALYSE_FREQUENCY_H
#define ANALYSE_FREQUENCY_H

#include "analyse/grouping.h"

typedef struct Frequency { // code x column
    Strs columns;          // their names; one column "all" without a grouping
    ptrdiff_t codes;
    int64_t *mentions; // [code * columns.len + column]: codings
    int64_t *units;    // [..]: units with at least one coding
    int64_t *totals;   // per column: units there are
} Frequency;

// `counting.by` is "", "case", "participant", "group", "document", "question"
// or the name of a case attribute; ERR_USAGE with what is known otherwise.  A
// coding that counts for two cases is counted in both columns; so columns need
// not add up to "all".  Codings without a value of `by` are in the column
// "none" ("(none)", where a value is called so), which is last and left out
// when empty.
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
//         With `aggregate` two codes that code the same words are two mentions
//         of their parent and one unit.
// Memory: the arena.
// Time:   O(what sheets carry, times the columns of a unit).
bool frequency_of(const Study *study, Counting counting, Arena *arena,
                  Frequency *frequency, Err *err);

// ---- the same, document by document

typedef struct Members Members; // of units that may have several documents

typedef struct Tallying { // frequency while documents come
    const Study *study;
    Counting counting;
    Grouping grouping;
    Frequency counts;  // with a last column for what has no value
    int64_t unit;      // the newest, from 1
    int64_t *counted;  // per code and column: the newest unit counted there,
    int64_t *totalled; // and per column
    Members *members;
    Arena *arena;
} Tallying;

// Begins to count; the study's documents may be without texts and turns.
// Errors: ERR_USAGE for a `by` that is not known.
bool tallying_begin(Tallying *tallying, const Study *study, Counting counting,
                    Arena *arena, Err *err);
// Counts a document by its sheet, with spans for UNIT_OVERLAP.
void tallying_add(Tallying *tallying, int32_t document, const Sheet *sheet,
                  Arena *scratch);
Frequency tallying_end(const Tallying *tallying);

#endif
