// HTML: pages saved from word processors, transcription tools and the web.
#include "parse/format.h"

#include "container/xml.h"
#include "parse/document/html_flow.h"

static bool parse_html(const Source *source, Arena *arena,
                       Transcripts *transcripts, Diags *diags, Err *err)
{
    Flow flow = {0};
    if (!html_flow(source, source->text, &flow, arena, diags, err)) {
        return false;
    }
    *transcripts = flow_transcripts(source, "html", &flow, arena, diags);
    return true;
}

static int sniff_html(const Source *source)
{
    static const char *const roots[] = {"html", "head", "body"};
    Str text = str_trim(source->text), declares = S("<!doctype html");
    Str root = markup_root(text);
    bool sure = text.len > declares.len &&
                str_eq_nocase(str_slice(text, 0, declares.len), declares);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        sure = sure || str_eq_nocase(root, str_of(roots[i]));
    }
    bool marked = str_find(text, S("</"), 0) >= 0 ||
                  str_find(text, S("<br"), 0) >= 0 ||
                  str_find(text, S("<BR"), 0) >= 0;
    return sure ? 2 : marked;
}

const Format format_html = {
    .name = "html",
    .title = "an HTML page",
    .extensions = ".html .htm .xhtml",
    .gives = "paragraphs with their labels and time marks, headings that are "
             "names, tables of turns; the time stamps of oTranscribe",
    .loses = "styles, pictures, scripts, forms, navigation, feet of pages, "
             "numbers of lists; headers, footers, footnotes and comments that "
             "Word, LibreOffice or Google Docs wrote; what is hidden or marked "
             "as deleted",
    .foreign = true,
    .sniff = sniff_html,
    .parse = parse_html,
};
