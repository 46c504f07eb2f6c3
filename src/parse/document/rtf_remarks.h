// parse/document/rtf_remarks.h - comments and highlights of a Rich Text file.
//
// Source: Rich Text Format Specification 1.9.1, "Comments (Annotations)",
//         "Highlighting", "Color Table".
#ifndef PARSE_DOCUMENT_RTF_REMARKS_H
#define PARSE_DOCUMENT_RTF_REMARKS_H

#include "base/map.h"
#include "parse/document/flow.h"
#include "parse/document/rtf_text.h"
#include "parse/document/rtf_words.h"

typedef struct RtfRemarks { // {.open = NONE} and an arena: none yet
    Remarks all;            // as a Flow has them
    Map ranges;             // numbers that ranges have in the file
    Ints numbers;           // of these their remarks
    Str author, date;       // of the comment to come
    int32_t ref;            // its range, or NONE
    int32_t open;           // the highlight that has begun, or NONE
    Str colour;             // of it
    Strs table;             // of colours: "#FFCC00", or empty for the usual one
    int32_t rgb;            // of the colour that comes in
    bool told;              // some of it was said
    Arena *arena;
} RtfRemarks;

RtfRemarks rtf_remarks_new(Arena *arena);
// "\red", "\green", "\blue" of the table of colours; a ";" in it.
void rtf_colour_part(RtfRemarks *remarks, RtfAct act, int32_t number);
void rtf_colour_ends(RtfRemarks *remarks);
// The colour behind text: "\highlight", else a place in the table; empty for
// none, and for white.
Str rtf_colour(const RtfRemarks *remarks, int32_t highlight, int32_t back);
// Text that follows has this colour behind it.
void rtf_remarks_colour(RtfRemarks *remarks, RtfText *text, Str colour);
// What a group around a comment says of it.
void rtf_remarks_part(RtfRemarks *remarks, RtfText *text, RtfAct act, Str said);
// A comment stands here; it is about its range, if it has one.
void rtf_remarks_comment(RtfRemarks *remarks, RtfText *text, Str words);

#endif
