// parse/table/table.h - from the rows of a table to turns: what CSV, workbooks
// and the tables within documents have in common.
#ifndef PARSE_TABLE_TABLE_H
#define PARSE_TABLE_TABLE_H

#include "container/rows.h"
#include "parse/format.h"

// The row that names the columns: the first, past titles above it, whose names
// tell a transcript or that `map` names; NONE where the table tells none.
// Looks at the first rows only.
ptrdiff_t table_names(const Rows *rows, const ColumnMap *map, Arena *arena);

// Makes transcripts of a table.  Its columns are named by table_names, else by
// its first row; what stands above is passed over.
// Shape:    a turn per row, or a document per row with its answers; a document
//           for each name in the column of documents, in order of arrival, else
//           one that is called source->name.
// Result:   at least one transcript is added, or given to source->taker; it may
//           have no turn.
// Findings: those of columns_read, and what is odd in rows.
void table_transcripts(const Source *source, const char *format,
                       const Rows *rows, Arena *arena, Transcripts *transcripts,
                       Diags *diags);

#endif
