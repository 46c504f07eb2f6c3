// match/clause.h - sentences to clauses.
#ifndef MATCH_CLAUSE_H
#define MATCH_CLAUSE_H

#include "match/context.h"
#include "text/text.h"

typedef struct ClauseCutter {
    const Contexts *contexts; // its stop words begin a clause
    Runner *runner;
} ClauseCutter;

// Where the parts of a folded sentence end: ascending offsets in `sentence`,
// the last one its length.
//
// A clause ends after ; and —, after : and -- and - beside a blank, before an
// opening bracket, after a closing one, and before a stop word ("but",
// "because", "which" …).  A lone comma ends none: it parts the items of a list
// as well.
Ints clause_ends(const ClauseCutter *cutter, Str sentence, Arena *arena);

// True when the character at byte `i` of a folded text ends a clause; *after
// is whether the cut comes after it.  Used for contexts too.
bool ends_clause(Str folded, ptrdiff_t i, bool *after);

#endif
