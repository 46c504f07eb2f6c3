// match/pattern.h - from terms to PCRE2 patterns over folded text.
#ifndef MATCH_PATTERN_H
#define MATCH_PATTERN_H

#include "model/codebook.h"

// What a word is made of, and the places where none goes on.
#define WORD_CLASS "[\\p{L}\\p{M}\\p{N}_]"
#define WORD_BEGIN "(?<!_|[\\p{L}\\p{M}\\p{N}])"
#define WORD_END "(?!_|[\\p{L}\\p{M}\\p{N}])"

// A term as text for the pattern: folded like the transcript, one blank
// between words, none at the ends.
Str term_folded(Str term, bool keep_case, Arena *arena);
// The pattern that means the term: '*' is a run of up to 100 word characters,
// '?' is one, a blank is any white space; whole words where the term's ends
// are word characters or wildcards.  Empty for a term without a character.
Str pattern_of_term(Str term, bool keep_case, Arena *arena);
// Terms that term_folded gave, as one alternation in their order; empty when
// there is none.  With `marks`, one per term, (*:NUMBER) tells which matched.
Str pattern_of_words(const Strs *folded, const int32_t *marks, Arena *arena);

#endif
