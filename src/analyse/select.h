// analyse/select.h - which codings are asked for.
#ifndef ANALYSE_SELECT_H
#define ANALYSE_SELECT_H

#include "analyse/units.h"
#include "model/sheet.h"

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

// ---- the same, document by document

typedef struct Selecting { // a Selection with its names looked up; NONE does
    const Study *study;    // not restrict
    const Selection *selection;
    int32_t code, document, of_case, with;
    bool *wholes; // per case or participant, where these are the unit: it
                  // carries `with` or a sub-code
} Selecting;

// Begins to select; the study's documents may be without texts and turns.
bool selecting_begin(Selecting *selecting, const Study *study,
                     const Selection *selection, Arena *arena, Err *err);
// True when the sheets of all documents are to be heard before codings are
// picked: cases and participants may have several documents.
bool selecting_hears(const Selecting *selecting);
void selecting_hear(Selecting *selecting, int32_t document, const Sheet *sheet,
                    Arena *scratch);
// False where no coding of a document can fit, of which it has `codes` (NULL:
// any).
bool selecting_may_fit(const Selecting *selecting, int32_t document,
                       const Ints *codes);
// Appends the indices in some->codings of those that fit.
//
// Shape:  `some` has some of the study's documents, whole, and their codings;
//         cases and participants are the study's.
void selecting_pick(const Selecting *selecting, const Study *some, Arena *arena,
                    Ints *codings);

#endif
