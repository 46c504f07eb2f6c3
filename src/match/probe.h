// match/probe.h - patterns whose work explodes, found before they meet a text.
#ifndef MATCH_PROBE_H
#define MATCH_PROBE_H

#include "match/search.h"

// True when the search gives up on one of a few short texts: a letter of the
// pattern 60 times over, in one word and in 60, with the pattern behind it.
// What gives up there, after a million steps, is exponential; what does not
// may still be slow on a long text.
bool is_explosive(const Search *search, Str pattern, Arena *arena);

#endif
