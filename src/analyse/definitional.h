// analyse/definitional.h - codes that meet because their rules say the same.
#ifndef ANALYSE_DEFINITIONAL_H
#define ANALYSE_DEFINITIONAL_H

#include "analyse/bits.h"
#include "model/codebook.h"

// Which codes have a rule that, where it holds in some way, makes a rule of the
// other code hold too: every list of the other rule has a term in common with
// some list of this one.  So `any: [fund*]` meets `all: [[lack of], [fund*]]`,
// but that does not meet `all: [[lack of], [staff]]`.
//
// Shape:  terms are those of `any`, `all` and `near` (not of `unless`), equal
//         when case of ASCII letters and the amount of white space are left out
//         of account; a pattern is a list by itself, equal byte by byte.
//         Where a rule may look, and how near words must be, is not considered.
// Result: a column and a row per code, symmetric; every code with a
//         rule meets itself.
// Time:   O(sum over terms of the square of the lists that have it).
Bits definitional_codes(const Codebook *codebook, Arena *arena);

#endif
