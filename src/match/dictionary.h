// match/dictionary.h - where something that is sought can begin, found in one
// reading of a text, however much is sought.
//
// Most of it begins with letters at the beginning of a word.  The first bytes
// of each word, at most four, are looked up in a bitmap, then in a table of
// keys, then up to eight bytes are compared.  What begins inside a word or with
// a sign is searched for by its rarest two bytes.
#ifndef MATCH_DICTIONARY_H
#define MATCH_DICTIONARY_H

#include "match/word_bits.h"

typedef enum NeedleKind {
    NEEDLE_TERM,  // a folded term; its match is told, whole
    NEEDLE_WORD,  // a literal that begins where a word does, where letters of
                  // ASCII follow what is none, or any ASCII another letter;
                  // told with no end
    NEEDLE_PLACE, // a literal anywhere
} NeedleKind;

typedef struct Needle {
    NeedleKind kind;
    Str text;
    int32_t owner;  // whose sightings it belongs to
    int32_t number; // among the owner's needles: from 0, ascending
} Needle;

typedef struct Needles {
    Needle *at;
    ptrdiff_t len, cap;
} Needles;

typedef struct Sighting {
    int32_t begin, end; // of the searched text; end is begin where not told
    int32_t number;     // of the needle
} Sighting;

typedef struct Sightings { // by begin, number
    Sighting *at;
    ptrdiff_t len, cap;
} Sightings;

typedef struct Dictionary Dictionary; // read-only once open

// Shape:  needles by owner, number; their texts live as long as the dictionary.
Dictionary *dictionary_open(const Needles *needles, Arena *arena);

// All places of [begin, end) where a needle begins, each at every place where
// it can: they may overlap.
//
// Shape:  seen[owner] grows at its end.  `text` can be read as word_bits_of
//         wants it.  No word goes on over `begin` or `end`, but a match may
//         reach behind `end`.
// Result: exactly the matches of terms (glob.h); for NEEDLE_WORD and
//         NEEDLE_PLACE each place at which the literal stands.
// Time:   bytes, and what is told.
void dictionary_scan(const Dictionary *dictionary, Str text,
                     const WordBits *words, ptrdiff_t begin, ptrdiff_t end,
                     Sightings *seen, Arena *arena);

#endif
