// parse/document/rtf_text.h - the text of a Rich Text file, from bytes in many
// code pages and from numbers.
#ifndef PARSE_DOCUMENT_RTF_TEXT_H
#define PARSE_DOCUMENT_RTF_TEXT_H

#include "base/buf.h"
#include "text/text.h"

enum { RTF_PAGES_MAX = 48 }; // code pages of one file; there are not more

typedef struct RtfPage {
    int32_t number;
    CodePage *page; // NULL where nobody knows it
} RtfPage;

typedef struct RtfText {
    Buf text;    // UTF-8
    Buf waiting; // bytes in code page `number`, not yet in `text`
    int32_t number;
    uint32_t high;  // the first half of a surrogate pair, or 0
    int32_t passes; // how many characters stand for those that do not know \u
    ptrdiff_t bad;  // bytes and halves that are no text
    RtfPage pages[RTF_PAGES_MAX];
    int pages_len;
    Arena *arena;
} RtfText;

RtfText rtf_text_new(Arena *arena);
void rtf_text_close(RtfText *text);
// Text that follows is in that code page.
void rtf_text_page(RtfText *text, int32_t number);
// Bytes of text in the code page.
void rtf_text_bytes(RtfText *text, Str bytes);
// "\u": a UTF-16 unit, perhaps negative, or a code point; `passes` characters
// that follow say the same and are passed over.
void rtf_text_unit(RtfText *text, int32_t number, int32_t passes);
// A character that has a word of its own ("\emdash").
void rtf_text_point(RtfText *text, uint32_t point);
// True where something other than bytes is passed over after "\u".
bool rtf_text_passes(RtfText *text);
// Brings all that came into .text.  To be called before .text is looked at.
void rtf_text_settle(RtfText *text);

// The code page of a font by its \fcharset, or 0 where that leaves it to the
// document.
int32_t rtf_charset_page(int32_t charset);

#endif
