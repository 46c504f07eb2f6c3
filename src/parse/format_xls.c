#include "parse/format.h"

#include "parse/workbook.h"

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

static bool parse_xls(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Worksheets sheets = {0};
    if (!sheets_xls(source->bytes, arena, &sheets, err) ||
        !workbook_transcripts(source, "xls", &sheets, arena, transcripts, diags,
                              err)) {
        return false;
    }
    Place place = {.file = source->file, .line = 1};
    diag_add(diags, DIAG_T010, place,
             "of an old workbook, cells with formulas are empty, hidden rows "
             "and sheets are read")
        ->help = S("save it as .xlsx to have it read whole");
    return true;
}

const Format format_xls = {
    .name = "xls",
    .title = "an old Excel workbook",
    .extensions = ".xls .xlt",
    .gives =
        "what a table gives, of each sheet that tells a transcript, hidden "
        "or not; the values of cells, times and dates by their format",
    .loses = "sheets that tell none; comments on cells; charts, colours, "
             "formulas and their values; parts of a second and days "
             "of a time; save as .xlsx to keep these",
    .bytes = true,
    .foreign = true,
    .sniff = sniff_xls,
    .parse = parse_xls,
};
