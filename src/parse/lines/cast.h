// parse/lines/cast.h - who speaks in a file: which of the names at its line
// starts are speakers.
//
// A label is known by its words and by coming again.  Which evidence is enough
// depends on how it is set off: a colon needs less than a name alone on its
// line.  A file has one usual form of label; others count for known names.
// Where one form begins all that is said, it is the rule of the file, and a
// name needs less.
#ifndef PARSE_LINES_CAST_H
#define PARSE_LINES_CAST_H

#include "base/map.h"
#include "model/transcript.h"
#include "parse/lines/head.h"
#include "parse/talk/name.h"

enum { CAST_NAMES_MAX = 1 << 17 }; // further names are no labels

typedef struct Called { // a name that stands at line starts
    Str name;
    NameKind kind;
    bool asks;            // one of the usual labels of an interviewer
    bool speaks;          // is a speaker's label
    bool marked;          // set off as most labels are: in bold, by a time
    bool titled;          // "Mr. Smith", "Senator Cruz"
    bool ruled;           // stands once, but the form rules a short file
    Str numbered;         // "Q" of "Q3", where each question has a number
    bool certain;         // the study says that this is a speaker
    int32_t likeness;     // names that differ by case and blanks share one
    int32_t count;        // how often it was noted
    int32_t forms[FORMS]; // and in which form
    int32_t bold;         // how often in bold
    int32_t timed; // how often with a time mark before it, or beside it with
                   // nothing said on the line
    int32_t chat;  // how often in a line of a chat log
    int32_t paragraph; // how often at the start of a paragraph
    int32_t plain;     // how often neither listed nor glued
    int32_t sentences; // how often a sentence ends with the line, or follows it
    int32_t clear;     // how often beside a time that is one of a recording
} Called;

typedef struct Calleds {
    Called *at;
    ptrdiff_t len, cap;
} Calleds;

typedef struct Likeness { // of all names that look alike
    int32_t count, forms[FORMS];
} Likeness;

typedef struct Likenesses {
    Likeness *at;
    ptrdiff_t len, cap;
} Likenesses;

typedef struct Pattern {         // how a file uses a form, whatever the names
    int32_t heads, alone, names; // alone: what is said is on the next line
    int32_t listed;              // behind a bullet or a line number
    int32_t before;              // the time stands before the name
    int32_t roles;
    int32_t lines, paragraphs; // of the text up to the first such head
    bool rules;        // it begins nearly all that is said from there on:
    bool by_paragraph; // each paragraph, else each line
    bool recurs;       // so, and its names come again
} Pattern;

typedef struct Cast { // {0} is empty
    Map names;
    Calleds called; // by the numbers of `names`
    Map certain;    // likenesses of labels that the study names
    Map likeness_names;
    Likenesses likenesses;
    Pattern patterns[FORMS];
    int32_t lines, paragraphs; // of text so far, as cast_line counts them
    bool asked;                // one of them ends in a question
    Form form;                 // the usual one, FORM_NONE when nobody speaks
    bool recurs;               // a label stands more than once
    Form beside;    // in which "Q" and "A" stand beside it, or FORM_NONE
    bool listed;    // labels mostly follow a bullet or a line number
    bool paragraph; // labels nearly always begin a paragraph
} Cast;

// Takes labels that are certainly speakers', before any head is noted.  One
// that stands once is enough, as of a role.
void cast_know(Cast *cast, Strs labels, Arena *arena);
// Counts a line of text, before its head is noted; `paragraph`: one begins.
void cast_line(Cast *cast, Str line, bool paragraph);
// Notes a head as evidence.
// Result: the number of its name, or NONE where it cannot be a label.
int32_t cast_note(Cast *cast, const Head *head, bool paragraph, Arena *arena);
// The number of a head's name where it is noted already, or NONE.
int32_t cast_find(const Cast *cast, const Head *head);
// Notes that a name stands once more, though not as evidence.
void cast_see(Cast *cast, int32_t name);
// Decides, once all heads are noted.  `paragraphs` is how many there are.
// Time: O(names).
void cast_decide(Cast *cast, int32_t paragraphs, Arena *arena);
// True when a head with this name is a speaker's label.
bool cast_takes(const Cast *cast, int32_t name, const Head *head);
// True when no label like it stands elsewhere.
bool cast_stands_once(const Cast *cast, int32_t name);
// True when all who are labelled ask.
bool cast_only_asks(const Cast *cast);

#endif
