// model/transcript.h - one interview as text, turns and sentences.
//
// The text is canonical UTF-8 with "\n" line ends and never changes.  For plain
// text formats it is the decoded file; for subtitles and tables it is made by
// the format: "Speaker: what was said", a blank line between turns.  All
// positions are byte offsets into it.
#ifndef MODEL_TRANSCRIPT_H
#define MODEL_TRANSCRIPT_H

#include "base/arena.h"

typedef struct Span { // half-open byte range [begin, end) in Transcript.text
    int32_t begin, end;
} Span;

enum { NO_TIME = -1, NO_SPEAKER = -1, NO_QUESTION = -1, NONE = -1 };

// Role names are the codebook's own; these two have a meaning of their own.
#define ROLE_INTERVIEWER S("interviewer")
#define ROLE_PARTICIPANT S("participant")

typedef struct Speaker {
    Str name;             // the label, without blanks, colon and brackets
    Str role;             // ROLE_PARTICIPANT where nothing says otherwise
    bool role_by_default; // no pattern named this speaker
    int32_t turns;        // how many turns carry this label, see Turn
} Speaker;

typedef struct Speakers {
    Speaker *at;
    ptrdiff_t len, cap;
} Speakers;

// One speaker talking without interruption; in subtitles one caption.  Where
// turns are counted, or are a unit, captions that continue one another are one
// turn (a Stretch); where they are numbered one by one they are captions.
typedef struct Turn {
    Span span;        // what was said, without the label and its time mark
    int32_t speaker;  // index in Transcript.speakers, or NO_SPEAKER
    int32_t start_ms; // from the start of the recording, or NO_TIME
    int32_t end_ms;   // or NO_TIME
    int32_t line;     // where it begins in the file, from 1
    bool continues;   // a caption that goes on where the one before stopped:
                      // by the same speaker, or, where nobody knows who
                      // speaks, in the middle of a sentence
    int32_t question; // index in the codebook's questions, or NO_QUESTION
    bool asks;        // this turn asks that question
    Str column;       // tables: the name of the column it came from, or empty
} Turn;

typedef struct Turns { // in order; spans ascend and do not overlap
    Turn *at;
    ptrdiff_t len, cap;
} Turns;

typedef struct Sentence {
    Span span;    // without blanks at both ends; may run over several turns
                  // where the later ones continue the first
    int32_t turn; // where it begins
} Sentence;

typedef struct Sentences { // in order; spans ascend and do not overlap
    Sentence *at;
    ptrdiff_t len, cap;
} Sentences;

typedef struct Mark { // a place whose time or source line is known
    int32_t offset;   // byte offset in the text
    int32_t ms;       // from the start of the recording, or NO_TIME
    int32_t line;     // in the file, from 1, or 0
} Mark;

typedef struct Marks { // offsets ascend
    Mark *at;
    ptrdiff_t len, cap;
} Marks;

typedef struct Tag { // a code that a table gives to a turn, or to an answer
    int32_t turn;    // index of the turn, or NONE when only `column` tells
    Str column;      // question column it belongs to ("Q3"), or empty
    Str code;        // the column's name as written
} Tag;

typedef struct Tags {
    Tag *at;
    ptrdiff_t len, cap;
} Tags;

// A comment or a highlight that somebody set on the text in a word processor.
// Its words are the researcher's: as little as an interview's do they stand in
// findings.
typedef struct Remark {
    Span span;     // what it is about; empty where it points between characters
    Str text;      // the comment; empty for a highlight
    Str author;    // or empty; like the rest, without control characters
    Str date;      // as the file has it, "2026-01-31T09:30:00Z", or empty
    Str colour;    // of a highlight: "yellow", "#FFCC00"; empty for a comment
    Str column;    // of a table in which it stands, or empty
    Str answers;   // whom a reply answers, where that is known
    bool reply;    // to the comment before it that is none
    bool resolved; // marked as done
} Remark;

typedef struct Remarks { // spans ascend by their beginnings; they may overlap
    Remark *at;
    ptrdiff_t len, cap;
} Remarks;

typedef struct Transcript {
    Str document; // short name, unique in a study: "P01"
    Str file;     // as it was given
    Str format;   // name of the format that read it
    Str encoding; // of the file: "UTF-8"
    Str text;
    Str hash;        // hash_hex of text
    Str source_hash; // hash_hex of the file's bytes
    Str group;       // tables: the case named in the row, or empty
    bool verbatim;   // text is the decoded file, so lines can be counted in it
    int32_t cues;    // captions or segments read, where turns are told in
                     // such parts; else 0
    Speakers speakers;
    Turns turns;
    Sentences sentences;
    Marks marks;
    Tags tags;
    Remarks remarks;
} Transcript;

typedef struct Transcripts {
    Transcript *at;
    ptrdiff_t len, cap;
} Transcripts;

// Index of the speaker called `name`, who is added when new.
int32_t transcript_speaker(Transcript *transcript, Str name, Arena *arena);
// What `span` covers.
Str transcript_text(const Transcript *transcript, Span span);
// The name of a turn's speaker; the empty view without one, or for NONE.
Str transcript_turn_speaker(const Transcript *transcript, int32_t turn);
// The role of a turn's speaker; ROLE_PARTICIPANT without one, or for NONE.
Str transcript_turn_role(const Transcript *transcript, int32_t turn);
// The stretch a turn belongs to: it and the turns around it that continue one
// another.  Result: its turns [first, last] and the span they cover together.
typedef struct Stretch {
    int32_t first, last;
    Span span;
} Stretch;
Stretch transcript_stretch(const Transcript *transcript, int32_t turn);
// How many turns there are; captions that continue one another are one.
int64_t transcript_turns(const Transcript *transcript);
// What a turn's number counts: "caption" in subtitles, "segment" where people
// cut speech into annotations, intervals or utterances, else "turn".
const char *transcript_part(const Transcript *transcript);
// The turn that holds byte `offset`, the nearest one before it, or NONE.
int32_t transcript_turn_at(const Transcript *transcript, int32_t offset);
// The sentence that holds `offset` or is the first to end after it, or NONE.
int32_t transcript_sentence_at(const Transcript *transcript, int32_t offset);
// The line of the file at `offset`, from 1: counted in verbatim text, else that
// of the nearest mark or turn before it.
int32_t transcript_line_at(const Transcript *transcript, int32_t offset);
// The newest time mark at or before `offset` in its turn, or NO_TIME.
int32_t transcript_time_at(const Transcript *transcript, int32_t offset);

bool span_overlaps(Span a, Span b); // share at least one byte
bool span_contains(Span outer, Span inner);

// True when every invariant written above holds: spans ascend, lie within the
// text and on code point bounds, indices are in range.  For tests and fuzzers.
bool transcript_is_sound(const Transcript *transcript);

#endif
