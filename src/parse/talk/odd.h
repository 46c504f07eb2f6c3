// parse/talk/odd.h - what is odd in one file, counted, so that it is told once.
//
// A file may have 40,000 empty turns; its findings stay a handful.
#ifndef PARSE_TALK_ODD_H
#define PARSE_TALK_ODD_H

#include "base/diag.h"

typedef enum Oddity {
    ODD_PREAMBLE,         // text before the first label
    ODD_EMPTY_TURN,       // a label with nothing said
    ODD_BACKWARDS,        // a turn that ends before it starts
    ODD_NO_LABEL,         // no label in the whole file
    ODD_NO_LABEL_CUES,    // the same among captions
    ODD_ONCE_TAKEN,       // a label seen once, taken for one
    ODD_ONCE_LEFT,        // a label seen once, left in the text
    ODD_AMID,             // a label amid a line
    ODD_GOES_ON,          // a row that names nobody, below one that does
    ODD_BROKEN_VOICE,     // a voice tag that names who speaks over
    ODD_BAD_TIME,         // a mark that is no time
    ODD_TIME_OF_DAY,      // a time that is not the recording's
    ODD_NO_HEADER,        // WebVTT without its first line
    ODD_BAD_CUE,          // a cue whose time line is unreadable
    ODD_STRAY_TEXT,       // caption text after a blank line
    ODD_EMPTY_CUE,        // a caption without text
    ODD_OPEN_TAG,         // "<" that begins no tag
    ODD_REPEATED,         // rolling captions
    ODD_EVENT,            // a pause, a stage direction
    ODD_QUESTION_HEADING, // a numbered question that nobody says
    ODD_FOOTER,           // the mark of a transcription service
    ODD_COMMENTS,         // at the end, for signs in the text
    ODD_ROW,              // of a table that is no transcript
    ODD_TOO_MANY,         // lines beyond ITEMS_MAX
    ODD_DANGLING,         // an annotation that refers to what is not there
    ODD_NOTHING,          // no turn in which anything is said
    ODDITIES
} Oddity;

typedef struct Odds { // {0} is empty
    int64_t count[ODDITIES];
    int32_t line[ODDITIES]; // of the first, from 1
} Odds;

void odds_add(Odds *odds, Oddity oddity, int32_t line);
// Adds what was odd in another part, wherever it stands in the file.
void odds_join(Odds *odds, const Odds *more);
// One finding for each oddity that was met, in the order above.
void odds_report(const Odds *odds, Str file, Diags *diags);

#endif
