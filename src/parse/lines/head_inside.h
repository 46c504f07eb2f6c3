// parse/lines/head_inside.h - shared by the files that read a head.
#ifndef PARSE_LINES_HEAD_INSIDE_H
#define PARSE_LINES_HEAD_INSIDE_H

#include "model/transcript.h"
#include "parse/talk/clock.h"
#include "parse/lines/head.h"
#include "parse/talk/line.h"

enum { LABEL_BYTES_MAX = 400 }; // a name, its role and its time mark

// True when `what` stands at byte `at` of the line.
bool head_stands(Str line, ptrdiff_t at, const char *what);
// The first byte from `at` on that is no blank.
ptrdiff_t head_skip_blanks(Str line, ptrdiff_t at);

void head_keep_time(Head *head, int32_t ms, int32_t end_ms);
// After a sign that parts what stands before it from what follows: "| ", "- ".
ptrdiff_t head_skip_parting(Str line, ptrdiff_t at);
// Reads a time mark before the label.  A bare number in brackets counts only
// where a label follows.  Result: the byte after it, or `at`.
ptrdiff_t head_read_time_before(Str line, ptrdiff_t at, Head *head);
// Reads a time mark in brackets after the label, where there was none before.
ptrdiff_t head_read_time_after(Str line, ptrdiff_t at, Head *head);
// Takes the time at the end of "Name  0:05", "Name | 00:05", "Name (00:05)"
// off.  Result: false where `text` ends in no time.
bool head_cut_time(Str *text, Head *head);

// Where the bracket at `at` closes, within the reach of a label; or -1.
ptrdiff_t head_close_of(Str line, ptrdiff_t at, ptrdiff_t limit);
// Bytes of a colon at `at`: ASCII or full width; or 0.
ptrdiff_t head_colon_len(Str line, ptrdiff_t at);
// Accepts `raw`, stripped of decoration, qualifiers and time marks, as the name
// of a head with speech at `said`.  Result: false where it is no name.
bool head_take_name(Str line, Str raw, Form form, ptrdiff_t said, Head *head);
// The same with the colon that stands at `colon`.
bool head_take_colon(Str line, Str raw, ptrdiff_t colon, Head *head);

// Reads a label without decoration before it.
bool head_read_plain(Str line, ptrdiff_t at, ptrdiff_t limit, Head *head);

#endif
