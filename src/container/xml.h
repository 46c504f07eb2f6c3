// container/xml.h - XML and HTML as a row of events.
//
// The document is read once, from its start to its end.  No entity but those
// of XML itself and of HTML is known, no document type definition is loaded and
// nothing is fetched: a document that declares entities is refused.
#ifndef CONTAINER_XML_H
#define CONTAINER_XML_H

#include "base/arena.h"
#include "base/err.h"

typedef enum XmlEvent {
    XML_END_OF_FILE, // also where reading failed: see xml_close
    XML_OPENS,       // an element begins; an empty one ends at once
    XML_CLOSES,      // it ends
    XML_TEXT,        // text, CDATA, blanks
} XmlEvent;

typedef struct Xml Xml;

// Opens a document, which views `text`: UTF-8, whatever its declaration says.
// `what` names it in errors ("word/document.xml"), or is empty.
Xml *xml_open(Str text, Str what, Arena *arena);
// The same for HTML, however badly it is formed.  Names are in small letters.
Xml *xml_open_html(Str text, Arena *arena);
// Closes it, where the events ended or before.
// Errors: ERR_INPUT, with its line, where the document was not well formed or
//         went beyond limits.h; what was read until then was sound.
bool xml_close(Xml *xml, Err *err);

XmlEvent xml_next(Xml *xml);
// Of the element that opened or closed: its name without prefix ("p"), and the
// prefix ("w"), which may be empty.  Prefixes are as the document has them.
Str xml_name(const Xml *xml);
Str xml_prefix(const Xml *xml);
bool xml_is(const Xml *xml, const char *name);
// True for any of some names, a blank between them: "p h".
bool xml_is_one_of(const Xml *xml, const char *names);
// The value of an attribute of the element that opened, whose name is compared
// without its prefix unless `name` has one ("xml:id"); the empty view without.
// Lives in the arena.
Str xml_attribute(Xml *xml, const char *name);
// The same, until it is asked for another one or for the next event.
Str xml_glance(Xml *xml, const char *name);
// True when it is there, be it empty.
bool xml_has(Xml *xml, const char *name);
// The text of XML_TEXT; until the next event.
Str xml_text(const Xml *xml);
// How many elements stand open, the one of the event included.
int xml_depth(const Xml *xml);
int32_t xml_line(const Xml *xml); // from 1

// Takes the next event within the element of `depth`; false at its end, and at
// the document's.
bool xml_within(Xml *xml, int depth, XmlEvent *event);
// Passes over what is in the element that opened, up to its end: the event then
// is XML_CLOSES of it.
void xml_skip(Xml *xml);
// All text in the element that opened, up to its end, in the arena.
Str xml_content(Xml *xml);

// The name of the outermost element at the start of a text, without prefix, or
// the empty view where it does not begin as XML or HTML does.  Looks at the
// first bytes only and at nothing but names: for telling formats apart.
Str markup_root(Str text);
// True when the text's first bytes hold `name` as a namespace or anything else.
bool markup_mentions(Str text, const char *name);

// The version of the library that reads.
const char *xml_library(void);

#endif
