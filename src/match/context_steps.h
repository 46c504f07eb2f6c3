// match/context_steps.h - walking along a sentence, from what may act on a hit
// to what may end its reach.  Two ways of walking take the same steps.
#ifndef MATCH_CONTEXT_STEPS_H
#define MATCH_CONTEXT_STEPS_H

#include "match/context.h"

typedef enum StepKind {
    STEP_TRIGGER,
    STEP_CLAUSE,      // the end of a clause
    STEP_COMMA,       // a comma that may part the items of a list
    STEP_CONJUNCTION, // a comma with a conjunction behind it
    STEP_SUBJECT,     // a comma with the subject of a new clause behind it
} StepKind;

typedef struct Step {
    StepKind kind;
    TriggerKind trigger;
    Found at;
} Step;

typedef struct Steps Steps;
struct Steps { // over sentence[at, end); a way of walking begins with it
    bool (*next)(Steps *steps, Step *step);
    bool (*negates)(Steps *before); // a word of negation begins at `end`
    Str sentence;
    ptrdiff_t at, end;
};

// What the steps before a hit and those after it tell.
Told context_told(Steps *before, Steps *after);

#endif
