// analyse/select.h - which codings are asked for.
#ifndef ANALYSE_SELECT_H
#define ANALYSE_SELECT_H

#include "analyse/units.h"

typedef struct Selection { // empty fields do not restrict
    Str code;              // this code or a sub-code of it
    Str document;          // name
    Str of_case;
    Str speaker; // label or participant id
    Str group;
    Str with;     // only where a coding of this code, or of a sub-code of it,
                  // lies in the same unit
    Unit within;  // the unit for `with`; for UNIT_OVERLAP the coding's own span
    bool removed; // removed codings too
} Selection;

// Appends the indices of the codings that fit, in the study's order.
//
// Result: case, speaker and group are those of the turn in which a coding
//         begins.  In a window two codings meet when some window holds both,
//         whichever comes first.
// Errors: ERR_USAGE for a code, document, case, speaker or group that is not
//         there, with the nearest name.
bool select_codings(const Study *study, const Selection *selection,
                    Arena *arena, Ints *codings, Err *err);

#endif
