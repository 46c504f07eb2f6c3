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
// Findings: K006 for codes that belong to no turn.
bool import_tags(Themata *study, const Transcript *tagged, Str coder,
                 const Transcript *said, Err *err);
// What tables say about documents of other files, codes without words, waits
// until all files are read: a table may come before its documents.
typedef struct Waiting {
    Transcript tagged; // its document, file and tags
    Str coder;
} Waiting;

typedef struct Waitings {
    Waiting *at;
    ptrdiff_t len, cap;
} Waitings;

void import_wait(Waitings *waiting, const Transcript *tagged, Str coder,
                 Arena *arena);
// Findings: K006 also where the document is not imported, or, with `whole`, its
//           file was not among those read.
bool import_table_codes(Themata *study, const Waitings *waiting,
                        const ImportReport *report, bool whole, Err *err);

#endif
