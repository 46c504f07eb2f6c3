// parse/talk/people.h - who speaks, in files that name people once and refer to
// them by an id.
#ifndef PARSE_TALK_PEOPLE_H
#define PARSE_TALK_PEOPLE_H

#include "base/map.h"

typedef struct People { // {0} is empty
    Map ids, taken;
    Strs names; // of each id
} People;

// Adds somebody; without a name it is the id.  Of two with one id the first
// stays.  Two people of one name are told apart by their ids: "Ada (spk2)".
// `id` must live as long as the people.
void people_add(People *people, Str id, Str name, Arena *arena);
// Somebody who was added is referred to by another id too.
void people_also(People *people, Str id, Str also, Arena *arena);
// True where the id is known, or is empty: then nobody is meant.
bool people_know(const People *people, Str id);
// The name behind an id; the id itself where it is not known.
Str people_name(const People *people, Str id);

#endif
