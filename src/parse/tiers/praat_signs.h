// parse/tiers/praat_signs.h - Praat's signs for letters.
#ifndef PARSE_TIERS_PRAAT_SIGNS_H
#define PARSE_TIERS_PRAAT_SIGNS_H

#include "base/arena.h"

// The text with letters where a backslash and two characters stand for them:
// an e and an acute accent, "\ss" for a sharp s.  Other signs stay as they are.
Str praat_letters(Str text, Arena *arena);

#endif
