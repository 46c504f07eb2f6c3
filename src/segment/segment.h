// segment/segment.h - turns to sentences, turns to the questions they answer.
#ifndef SEGMENT_SEGMENT_H
#define SEGMENT_SEGMENT_H

#include "model/codebook.h"
#include "model/transcript.h"

// Fills transcript->sentences: those of every stretch of turns, in order.  A
// sentence never crosses from one stretch to another.
void segment_sentences(Transcript *transcript, Arena *arena);

// Sets .role of every speaker as the codebook says, or by the usual labels.
// Findings: T007 per speaker without a role, T014 once without patterns.
void segment_roles(Transcript *transcript, const Codebook *codebook,
                   Diags *diags);

// Sets .question of every turn.  `asked[i]` is the question that turn i asks
// (index) or NO_QUESTION, as match/questions.h found it; a participant's turn
// answers the newest question asked.  Turns from a table column named as a
// question, or in order the n-th such column, answer that question.
void segment_questions(Transcript *transcript, const Codebook *codebook,
                       const int32_t *asked);

#endif
