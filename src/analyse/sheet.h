// analyse/sheet.h - a document's codings brought to rows that can be counted.
#ifndef ANALYSE_SHEET_H
#define ANALYSE_SHEET_H

#include "analyse/units.h"
#include "model/sheet.h"

// The sheet of a document with its text and turns.
//
// Shape:  codings: those of the document, by begin, end, code.
//         `spans`: whether coded spans are rows too, which only UNIT_OVERLAP
//         needs.
// Result: rows as incidence_of describes sentences, stretches and coded spans.
// Memory: the arena.
// Time:   O(n log n) in turns, sentences, codings and what rows carry; coded
//         spans take codes x spans.
Sheet sheet_of(const Document *document, const Codings *codings, bool spans,
               Arena *arena);
// The same for codings of the whole study, in order from `*next` on, which
// passes those of the document.
Sheet sheet_next(const Study *study, int32_t document, ptrdiff_t *next,
                 bool spans, Arena *arena);

// The same, where a code is carried and given with all codes above it, too.
Sheet sheet_aggregated(const Sheet *sheet, const Codebook *codebook,
                       Arena *arena);

// The rows that units of this kind are made of.
const SheetRows *sheet_rows(const Sheet *sheet, UnitKind kind);

#endif
