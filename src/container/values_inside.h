// container/values_inside.h - shared by the files values*.c only.
#ifndef CONTAINER_VALUES_INSIDE_H
#define CONTAINER_VALUES_INSIDE_H

#include "container/values.h"

typedef struct Mended { // what was put right
    int64_t numbers;    // NaN, infinities, numbers beyond all measure
    int64_t characters; // halves of surrogate pairs, NUL
    int64_t spelled;    // characters as escapes of their bytes in UTF-8
    int32_t line;       // of the first, from the text's start, or 0
} Mended;

// Text that JSON allows, where some programs write more; line ends stay.
// Time: linear.
Str values_mend(Str text, Arena *arena, Mended *mended);

// True for a text in which all that is beyond ASCII are escapes of the bytes of
// its UTF-8, as Facebook and Instagram export messages; values_mend puts them
// together.
bool values_spell_bytes(Str text);

// Where the string whose opening quote is text.at[i] ends: behind its closing
// quote, or the text's end.
ptrdiff_t string_end(Str text, ptrdiff_t i);

#endif
