// parse/table/coded_segments.h - tables of coding that are no transcripts.
#ifndef PARSE_TABLE_CODED_SEGMENTS_H
#define PARSE_TABLE_CODED_SEGMENTS_H

#include "container/rows.h"
#include "parse/format.h"

// What a table is whose columns are a document, a code and a passage, and that
// knows no speaker, as MAXQDA, NVivo, Dedoose, ATLAS.ti and Taguette write
// them: words with advice.  Such a table holds only what was coded, and that
// as often as it has codes.  Or a codebook: a table of nothing but codes, what
// they mean, and how often they were given.
// Result: NULL for others, and where the researcher named the text's column.
const char *coded_segments(const Row *names, const ColumnMap *map,
                           Arena *arena);

#endif
