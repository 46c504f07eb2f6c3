// engine/import.h - the steps of importing, for import.c.
#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H

#include "engine/inside.h"

// ---- import_read.c

// Reads one file; `name` is what its document is called.  Any thread may.
bool import_read(const char *path, Str name, const ImportOptions *options,
                 const Codebook *codebook, Arena *arena,
                 Transcripts *transcripts, Diags *diags, Err *err);

// ---- import_tags.c

// Keeps the codes of a table's rows about what was said in the same rows.
// Findings: K001 for codes that belong to no turn.
bool import_tags(Themata *study, const Transcript *tagged, Str coder,
                 const Transcript *said, Err *err);
// What a table says about documents of other files: codes without words.
// Findings: K001 also where the document is not imported.
bool import_table_codes(Themata *study, const Transcript *tagged, Str coder,
                        Err *err);

#endif
