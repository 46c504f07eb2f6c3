#include "parse/format.h"

#include "container/xml.h"
#include "parse/table/workbook.h"

// Surely: a root of that name and Microsoft's namespace.
static int sniff_xls2003(const Source *source)
{
    Str text = source->text;
    bool sure =
        str_eq(markup_root(text), S("Workbook")) &&
        markup_mentions(text, "urn:schemas-microsoft-com:office:spreadsheet");
    return sure ? 2 : 0;
}

static bool parse_xls2003(const Source *source, Arena *arena,
                          Transcripts *transcripts, Diags *diags, Err *err)
{
    Worksheets sheets = {0};
    return sheets_2003(source->text, arena, &sheets, err) &&
           workbook_transcripts(source, "xls2003", &sheets, arena, transcripts,
                                diags, err);
}

const Format format_xls2003 = {
    .name = "xls2003",
    .title = "an XML spreadsheet of Excel 2003",
    .extensions = "",
    .gives = "what a table gives, of each sheet that tells a transcript; "
             "values, times and dates as they are stored",
    .loses = "sheets that tell none, and hidden sheets, rows and columns; "
             "comments on cells; charts, colours, formulas (their last value "
             "counts); findings count them",
    .foreign = true,
    .sniff = sniff_xls2003,
    .parse = parse_xls2003,
};
