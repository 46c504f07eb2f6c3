// Word documents as they were before 2007, as another program prints them.
#include "parse/format.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "container/program.h"
#include "parse/document/flow.h"
#include "parse/talk/line.h"

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
static bool convert_doc(Str bytes, Arena *arena, Str *printed, Err *err)
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
    *printed = ran.output;
    return (ran.status == 0 && !is_blank(ran.output)) ||
           err_set(err, ERR_INPUT,
                   "'%s' finds no text in this Word document; save it as .docx "
                   "first",
                   readers[i].name);
}

// ---- what antiword draws

// "|Anna  |Yes.   |": a row of a table, or a part of one.
static bool is_row(Str line)
{
    line = str_trim(line);
    return line.len > 2 && str_starts(line, S("|")) && str_ends(line, S("|"));
}

static Row cells_of(Str line, int32_t number, Arena *arena)
{
    Row row = {.line = number};
    Str cell;
    line = str_trim(line);
    line = str_slice(line, 1, line.len - 1);
    bool more = true;
    while (more) {
        more = str_cut(&line, '|', &cell);
        *PUSH(&row, arena) = str_trim(cell);
    }
    return row;
}

// A row without its first cell goes on with the row above, cell by cell.
static void add_row(Rows *table, Row row, Arena *arena)
{
    Row *above = table->len > 0 ? &table->at[table->len - 1] : NULL;
    if (!above || row.at[0].len > 0 || row.len != above->len) {
        *PUSH(table, arena) = row;
        return;
    }
    for (ptrdiff_t i = 0; i < row.len; i++) {
        if (row.at[i].len > 0) {
            above->at[i] =
                str_format(arena, "%.*s%s%.*s", FMT(above->at[i]),
                           above->at[i].len > 0 ? " " : "", FMT(row.at[i]));
        }
    }
}

// A picture is "[pic]".
static Str without_pictures(Str line, Arena *arena)
{
    Str picture = S("[pic]");
    Buf rest = {.arena = arena};
    ptrdiff_t begin = 0, at;
    while ((at = str_find(line, picture, begin)) >= 0) {
        buf_add(&rest, str_slice(line, begin, at));
        begin = at + picture.len;
    }
    buf_add(&rest, str_slice(line, begin, line.len));
    return begin > 0 ? buf_str(&rest) : line;
}

static void add_line(Flow *flow, Str line, int32_t number, Arena *arena)
{
    Block *last =
        flow->blocks.len > 0 ? &flow->blocks.at[flow->blocks.len - 1] : NULL;
    if (!is_row(line)) {
        *PUSH(&flow->blocks, arena) =
            (Block){.text = without_pictures(line, arena)};
        return;
    }
    if (!last || last->kind != BLOCK_TABLE) {
        last = PUSH(&flow->blocks, arena);
        *last = (Block){.kind = BLOCK_TABLE};
    }
    add_row(&last->table, cells_of(line, number, arena), arena);
}

// ---- the format

static bool parse_doc(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Flow flow = {0};
    Str text = utf8_clean(source->bytes, arena), line;
    (void)err;
    for (int32_t number = 1; str_line(&text, &line); number++) {
        add_line(&flow, line, number, arena);
    }
    *transcripts = flow_transcripts(source, "doc", &flow, arena, diags);
    return true;
}

const Format format_doc = {
    .name = "doc",
    .title = "a Word document of the old kind (.doc)",
    .extensions = ".doc .dot",
    .gives = "paragraphs with their labels and time marks and tables of turns, "
             "as antiword or, where it is not there, catdoc prints them",
    .loses = "headings, bold, headers and footers, comments, pictures; "
             "documents with a password are refused",
    .bytes = true,
    .foreign = true,
    .convert = convert_doc,
    .sniff = sniff_doc,
    .parse = parse_doc,
};
