// parse/document/rtf.h - the tokens of a Rich Text file.
//
//     for (Rtf rtf = {.bytes = bytes}; rtf_next(&rtf);) switch (rtf.token) ...
#ifndef PARSE_DOCUMENT_RTF_H
#define PARSE_DOCUMENT_RTF_H

#include "base/str.h"

typedef enum RtfToken {
    RTF_OPENS,  // "{"
    RTF_CLOSES, // "}"
    RTF_WORD,   // "\par", "\u-10179"
    RTF_SYMBOL, // "\~", whose character is .symbol
    RTF_BYTE,   // "\'e9": one byte of text, .symbol
    RTF_TEXT,   // bytes of text as they stand, .text; no line ends
    RTF_BINARY, // "\bin3 abc"
} RtfToken;

typedef struct Rtf { // (Rtf){.bytes = bytes} stands before the first token
    Str bytes;
    ptrdiff_t at; // the first byte not yet read
    RtfToken token;
    Str word; // of RTF_WORD, without backslash and number: "u"
    bool numbered;
    int32_t number; // of RTF_WORD; those out of range are the nearest in it
    char symbol;
    Str text;
} Rtf;

// The next token; false at the end.
// Time:   all together linear.
// Source: Rich Text Format Specification 1.9.1, "RTF Syntax".
bool rtf_next(Rtf *rtf);
// The number of a word, or `without` where it has none.
int32_t rtf_number(const Rtf *rtf, int32_t without);
// The line of the file on which the token read last ends, from 1.
// Time: linear in what was read.
int32_t rtf_line(const Rtf *rtf);

#endif
