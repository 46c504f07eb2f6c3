// store/pack.h - what the database keeps of a document in one piece.
//
// A text with its turns, the hits in it, the codings that follow: millions of
// them, so that each document has one value of each and not a row for each.
// Pure functions, for any thread; the database itself is store.h's.
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include "base/err.h"
#include "base/utf8.h"
#include "model/sheet.h"
#include "model/study.h"

// ---- texts

typedef struct PackedText {
    Str text;     // as it is
    Str turns;    // JSON, a list for each turn: see schema.md
    Str parts;    // sentences, marks, names of columns: bytes
    int64_t seal; // by which all three are known again
} PackedText;

int64_t text_seal(const PackedText *packed);
PackedText pack_text(const Transcript *transcript, Arena *arena);
// Fills text, turns, sentences and marks; the text is a view.
// Errors: ERR_IO where they are not what was stored, or no transcript; every
//         span that passes lies in the text.
bool unpack_text(const PackedText *packed, Arena *arena, Transcript *transcript,
                 Err *err);

// ---- questions: JSON, for each turn twice the place of its question from 1,
// or 0, and one more where the turn asks it; empty where no turn has any

Str pack_questions(const Transcript *transcript, Arena *arena);
bool unpack_questions(Str packed, const Codebook *codebook,
                      Transcript *transcript);

// ---- rules: by lasting numbers, so that a rule that stays the same keeps its
// hits when others come, go or move

typedef struct KnownRules {
    int64_t codebook; // the store's id
    int64_t lineage;  // the first codebook of that name
    int64_t set;      // the store's id of these rules in this order
    Ints numbers;     // per rule of the codebook
    Ints codes;       // per rule: its code, by a number that tells codes apart
} KnownRules;

// Places in the codebook by lasting number from 0; NONE for rules that are not
// in it.
Ints rule_places(const KnownRules *rules, Arena *arena);

// ---- hits

Str pack_hits(const Hits *hits, const KnownRules *rules, Arena *arena);
// The hits of all rules that are still known, in order; *dropped counts others.
// Result: false where they are not what was packed.
bool unpack_hits(Str packed, const KnownRules *rules, ptrdiff_t text_len,
                 Arena *arena, Hits *hits, ptrdiff_t *dropped);
// Which rules have hits, by their lasting numbers.
Str pack_found(const Hits *hits, const KnownRules *rules, Arena *arena);
// True when one of the rules, of which `gone` has one for each lasting number
// below `len`, may have hits; so it is where nothing is known.
bool found_any(Str found, const bool *gone, ptrdiff_t len);
// Puts the hits of two lists in order, by begin, end, rule.
Hits merge_hits(const Hits *a, const Hits *b, Arena *arena);

// ---- codings

typedef struct CodingPlace { // of a coding, as the views show it
    int32_t rule;            // lasting number, or 0 without a hit
    int32_t speaker;         // place among the speakers from 1, or 0
    int32_t turn;            // from 1, or 0
    int32_t line;
    int32_t begin, end; // code points
    int32_t hit_begin, hit_end;
} CodingPlace;

typedef struct PlacedCoding {
    Coding coding;
    CodingPlace place;
} PlacedCoding;

typedef struct PlacedCodings {
    PlacedCoding *at;
    ptrdiff_t len, cap;
} PlacedCodings;

typedef struct PackedCodings {
    Str by_rule;          // JSON, a list for each coding that nobody spoke of
    PlacedCodings spoken; // the others
} PackedCodings;

PackedCodings pack_codings(const Document *document, const Codings *codings,
                           const KnownRules *rules, Arena *arena);

// ---- sheets

typedef struct PackedSheet {
    Str codes;   // JSON, for each code that codings have, removed ones too: the
                 // lasting number of a rule that found it; of a code that only
                 // people gave its place in the codebook, -1 for the first
    Str counted; // bytes
    int64_t seal; // by which both are known again, together with the key
} PackedSheet;

// Where no rule of the document's is known, codes are known by their place:
// they hold as long as decisions do, which name the codebook.
//
// Shape:  `key` names all else that a sheet rests on.
PackedSheet pack_sheet(const Sheet *sheet, const Document *document,
                       const Codings *codings, const KnownRules *rules, Str key,
                       Arena *arena);
// Result: false where that is not what was packed under this key.
bool unpack_sheet(const PackedSheet *packed, const KnownRules *rules,
                  const Codebook *codebook, const Document *document, Str key,
                  Arena *arena, Sheet *sheet);
int64_t sheet_seal(const PackedSheet *packed, Str key);
// Names what the codings of a document rest on besides its hits: who is heard
// (Coded.heard) and what people decided (Coded.decided).
Str sheet_key(Str heard, Str decided, Arena *arena);
// The codes that are named, in that order.
// Result: false where one is not known.
bool unpack_codes(Str codes, const KnownRules *rules, const Codebook *codebook,
                  Arena *arena, Ints *all);

// What the views say of who speaks: JSON, for nobody and for each speaker
// [cases, participant, group].
Str pack_voices(const Study *study, int32_t document, Arena *arena);

#endif
