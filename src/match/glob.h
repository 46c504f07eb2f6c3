// match/glob.h - one term at one place, without a search.
//
// A term matches at a place in one way or not at all: between signs and blanks
// it takes whole words, however its wildcards share them out.
#ifndef MATCH_GLOB_H
#define MATCH_GLOB_H

#include "base/str.h"

// No run of word characters for a '*' is longer.
enum { STAR_CHARACTERS = 100 };

// True when `term`, as term_folded gives it, matches in `text` at byte `at`;
// *end is where the match ends.  Means pattern_of_term (pattern.h), anchored
// there, wherever no word of the text has more than STAR_CHARACTERS.
// Time:   the bytes of the match, times those of a word between two stars.
bool glob_fits(Str term, Str text, ptrdiff_t at, ptrdiff_t *end);

// False only where the term cannot fit, by its first byte.
static inline bool glob_may_fit(Str term, Str text, ptrdiff_t at)
{
    char first = term.len > 0 ? term.at[0] : '*';
    return first == '*' || first == '?' ||
           (at < text.len && text.at[at] == first);
}

// True when no character before `at` belongs to the word that begins there.
bool glob_begins_word(Str text, ptrdiff_t at);

#endif
