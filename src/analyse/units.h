// analyse/units.h - what is counted over.
#ifndef ANALYSE_UNITS_H
#define ANALYSE_UNITS_H

#include "analyse/bits.h"
#include "base/err.h"
#include "model/study.h"

typedef enum UnitKind {
    UNIT_SENTENCE,
    UNIT_TURN,   // a stretch of turns that continue one another
    UNIT_ANSWER, // a longest run of turns of a document that have the same
                 // question, or none; the interviewer's turns in it count
                 // for the run, not as speech
    UNIT_DOCUMENT,
    UNIT_PARTICIPANT,
    UNIT_CASE,
    UNIT_WINDOW,       // sentence and the k-1 before it, in one document
    UNIT_WINDOW_TURNS, // stretch and the k-1 before it, in one document
    UNIT_OVERLAP, // a distinct coded span; a code holds there when one of its
                  // codings overlaps the span
    UNIT_KINDS
} UnitKind;

typedef struct Unit {
    UnitKind kind;
    int32_t size; // k of a window, from 1; else 1
} Unit;

bool unit_is_window(UnitKind kind);
// True for cases and participants: a unit may be of several documents.
bool unit_is_spread(UnitKind kind);

// "sentence", "turn", "answer", "document", "participant", "case", "window:3",
// "window-turns:2", "overlap"; ERR_USAGE with what is known otherwise.
bool unit_named(Str name, Unit *unit, Err *err);
// The name that unit_named reads back.
Str unit_name(Unit unit, Arena *arena);

typedef struct Counting { // what is counted, over what
    Unit unit;
    Str by;         // columns, as frequency_of knows them
    bool aggregate; // a code counts for the codes above it, too
} Counting;

// Which units carry which codes.
typedef struct Incidence {
    ptrdiff_t units;   // N
    ptrdiff_t codes;   // of the codebook
    Bits bits;         // a column per code, a row per unit
    int32_t *document; // per unit: its document, or NONE (case, participant)
} Incidence;

// Shape:  units are those where participants' speech may be coded: sentences
//         and stretches, not empty, of every speaker who is not an interviewer
//         and of turns without a speaker, so that N does not count the
//         interviewer.  Answers, documents, cases and participants count where
//         they have such speech; coded spans where they overlap it.  Ascending
//         by document and place; cases and participants in register order.
//         Speech of nobody known belongs to no participant.
//         A window ends at each eligible sentence (stretch) and reaches back
//         over eligible ones of the same document only; it holds what they
//         hold together.
//         A coding lies in every unit whose speech its span overlaps; a removed
//         one in none.
// Result: a parent code does not inherit from its children here.
// Memory: the arena: codes x N bits.
// Time:   O(codes x N / 8) at worst.
Incidence incidence_of(const Study *study, Unit unit, Arena *arena);
bool incidence_has(const Incidence *incidence, int32_t code, ptrdiff_t unit);
ptrdiff_t incidence_count(const Incidence *incidence, int32_t code);

#endif
