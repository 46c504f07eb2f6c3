// engine/import.h - the steps of importing, for import.c.
#ifndef ENGINE_IMPORT_H
#define ENGINE_IMPORT_H

#include "base/map.h"
#include "engine/inside.h"
#include "engine/readers.h"

// ---- which encodings --encoding gave (encodings.c)

struct Encodings {
    Map hashes; // of files' bytes
    Strs names; // per hash: "windows-1251"
};

// What imports before this one said; it holds as long as a file's bytes stay.
bool encodings_read(Themata *study, Encodings *encodings, Err *err);
bool encodings_keep(Themata *study, const Encodings *encodings, Err *err);
void encodings_note(Encodings *encodings, Str hash, Str encoding, Arena *arena);
// Empty where nothing was said; also for NULL.
Str encodings_find(const Encodings *encodings, Str hash);

// ---- import_read.c

typedef struct ReadWith { // what all files of one import are read with
    const ImportOptions *options;
    const Codebook *codebook; // says who interviews
    Source common;            // labels and columns
    Readers *readers;
} ReadWith;

// Starts `count` readers for the rest.
bool import_readers(ReadWith *with, int count, Err *err);
typedef struct Contents { // of one file, in the arena of its findings
    Source source;        // its names; its bytes and text only while needed
    int64_t bytes;
    Str hash;         // of its bytes
    Str encoding;     // empty for what is no text
    Transcripts here; // that were read in this process,
    WireIn told;      // or were told by another
    Diags findings;   // grow with each transcript that is taken
    int64_t unsaid;   // of those, beyond FINDINGS_MAX
} Contents;

// Reads one file with reader `number`; `name` is what its document is called.
// Any thread may.
bool import_read(const ReadWith *with, int number, const char *path, Str name,
                 Contents *contents, Err *err);
// Takes the next transcripts of a file, with their sentences and roles: all, or
// of very many about a megabyte of text.  They live as long as the shorter of
// `arena` and that of the contents.
// Result: none at the end.
Transcripts import_take(const ReadWith *with, Contents *contents, Arena *arena);

// ---- import_tags.c

// Keeps the codes of a table's rows about what was said in the same rows.
// Findings: K006 for codes that belong to no turn.
bool import_tags(Themata *study, const Transcript *tagged, Str coder,
                 const Transcript *said, Err *err);
// ---- people's remarks in documents (import_remarks.c, remark_choice.c)

// What was chosen.
bool remarks_chosen(Themata *study, RemarkChoice *choice, Err *err);
typedef struct RemarksWith { // what those of one import are taken with
    RemarkChoice choice;
    const Codebook *codebook; // the first, which names codes
    TakenRemarks taken;       // so far
} RemarksWith;

// Keeps comments and highlights, as decisions of their authors or of `coder`.
//
// KEEP_CODINGS: a comment that names codes of the first codebook, by their ids
// or labels, ";" or a line end between, or "," where nothing else stands in the
// line, is a coding of each turn that it spans.  A highlight whose colour means
// a code is one too, whatever is kept.
// What is none of that is a memo, in one piece over all that it spans; with
// KEEP_NO_REMARKS nothing.
// Result:   `with->taken` grows by what they became.
// Findings: T024 counts highlights by colours that mean no code, where others
//           do.
bool import_remarks(Themata *study, const Transcript *said, RemarksWith *with,
                    Str coder, Err *err);
// What a colour means, by the name it has or nearly: the code, or empty.
Str highlight_code(const Highlights *highlights, Str colour);
// What a person calls a colour: "yellow" of "#FFFF00"; itself where no name is
// known.
Str colour_called(Str colour);
// True where it is the name of a colour, or #RRGGBB.
bool colour_is_one(Str name);

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
