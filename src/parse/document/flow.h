// parse/document/flow.h - a document as paragraphs and tables: what word
// processors, web pages and printed pages have in common.
//
//     file -its format-> Flow -flow_transcripts-> turns
#ifndef PARSE_DOCUMENT_FLOW_H
#define PARSE_DOCUMENT_FLOW_H

#include "base/buf.h"
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
    int32_t level;  // heading: 1 is the highest; 0 where it is not known
    Rows table;
} Block;

typedef struct Blocks {
    Block *at;
    ptrdiff_t len, cap;
} Blocks;

typedef struct Flow { // {0} is empty
    Blocks blocks;    // in the order in which a reader meets them
    Remarks remarks;  // without spans: flow_place says where they are
    int64_t struck;   // pieces of deleted or hidden text that were left out
    int64_t notes;    // footnotes and endnotes that were left out
} Flow;

// Writes into the text of a paragraph or cell where remark `number` begins or
// ends.  What is written stays there however blocks are moved, and is gone from
// the transcript.  Without remarks a flow's text may hold any character.
void flow_place(Buf *text, int32_t number, bool end);
// True for words that are no more than a time mark or blank: whether they are
// in bold says nothing of a name behind them.
bool flow_is_stamp(Str words);
// What blocks say as one text: a line per paragraph, a row per line.
Str flow_words(const Blocks *blocks, Arena *arena);
// True when a document holds no transcript but the passages that somebody
// coded with a program for it, which then is named, or its list of codes.
// Errors: ERR_INPUT says so.
bool flow_is_excerpts(const Flow *flow, Err *err);

// Makes transcripts of a document.
//
// Its paragraphs become lines of the text, as they would be in the same
// document saved as plain text, and are read as such lines are, but what is a
// paragraph, a heading or in bold is known.  A table whose columns tell a
// transcript, and those that go on with it, are read as such a table is; of
// other tables each row is a line, its cells parted by tabs.
// Findings: T012 for what stands beside the table; T023 to T025 count what is
//           kept apart or left out.
Transcripts flow_transcripts(const Source *source, const char *format,
                             const Flow *flow, Arena *arena, Diags *diags);

// ---- flow_table.c

// The rows of the table that is the transcript, its names first, and how many
// paragraphs and rows stand beside it.  Each row's line is its place, from 1.
// Result: false where the paragraphs are the transcript.
bool flow_table(const Flow *flow, const ColumnMap *map, Arena *arena,
                Rows *rows, int64_t *beside);
typedef struct Aside { // a cell in which somebody codes or comments
    int32_t row;       // of the table, from 0
    Str column, text;
} Aside;

typedef struct Asides { // rows ascend
    Aside *at;
    ptrdiff_t len, cap;
} Asides;

// A table without the columns in which people code and comment, where its first
// row names one of text and such ones; `asides` grows by what these say.
Rows flow_without_asides(const Rows *table, Arena *arena, Asides *asides);
// True when a table's rows are short and few beside the paragraphs: who was
// there, when, where.
bool flow_is_aside(const Flow *flow, const Rows *table);

// ---- flow_spoken.c

// The paragraphs that each tell times, a name and what was said, as rows of one
// cell, and how much stands beside them.
// Result: false where they are not most.
bool flow_spoken(const Flow *flow, Arena *arena, Rows *rows, int64_t *beside);
// The transcript of such rows.
Transcript flow_spoken_transcript(const Source *source, const char *format,
                                  const Rows *rows, Arena *arena, Diags *diags);

#endif
