#include "report/assets.h"
#include "report/page.h"
#include "report/phrase.h"
#include "report/reports.h"
#include "report/transcript_page.h"

#include <assert.h>

// What is made on the way to a page is given back when the page is done, so
// that a site takes the memory of one page in the making.
typedef struct Site {
    Material material; // its arena is `scratch`
    Arena scratch;
    Strs paths; // of all pages, in their order
    ptrdiff_t made;
    const PageTaker *taker;
    Err *err;
} Site;

static void tell(const Site *site)
{
    const ReportInput *input = site->material.input;
    if (input->tell) {
        input->tell(input->to, site->made, site->paths.len);
    }
}

// Hands over bytes of the page at hand.
static void hand_over(Site *site, Str bytes, bool more)
{
    const Page page = {site->paths.at[site->made], bytes, more};
    if (site->err->kind == ERR_NONE) {
        site->taker->take(site->taker->to, &page, site->err);
    }
}

static void add(Site *site, Str path, Str bytes)
{
    assert(str_eq(path, site->paths.at[site->made]));
    hand_over(site, bytes, false);
    site->made++;
    arena_release(&site->scratch);
    tell(site);
}

// ---- links from page to page

static void downloads(Sink *sink)
{
    sink_section(sink, S("data"), S("The data behind it"));
    sink_list(sink, false);
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->records) {
            Str file = str_format(sink->arena, "%s.csv", report_list[i].name);
            sink_item(sink, (Str){0});
            sink_link(sink, str_format(sink->arena, "data/%.*s", FMT(file)),
                      file);
            sink_text(sink, str_format(sink->arena, " \xE2\x80\x93 %s",
                                       report_list[i].title));
            sink_item_end(sink);
        }
    }
    sink_item(sink, (Str){0});
    sink_link(sink, S("data/report.json"), S("report.json"));
    sink_text(sink, S(" \xE2\x80\x93 everything, for programs; "));
    sink_link(sink, S("data/report.md"), S("report.md"));
    sink_text(sink, S(" \xE2\x80\x93 everything, as Markdown"));
    sink_item_end(sink);
    sink_list_end(sink);
    sink_section_end(sink);
}

// The other themes, in one line.
static void theme_links(Sink *sink, int32_t current)
{
    const Material *material = sink->material;
    html_open_class(&sink->html, "nav", "themes");
    html_attr(&sink->html, "aria-label", S("Themes"));
    html_open(&sink->html, "ul");
    for (ptrdiff_t i = 0; i < material->themes.len; i++) {
        int32_t theme = material->themes.at[i];
        html_open(&sink->html, "li");
        html_open(&sink->html, "a");
        html_attr(&sink->html, "href",
                  str_format(sink->arena, "../%.*s",
                             FMT(path_theme(material, theme))));
        if (theme == current) {
            html_attr(&sink->html, "aria-current", S("page"));
        }
        html_open(&sink->html, "span");
        html_attr(&sink->html, "class",
                  str_format(sink->arena, "code theme c%d",
                             material->colours[theme]));
        html_text(&sink->html, material_label(material, theme));
        html_close(&sink->html);
        html_close(&sink->html);
        html_close(&sink->html);
    }
    html_close(&sink->html);
    html_close(&sink->html);
}

static void neighbour_link(Sink *sink, int32_t document, const char *relation)
{
    const Documents *documents = &sink->material->study->documents;
    if (document >= 0 && document < documents->len) {
        html_open(&sink->html, "li");
        html_text(&sink->html, str_of(relation));
        sink_link(sink, path_transcript(sink->material, document),
                  documents->at[document].transcript.document);
        html_close(&sink->html);
    }
}

static void neighbours(Sink *sink, int32_t document)
{
    html_open_class(&sink->html, "nav", "neighbours");
    html_attr(&sink->html, "aria-label", S("Other transcripts"));
    html_open(&sink->html, "ul");
    neighbour_link(sink, document - 1, "Before: ");
    html_open(&sink->html, "li");
    sink_link(sink, S("transcripts.html"), S("All transcripts"));
    html_close(&sink->html);
    neighbour_link(sink, document + 1, "Next: ");
    html_close(&sink->html);
    html_close(&sink->html);
}

// ---- the pages

static void report_page(Site *site, int number)
{
    const Report *report = reports[number];
    Buf out = {.arena = &site->scratch};
    bool index = number == REPORT_summary;
    Str title = site->material.study->title;
    PageFrame frame = {
        .path = str_of(report->page),
        .title =
            index && title.len > 0 ? title : str_of(report_list[number].title),
        .menu = report->menu,
        .code = NONE,
    };
    Sink sink = page_open(&site->material, &frame, &out);
    report->write(&sink);
    if (index) {
        downloads(&sink);
    }
    page_close(&sink);
    add(site, frame.path, buf_str(&out));
}

static void theme_page(Site *site, int32_t theme)
{
    Buf out = {.arena = &site->scratch};
    PageFrame frame = {
        .path = path_theme(&site->material, theme),
        .title = material_label(&site->material, theme),
        .menu = "Themes",
        .code = theme,
    };
    Sink sink = page_open(&site->material, &frame, &out);
    theme_links(&sink, theme);
    theme_write(&sink, theme);
    page_close(&sink);
    add(site, frame.path, buf_str(&out));
}

