// parse/tiers/chat_text.h - what is said in a line of CHAT, without its
// notation.
#ifndef PARSE_TIERS_CHAT_TEXT_H
#define PARSE_TIERS_CHAT_TEXT_H

#include "base/arena.h"

// The words of a main line as a reader wants them.
//
// What was said stays, as it was said: "d'you [: did you]" gives "d'you",
// "<I want> [//] I need" gives all its words, "(be)cause" gives "because",
// "&-uh" "uh", "xxx" stays.  Pauses, "(.)" and "(0.3)", stay; what happens,
// "&=laughs" and "[=! whispers]", stands in square brackets.  Codes in square
// brackets, omitted words ("0is"), marks of scope, overlap, length, stress and
// pitch go; ends of utterances become punctuation: "+..." gives "...".
// Time bullets must be gone before.
// Source: MacWhinney, B. (2000, and as it grew). The CHILDES Project: Tools
//         for Analyzing Talk, part 1: the CHAT transcription format.
Str chat_said(Str line, Arena *arena);

#endif
