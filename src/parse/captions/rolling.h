// parse/captions/rolling.h - captions that roll up: each repeats lines of the
// one before it, as YouTube's do.
#ifndef PARSE_CAPTIONS_ROLLING_H
#define PARSE_CAPTIONS_ROLLING_H

#include "parse/lines/head.h"
#include "parse/talk/odd.h"

typedef struct Saying { // what one speaker says in a caption
    Str text;
    Str voice; // of its voice tag, or empty
    bool voiced;
    bool fresh; // somebody else begins to speak: "- ", ">> "
    int32_t start_ms, end_ms, line;
    Head head;    // its label, if it has one
    int32_t name; // in the cast, or NONE
} Saying;

typedef struct Sayings {
    Saying *at;
    ptrdiff_t len, cap;
} Sayings;

// Leaves out the lines that a caption repeats from the one before it, in a file
// that rolls: captions hold time tags (`karaoke`) and some repeat, or at least
// every second one repeats.  A caption of which nothing is left goes.
// Time: linear.
void sayings_unroll(Sayings *sayings, bool karaoke, Odds *odds);

#endif
