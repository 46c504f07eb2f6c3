// parse/format.h - what a transcript format is, and the list of them.
//
// A format is one file, format_NAME.c, and one line in FORMAT_LIST.
#ifndef PARSE_FORMAT_H
#define PARSE_FORMAT_H

#include "base/diag.h"
#include "base/err.h"
#include "model/transcript.h"

// In the order in which they are tried.
#define FORMAT_LIST(X)                                                         \
    X(vtt)                                                                     \
    X(srt)                                                                     \
    X(ass)                                                                     \
    X(labels)                                                                  \
    X(json)                                                                    \
    X(docx)                                                                    \
    X(odt)                                                                     \
    X(xlsx)                                                                    \
    X(ods)                                                                     \
    X(xls)                                                                     \
    X(xls2003)                                                                 \
    X(zoomchat)                                                                \
    X(messages)                                                                \
    X(eaf)                                                                     \
    X(trs)                                                                     \
    X(textgrid)                                                                \
    X(cha)                                                                     \
    X(exb)                                                                     \
    X(flk)                                                                     \
    X(tei)                                                                     \
    X(ohms)                                                                    \
    X(ttml)                                                                    \
    X(table)                                                                   \
    X(rtf)                                                                     \
    X(html)                                                                    \
    X(pdf)                                                                     \
    X(doc)                                                                     \
    X(lines)

typedef struct
    ColumnMap { // names of columns, from --map; empty: by their names
    Str text, speaker, document, group /* case */, start, end;
    Strs texts; // question columns, when text=A+B+C names several
    Strs codes; // 0/1 columns; "*" for all that are left
} ColumnMap;

typedef struct Taker { // of transcripts that are told one by one, or {0}
    void (*take)(void *taker, const Transcript *transcript);
    void *taker;
} Taker;

typedef struct Source { // a file
    Str bytes;          // as they are
    Str text;           // decoded; empty for a format that reads bytes
    Str file;           // as given, for findings
    Str name;           // document name to use: the file's stem
    Strs labels; // that are certainly speakers', even where they stand once
    ColumnMap columns;
    Taker taker; // for a file of very many documents: gets each that is made
                 // before the next one is begun, and so they are not held
} Source;

typedef struct Format {
    const char *name;       // "vtt"
    const char *title;      // "WebVTT subtitles"
    const char *extensions; // ".vtt .sbv": blanks between
    const char *gives;      // what is read: "speakers, times, …"
    const char *loses;      // what is left out: "styles, positions"
    bool bytes;             // reads Source.bytes, not its text
    bool foreign;           // read by a library, or from what another program
                            // prints, so in a process of its own
    // Has another program, which is locked in itself, print what is in a file;
    // parse reads that as Source.bytes.  A step of its own, for a process that
    // reads for another may start none.  NULL where nothing needs it.
    // Errors: ERR_INPUT for what it cannot read, ERR_HELPER where it is not
    //         there.
    bool (*convert)(Str bytes, Arena *arena, Str *printed, Err *err);
    // How sure the content is of this format: 0 no, 1 perhaps (the name must
    // agree), 2 surely.  Looks at the bytes by itself: only what stands in a
    // ZIP archive may be asked of a library, for archives are looked into in
    // a process of their own.
    int (*sniff)(const Source *source);
    // Total: any file gives transcripts or a clear refusal.  Without a turn
    // there is a finding.  A table may hold several documents: the taker's
    // are before those of `transcripts`.
    // Errors: ERR_INPUT for what cannot be read, with its place.
    bool (*parse)(const Source *source, Arena *arena, Transcripts *transcripts,
                  Diags *diags, Err *err);
} Format;

// All formats, in order.
typedef struct Formats {
    const Format *const *at;
    ptrdiff_t len;
} Formats;
Formats formats_all(void);
// The format of that name, or NULL.
const Format *format_named(Str name);
// How its files are told: its extensions, or words where it has none.
const char *format_told_by(const Format *format);
// The format among those that read bytes, by the content; NULL where the file
// is text, or nothing that is read.
const Format *format_of_bytes(const Source *source, Diags *diags);
// True where a format that reads text is sure of the content.
bool format_claims(const Source *source);
// The format of a text.  Content first, then the name; finding T016 where they
// disagree.  Never NULL: what nothing else claims is plain lines.
const Format *format_of(const Source *source, Diags *diags);

#endif
