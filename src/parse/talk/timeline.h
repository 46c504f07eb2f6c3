// parse/talk/timeline.h - the named moments of a recording.
#ifndef PARSE_TALK_TIMELINE_H
#define PARSE_TALK_TIMELINE_H

#include "base/map.h"
#include "model/transcript.h"

typedef struct Moment {
    int32_t ms;    // from the start of the recording, or NO_TIME
    int32_t since; // the last known time up to here in the list, or NO_TIME
    int32_t rank;  // 0 where the time is known, else its place in the list
} Moment;

typedef struct Timeline { // {0} is empty
    Map ids;
    struct {
        Moment *at;
        ptrdiff_t len, cap;
    } moments;
} Timeline;

// Adds the next moment of the list; of two with one id the first stays.
// `id` must live as long as the timeline.
void timeline_add(Timeline *timeline, Str id, int32_t ms, Arena *arena);
// The moment called `id`, or NULL.
const Moment *timeline_find(const Timeline *timeline, Str id);

// Decimal seconds to milliseconds, halves up: "12", "12.3456", "1.2E1",
// "12,5", "-0", blanks around.
// Result: false, with NO_TIME, for what is no number, below zero or more than
//         a recording can last.
bool seconds_read(Str text, int32_t *ms);
// True for a whole number of milliseconds, in the same range.
bool milliseconds_read(Str text, int32_t *ms);

#endif
