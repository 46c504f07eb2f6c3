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

// Reads those options.  Errors: ERR_USAGE for a --map that names no column.
bool importing_options(const Request *request, ImportOptions *options,
                       Err *err);
// The transcripts a FILE or the study's DOCUMENT holds.
bool importing_transcripts(Request *request, Str name, Transcripts *transcripts,
                           Diags *findings, Err *err);

#endif
