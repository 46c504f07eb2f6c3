// Overview: the page that leads to the report of each codebook.
#include "report/page.h"

#include "report/assets.h"

static void head(Html *html, Str title)
{
    html_open(html, "head");
    html_void(html, "meta");
    html_attr(html, "charset", S("utf-8"));
    html_void(html, "meta");
    html_attr(html, "http-equiv", S("Content-Security-Policy"));
    html_attr(html, "content", PAGE_POLICY);
    html_void(html, "meta");
    html_attr(html, "name", S("viewport"));
    html_attr(html, "content", S("width=device-width, initial-scale=1"));
    html_cell(html, "title", title);
    html_void(html, "link");
    html_attr(html, "rel", S("stylesheet"));
    html_attr(html, "href", S("style.css"));
    html_close(html);
}

static void entry(Html *html, const Overview *overview, Arena *arena)
{
    const Codebook *codebook = overview->codebook;
    Str name = codebook->title.len > 0 ? codebook->title : codebook->id;
    html_open(html, "li");
    html_link(html, overview->path, name);
    html_text(html, str_format(arena, ": codebook %.*s %.*s, codings: %lld",
                               FMT(codebook->id), FMT(codebook->version),
                               (long long)overview->codings));
    html_close(html);
}

Pages report_overview(Str title, const Overviews *overviews, Arena *arena)
{
    Pages pages = {0};
    Buf out = {.arena = arena};
    Html html = {.out = &out};
    Str heading = title.len > 0 ? title : S("Reports");
    html_begin(&html, S("en"));
    head(&html, heading);
    html_open(&html, "body");
    html_open(&html, "main");
    html_cell(&html, "h1", heading);
    html_cell(&html, "p", S("One report for each codebook of the study."));
    html_open(&html, "ul");
    for (ptrdiff_t i = 0; i < overviews->len; i++) {
        entry(&html, &overviews->at[i], arena);
    }
    html_close(&html); // ul
    html_close(&html); // main
    html_end(&html);
    *PUSH(&pages, arena) = (Page){S("index.html"), buf_str(&out), false};
    *PUSH(&pages, arena) = (Page){S("style.css"), asset_style(), false};
    return pages;
}
