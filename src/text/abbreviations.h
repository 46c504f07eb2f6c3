// text/abbreviations.h - words whose full stop ends no sentence.
#ifndef TEXT_ABBREVIATIONS_H
#define TEXT_ABBREVIATIONS_H

#include "base/str.h"

typedef enum AbbreviationUse {
    ABBREVIATION_NONE,
    ABBREVIATION_ALWAYS,        // a name or word follows: "Dr. Meier"
    ABBREVIATION_BEFORE_NUMBER, // "No. 5", but "No. We did not."
} AbbreviationUse;

// What the word before a full stop is, in any of the languages listed; inner
// dots belong to the word ("e.g"), ASCII case does not count.
AbbreviationUse abbreviation_use(Str word);
// The abbreviations themselves, for tests.
ptrdiff_t abbreviation_count(void);
Str abbreviation_at(ptrdiff_t i);
// True for a word before which an ordinal "3." ends no sentence: "Mai".
bool follows_ordinal(Str word);

#endif
