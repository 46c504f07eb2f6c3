// store/seal.h - the hashes by which stored things are known again.
//
// Private to store/.  Every field is written with its length or an end, so that
// different things never read the same.
#ifndef STORE_SEAL_H
#define STORE_SEAL_H

#include "model/coding.h"

// Of the text's hash, the speakers' names and the turns: what makes a revision.
Str transcript_shape(const Transcript *transcript, Arena *arena);
// Of the sentences and marks, which follow from it.
Str transcript_parts(const Transcript *transcript, Arena *arena);
// Of all that a decision says, but for its sequence and its place in a file.
Str decision_identity(const Decision *decision, Arena *arena);
// Of the log up to a decision: `before` is that of the decision before it.
Str decision_hash(Str before, Str identity, Arena *arena);
// A span that covers nothing was not found, and there is one way to say so.
Span span_kept(Span span);

#endif
