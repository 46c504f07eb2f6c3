#include "text/text.h"

#include <libstemmer.h>

enum { STEM_WORD_MAX = 255 };

struct Stemmer {
    struct sb_stemmer *snowball;
};

// "en" of "en-GB".
static Str primary_language(Str language)
{
    ptrdiff_t i = 0;
    while (i < language.len && language.at[i] != '-' && language.at[i] != '_') {
        i++;
    }
    return str_slice(language, 0, i);
}

Stemmer *stemmer_open(Str language, Arena *arena)
{
    const char *name = str_terminated(arena, primary_language(language));
    struct sb_stemmer *snowball = sb_stemmer_new(name, NULL);
    if (!snowball) {
        return NULL;
    }
    Stemmer *stemmer = NEW(arena, Stemmer);
    stemmer->snowball = snowball;
    return stemmer;
}

void stemmer_close(Stemmer *stemmer)
{
    if (stemmer) {
        sb_stemmer_delete(stemmer->snowball);
    }
}

Str stemmer_stem(Stemmer *stemmer, Str word, Arena *arena)
{
    if (!stemmer || word.len == 0 || word.len > STEM_WORD_MAX) {
        return word;
    }
    const sb_symbol *stem = sb_stemmer_stem(
        stemmer->snowball, (const sb_symbol *)word.at, (int)word.len);
    int length = sb_stemmer_length(stemmer->snowball);
    return stem && length > 0
               ? str_copy(arena, (Str){(const char *)stem, length})
               : word;
}

Str text_stem(Str word, Str language, Arena *arena)
{
    Stemmer *stemmer = stemmer_open(language, arena);
    Str stem = stemmer_stem(stemmer, word, arena);
    stemmer_close(stemmer);
    return stem;
}
