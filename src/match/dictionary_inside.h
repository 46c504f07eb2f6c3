// match/dictionary_inside.h - what a dictionary is, for its own files only.
#ifndef MATCH_DICTIONARY_INSIDE_H
#define MATCH_DICTIONARY_INSIDE_H

#include "match/dictionary.h"
#include "match/literal.h"

enum {
    KEY_BYTES = 4,
    CHECK_BYTES = 8,
    BITMAP_BITS = 16,
};

typedef enum EntryKind {
    ENTRY_WORD,   // one word, all of it among the checked bytes
    ENTRY_PHRASE, // a literal to be compared
    ENTRY_GLOB,   // a term with wildcards to be tried
    ENTRY_PLACE,  // told as it is
} EntryKind;

typedef struct Check {    // the first bytes of an entry
    uint64_t bytes, mask; // which of them count
} Check;

typedef struct Entry {
    Check check;
    uint64_t narrow; // the mask where blanks of the text are several
    Str term;        // ENTRY_PHRASE: without its star
    int32_t owner, number;
    uint32_t key;
    int8_t key_bytes; // of the key that count; KEY_BYTES but for short stems
    bool star;        // ENTRY_WORD, ENTRY_PHRASE: and any word characters
    bool goes_on;     // the two bytes behind the key count
    EntryKind kind;
} Entry;

typedef struct Entries { // by key_bytes, key, owner, number
    Entry *at;
    ptrdiff_t len, cap;
} Entries;

typedef struct Group { // entries [first, end) share a key
    uint64_t seconds;  // which pairs of bytes behind the key may go on to the
                       // entries [middle, end); the others need no such pair
    uint32_t key;
    int32_t first, middle, end;
} Group;

typedef struct Groups {
    Group *at;
    ptrdiff_t len, cap;
} Groups;

typedef struct Table { // keys of one length
    uint64_t *bitmap;
    int32_t *slots; // a hash table: the number of a group + 1, or 0
    uint32_t slot_mask;
    uint32_t key_mask;
    Groups groups;
} Table;

typedef struct Part { // a literal to search for
    Literal literal;
    bool rewinds; // the term begins with wildcards before it
    bool place;   // told as it is
    Str ending;   // what follows the stars, where it has no wildcard; or empty
    Str term;
    int32_t owner, number;
} Part;

typedef struct Parts {
    Part *at;
    ptrdiff_t len, cap;
} Parts;

enum { PAIRS = 1 << 16, FEW_PAIRS = 8 };

typedef struct Pairs {     // all parts by their rarest two bytes
    Literal at[FEW_PAIRS]; // each pair once, where they are few
    int len;               // or more than FEW_PAIRS
    uint64_t *bitmap;      // of PAIRS bits
    int32_t *first;        // of PAIRS: part + 1, or 0
    int32_t *next;         // per part: another one with the same pair + 1, or 0
} Pairs;

struct Dictionary {
    Entries entries;
    Check *checks;           // of the entries, side by side
    Table tables[KEY_BYTES]; // of keys of so many bytes, longest first
    int table_count;
    Parts parts;
    Pairs pairs;      // of the parts, where they are many
    Needles anywhere; // terms without a literal: tried at every word
    int32_t owners;
};

static inline uint32_t key_hash(uint32_t key)
{
    return key * 0x9E3779B1u;
}

// Which bit of Group.seconds stands for the two bytes behind a key.
static inline int second_bit(uint64_t bytes)
{
    uint32_t pair = (uint32_t)(bytes >> 8 * KEY_BYTES) & 0xFFFF;
    return (int)(pair * 0x9E3779B1u >> 26);
}

static inline uint16_t pair_of(const char *at)
{
    return (uint16_t)((unsigned char)at[0] | (unsigned char)at[1] << 8);
}

typedef struct Scan {
    const Dictionary *dictionary;
    Str text;
    const WordBits *words;
    ptrdiff_t begin, end; // what is read of the text
    Sightings *seen;
    Arena *arena;
} Scan;

// What begins with words (dictionary_words.c).
void look_at_words(const Scan *scan);
// Where the words of a phrase end in the text, or -1.
ptrdiff_t phrase_end(const Scan *scan, Str phrase, ptrdiff_t at);
// What is searched for (dictionary_parts.c).
void look_for_parts(const Scan *scan);

#endif
