// cli/command.h - what a command is, and the list of them.
//
// A command is one file, cmd_NAME.c, and one line in COMMAND_LIST.  Help, the
// manual pages and the shell completions are made from these structs, so they
// cannot disagree with what the program does.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/json.h"
#include "engine/themata.h"

// In the order of a first session.
#define COMMAND_LIST(X)                                                        \
    X(new)                                                                     \
    X(run)                                                                     \
    X(import)                                                                  \
    X(turns)                                                                   \
    X(text)                                                                    \
    X(check)                                                                   \
    X(code)                                                                    \
    X(explain)                                                                 \
    X(override)                                                                \
    X(memos)                                                                   \
    X(excerpts)                                                                \
    X(freq)                                                                    \
    X(cooccur)                                                                 \
    X(recommend)                                                               \
    X(report)                                                                  \
    X(doctor)                                                                  \
    X(fsck)                                                                    \
    X(help)                                                                    \
    X(man)                                                                     \
    X(completion)

typedef enum Form { FORM_TEXT, FORM_JSON, FORM_CSV } Form;

// What --format takes besides text, by command: bits 1 << Form.
enum { JSON_TOO = 1 << FORM_JSON, CSV_TOO = 1 << FORM_CSV };

typedef struct Option {
    const char *name;     // "unit", used as --unit
    char letter;          // 'u' for -u, or 0
    const char *argument; // "UNIT", or NULL for a flag
    const char *help;     // one line, lower case, no full stop
} Option;

enum { OPTIONS_MAX = 24 };

typedef struct Command Command;

typedef struct Request { // one call of a command
    Arena *arena;
    const Command *command;
    Strs arguments;           // what is not an option
    Strs values[OPTIONS_MAX]; // per option of the command, as given
    Strs common[OPTIONS_MAX]; // per common option
    Form form;
    int32_t jobs; // threads for long work; 0: one a processor
    bool quiet;
    bool colour;
    Buf *out; // standard output; written at the end, or by out_flush
} Request;

struct Command {
    const char *name;
    const char *summary;   // one line: "read transcripts"
    const char *arguments; // "FILE|DIR…", or ""
    const char *details;   // paragraphs between blank lines
    const char *examples;  // lines: "themata import transcripts"
    const Option *options; // ends with {0}; NULL for none
    int forms;             // JSON_TOO | CSV_TOO; 0 for text only
    bool (*run)(Request *request, Err *err);
};

#define X(name) extern const Command command_##name;
COMMAND_LIST(X)
#undef X

typedef struct Commands {
    const Command *const *at;
    ptrdiff_t len;
} Commands;

Commands commands_all(void);
const Command *command_named(Str name); // or NULL
const Option *options_common(void);     // ends with {0}

// "text", "text or json", "text, json or csv": what --format takes.
const char *command_forms(const Command *command);

#define CSV_NOTE                                                               \
    "In csv an apostrophe stands before each cell that a spreadsheet program " \
    "would run as a formula: one that begins with =, +, -, @, a tab or a "     \
    "return and is no number. json has the words as they are."

#define FORMATS_NOTE                                                           \
    "What a file is shows in its content, then in its name; where they "       \
    "disagree the content counts, and a finding says so. --as FORMAT decides " \
    "otherwise. A file may have 128 MB. Those that libraries read or other "   \
    "programs print, and all of more than 4 MB, are read in a process of "     \
    "their own that reaches no other file and no network and may take 10 "     \
    "seconds and 256 MB of memory, or of plain text, Rich Text, captions and " \
    "tables of text 24 times their bytes, up to 512 MB: what needs more is "   \
    "refused and says so. Of what a program prints of a PDF or of an old "     \
    "Word or Excel file 160 MB are read: 2,000 to 3,000 pages. 'themata "      \
    "doctor' says what holds here. What is no transcript, such as "            \
    "recordings, images, archives and databases, is refused by name."

// ---- asking a request

// The last value given for an option of the command, or the empty view.
Str option(const Request *request, const char *name);
Strs option_all(const Request *request, const char *name);
bool option_given(const Request *request, const char *name);
// Its value as a whole number, `otherwise` when not given; ERR_USAGE when it is
// none or less than `least`.
bool option_number(const Request *request, const char *name, int32_t otherwise,
                   int32_t least, int32_t *number, Err *err);
// The study folder: --study, else the current one.
const char *request_folder(const Request *request);
// Opens the study and shows progress; the caller closes it.
Themata *request_study(Request *request, StudyUse use, Err *err);
// Opens the study and loads it under --codebook; study_close after use.
bool request_load(Request *request, Themata **study, const Study **loaded,
                  Err *err);

// What is counted: over this unit, in the columns of --by, with sub-codes for
// the codes above them under --aggregate.
Counting request_counting(Request *request, Unit unit);

// ---- answering it

// Writes what stands in request->out to standard output and empties it.
void out_flush(Request *request);
// "1 document", "8 documents".
Str count_of(int64_t number, const char *thing, Arena *arena);
// One line to standard error, unless --quiet.
void say(const Request *request, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// "next: …", the one obvious next step, unless --quiet.
void say_next(const Request *request, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
// Findings as file:line:col: level: message [ID], with source line and caret.
void say_findings(const Request *request, const Diags *findings);
// The same finding as a JSON object.
void json_finding(Json *json, const Diag *finding);
// "codebook": its id, version and hash.
void json_codebook(Json *json, const Codebook *codebook);
// Says what was refused, many files for the same reason in one line, and sets
// ERR_INPUT (ERR_IO where files could not be read at all) when something was.
bool say_refusals(const Request *request, const Refusals *refused, Err *err);
// Tells a person how far long work is; only on terminals, after a second.
Progress progress_on_terminal(const Request *request);

#endif
