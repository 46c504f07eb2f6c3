#include "match/stems.h"

#include <string.h>

enum { WORDS_MAX = 1 << 18 };

// English stems begin with the first letter of the word; other languages may
// change it ("über" has the stem "uber").
int32_t stems_add(Stems *stems, Stemmer *stemmer, Str word, Str language,
                  Arena *arena)
{
    Str stem = stemmer_stem(stemmer, word, arena);
    bool english = str_eq(language, S("en")) || str_starts(language, S("en-"));
    if (english && stem.len > 0) {
        stems->first[(unsigned char)stem.at[0]] = true;
    } else {
        memset(stems->first, true, sizeof stems->first);
    }
    return map_put(&stems->numbers, stem, arena);
}

void stem_book_open(StemBook *book, const Stems *stems, Str language,
                    Arena *arena)
{
    *book =
        (StemBook){.stems = stems, .stemmer = stemmer_open(language, arena)};
}

void stem_book_close(StemBook *book)
{
    stemmer_close(book->stemmer);
    arena_release(&book->arena);
    *book = (StemBook){0};
}

// A corpus has no end of words; what is forgotten is stemmed again.
static void forget(StemBook *book)
{
    arena_release(&book->arena);
    book->words = (Map){0};
    book->numbers = (Ints){0};
}

int32_t stem_of(StemBook *book, Str word)
{
    int32_t known = map_find(&book->words, word);
    if (known >= 0) {
        return book->numbers.at[known];
    }
    if (book->numbers.len == WORDS_MAX) {
        forget(book);
    }
    Str stem = stemmer_stem(book->stemmer, word, &book->arena);
    map_put(&book->words, str_copy(&book->arena, word), &book->arena);
    return *PUSH(&book->numbers, &book->arena) =
               map_find(&book->stems->numbers, stem);
}
