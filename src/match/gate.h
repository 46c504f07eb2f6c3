// match/gate.h - passing over what cannot hold anything that is sought.
//
// When little is sought, most passages need not even be folded: without the
// letters that all of it holds they hold nothing.
#ifndef MATCH_GATE_H
#define MATCH_GATE_H

#include "match/dictionary.h"
#include "match/literal.h"

enum { GATE_LITERALS = 6 }; // more of them cost more than they save

typedef struct Gate {                // read-only once made
    Literal literals[GATE_LITERALS]; // letters and digits of ASCII, lower case
    int len;
    bool open; // everything passes
} Gate;

// Shape: whoever seeks what no needle tells of opens the gate.
Gate gate_of(const Needles *needles);
// For what a needle seeks, too.
void gate_add(Gate *gate, const Needle *needle);

// False when nothing that the needles seek can begin in `text` (as stored):
// none of the literals stands there, whatever the case of its letters, and no
// character beyond ASCII that may fold to one.
// Time: bytes x literals, sixteen at a time.
bool gate_passes(const Gate *gate, Str text);

#endif
