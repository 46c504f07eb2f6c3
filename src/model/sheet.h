// model/sheet.h - what is counted of one document, without its words.
//
// All that frequencies and co-occurrence need, over whatever units: a unit is
// made of some rows of a sheet.  Who a speaker is, and for whom they count, is
// the study's to say, so that a sheet outlives a change of the register.
#ifndef MODEL_SHEET_H
#define MODEL_SHEET_H

#include "model/coding.h"

enum { NOWHERE = -2 }; // Voice.speaker before the first turn

typedef struct Voice { // who says something, and what it answers
    int32_t speaker;   // index in Transcript.speakers, NO_SPEAKER or NOWHERE
    int32_t question;  // or NO_QUESTION
} Voice;

typedef struct Voices {
    Voice *at;
    ptrdiff_t len, cap;
} Voices;

typedef struct Carried { // by a row: codings overlap it that have this code and
    int32_t code;        // begin in this voice (index in Sheet.voices)
    int32_t voice;
} Carried;

typedef struct Carrieds {
    Carried *at;
    ptrdiff_t len, cap;
} Carrieds;

typedef struct SheetRow { // a piece of what participants say; never empty
    int32_t voice;        // where it begins: index in Sheet.voices
    int32_t answer;       // of a stretch: the number of its answer, from 0
    int32_t begin, end;   // its codes in SheetRows.carried, by code and voice
} SheetRow;

typedef struct SheetRows { // in the order of the text
    SheetRow *at;
    ptrdiff_t len, cap;
    Carrieds carried;
} SheetRows;

typedef struct Given { // how many codings begin there
    int32_t code, voice, times;
} Given;

typedef struct Givens { // by code and voice
    Given *at;
    ptrdiff_t len, cap;
} Givens;

typedef struct Sheet { // codings that people removed are not in it
    Voices voices;
    SheetRows sentences;
    SheetRows stretches; // turns; those that continue one another are one
    SheetRows spans; // distinct coded spans; only where they were asked for.
                     // Beside its codes a span carries NONE in each voice that
                     // speaks under it.
    Givens given;
} Sheet;

#endif
