// match/signature.h - which words a transcript has, in a few bytes.
//
// A signature is a set of hashes (a Bloom filter) of the words of a transcript,
// folded, whole and by their beginnings.  From it is told, without reading the
// text, that a rule cannot have a hit there.  It errs on one side only: it may
// have what the text has not.
#ifndef MATCH_SIGNATURE_H
#define MATCH_SIGNATURE_H

#include "match/dictionary.h"
#include "model/transcript.h"

// What is kept of a transcript.
//
// Shape:  sentences are known.  `maker` names the program: by another one, or
//         with another Unicode, words may be folded in another way.
// Result: about a byte for each different word and for each beginning, some
//         3,000 for an hour's interview.
// Time:   bytes.
Str signature_of(const Transcript *transcript, Str maker, Arena *arena);

typedef struct Signature { // as it is read; a view of what is kept
    Str bits;              // empty where nothing is known: everything may be
    bool odd;              // words may be cut: wholes tell nothing
    bool uneven; // characters fold to several: patterns are not to be told from
} Signature;

// Result: nothing known where `kept` is not what signature_of gave by the same
//         maker.
Signature signature_read(Str kept, Str maker);

typedef struct Clue { // of one word that every match of a needle holds
    uint64_t whole;   // its hash,
    uint64_t begin;   // and that of its beginning; 0 where that is too short
} Clue;

typedef struct Clues { // of a needle; none: it may be anywhere
    Clue *at;
    ptrdiff_t len, cap;
} Clues;

Clues clues_of(const Needle *needle, Arena *arena);
// False only where the needle is not in the text; `odd` as in a signature.
bool signature_has(const Signature *signature, const Clues *clues, bool odd);

#endif
