// parse/json/json_any.h - JSON of nobody known, read as a table is: by its
// names.
#ifndef PARSE_JSON_JSON_ANY_H
#define PARSE_JSON_JSON_ANY_H

#include "parse/json/json_speech.h"

// The values of the list, near the top, whose objects tell a transcript by the
// names of their members: text, and a speaker or a time; or the text that
// --map names.  Among several: where speakers are named, then where texts are
// long.
// Result: none where there is no such list, or nothing is said in it.
// Time:   linear.
Values json_any_find(const Value *root, const Source *source, Arena *arena);

// True when each value says a word rather than a sentence.
bool json_any_is_words(const Values *values);

// Makes transcripts of such values: each is a row, its members are the columns.
// Findings: those of columns_read.
void json_any_transcripts(const Source *source, const Values *values,
                          Arena *arena, Transcripts *transcripts, Diags *diags);

#endif
