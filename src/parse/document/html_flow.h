// parse/document/html_flow.h - a page of HTML as paragraphs and tables.
#ifndef PARSE_DOCUMENT_HTML_FLOW_H
#define PARSE_DOCUMENT_HTML_FLOW_H

#include "parse/document/flow.h"

// Reads a page, or a piece of one, as a browser would show it: blocks are
// paragraphs, blanks are one blank, what is hidden is left out.  A time stamp
// of oTranscribe becomes a mark, "[00:00:12.34]".  A table is one where it has
// more than one column and no table within; else its cells are paragraphs.
// Findings: T023 to T025 count what is left out.
// Errors: ERR_INPUT for what goes beyond limits.h.
// Source: HTML Living Standard, 15.3 (rendering of flow content).
bool html_flow(const Source *source, Str text, Flow *flow, Arena *arena,
               Diags *diags, Err *err);

#endif
