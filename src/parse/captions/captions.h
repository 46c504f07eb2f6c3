// parse/captions/captions.h - from captions to turns, for all subtitle formats.
#ifndef PARSE_CAPTIONS_CAPTIONS_H
#define PARSE_CAPTIONS_CAPTIONS_H

#include "parse/format.h"
#include "parse/talk/odd.h"

typedef struct Caption { // one cue as the file has it
    Str text;            // with its markup; may be empty
    int32_t start_ms, end_ms;
    int32_t line; // of the file where the text begins
    bool timed;   // its time line was readable
    Str voice;    // who speaks where no tag tells it, or empty
} Caption;

typedef struct Captions {
    Caption *at;
    ptrdiff_t len, cap;
} Captions;

// Reads the two times of a cue: "00:01:02.500 --> 00:01:04.000 align:start".
// `strict`: as WebVTT has them, but one digit in each of three parts will do
// (Teams).  Otherwise as SubRip files have them: comma or point, blanks or not,
// with or without a fraction; also "0:00:01.000,0:00:02.000" (SBV).
// Result: false where there are no two times.
bool caption_times(Str line, bool strict, int32_t *start_ms, int32_t *end_ms);

// Makes a transcript of captions.
//
// A caption is a turn.  Its speaker is its voice tag's or, in a file without
// voice tags, that of a label "Name: text".  Where labels repeat on captions of
// one speaker in a row, each caption has its own label and one without it has
// no speaker; where they hardly do, they stand at changes of speaker only, and
// a caption without one belongs to the speaker before it.
// A caption continues the turn before it where the same speaker goes on, or,
// with speakers unknown, where the sentence does.
// Text that rolls up from caption to caption is taken once.
// Memory: linear in the file.
Transcripts captions_transcript(const Source *source, const char *format,
                                const Captions *captions, Odds *odds,
                                Diags *diags);

#endif
