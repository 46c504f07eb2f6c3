// analyse/layout.h - where in the texts the units lie.
#ifndef ANALYSE_LAYOUT_H
#define ANALYSE_LAYOUT_H

#include "analyse/bits.h"
#include "analyse/units.h"

// A piece of text that belongs to a unit.  A unit may have many pieces (a
// document has its stretches), and a stretch is one piece for each of its
// cases.  All of a piece is said by one speaker.
typedef struct Piece {
    int32_t document;
    int32_t turn; // where it begins
    int32_t unit;
    Span span;
} Piece;

typedef struct Pieces {
    Piece *at;
    ptrdiff_t len, cap;
} Pieces;

typedef struct Layout {
    Pieces pieces;     // by document and begin
    ptrdiff_t *first;  // per document: its first piece; one more than there
                       // are documents, the last is pieces.len
    ptrdiff_t units;   // N
    int32_t *document; // per unit: its document, or NONE (case, participant)
    int32_t *of;       // per unit: the case or participant that it is; NULL for
                       // other units
    bool overlapping;  // pieces may overlap in any way
} Layout;

// The units of a study, as incidence_of describes them.  Those of a window are
// the sentences (stretches) they end at.
// Result: pieces of one document do not overlap, but for the cases of one
//         stretch, which have the same span, and UNIT_OVERLAP, where they may
//         overlap in any way.
// Time:   O(turns + sentences), for UNIT_OVERLAP O(codings x log turns).
Layout layout_of(const Study *study, Unit unit, Arena *arena);

typedef struct Range { // [begin, end)
    ptrdiff_t begin, end;
} Range;

// The pieces of a document that a span overlaps; not for UNIT_OVERLAP.
Range layout_range(const Layout *layout, int32_t document, Span span);

// Which units of a layout carry which of the study's codes: a column per code,
// a row per unit.  Removed codings count for nothing.
// Time:   O(codings + pieces + bits set); where pieces overlap, O(codings +
//         codes x pieces of the documents they are in).
Bits layout_codes(const Layout *layout, const Study *study, Arena *arena);

#endif
