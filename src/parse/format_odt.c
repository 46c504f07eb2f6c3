#include "parse/format.h"

#include "container/zip.h"
#include "parse/document/odt.h"

static const char kind[] = "application/vnd.oasis.opendocument.text";

static int sniff_archive(Str bytes)
{
    Err ignored = {0};
    Arena arena = {0};
    Str type = {0};
    Zip *zip = zip_open_bytes(bytes, &ignored);
    bool typed = zip && zip_has(zip, S("mimetype"));
    bool sure = typed
                    ? zip_member(zip, S("mimetype"), &arena, &type, &ignored) &&
                          str_starts(type, str_of(kind))
                    : zip && zip_has(zip, S("content.xml"));
    bool broken = !zip;
    zip_shut(zip);
    arena_release(&arena);
    return sure ? 2 : broken;
}

// Surely: an archive or a flat file that says it is a text.  Perhaps: a broken
// archive, so that the name tells what it was.
static int sniff_odt(const Source *source)
{
    Str bytes = source->bytes;
    if (zip_begins(bytes)) {
        return sniff_archive(bytes);
    }
    bool sure = str_eq(markup_root(bytes), S("document")) &&
                markup_mentions(bytes, kind);
    return sure ? 2 : 0;
}

static bool is_encrypted(Zip *zip, Arena *arena)
{
    Str manifest;
    Err ignored = {0};
    return zip_has(zip, S("encrypted-package")) ||
           (zip_has(zip, S("META-INF/manifest.xml")) &&
            zip_member(zip, S("META-INF/manifest.xml"), arena, &manifest,
                       &ignored) &&
            str_find(manifest, S("encryption-data"), 0) >= 0);
}

static void read_named_styles(Zip *zip, Styles *styles, Arena *arena)
{
    Str bytes;
    Err ignored = {0};
    if (zip_has(zip, S("styles.xml")) &&
        zip_member(zip, S("styles.xml"), arena, &bytes, &ignored)) {
        Xml *xml = xml_open(bytes, S("styles.xml"), arena);
        odt_styles(xml, styles, arena);
        xml_close(xml, &ignored);
    }
}

static bool read_archive(Str bytes, Flow *flow, Arena *arena, Err *err)
{
    Styles styles = {0};
    Str content;
    bool read = false;
    Zip *zip = zip_open_bytes(bytes, err);
    if (zip && is_encrypted(zip, arena)) {
        err_set(err, ERR_INPUT,
                "it is protected by a password; save it without one");
    } else if (zip && zip_member(zip, S("content.xml"), arena, &content, err)) {
        read_named_styles(zip, &styles, arena);
        Xml *xml = xml_open(content, S("content.xml"), arena);
        odt_flow(xml, &styles, flow, arena);
        read = xml_close(xml, err);
    }
    zip_shut(zip);
    return read;
}

static bool read_flat(Str bytes, Flow *flow, Arena *arena, Err *err)
{
    Styles styles = {0};
    bool marked = str_starts(bytes, S("\xEF\xBB\xBF"));
    Xml *xml =
        xml_open(str_slice(bytes, marked ? 3 : 0, bytes.len), S(""), arena);
    odt_flow(xml, &styles, flow, arena);
    return xml_close(xml, err);
}

static bool parse_odt(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Flow flow = {0};
    Str bytes = source->bytes;
    bool read = zip_begins(bytes) ? read_archive(bytes, &flow, arena, err)
                                  : read_flat(bytes, &flow, arena, err);
    if (!read || flow_is_excerpts(&flow, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "odt", &flow, arena, diags);
    return true;
}

const Format format_odt = {
    .name = "odt",
    .title = "an OpenDocument text",
    .extensions = ".odt .fodt .ott",
    .gives = "turns by labels in all usual forms, in bold or as headings, or "
             "a turn per row of a table of turns; times; text in boxes and "
             "sections; comments with author and date, who answers whom and "
             "what is resolved, and text on a coloured ground, where they "
             "stand; columns for codes and comments beside a transcript, as "
             "comments",
    .loses = "headers, footers, footnotes and endnotes; deleted and hidden "
             "text; tables of contents; the numbers and bullets that are made "
             "for lists, which are not in the file; pictures and all looks "
             "but bold labels, headings and colours behind the text; what "
             "stands beside a table of turns",
    .bytes = true,
    .foreign = true,
    .sniff = sniff_odt,
    .parse = parse_odt,
};
