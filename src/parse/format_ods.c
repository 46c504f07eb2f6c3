#include "parse/format.h"

#include "container/xml.h"
#include "container/zip.h"
#include "parse/table/workbook.h"

static const char kind[] = "application/vnd.oasis.opendocument.spreadsheet";

static bool is_sheet_archive(Str bytes)
{
    Err ignored = {0};
    Arena arena = {0};
    Str type = {0};
    Zip *zip = zip_open_bytes(bytes, &ignored);
    bool sure = zip &&
                zip_member(zip, S("mimetype"), &arena, &type, &ignored) &&
                str_starts(type, str_of(kind));
    zip_shut(zip);
    arena_release(&arena);
    return sure;
}

// Surely: an archive or a flat file that says it is a spreadsheet.
// True for an archive that cannot be opened, so that its name may tell.
static bool is_damaged(Str bytes)
{
    Err ignored = {0};
    Zip *zip = zip_open_bytes(bytes, &ignored);
    bool opens = zip != NULL;
    zip_shut(zip);
    return !opens;
}

static int sniff_ods(const Source *source)
{
    Str bytes = source->bytes;
    if (zip_begins(bytes)) {
        return is_sheet_archive(bytes) ? 2 : is_damaged(bytes);
    }
    bool sure = str_eq(markup_root(bytes), S("document")) &&
                markup_mentions(bytes, kind);
    return sure ? 2 : 0;
}

static bool parse_ods(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Worksheets sheets = {0};
    return sheets_ods(source->bytes, arena, &sheets, err) &&
           workbook_transcripts(source, "ods", &sheets, arena, transcripts,
                                diags, err);
}

const Format format_ods = {
    .name = "ods",
    .title = "an OpenDocument spreadsheet",
    .extensions = ".ods .fods .ots",
    .gives = "what a table gives, of each sheet that tells a transcript; the "
             "values that cells show, times and dates as they are stored",
    .loses = "sheets that tell none, and hidden sheets, rows and columns; "
             "comments on cells; charts, colours, formulas (their last value "
             "counts); findings count them",
    .bytes = true,
    .foreign = true,
    .sniff = sniff_ods,
    .parse = parse_ods,
};
