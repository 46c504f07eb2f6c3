// parse/cast.h - who speaks in a file: which of the names at its line starts
// are speakers.
//
// A label is known by its words and by coming again.  Which evidence is enough
// depends on how it is set off: a colon needs less than a name alone on its
// line.  A file has one usual form of label; others count for known names.
#ifndef PARSE_CAST_H
#define PARSE_CAST_H

#include "base/map.h"
#include "model/transcript.h"
#include "parse/head.h"
#include "parse/name.h"

enum { CAST_NAMES_MAX = 1 << 17 }; // further names are no labels

typedef struct Called { // a name that stands at line starts
    Str name;
    NameKind kind;
    bool asks;            // one of the usual labels of an interviewer
    bool speaks;          // is a speaker's label
    int32_t count;        // how often it was noted
    int32_t forms[FORMS]; // and in which form
    int32_t bold;         // how often in bold
    int32_t paragraph;    // how often at the start of a paragraph
    int32_t plain;        // how often neither listed nor glued
    int32_t speaker;      // index in Transcript.speakers, or NO_SPEAKER
} Called;

typedef struct Calleds {
    Called *at;
    ptrdiff_t len, cap;
} Calleds;

typedef struct Cast { // {0} is empty
    Map names;
    Calleds called; // by the numbers of `names`
    Form form;      // the usual one, FORM_NONE when nobody speaks
    bool recurs;    // a label stands more than once
    bool listed;    // labels mostly follow a bullet or a line number
} Cast;

// Notes a head as evidence.
// Result: the number of its name, or NONE where it cannot be a label.
int32_t cast_note(Cast *cast, const Head *head, bool paragraph, Arena *arena);
// The same without counting it.
int32_t cast_find(const Cast *cast, const Head *head);
// Decides, once all heads are noted.  `paragraphs` is how many there are.
// Time: O(names).
void cast_decide(Cast *cast, int32_t paragraphs);
// True when a head with this name is a speaker's label.
bool cast_takes(const Cast *cast, int32_t name, const Head *head);
// True when all who are labelled ask.
bool cast_only_asks(const Cast *cast);

#endif
