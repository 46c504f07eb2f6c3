// match/meaning.h - how hits were meant, one after the other.
#ifndef MATCH_MEANING_H
#define MATCH_MEANING_H

#include "match/interview.h"
#include "model/coding.h"

typedef struct Meaning {
    const Interview *interview;
    const Contexts *contexts;
    Runner *runner;
    bool plain; // PCRE2 looks for each hit's triggers by itself
    Arena *arena;
    // What is known of the newest sentence; {0} at first.
    SeenSentence sentence;
    Span span;    // of it in the transcript
    Found folded; // in its passage
    bool is_read;
} Meaning;

// Tells the context and the trigger of a hit in `passage`.  A sentence is read
// once where its hits come one after the other.
// Errors: the runner's limit.
void meaning_tell(Meaning *meaning, const Passage *passage, Hit *hit);

#endif
