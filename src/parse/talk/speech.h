// parse/talk/speech.h - from utterances to turns, for formats that tell of each
// utterance who speaks and when.
#ifndef PARSE_TALK_SPEECH_H
#define PARSE_TALK_SPEECH_H

#include "parse/format.h"
#include "parse/talk/odd.h"

typedef struct Utterance {    // as the file has it
    Str speaker;              // or empty
    Str text;                 // without markup; may be empty, or a pause
    int32_t start_ms, end_ms; // or NO_TIME
    int32_t line;             // of the file, from 1, or 0
    bool begins;              // begins a turn, whoever spoke before
    bool joins;               // goes on in the utterance before it: its time is
                              // a mark in that one's text, it is no turn
    bool heading;             // stands between turns: nobody says it
} Utterance;

typedef struct Utterances {
    Utterance *at;
    ptrdiff_t len, cap;
    bool in_order; // the file's is that in which they were said, whatever the
                   // times say
} Utterances;

// Makes a transcript of utterances.
//
// They are put in order of their starts, unless the file's is known to be that
// of speech; one without a time stays behind the one it follows, and nothing is
// made up for it.  Those that start together, or overlap, stay in the order of
// the file.  Each is a turn of its own, which continues the turn before it
// where the same speaker goes on, or, with speakers unknown, where the sentence
// does.  What is no speech, "(laughs)", stands in the text between turns and is
// nobody's; words in square brackets while somebody else speaks such words are
// speech: that is how overlaps are written.
// Where no utterance names a speaker, labels in the texts do.
// What joins is said in one turn with what it follows, whoever is named, with
// no blank between them but their own; that turn ends when the last one does.
// Blanks at both ends go, and each run of blanks is one blank.
// Memory: linear in the file.
Transcript speech_transcript(const Source *source, const char *format,
                             const Utterances *utterances, Odds *odds,
                             Diags *diags);

#endif
