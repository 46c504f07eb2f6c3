// segment/segment.h - turns to sentences, turns to the questions they answer.
#ifndef SEGMENT_SEGMENT_H
#define SEGMENT_SEGMENT_H

#include "model/codebook.h"
#include "model/transcript.h"

// Fills transcript->sentences: those of every stretch of turns, in order.  A
// sentence never crosses from one stretch to another.
void segment_sentences(Transcript *transcript, Arena *arena);

// Sets .role of every speaker as the codebook says, or by the usual labels.
// Findings: with role patterns, T007 for each speaker that none names (the
//           first 20 by name) and once for turns without a speaker; without,
//           T014 once.
void segment_roles(Transcript *transcript, const Codebook *codebook,
                   Diags *diags);

// Sets .question of every turn.  `asked[i]` is the question that turn i asks
// (index) or NO_QUESTION, as match_questions found it.  It opens the answer;
// all turns up to the next question asked belong to it, an interviewer's that
// ask nothing as well.  Turns from a table column named as a
// question, or in order the n-th such column, answer that question.
void segment_questions(Transcript *transcript, const Codebook *codebook,
                       const int32_t *asked);

#endif
