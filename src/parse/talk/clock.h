// parse/talk/clock.h - time marks of every convention, to milliseconds.
//
// Two digits after the point of seconds are hundredths; frames, whose rate is
// not in the file (InqScribe, "01:02:03:12", "01:02:03;12"), are read so too
// and are less than a second off.
#ifndef PARSE_TALK_CLOCK_H
#define PARSE_TALK_CLOCK_H

#include "base/str.h"

enum { CLOCK_MARK_BYTES_MAX = 48 }; // of a time mark with its brackets

// Reads a bare clock time at the start of `s`: "1:23", "01:02:03", "0:01:02.5",
// "00:01:02,345", "83'20\"", "1h02m03s", "00.01.23" …; digits of any script.
// Result: its length in bytes, or 0; *ms is the time, NO_TIME when the parts
// are out of range.  Minutes may pass 59 when they come first.
ptrdiff_t clock_read(Str s, int32_t *ms);
// Reads a time mark with its brackets at the start of `s`: "[00:01:02]",
// "(1:23)", "{…}", "<…>", "#00:01:02-3#", "[00:01:02 - 00:01:05]",
// "\[01:44\]", "[75]" (seconds), "[9203]" (92 minutes 3
// seconds), "¶1" is none.  A time before zero is a mark, but NO_TIME.
// Result: its length, or 0; *end_ms is NO_TIME without a second time.
ptrdiff_t clock_mark(Str s, int32_t *ms, int32_t *end_ms);
// Reads a mark, a bare clock time or a bare range ("00:01:23 --> 00:01:25").
// Result: as clock_mark.
ptrdiff_t clock_stamp(Str s, int32_t *ms, int32_t *end_ms);
// The mark that ends `said`, bare numbers left aside: its length, or 0.
ptrdiff_t clock_mark_at_end(Str said, int32_t *ms, int32_t *end_ms);
// `said` without it.
Str clock_without_mark(Str said);
// True when a mark has four parts: "[00:03:05:12]".
bool clock_has_four(Str mark);
// What such a mark tells where its parts are days, hours, minutes and seconds.
int32_t clock_of_days(int32_t ms);
// True when a mark is a bare number in brackets, which may be something else.
bool clock_mark_is_number(Str mark);

#endif
