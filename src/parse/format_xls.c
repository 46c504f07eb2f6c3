#include "parse/format.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "container/program.h"
#include "parse/talk/line.h"
#include "parse/table/workbook.h"

// Names of streams, as an OLE2 file has them.
static const Str ole2 = {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};
static const Str workbook = {"W\0o\0r\0k\0b\0o\0o\0k\0\0\0", 18};
static const Str book = {"B\0o\0o\0k\0\0\0", 10};
static const Str document = {"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24};

// Surely: an OLE2 file with a workbook that is not within a Word document.
static int sniff_xls(const Source *source)
{
    Str bytes = source->bytes;
    bool sure =
        str_starts(bytes, ole2) &&
        (str_find(bytes, workbook, 0) >= 0 || str_find(bytes, book, 0) >= 0) &&
        str_find(bytes, document, 0) < 0;
    return sure ? 2 : 0;
}

// As it stands in the file: the reader opens files only, and this is its input.
static const Program reader = {
    .name = "xls2csv",
    .package = "catdoc",
    .purpose = "reads old Excel workbooks (.xls)",
    .words = {"-q3", "-dutf-8", "/proc/self/fd/0"},
};

static bool convert_xls(Str bytes, Arena *arena, Str *printed, Err *err)
{
    Ran ran = {0};
    if (program_path(reader.name, arena).len == 0) {
        return err_set(err, ERR_HELPER,
                       "an old Excel workbook (.xls) is read by xls2csv of "
                       "catdoc, which is not there: install it, or save the "
                       "workbook as .xlsx first");
    }
    if (!program_run(&reader, bytes, arena, &ran, err)) {
        return false;
    }
    *printed = ran.output;
    return (ran.status == 0 && !is_blank(ran.output)) ||
           err_set(err, ERR_INPUT,
                   "xls2csv finds nothing in this workbook; save it as .xlsx "
                   "first");
}

// The reader's output: sheets as CSV, a form feed behind each.
static Worksheets sheets_of(Str output, Str file, Arena *arena, Diags *diags)
{
    Worksheets sheets = {0};
    Str rest = utf8_clean(output, arena), sheet;
    while (rest.len > 0) {
        str_cut(&rest, '\f', &sheet);
        *PUSH(&sheets, arena) = (Worksheet){
            .name = str_format(arena, "sheet %lld", (long long)sheets.len),
            .rows = rows_read(sheet, file, arena, diags),
        };
    }
    return sheets;
}

static bool parse_xls(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Diags uneven = {.arena = arena}; // of rows that end early: all do
    Worksheets sheets = sheets_of(source->bytes, source->file, arena, &uneven);
    if (!workbook_transcripts(source, "xls", &sheets, arena, transcripts, diags,
                              err)) {
        return false;
    }
    Place place = {.file = source->file, .line = 1};
    diag_add(diags, DIAG_T010, place,
             "of an old workbook, hidden rows and sheets are read and TRUE and "
             "FALSE are not")
        ->help = S("save it as .xlsx to have it read whole");
    return true;
}

const Format format_xls = {
    .name = "xls",
    .title = "an old Excel workbook",
    .extensions = ".xls .xlt",
    .gives =
        "what a table gives, of each sheet that tells a transcript, hidden "
        "or not; the values of cells as xls2csv of catdoc prints them",
    .loses = "sheets that tell none, names of sheets; TRUE and FALSE; times "
             "with parts of a second, days of a time; characters beyond "
             "Unicode's first 65,536; comments, charts, colours; save as .xlsx "
             "to keep these",
    .bytes = true,
    .foreign = true,
    .convert = convert_xls,
    .sniff = sniff_xls,
    .parse = parse_xls,
};
