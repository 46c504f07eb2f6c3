// parse/flow.h - a document as paragraphs and tables: what word processors,
// web pages and printed pages have in common.
//
//     file -its format-> Flow -flow_transcripts-> turns
#ifndef PARSE_FLOW_H
#define PARSE_FLOW_H

#include "container/rows.h"
#include "parse/format.h"

typedef enum BlockKind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_TABLE
} BlockKind;

typedef struct Block {
    BlockKind kind;
    Str text;       // paragraph, heading: without markup; "\n" at line breaks
    int32_t marked; // how many bytes at its start are in bold
    Rows table;
} Block;

typedef struct Blocks {
    Block *at;
    ptrdiff_t len, cap;
} Blocks;

typedef struct Flow { // {0} is empty
    Blocks blocks;    // in the order in which a reader meets them
} Flow;

// Makes transcripts of a document.
//
// Its paragraphs become lines of the text, as they would be in the same
// document saved as plain text, and are read as such lines are.  A table whose
// columns tell a transcript is read as such a table is; of other tables each
// row is a line, its cells parted by tabs.  A heading that is a name speaks.
Transcripts flow_transcripts(const Source *source, const char *format,
                             const Flow *flow, Arena *arena, Diags *diags);

#endif
