#include "parse/format.h"

#include "parse/document/docx.h"

// Surely: an archive with a Word document in it.  Perhaps: one that is broken,
// so that the name tells what it was.
static int sniff_docx(const Source *source)
{
    Err ignored = {0};
    if (!zip_begins(source->bytes)) {
        return 0;
    }
    Zip *zip = zip_open_bytes(source->bytes, &ignored);
    bool sure = zip && docx_is_one(zip);
    bool bare = !zip || zip_has(zip, S("[Content_Types].xml"));
    zip_shut(zip);
    return sure ? 2 : bare;
}

static bool parse_docx(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Parts parts = {0};
    Flow flow = {0};
    Zip *zip = zip_open_bytes(source->bytes, err);
    bool read = zip && docx_parts(zip, &parts, arena, err) &&
                docx_flow(zip, &parts, &flow, arena, err);
    zip_shut(zip);
    if (!read || flow_is_excerpts(&flow, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "docx", &flow, arena, diags);
    return true;
}

const Format format_docx = {
    .name = "docx",
    .title = "a Word document",
    .extensions = ".docx .docm .dotx .dotm",
    .gives = "turns by labels in all usual forms, in bold or as headings, or "
             "a turn per row of a table of turns; times; text in boxes, in "
             "content controls and added while changes were tracked; comments "
             "with author and date, who answers whom and what is resolved, and "
             "highlights, where they stand; columns for codes and comments "
             "beside a transcript, as comments",
    .loses = "headers, footers, footnotes and endnotes; deleted and hidden "
             "text; the numbers and bullets that Word makes for lists, which "
             "are not in the file; pictures and all looks but bold labels, "
             "headings and highlights; what stands beside a table of turns",
    .bytes = true,
    .foreign = true,
    .sniff = sniff_docx,
    .parse = parse_docx,
};
