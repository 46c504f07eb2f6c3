// parse/document/rtf_reader.h - a Rich Text file while it is being read: its
// groups, and paragraphs that come in piece by piece.
//
// For format_rtf.c.
#ifndef PARSE_DOCUMENT_RTF_READER_H
#define PARSE_DOCUMENT_RTF_READER_H

#include "container/limits.h"
#include "parse/document/rtf.h"
#include "parse/document/rtf_remarks.h"

enum { FONTS_MAX = 1 << 15, STYLES_MAX = 1 << 15, LEVELS = 9 };

typedef enum RtfWhere {
    IN_BODY,
    IN_FONTS,
    IN_STYLES,
    IN_COLOURS,
    IN_NOTHING, // what is passed over
} RtfWhere;

typedef struct RtfParagraph { // while its text comes in
    ptrdiff_t begin;          // of it, in RtfText.text
    bool plain;               // not all of it is bold
    int32_t marked;           // bytes that are, before what is plain
    Row row;                  // cells of the row that it may belong to
    Rows table;               // rows of the table
} RtfParagraph;

typedef struct RtfGroup { // between braces: what was said before holds again
    RtfWhere where;
    bool starred; // "\*" came, and the word is next
    bool bold, hidden, deleted;
    int32_t font, passes;
    bool in_table, heading;
    int32_t highlight, back; // colours behind the text
    bool box;                // a text box, which stands beside a paragraph
    RtfAct part;             // of a comment, which does too; RTF_IGNORED: none
    RtfParagraph anchored;   // that paragraph
} RtfGroup;

typedef struct RtfReader {
    Rtf rtf;
    RtfText text;
    Map words;
    RtfGroup groups[NESTING_MAX];
    int depth; // how many are open
    RtfParagraph paragraph;
    Blocks blocks;
    uint16_t *pages; // of fonts: a code page, or 0 for that of the document
    bool *headings;  // styles that are headings
    Buf name;        // of the style that is defined
    int32_t style, font, default_font, page;
    RtfRemarks remarks;
    int aside;                    // groups open that are parts of a comment
    int32_t unseen, heads, notes; // left out: how many
    bool passing;                 // within unseen text
    bool ended;
    Arena *arena;
} RtfReader;

// The innermost group.
RtfGroup *rtf_group(RtfReader *reader);
// The text of the paragraph that comes in, which begins anew.
Str rtf_take_paragraph(RtfReader *reader, int32_t *marked);
void rtf_end_paragraph(RtfReader *reader);
void rtf_end_cell(RtfReader *reader);
void rtf_end_row(RtfReader *reader);
// Ends whatever has begun.
void rtf_end_all(RtfReader *reader);
// A comment, or what is said of it, in a paragraph of its own that is none of
// the document's; its end belongs to it.
void rtf_begin_part(RtfReader *reader, RtfAct act);
void rtf_end_part(RtfReader *reader);
// A text box, the same, but its paragraphs are the document's.
void rtf_begin_box(RtfReader *reader);
void rtf_end_box(RtfReader *reader);

#endif
