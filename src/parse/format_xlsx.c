#include "parse/format.h"

#include "container/zip.h"
#include "parse/table/workbook.h"

// Surely: an archive with a workbook in it.
static int sniff_xlsx(const Source *source)
{
    Err ignored = {0};
    if (!zip_begins(source->bytes)) {
        return 0;
    }
    Zip *zip = zip_open_bytes(source->bytes, &ignored);
    bool sure = zip && (zip_has(zip, S("xl/workbook.xml")) ||
                        zip_has(zip, S("xl/workbook.bin")));
    bool damaged = !zip;
    zip_shut(zip);
    return sure ? 2 : damaged;
}

static bool parse_xlsx(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Worksheets sheets = {0};
    return sheets_xlsx(source->bytes, arena, &sheets, err) &&
           workbook_transcripts(source, "xlsx", &sheets, arena, transcripts,
                                diags, err);
}

const Format format_xlsx = {
    .name = "xlsx",
    .title = "an Excel workbook",
    .extensions = ".xlsx .xlsm .xltx .xltm",
    .gives = "what a table gives, of each sheet that tells a transcript; the "
             "values that cells show, times and dates by their number format",
    .loses = "sheets that tell none, and hidden sheets, rows and columns; "
             "comments on cells; charts, colours, formulas (their last value "
             "counts); findings count them",
    .bytes = true,
    .foreign = true,
    .sniff = sniff_xlsx,
    .parse = parse_xlsx,
};
