// parse/document/draft.h - a document while it is being read: the styles it
// names, and paragraphs that come in piece by piece.
#ifndef PARSE_DOCUMENT_DRAFT_H
#define PARSE_DOCUMENT_DRAFT_H

#include "base/map.h"
#include "parse/document/flow.h"

// ---- styles

typedef enum Tell { // what a style says of one thing
    TELLS_NOTHING,
    TELLS_NO,
    TELLS_YES
} Tell;

typedef struct Style {
    Tell bold, hidden, heading;
    int32_t level; // of a heading, from 1, or 0
    Str colour; // behind the text: "yellow", "#FFCC00", "none"; empty: untold
    Str parent; // the style it is made from, or empty
} Style;

typedef struct Styles { // {0} is empty
    Map names;
    Style *at; // by their numbers
    ptrdiff_t len, cap;
} Styles;

// The style of that name, which is added when new.
Style *styles_put(Styles *styles, Str name, Arena *arena);
// What a style says, with all that it is made from; nothing of an unknown one.
Style styles_told(const Styles *styles, Str name);
// What `upper` says, and `lower` where it says nothing.
Style style_over(Style upper, Style lower);

// ---- paragraphs

typedef struct Draft {
    Flow *flow;
    Buf text;           // of the paragraph that comes in
    int32_t marked;     // bytes of it that are in bold, before what is not
    bool plain;         // not all of it is bold
    int32_t level;      // where it is a heading
    int32_t highlight;  // the remark that is open, or NONE
    Str colour;         // its colour
    Blocks boxes;       // what stands in boxes beside the paragraph
    bool colours_count; // a highlight is a remark
    Arena *arena;
} Draft;

Draft draft_new(Flow *flow, Arena *arena);
// Adds words that look so; hidden ones are counted and left out.
void draft_add(Draft *draft, Str words, const Style *look);
// Ends the paragraph, empty or not, and adds it and what stood beside it.
void draft_end(Draft *draft, BlockKind kind, Blocks *blocks);
// Adds a remark whose place is still to come.  Result: its number.
int32_t draft_remark(Draft *draft, Remark remark);
// Says that remark `number` begins, or ends, here.
void draft_place(Draft *draft, int32_t number, bool end);

#endif
