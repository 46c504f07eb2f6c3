// parse/lines/head.h - what stands at the start of a line: time marks, a label.
//
// A head says what a line could be; whether its name is a speaker is decided
// from the whole file (parse/lines/cast.h).
#ifndef PARSE_LINES_HEAD_H
#define PARSE_LINES_HEAD_H

#include "base/str.h"

typedef enum Form { // how a label is set off from what is said
    FORM_NONE,
    FORM_COLON,    // "Name: text", "**Name:** text", "[Name]: text"
    FORM_TIMED,    // "Name  0:05" or "00:00:05 Name" on a line of its own
    FORM_BRACKETS, // "[Name] text", "<P1> text", "{Name} text", "@Name text"
    FORM_BOLD,     // "**Name** text"
    FORM_DOT,      // "Q. text", "Mr. Smith. Text"
    FORM_ARROW,    // "P1> text"
    FORM_DASH,     // "P1 - text", "Anna.\u2014 Text"
    FORM_TAB,      // "P1\ttext"
    FORM_GAP,      // "P1   text", "P1 | text", "P1 [0:05] text"
    FORM_ALONE,    // "Name" on a line of its own
    FORM_HEADING,  // "## Name"
    FORMS
} Form;

typedef struct Head {
    Form form;
    Str name;        // without decoration; a view of the line
    Str qualifier;   // the brackets left out of the name: "(interviewer)"
    ptrdiff_t said;  // byte of the line where speech begins
    ptrdiff_t text;  // byte of the line where it goes on after a time mark
    int32_t ms;      // of the time mark, or NO_TIME
    int32_t end_ms;  // of its second time, or NO_TIME
    bool timed;      // a time mark stands before or beside the label
    bool unreadable; // and it is no time
    bool four;       // and it has four parts: the last is frames, or seconds
    bool chat;       // "time, tab, name, colon, tab": a chat log
    bool bold;       // the label is set in bold or italics
    bool listed;     // after "- ", "> " or a line number
    bool glued;      // nothing between the colon and what is said
    bool alone;      // nothing is said on the line
    bool sentence;   // so, or the line ends as a sentence does
    bool clear;      // the time tells hours, minutes and seconds, or stands
                     // behind the name: no agenda does so
    bool heading;    // a heading of Markdown that cannot be a name
} Head;

// Reads the start of a line.  A "\n" in it counts as a blank.
// Result: the head; FORM_NONE where no label stands, with `said` after the
//         time mark if there is one.
// Time:   a few hundred bytes of the line at most are looked at.
Head head_read(Str line);
// The same where the first `marked` bytes are set in bold, as nobody sees in
// the text: what "**Name** text" says with signs.
Head head_read_marked(Str line, ptrdiff_t marked);

#endif
