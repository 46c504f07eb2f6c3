// parse/document/docx.h - a Word document as paragraphs and tables.
//
// Source: ECMA-376, part 1, 17 (WordprocessingML), and part 3 for markup of
// later versions.  Elements go by their names without the namespace, which the
// strict variant has another of.
#ifndef PARSE_DOCUMENT_DOCX_H
#define PARSE_DOCUMENT_DOCX_H

#include "container/ooxml.h"
#include "parse/document/draft.h"

typedef struct Parts { // of the package
    Str document;      // the main part
    Styles styles;
    Map comments;    // their ids, numbered as
    Remarks remarks; // without spans
    Ints threads;    // per remark: the one that it replies to, or NONE
} Parts;

// True when an archive holds a Word document.
bool docx_is_one(Zip *zip);
// Reads what stands beside the document itself; parts that are missing say
// nothing.
// Errors: ERR_INPUT.
bool docx_parts(Zip *zip, Parts *parts, Arena *arena, Err *err);
// Reads the comments, and where that is known which answers which and what is
// done: part `threads`, which may be missing.
// Errors: ERR_INPUT.
bool docx_comments(Zip *zip, Str part, Str threads, Parts *parts, Arena *arena,
                   Err *err); // docx_comments.c
// What an element of properties says: "b", "vanish", "highlight", "shd", …
void docx_look(Xml *xml, Style *look);
// The document.
// Errors: ERR_INPUT.
bool docx_flow(Zip *zip, const Parts *parts, Flow *flow, Arena *arena,
               Err *err);

#endif
