// parse/captions/cue_text.h - the text of a caption without its markup.
#ifndef PARSE_CAPTIONS_CUE_TEXT_H
#define PARSE_CAPTIONS_CUE_TEXT_H

#include "base/arena.h"
#include "parse/talk/odd.h"

typedef struct CuePiece { // what one voice says in a caption
    Str voice;            // the name in <v Name>, or empty
    bool voiced;          // stands in a voice tag
    Str text;             // lines without blanks at their ends, blank ones left
                          // out, joined by "\n"
    int32_t line;         // of the file where it begins
} CuePiece;

typedef struct CuePieces {
    CuePiece *at;
    ptrdiff_t len, cap;
} CuePieces;

// Reads a caption: tags and SSA blocks ("{\an8}") go, character references are
// decoded, each voice is a piece.  A '<' that no '>' follows, or that stands
// before a blank, is kept, which players do not; it is noted.
// Result: *karaoke is set where a time tag stands; pieces without text are
//         kept only in a voice tag.
// Source: WebVTT, W3C Candidate Recommendation 2019, 6.4 (cue text parsing).
CuePieces cue_text(Str text, int32_t line, bool *karaoke, Odds *odds,
                   Arena *arena);

#endif
