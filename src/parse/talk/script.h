// parse/talk/script.h - a transcript while it is being made.
#ifndef PARSE_TALK_SCRIPT_H
#define PARSE_TALK_SCRIPT_H

#include "base/buf.h"
#include "base/map.h"
#include "model/transcript.h"
#include "parse/format.h"
#include "parse/lines/head.h"
#include "parse/talk/odd.h"

typedef struct Script {
    Transcript transcript;
    Map speakers; // names, numbered as in transcript.speakers
    Buf text;     // what script_say has written
    Arena *arena;
    Odds *odds;
} Script;

Script script_new(const Source *source, const char *format, Odds *odds,
                  Arena *arena);
// Index of the speaker called `name`, who is added when new; NO_SPEAKER for
// the empty name.
int32_t script_speaker(Script *script, Str name);
// The speaker of a label.  Brackets that say who interviews become part of the
// name of all turns: "Jane Doe (interviewer)" and "Jane Doe" are one.
int32_t script_labelled(Script *script, const Head *head);
// Adds a turn whose span lies in the text already, counts it for its speaker
// and notes when it is empty or ends before it starts.
Turn *script_turn(Script *script, Turn turn);
// Adds a mark at an offset not before that of the last one.
void script_mark(Script *script, ptrdiff_t offset, int32_t ms, int32_t line);
// Writes "Speaker: said" after a blank line, or only `said` after a line end
// where turn.continues, and adds the turn.  All of `turn` but its span is the
// caller's; each line of `said` gets a mark.
Turn *script_say(Script *script, Turn turn, Str said);
// Writes what is no speech, a pause, between turns: it is nobody's.
void script_aside(Script *script, Str aside);
// True when no turn says anything.
bool script_is_silent(const Script *script);
// The finished transcript; says which speakers look alike.
// Memory: its text is a view of what script_say wrote, or the verbatim text.
Transcript script_end(Script *script, Diags *diags);

// A turn without times, column or question.
#define TURN_PLAIN                                                             \
    .start_ms = NO_TIME, .end_ms = NO_TIME, .question = NO_QUESTION

#endif
