// parse/document/rtf_words.h - the words of Rich Text that matter to a
// transcript.
#ifndef PARSE_DOCUMENT_RTF_WORDS_H
#define PARSE_DOCUMENT_RTF_WORDS_H

#include "base/map.h"

typedef enum RtfAct {
    RTF_IGNORED, // layout
    // what a group holds, said at its start
    RTF_SKIPS,        // no text of the document
    RTF_HEADS,        // a running head or foot
    RTF_COMMENTS,     // a comment
    RTF_RANGE_BEGINS, // what it is about: the number of it
    RTF_RANGE_ENDS,
    RTF_REF,    // the range that the comment is about
    RTF_AUTHOR, // who wrote it, and when
    RTF_DATE,
    RTF_COLOURS, // the table of colours
    RTF_NOTES,   // a footnote
    RTF_FONTS,   // the table of fonts
    RTF_STYLES,  // the table of styles
    RTF_BOX,     // a text box
    RTF_BODY,    // text after all, within what is skipped
    // what stands in the text
    RTF_CHARACTER, // .value
    RTF_UNIT,      // "\u"
    RTF_LINE,
    RTF_PARAGRAPH,
    RTF_CELL,
    RTF_ROW,
    RTF_INNER_CELL, // of a table within a cell
    RTF_INNER_ROW,
    // how characters are
    RTF_PLAIN,
    RTF_BOLD,
    RTF_HIDDEN,
    RTF_DELETED,
    RTF_HIGHLIGHT,
    RTF_BACK, // the colour behind, in the table
    RTF_FONT,
    RTF_PASSES, // "\uc"
    // how paragraphs are
    RTF_PARD,
    RTF_IN_TABLE,
    RTF_STYLE,
    RTF_OUTLINE,
    // what a colour is made of
    RTF_RED,
    RTF_GREEN,
    RTF_BLUE,
    // how the document is
    RTF_DEFAULT_FONT,
    RTF_PAGE,     // the code page is .value
    RTF_ANSI_PAGE // the code page is the number
    ,
    RTF_FONT_CHARSET,
    RTF_FONT_PAGE,
} RtfAct;

typedef struct RtfWord {
    const char *word;
    RtfAct act;
    int32_t value;
} RtfWord;

Map rtf_words(Arena *arena);
// What a word of the file does.
RtfWord rtf_word(const Map *words, Str word);

#endif
