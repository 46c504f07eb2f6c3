#include "report/page.h"

#include "report/phrase.h"
#include "report/reports.h"

typedef struct MenuEntry {
    const char *name, *path;
} MenuEntry;

// Pages that no report of the list is.
static const MenuEntry themes_entry = {"Themes", "index.html#glance"};
static const MenuEntry transcripts_entry = {"Transcripts", "transcripts.html"};

static Str root_of(Str path)
{
    return str_find(path, S("/"), 0) >= 0 ? S("../") : S("");
}

static void meta(Html *html, const char *name, Str value, Str content)
{
    html_void(html, "meta");
    html_attr(html, name, value);
    html_attr(html, "content", content);
}

static void resource(Sink *sink, Str file)
{
    Str path = str_format(sink->arena, "%.*s%.*s", FMT(sink->root), FMT(file));
    if (str_ends(file, S(".css"))) {
        html_void(&sink->html, "link");
        html_attr(&sink->html, "rel", S("stylesheet"));
        html_attr(&sink->html, "href", path);
    } else {
        html_open(&sink->html, "script");
        html_attr(&sink->html, "src", path);
        html_flag(&sink->html, "defer");
        html_close(&sink->html);
    }
}

static Str study_title(const Material *material)
{
    const Codebook *codebook = material->codebook;
    if (material->study->title.len > 0) {
        return material->study->title;
    }
    return codebook->title.len > 0 ? codebook->title : codebook->id;
}

static void head(Sink *sink, Str title)
{
    Html *html = &sink->html;
    Str study = study_title(sink->material);
    html_open(html, "head");
    html_void(html, "meta");
    html_attr(html, "charset", S("utf-8"));
    meta(html, "http-equiv", S("Content-Security-Policy"), PAGE_POLICY);
    meta(html, "name", S("viewport"), S("width=device-width, initial-scale=1"));
    meta(html, "name", S("color-scheme"), S("light dark"));
    meta(html, "name", S("referrer"), S("no-referrer"));
    html_cell(html, "title",
              str_eq(title, study)
                  ? title
                  : str_format(sink->arena, "%.*s \xE2\x80\x93 %.*s",
                               FMT(title), FMT(study)));
    if (sink->linked) {
        resource(sink, S("style.css"));
        resource(sink, S("script.js"));
    }
    html_close(html);
}

static void menu_item(Sink *sink, const char *name, const char *path,
                      const char *current)
{
    Html *html = &sink->html;
    html_open(html, "li");
    html_open(html, "a");
    html_attr(html, "href",
              str_format(sink->arena, "%.*s%s", FMT(sink->root), path));
    if (current && str_eq(str_of(current), str_of(name))) {
        html_attr(html, "aria-current", S("page"));
    }
    html_text(html, str_of(name));
    html_close(html);
    html_close(html);
}

static void menu(Sink *sink, const char *current)
{
    Html *html = &sink->html;
    html_open(html, "nav");
    html_attr(html, "aria-label", S("Report"));
    html_open(html, "ul");
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->menu) {
            menu_item(sink, reports[i]->menu, reports[i]->page, current);
        }
        if (i == REPORT_summary) {
            menu_item(sink, themes_entry.name, themes_entry.path, current);
        }
        if (i == REPORT_codebook) {
            menu_item(sink, transcripts_entry.name, transcripts_entry.path,
                      current);
        }
    }
    html_close(html);
    html_close(html);
}

// The first page has the study's title as its heading.
static void study_link(Sink *sink)
{
    Html *html = &sink->html;
    html_open_class(html, "p", "study");
    html_open(html, "a");
    html_attr(html, "href",
              str_format(sink->arena, "%.*sindex.html", FMT(sink->root)));
    html_text(html, study_title(sink->material));
    html_close(html);
    html_close(html);
}

static void banner(Sink *sink, const PageFrame *frame)
{
    Html *html = &sink->html;
    html_open_class(html, "a", "skip");
    html_attr(html, "href", S("#main"));
    html_text(html, S("Skip to the content"));
    html_close(html);
    html_open_class(html, "header", "banner");
    if (!str_eq(frame->path, S("index.html"))) {
        study_link(sink);
    }
    menu(sink, frame->menu);
    html_close(html);
}

static void heading(Sink *sink, const PageFrame *frame)
{
    Html *html = &sink->html;
    html_open(html, "h1");
    if (frame->code == NONE) {
        html_text(html, frame->title);
    } else {
        int32_t colour = sink->material->colours[frame->code];
        html_open(html, "span");
        html_attr(html, "class",
                  str_format(sink->arena, "code theme c%d",
                             colour == NONE ? 0 : colour));
        html_text(html, frame->title);
        html_close(html);
    }
    html_close(html);
}

Sink page_open(const Material *material, const PageFrame *frame, Buf *out)
{
    Sink sink = sink_make(&sink_html, material, out);
    sink.root = root_of(frame->path);
    sink.linked = true;
    html_begin(&sink.html, S("en"));
    head(&sink, frame->title);
    html_open(&sink.html, "body");
    banner(&sink, frame);
    html_open(&sink.html, "main");
    html_attr(&sink.html, "id", S("main"));
    html_attr(&sink.html, "tabindex", S("-1"));
    heading(&sink, frame);
    return sink;
}

static void footer(Sink *sink)
{
    const Material *material = sink->material;
    const Codebook *codebook = material->codebook;
    Str hash = codebook->hash;
    hash.len = hash.len > 12 ? 12 : hash.len;
    html_open_class(&sink->html, "footer", "colophon");
    html_open(&sink->html, "p");
    html_text(&sink->html,
              str_format(sink->arena, "%.*s, codebook %.*s %.*s (%.*s). ",
                         FMT(material->input->facts->program),
                         FMT(codebook->id), FMT(codebook->version), FMT(hash)));
    if (sink->linked) {
        sink_link(sink, S("methods.html"), S("How this was made"));
        html_text(&sink->html, S("."));
    }
    html_close(&sink->html);
    html_close(&sink->html);
}

void page_close(Sink *sink)
{
    html_close(&sink->html); // main
    footer(sink);
    html_end(&sink->html);
}

Sink page_open_alone(const Material *material, Str title, Buf *out)
{
    Sink sink = sink_make(&sink_html, material, out);
    html_begin(&sink.html, S("en"));
    head(&sink, title);
    html_open(&sink.html, "body");
    html_open(&sink.html, "main");
    html_cell(&sink.html, "h1", title);
    return sink;
}
