// Word documents as they were before 2007, read by another program, which is
// locked in itself.
#include "parse/format.h"

#include "base/utf8.h"
#include "container/program.h"
#include "parse/flow.h"
#include "parse/line.h"

#define READS "reads old Word documents (.doc)"

static const Program readers[] = {
    // the best first
    {"antiword",
     "antiword",
     READS,
     {"-m", "UTF-8.txt", "-w", "0", "/proc/self/fd/0", NULL}},
    {"catdoc", "catdoc", READS, {"-d", "utf-8", "-w", "-", NULL}},
};

enum { READERS = sizeof readers / sizeof *readers };

// Names within an OLE2 file are in UTF-16.
#define WIDE_WORD "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t"
#define WIDE_LOCKED "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"

static bool holds(Str bytes, Str name)
{
    return str_find(bytes, name, 0) >= 0;
}

static bool is_old_office(Str bytes)
{
    return str_starts(bytes, S("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"));
}

static int sniff_doc(const Source *source)
{
    return is_old_office(source->bytes) &&
                   (holds(source->bytes, S(WIDE_WORD)) ||
                    holds(source->bytes, S(WIDE_LOCKED)))
               ? 2
               : 0;
}

static bool refuse_locked(Err *err)
{
    return err_set(err, ERR_INPUT,
                   "a password protects this document; save it without one");
}

// What the first reader that is there makes of the document.
static bool read_doc(Str bytes, Arena *arena, Str *text, Err *err)
{
    Ran ran = {0};
    if (holds(bytes, S(WIDE_LOCKED))) {
        return refuse_locked(err);
    }
    int i = 0;
    while (i < READERS && program_path(readers[i].name, arena).len == 0) {
        i++;
    }
    if (i == READERS) {
        return err_set(err, ERR_HELPER,
                       "an old Word document (.doc) is read by antiword or "
                       "catdoc, and neither is there: install one of them, or "
                       "save the document as .docx first");
    }
    if (!program_run(&readers[i], bytes, arena, &ran, err)) {
        return false;
    }
    if (holds(ran.complaint, S("ncrypted"))) {
        return refuse_locked(err);
    }
    *text = ran.output;
    return (ran.status == 0 && !is_blank(ran.output)) ||
           err_set(err, ERR_INPUT,
                   "'%s' finds no text in this Word document; save it as .docx "
                   "first",
                   readers[i].name);
}

static bool parse_doc(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Flow flow = {0};
    Str text = {0}, line;
    if (!read_doc(source->bytes, arena, &text, err)) {
        return false;
    }
    text = utf8_valid(text) == text.len ? text : utf8_clean(text, arena);
    while (str_line(&text, &line)) {
        *PUSH(&flow.blocks, arena) = (Block){.text = line};
    }
    *transcripts = flow_transcripts(source, "doc", &flow, arena, diags);
    return true;
}

const Format format_doc = {
    .name = "doc",
    .title = "a Word document of the old kind (.doc)",
    .extensions = ".doc .dot",
    .gives = "paragraphs with their labels and time marks, as antiword or, "
             "where it is not there, catdoc prints them",
    .loses = "headings, bold, headers and footers, comments, pictures; "
             "documents with a password are refused",
    .bytes = true,
    .sniff = sniff_doc,
    .parse = parse_doc,
};
