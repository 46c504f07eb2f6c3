// model/coding.h - hits, decisions and codings.
#ifndef MODEL_CODING_H
#define MODEL_CODING_H

#include "model/codebook.h"
#include "model/transcript.h"

typedef struct Hit { // where a rule matched
    Span span;       // the exact words that made it hold
    Span coded;      // what is coded: the rule's `span` around it
    int32_t rule;    // index in Codebook.rules
    int32_t turn;    // where it begins
    Context context;
    Str trigger;   // the word that told the context, or empty
    bool excluded; // by the rule's policy: evidence against, not coded
} Hit;

typedef struct Hits { // of one document: by begin, end, rule
    Hit *at;
    ptrdiff_t len, cap;
} Hits;

typedef enum Action {
    ACTION_ADD,
    ACTION_REMOVE,
    ACTION_CONFIRM,
    ACTION_RECODE, // to another code
    ACTION_MOVE,   // to another quote
    ACTION_MEMO,   // no coding at all: a note beside the words, see Memo
    ACTIONS
} Action;

typedef struct Decision { // what a person said of a coding; never changed
    int64_t sequence;     // place in time; assigned by the store, from 1
    Action action;
    Str document, code, to; // ids; `to` for recode.  A memo has no code, and
                            // in `to` what kind of note it is
    Str quote, quote_to;    // the words; quote_to for move
    Str before, after;      // what stands around the quote, or empty
    int32_t turn;           // from 1, or 0
    Str coder, date, why;
    Str revision;   // hash of the text it was made on, or empty until anchored
    Span span;      // of the quote there; begin NONE when not found
    Span span_to;   // of quote_to
    Place place;    // in the override file, or empty
    Str source;     // the file that told it; empty: the command line
    int64_t told;   // its place among all that was told, see store_tell
    bool withdrawn; // no longer in force
} Decision;

typedef struct Decisions { // in order of sequence
    Decision *at;
    ptrdiff_t len, cap;
} Decisions;

typedef enum Origin { ORIGIN_RULE, ORIGIN_CODER } Origin;

typedef enum Status {
    STATUS_CODED,     // by a rule
    STATUS_CONFIRMED, // by a rule, and a person agrees
    STATUS_ADDED,     // by a person
    STATUS_REMOVED,   // a person disagrees
    STATUSES
} Status;

typedef struct Coding { // a span that carries a code, and why
    int32_t document;   // index in Study.documents
    int32_t code;       // index in Codebook.codes
    Span span;
    int32_t turn; // where it begins
    Origin origin;
    Status status;
    bool disputed;      // coders differ and none has settled it
    Context context;    // of its hits the most affirmed; affirmed when added
    int32_t first_hit;  // in Study.hits of the document, NONE without
    int32_t hits;       // how many hits it has (by index list below)
    int32_t *hit_index; // hits[] indices into that document's Hits
    Str coder;          // who added, confirmed or removed it; else empty
    Str why;            // the newest decision's reason
    Span about[2];      // what that decision quotes, and where it moved it;
                        // empty without
} Coding;

typedef struct Codings { // by document, begin, end, code
    Coding *at;
    ptrdiff_t len, cap;
} Codings;

// What somebody wrote beside the words: an analytic memo, a comment in a word
// processor.  It is kept as a decision is, and placed by resolve_memos.
typedef struct Memo {
    int32_t document; // index in Study.documents
    Span span;        // what it is about
    Str kind;         // "comment", "reply to Anna", "highlight yellow", or
                      // empty where somebody wrote it for the study
    Str text, author;
    Str date;     // or empty
    Str source;   // the file that told it; empty: the command line
    int32_t told; // its place in the order in which memos were told
} Memo;

typedef struct Memos { // by document, begin, end, the order they were told in
    Memo *at;
    ptrdiff_t len, cap;
} Memos;

// How many stand: those that nobody removed.
int64_t codings_standing(const Codings *codings);

const char *action_name(Action action);
const char *status_name(Status status);
const char *origin_name(Origin origin);
bool action_named(Str name, Action *action);

#endif
