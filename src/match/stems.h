// match/stems.h - the stems that rules seek, and which words have them.
#ifndef MATCH_STEMS_H
#define MATCH_STEMS_H

#include "base/map.h"
#include "text/text.h"

typedef struct Stems { // of a codebook; read-only once all are added
    Map numbers;
    bool first[256]; // bytes that words with these stems can begin with
} Stems;

// The number of a folded word's stem, which is sought from now on.
int32_t stems_add(Stems *stems, Stemmer *stemmer, Str word, Str language,
                  Arena *arena);

typedef struct StemBook { // words met before, for one thread
    const Stems *stems;
    Stemmer *stemmer;
    Arena arena;
    Map words;
    Ints numbers; // per word
} StemBook;

void stem_book_open(StemBook *book, const Stems *stems, Str language,
                    Arena *arena);
void stem_book_close(StemBook *book);
// The number of the stem of a folded word, or -1 when it is not sought; words
// that begin otherwise than Stems.first need not be asked for.
int32_t stem_of(StemBook *book, Str word);

#endif
