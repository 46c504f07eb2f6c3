// parse/document/odt.h - an OpenDocument text as paragraphs and tables.
//
// Source: OASIS OpenDocument 1.3, part 3.  Elements go by their names without
// the namespace's prefix, which a file may choose.
#ifndef PARSE_DOCUMENT_ODT_H
#define PARSE_DOCUMENT_ODT_H

#include "container/xml.h"
#include "parse/document/draft.h"

// Adds the styles that a document names.
void odt_styles(Xml *xml, Styles *styles, Arena *arena);
// Reads content.xml, or a flat document: styles first, then what is said.
void odt_flow(Xml *xml, Styles *styles, Flow *flow, Arena *arena);

#endif
