// cli/importing.h - what the commands that read transcripts share.
#ifndef CLI_IMPORTING_H
#define CLI_IMPORTING_H

#include "cli/command.h"

// The options of reading, for a command's table.
#define IMPORTING_OPTIONS                                                      \
    {"as", 'a', "FORMAT",                                                      \
     "read as this format instead of telling by content"},                     \
        {"encoding", 'e', "NAME",                                              \
         "the file's encoding (UTF-8, windows-1252)"},                         \
        {"roles", 0, "FILE", "YAML that says who interviews, by label"},       \
    {                                                                          \
        "map", 'm', "COLUMNS",                                                 \
            "table columns: text=A+B,speaker=C,document=D,case=E,codes=F+G"    \
    }

// What becomes of comments and highlights, the same.
#define REMARKS_OPTIONS                                                        \
    {"remarks", 0, "HOW",                                                      \
     "comments and highlights in documents: no, memos or codings (default: "   \
     "as before; at first no)"},                                               \
    {                                                                          \
        "highlight", 0, "COLOUR=CODE",                                         \
            "highlights of this colour are codings; may be given repeatedly"   \
    }

#define REMARKS_NOTE                                                           \
    "Comments and highlights that people set on the text of a Word, "          \
    "OpenDocument or Rich Text document are counted and left out, unless "     \
    "--remarks says otherwise. memos: each comment is a memo of its author "   \
    "beside the words it is about, replies too; 'themata memos' lists them, "  \
    "and the report shows them. codings: a comment that names codes of the "   \
    "first codebook by id or label, parted by ';', ',' or line ends, is a "    \
    "coding by its author, of each turn that it spans; the others are "        \
    "memos. --highlight yellow=barrier makes highlights of a colour codings; " \
    "colours go by their names in word processors or as #RRGGBB. Those that "  \
    "mean no code are memos where comments are. The choice holds until "       \
    "another is made."

// Reads those options.  Errors: ERR_USAGE for a --map that names no column.
bool importing_options(const Request *request, ImportOptions *options,
                       Err *err);
// Reads what becomes of remarks.  Errors: ERR_USAGE.
bool importing_remarks(const Request *request, RemarkChoice *choice, Err *err);
// The transcripts a FILE or the study's DOCUMENT holds.
bool importing_transcripts(Request *request, Str name, Transcripts *transcripts,
                           Diags *findings, Err *err);

#endif
