// report/excerpt.h - the one gate from a transcript's words to a reader.
//
// Every output (pages, tables, CSV, JSON, Markdown, the command line) takes
// what somebody said from here and from nowhere else.  Words of a participant
// who has not consented to be quoted never pass: a note stands in their place.
#ifndef REPORT_EXCERPT_H
#define REPORT_EXCERPT_H

#include "model/study.h"

// Shown in place of words that may not be quoted.
#define EXCERPT_WITHHELD S("[words withheld: no consent to quote]")

typedef struct Spans {
    Span *at;
    ptrdiff_t len, cap;
} Spans;

typedef struct Part { // of an excerpt's words
    Span span;        // in the document's text
    int32_t at;       // where it begins in the words
} Part;

typedef struct Parts { // ascending; one per turn
    Part *at;
    ptrdiff_t len, cap;
} Parts;

typedef struct Excerpt { // a span of a document, ready to be shown
    int32_t document;    // index in Study.documents
    Span span;           // bytes of the document's text
    int32_t turn;        // index of the turn it begins in, or NONE
    Str name;            // the document's
    Str speaker;         // pseudonym or label, as consent allows; may be empty
    Str role;            // "participant"
    Str group;           // stakeholder group, or empty
    Strs cases;          // ids of the cases that it counts for
    int32_t number;      // of the turn, from 1; 0 without a turn
    const char *part;    // what the number counts: "turn", in subtitles
                         // "caption"
    int32_t line;        // of the file, from 1
    Str time;            // "00:12:04", or empty where none is known
    bool withheld;       // `words` is the note
    Str words;           // what was said, or EXCERPT_WITHHELD
    Parts parts;         // where the words come from; empty when withheld
    Spans hits;          // bytes of `words` that made rules hold; ascending,
                         // not overlapping; empty when withheld
} Excerpt;

typedef struct Reason { // one hit behind a coding, ready to be shown
    Str rule, written;  // the rule's id, and the rule in one line
    Str words;          // of the hit, or EXCERPT_WITHHELD
    Str context;        // "affirmed"
    Str trigger;        // the word that told the context; empty when none or
                        // withheld
    Span span;          // of the hit in the document's text
    bool withheld;
} Reason;

// What may be shown of `span`: its words, or EXCERPT_WITHHELD.  Only what was
// said is in it: where the span runs over several turns, the labels between
// them are left out, and a change of speaker is told by the pseudonym in
// brackets.
// Memory: a view of the transcript where that is possible, else the arena.
Str excerpt_words(const Study *study, int32_t document, Span span,
                  Arena *arena);

// True when all that is said in this turn may be shown.
bool excerpt_may_show(const Study *study, int32_t document, int32_t turn);

// The span with all that a reader wants to know of it.
Excerpt excerpt_of(const Study *study, int32_t document, Span span,
                   Arena *arena);
// The same for a coding (index in Study.codings), with its hits.
Excerpt excerpt_of_coding(const Study *study, int32_t coding, Arena *arena);
// The same for what a hit codes: hit `hit` of the document's hits.
Excerpt excerpt_of_hit(const Study *study, int32_t document, int32_t hit,
                       Arena *arena);
// Adds the hits of some codes that lie in the excerpt: codes[code] says which.
// Hits that a rule's policy excluded count too.
void excerpt_mark(Excerpt *excerpt, const Study *study, const bool *codes,
                  Arena *arena);

// Why a rule coded this: hit `hit` of the document's hits.
Reason excerpt_reason(const Study *study, int32_t document, int32_t hit,
                      Arena *arena);

// "00:12:04" of milliseconds; empty for NO_TIME.  Hours grow as needed.
Str excerpt_time(int32_t ms, Arena *arena);

// What a researcher wrote about a coding ("why"), which may repeat the words it
// is about: withheld with them, and with those its decision quoted or left.
Str excerpt_why(const Study *study, int32_t coding);
// What a memo says (index in Study.memos): withheld with the words that it is
// about, and where it calls a participant who has a pseudonym by the label in
// a transcript.
Str excerpt_memo(const Study *study, int32_t memo);

#endif
