// parse/talk/line.h - lines, blanks and what stands alone on a line.
#ifndef PARSE_TALK_LINE_H
#define PARSE_TALK_LINE_H

#include "base/arena.h"

// Walks the lines of a text, without their ends.  Besides "\n", the breaks that
// word processors leave behind end a line too: vertical tab, form feed, NEL,
// and the line and paragraph separators; they do not count in `line`.
//     for (LineWalk walk = line_walk(text); line_next(&walk, &line);) ...
// Time: linear, all together.
typedef struct LineWalk {
    Str text;
    ptrdiff_t at;      // where the next line begins
    ptrdiff_t newline; // the next "\n" at or after `at`, or the text's end
    int32_t line;      // of the line given last, from 1
    int32_t next_line;
    bool odd; // breaks other than "\n" occur
} LineWalk;

LineWalk line_walk(Str text);
bool line_next(LineWalk *walk, Str *line);

// Bytes of the blank at s.at[i], or 0.  White space of all kinds counts and,
// where `unseen` says so, characters that cannot be seen (direction marks,
// joiners, soft hyphens).
ptrdiff_t blank_len(Str s, ptrdiff_t i, bool unseen);
// Without such blanks at both ends.
Str blank_trim(Str s, bool unseen);
bool is_blank(Str s);

// True when all of `s` is something that happens and is not said: "(laughs)",
// "[12 seconds pause]", "*sighs*", "♪ …".
bool is_event(Str s);
// The same, and it tells a silence: "(pause 0.28)", "(12 seconds pause)".
bool is_pause(Str s);
// True for "---", "***", "===", "___": a line that is drawn.
bool is_drawn_line(Str s);
// True when the sentence is at its end: ".", "!", "?", "…" and their like,
// closing quotes and brackets after them left aside.
bool ends_sentence(Str s);
// True when a blank stands between two words: unless one is empty, or both are
// of scripts that have none there (Thai, Lao, Burmese, Khmer, Chinese,
// Japanese).
bool wants_blank(Str before, Str after);
// True when it ends with a question mark of any script.
bool ends_question(Str s);

#endif
