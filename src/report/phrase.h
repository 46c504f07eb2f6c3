// report/phrase.h - numbers and names as a reader wants them.
#ifndef REPORT_PHRASE_H
#define REPORT_PHRASE_H

#include "model/codebook.h"

// Stands where a number is not defined; never 0.
#define PHRASE_UNDEFINED S("\xE2\x80\x93")

// "12,345"
Str phrase_count(Arena *arena, int64_t number);
// "1 case", "7 cases"
Str phrase_plural(Arena *arena, int64_t number, const char *one,
                  const char *many);
// "7 of 9"
Str phrase_share(Arena *arena, int64_t part, int64_t whole);
// "0.42"; PHRASE_UNDEFINED for NaN and infinity; "<0.01" for what is not 0 but
// would look like it.
Str phrase_decimal(Arena *arena, double number, int decimals);
// An id for people: "policy_makers" gives "Policy makers".
Str phrase_name(Arena *arena, Str id);
// "a, b and c"
Str phrase_list(Arena *arena, Strs names);
// "a; b": for one cell of a table.
Str phrase_joined(Arena *arena, Strs names, Str between);
// "Challenges"
const char *phrase_kind(CodeKind kind);

#endif
