// text/breaks.h - where sentences end, as Unicode has it.
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include "base/str.h"

// The first sentence boundary after byte `from` (a boundary itself, or 0) of
// valid UTF-8; text.len at the latest.  from < text.len.
//
// The boundaries are those of ICU's sentence iterator for English; here they
// are found without decoding what cannot be one.
// Time:   linear, all together.
// Source: Unicode Standard Annex 29, rules SB3 to SB998; the classes beyond
//         ASCII are ICU's.
ptrdiff_t break_after(Str text, ptrdiff_t from);

#endif
