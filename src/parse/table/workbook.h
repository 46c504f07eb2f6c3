// parse/table/workbook.h - from the sheets of a workbook to transcripts.
#ifndef PARSE_TABLE_WORKBOOK_H
#define PARSE_TABLE_WORKBOOK_H

#include "container/sheets.h"
#include "parse/format.h"

// Makes transcripts of each sheet that tells one, as parse/table/table.h does
// of a table; where several do, those whose rows name no document are called
// after their sheet.  A sheet tells a transcript whose columns hold what was
// said, answers or codes; a hidden one is left out.
//
// Errors:   ERR_INPUT where no sheet tells one.
// Findings: those of table_transcripts; T010 for formulas without a value, T023
//           for what is hidden, T024 for comments, T026 for sheets that are
//           left out.
bool workbook_transcripts(const Source *source, const char *format,
                          const Worksheets *sheets, Arena *arena,
                          Transcripts *transcripts, Diags *diags, Err *err);

#endif
