// parse/unread.h - files that are known by their shape and not read yet.
#ifndef PARSE_UNREAD_H
#define PARSE_UNREAD_H

#include "base/str.h"

// What a decoded file is, when it is markup or data whose tags and keys would
// be read as speech: "an HTML page; …", with advice.  A format that comes to be
// read loses its rows in the table.
// Result: NULL where the text may be a transcript.
const char *unread_kind(Str text, Str file);

#endif
