// analyse/definitional.h - codes that meet because their rules say the same.
#ifndef ANALYSE_DEFINITIONAL_H
#define ANALYSE_DEFINITIONAL_H

#include "analyse/bits.h"
#include "model/codebook.h"

// One column per code: the texts of its rules.  Texts are the terms of `any`,
// `all` and `near` (not of `unless`), equal when case of ASCII letters and the
// amount of white space are left out of account, and patterns, equal byte by
// byte.
Bits rule_texts(const Codebook *codebook, Arena *arena);

#endif
