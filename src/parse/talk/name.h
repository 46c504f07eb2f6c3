// parse/talk/name.h - what a speaker may be called.
#ifndef PARSE_TALK_NAME_H
#define PARSE_TALK_NAME_H

#include "base/arena.h"

enum { NAME_POINTS_MAX = 63 }; // as MAXQDA and QualCoder have it

// How much the words alone speak for a speaker's name, in rising order.
typedef enum NameKind {
    NAME_BAD,    // a word that heads metadata or a sentence: "Date", "Note"
    NAME_PHRASE, // several words in lower case: "the lady at the back"
    NAME_PLAIN,  // one word in lower case: "maria"
    NAME_PROPER, // capitalised: "Maria", "Adam Stacoviak"
    NAME_CAPS,   // capitals: "MSM", "PRESIDENT NIXON"
    NAME_ROLE,   // a role or a code: "Interviewer", "Speaker 1", "P01", "I"
} NameKind;

// True when `name` could be a name at all: at most NAME_POINTS_MAX code points,
// eight words, no punctuation of sentences, addresses or markup.
bool name_fits(Str name);
NameKind name_kind(Str name, Arena *arena);
// The name as far as case, blanks and the form of accents go.
Str name_likeness(Str name, Arena *arena);
// True for a word that stands before names, case and its full stop left aside:
// "Mr", "Prof.", "Senator", "Señora".
bool name_is_title(Str word);
// True when a name begins with such a word, an article before it left aside.
bool name_is_titled(Str name);
// "Question" of "Question 3", "Q" of "Q12", or the empty view where no number
// ends the name.
Str name_before_number(Str name);
// True for "q", "Frage" and the like; for "a", "Antwort" and the like.
bool name_is_question(Str name, Arena *arena);
bool name_is_answer(Str name, Arena *arena);
// True for the usual labels of those who ask: I, INT, Q, Interviewer,
// Moderator … in several languages.
bool name_asks(Str name, Arena *arena);

#endif
