// parse/document/pdf.h - printed pages, and the steps from them to paragraphs.
//
//     XML of pdftotext -pdf_read-> pieces of lines -pdf_margins-> without what
//     is printed around -pdf_order-> lines as one reads -pdf_flow-> paragraphs
#ifndef PARSE_DOCUMENT_PDF_H
#define PARSE_DOCUMENT_PDF_H

#include "parse/document/flow.h"

enum { PDF_POINT = 100 }; // units of length in a point, 1/72 inch

typedef struct PdfBox { // in units from the upper left corner of the page
    int32_t left, top, right, bottom;
} PdfBox;

typedef struct PdfWord {
    Str text;
    PdfBox box;
} PdfWord;

typedef struct PdfLine {
    PdfBox box;
    ptrdiff_t first, len; // its words
    int32_t page;         // from 0
    int32_t band;         // of the page: what stands across its columns parts
                          // it in bands
    int32_t column;       // within the band, from 0
    int32_t number;       // in the margin, or NONE
    bool gone;            // stands around the text, and is left out
} PdfLine;

typedef struct PdfPage {
    int32_t width, height;
    ptrdiff_t first, len; // its lines
} PdfPage;

typedef struct Pdf {
    struct {
        PdfWord *at;
        ptrdiff_t len, cap;
    } words;
    struct {
        PdfLine *at;
        ptrdiff_t len, cap;
    } lines;
    struct {
        PdfPage *at;
        ptrdiff_t len, cap;
    } pages;
    Ints stops;      // where columns of a table begin, ascending
    Ints aligned;    // the same, where nearly all lines across have a word
    int64_t heads;   // lines gone: running heads and feet, page numbers
    int64_t numbers; // in the margin, gone
    bool leftward;   // written from right to left: all is mirrored, so that
                     // "left" is where one begins to read
    Arena *arena;
} Pdf;

// ---- pdf_read.c

// Reads what "pdftotext -bbox-layout" writes; pieces of lines, from top to
// bottom of each page.
// Errors: ERR_INPUT where that is not as it should be.
bool pdf_read(Str xml, Pdf *pdf, Err *err);
// From top to bottom, and from left to right; for qsort.
int pdf_by_top(const void *line, const void *other);

// ---- pdf_margins.c

// Takes out what is printed around the text: numbers of lines or paragraphs in
// the margin, heads and feet that run over the pages.
void pdf_margins(Pdf *pdf);

// ---- pdf_order.c

// Puts the lines in the order in which one reads them: pieces of one line are
// one line, and of two columns of prose the left one comes first.  A line that
// the end of its page cuts in two, and that stands whole on the next one, is
// there once.
void pdf_order(Pdf *pdf);

// ---- pdf_flow.c

// Makes paragraphs of lines, and whole words of those that a line end parts.
void pdf_flow(const Pdf *pdf, Flow *flow);

// ---- pdf_words.c

// Finds where columns of a table begin: several words stand there behind a gap,
// or nearly all lines that cross the place have one there, however near the
// word before it is.
void pdf_find_stops(Pdf *pdf);
// The text of a line; a wide gap is a tab, and so is one before a stop.
Str pdf_line_text(const Pdf *pdf, const PdfLine *line, Arena *arena);

#endif