static void pair_page(Site *site, const Pair *pair)
{
    Buf out = {.arena = &site->scratch};
    const Material *material = &site->material;
    PageFrame frame = {
        .path = path_pair(material, pair->a, pair->b),
        .title = str_format(&site->scratch, "%.*s with %.*s",
                            FMT(material_label(material, pair->a)),
                            FMT(material_label(material, pair->b))),
        .menu = "Co-occurrence",
        .code = NONE,
    };
    Sink sink = page_open(material, &frame, &out);
    pair_write(&sink, pair);
    page_close(&sink);
    add(site, frame.path, buf_str(&out));
}

static void transcript_list(Site *site)
{
    Buf out = {.arena = &site->scratch};
    PageFrame frame = {
        .path = S("transcripts.html"),
        .title = S("Transcripts"),
        .menu = "Transcripts",
        .code = NONE,
    };
    Sink sink = page_open(&site->material, &frame, &out);
    transcript_list_write(&sink);
    page_close(&sink);
    add(site, frame.path, buf_str(&out));
}

static void transcript_page(Site *site, int32_t document)
{
    const Documents *documents = &site->material.study->documents;
    Buf out = {.arena = &site->scratch};
    PageFrame frame = {
        .path = path_transcript(&site->material, document),
        .title = documents->at[document].transcript.document,
        .menu = "Transcripts",
        .code = NONE,
    };
    Sink sink = page_open(&site->material, &frame, &out);
    transcript_page_write(&sink, document);
    neighbours(&sink, document);
    page_close(&sink);
    add(site, frame.path, buf_str(&out));
}

// ---- the data

static Str path_data(const char *name, const char *form, Arena *arena)
{
    return str_format(arena, "data/%s.%s", name, form);
}

static void take_spilled(void *to, Str bytes)
{
    hand_over(to, bytes, true);
}

static void data_file(Site *site, const char *name, const char *form)
{
    Strs names = {0};
    const Spill spill = {take_spilled, site};
    if (str_eq(str_of(form), S("csv"))) {
        *PUSH(&names, &site->scratch) = str_of(name);
    }
    add(site, path_data(name, form, &site->scratch),
        document_of(&site->material, names, str_of(form), S("../"), &spill));
}

static void data_files(Site *site)
{
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->records) {
            data_file(site, report_list[i].name, "csv");
        }
    }
    data_file(site, "report", "json");
    data_file(site, "report", "md");
}

// ---- the site

// The paths of all pages, in the order in which they are made.
static Strs paths_of(const Material *material, Arena *arena)
{
    Strs paths = {0};
    const Pairs *pairs = &material->input->sentences->pairs;
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->page) {
            *PUSH(&paths, arena) = str_of(reports[i]->page);
        }
    }
    for (ptrdiff_t i = 0; i < material->themes.len; i++) {
        *PUSH(&paths, arena) = path_theme(material, material->themes.at[i]);
    }
    for (ptrdiff_t i = 0; i < pairs->len; i++) {
        if (pairs->at[i].n11 > 0) {
            *PUSH(&paths, arena) =
                path_pair(material, pairs->at[i].a, pairs->at[i].b);
        }
    }
    *PUSH(&paths, arena) = S("transcripts.html");
    for (int32_t d = 0; d < material->study->documents.len; d++) {
        *PUSH(&paths, arena) = path_transcript(material, d);
    }
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->records) {
            *PUSH(&paths, arena) = path_data(report_list[i].name, "csv", arena);
        }
    }
    *PUSH(&paths, arena) = path_data("report", "json", arena);
    *PUSH(&paths, arena) = path_data("report", "md", arena);
    *PUSH(&paths, arena) = S("style.css");
    *PUSH(&paths, arena) = S("script.js");
    return paths;
}

static void pages(Site *site)
{
    const Material *material = &site->material;
    const Pairs *pairs = &material->input->sentences->pairs;
    for (int i = 0; i < REPORTS; i++) {
        if (reports[i]->page) {
            report_page(site, i);
        }
    }
    for (ptrdiff_t i = 0; i < material->themes.len; i++) {
        theme_page(site, material->themes.at[i]);
    }
    for (ptrdiff_t i = 0; i < pairs->len; i++) {
        if (pairs->at[i].n11 > 0) {
            pair_page(site, &pairs->at[i]);
        }
    }
    transcript_list(site);
    for (int32_t d = 0; d < material->study->documents.len; d++) {
        transcript_page(site, d);
    }
}

bool report_site(const ReportInput *input, const PageTaker *taker, Arena *arena,
                 Err *err)
{
    Site site = {
        .material = material_of(input, arena), .taker = taker, .err = err};
    site.paths = paths_of(&site.material, arena);
    site.material.arena = &site.scratch;
    tell(&site);
    if (!taker->expect(taker->to, site.paths, err)) {
        return false;
    }
    pages(&site);
    data_files(&site);
    add(&site, S("style.css"), asset_style());
    add(&site, S("script.js"), asset_script());
    return err->kind == ERR_NONE;
}
