#include "report/sink.h"

#include "report/phrase.h"

#include <math.h>

enum { SHADES = 10, BAR_WIDTH = 72, BAR_HEIGHT = 5 };

static Str rooted(Sink *sink, Str path)
{
    return str_format(sink->arena, "%.*s%.*s", FMT(sink->root), FMT(path));
}

static void html_sink_link(Sink *sink, Str path, Str text)
{
    if (sink->linked && path.len > 0) {
        html_link(&sink->html, rooted(sink, path), text);
    } else {
        html_text(&sink->html, text);
    }
}

static void section_open(Sink *sink, Str id, Str title)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    html_open(&sink->html, "section");
    if (id.len > 0) {
        html_attr(&sink->html, "id", id);
    }
    html_cell(&sink->html, headings[sink->depth < 5 ? sink->depth : 5], title);
}

static void close_newest(Sink *sink)
{
    html_close(&sink->html);
}

static void paragraph_open(Sink *sink, Tone tone)
{
    static const char *const classes[] = {"", "lead", "small", "note"};
    html_open(&sink->html, "p");
    if (tone != TONE_PLAIN) {
        html_attr(&sink->html, "class", str_of(classes[tone]));
    }
}

static void text(Sink *sink, Str words)
{
    html_text(&sink->html, words);
}

static void strong(Sink *sink, Str words)
{
    html_cell(&sink->html, "strong", words);
}

// The label of a code with the sign of its kind and the colour of its theme.
static void code_label(Sink *sink, int32_t code)
{
    const Material *material = sink->material;
    CodeKind kind = material->codebook->codes.at[code].kind;
    int32_t colour = material->colours[code];
    html_open(&sink->html, "span");
    html_attr(&sink->html, "class",
              colour == NONE
                  ? str_format(sink->arena, "code %s", kind_name(kind))
                  : str_format(sink->arena, "code theme c%d", colour));
    html_text(&sink->html, material_label(material, code));
    html_close(&sink->html);
}

static void code(Sink *sink, int32_t number)
{
    if (!sink->linked) {
        code_label(sink, number);
        return;
    }
    html_open(&sink->html, "a");
    html_attr(&sink->html, "href",
              rooted(sink, path_code(sink->material, number)));
    code_label(sink, number);
    html_close(&sink->html);
}

// Filled dots beside the word, so that grades can be told at a glance and
// without colour.
static void grade(Sink *sink, Str name)
{
    static const char *const names[] = {"very low", "low", "moderate", "high"};
    static const char *const dots[] = {
        "\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B\xE2\x97\x8B",
        "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B\xE2\x97\x8B",
        "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8B",
        "\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F\xE2\x97\x8F"};
    html_open_class(&sink->html, "span", "grade");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq(name, str_of(names[i]))) {
            html_open_class(&sink->html, "span", "dots");
            html_attr(&sink->html, "aria-hidden", S("true"));
            html_text(&sink->html, str_of(dots[i]));
            html_close(&sink->html);
            html_text(&sink->html, S(" "));
        }
    }
    html_text(&sink->html, name.len > 0 ? name : PHRASE_UNDEFINED);
    html_close(&sink->html);
}

static void list_open(Sink *sink, bool numbered)
{
    html_open(&sink->html, numbered ? "ol" : "ul");
}

static void item_open(Sink *sink, Str id)
{
    html_open(&sink->html, "li");
    if (id.len > 0) {
        html_attr(&sink->html, "id", id);
    }
}

static void facts_open(Sink *sink, bool large)
{
    html_open_class(&sink->html, "dl", large ? "figures" : "facts");
}

static void fact_open(Sink *sink, Str term)
{
    html_open(&sink->html, "div");
    html_cell(&sink->html, "dt", term);
    html_open(&sink->html, "dd");
}

static void fact_close(Sink *sink)
{
    html_close(&sink->html);
    html_close(&sink->html);
}

static void fold_open(Sink *sink, Str title)
{
    html_open(&sink->html, "details");
    html_cell(&sink->html, "summary", title);
}

static void group_open(Sink *sink, const char *kind)
{
    html_open_class(&sink->html, "div", kind);
}

// ---- excerpts

static void marked_words(Sink *sink, const Excerpt *excerpt)
{
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i < excerpt->hits.len; i++) {
        Span hit = excerpt->hits.at[i];
        html_text(&sink->html, str_slice(excerpt->words, from, hit.begin));
        html_cell(&sink->html, "mark",
                  str_slice(excerpt->words, hit.begin, hit.end));
        from = hit.end;
    }
    html_text(&sink->html, str_slice(excerpt->words, from, excerpt->words.len));
}

static void caption_part(Sink *sink, Str part)
{
    if (part.len > 0) {
        html_text(&sink->html, S(" \xC2\xB7 "));
        html_text(&sink->html, part);
    }
}

static void source_of_excerpt(Sink *sink, const Excerpt *excerpt, Str path)
{
    html_open(&sink->html, "figcaption");
    html_cell(&sink->html, "b", excerpt->speaker);
    caption_part(sink, excerpt->group);
    caption_part(sink, phrase_joined(sink->arena, excerpt->cases, S(", ")));
    html_text(&sink->html, S(" \xC2\xB7 "));
    html_sink_link(sink, path,
                   str_format(sink->arena, "%.*s, %s %d", FMT(excerpt->name),
                              excerpt->part, excerpt->number));
    caption_part(sink, excerpt->time);
    caption_part(sink, str_format(sink->arena, "line %d", excerpt->line));
    html_close(&sink->html);
}

static void excerpt_figure(Sink *sink, const Excerpt *excerpt, Str path)
{
    Str language = sink->material->codebook->language;
    html_open_class(&sink->html, "figure",
                    excerpt->withheld ? "excerpt withheld" : "excerpt");
    html_open(&sink->html, "blockquote");
    if (!excerpt->withheld && language.len > 0 && !str_eq(language, S("en"))) {
        html_attr(&sink->html, "lang", language);
    }
    html_open(&sink->html, "p");
    marked_words(sink, excerpt);
    html_close(&sink->html);
    html_close(&sink->html);
    source_of_excerpt(sink, excerpt, path);
    html_close(&sink->html);
}

// ---- tables

static void head_cell(Sink *sink, const Column *column)
{
    html_open(&sink->html, "th");
    html_attr(&sink->html, "scope", S("col"));
    if (column->number) {
        html_attr(&sink->html, "class", S("n"));
    }
    html_cell(&sink->html, "span", column->title);
    html_close(&sink->html);
}

static void table_open(Sink *sink, const Table *table)
{
    Str id = str_format(sink->arena, "table-%d", sink->tables);
    html_open_class(&sink->html, "div", "scroll");
    html_attr(&sink->html, "role", S("region"));
    html_attr(&sink->html, "tabindex", S("0"));
    html_attr(&sink->html, "aria-labelledby", id);
    html_open(&sink->html, "table");
    html_attr(&sink->html, "class",
              str_format(sink->arena, "t-%s%s%s", table->id,
                         table->matrix ? " matrix" : "",
                         table->sortable ? " sortable" : ""));
    html_open(&sink->html, "caption");
    html_attr(&sink->html, "id", id);
    html_cell(&sink->html, "span", table->caption);
    html_close(&sink->html);
    html_open(&sink->html, "thead");
    html_open(&sink->html, "tr");
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        head_cell(sink, &table->columns.at[i]);
    }
    html_close(&sink->html);
    html_close(&sink->html);
    html_open(&sink->html, "tbody");
}

static void bar(Sink *sink, const Cell *cell)
{
    int64_t width = cell->count * BAR_WIDTH / cell->of;
    html_open_class(&sink->html, "svg", "bar");
    html_attr_int(&sink->html, "width", BAR_WIDTH);
    html_attr_int(&sink->html, "height", BAR_HEIGHT);
    html_attr(&sink->html, "viewBox",
              str_format(sink->arena, "0 0 %d %d", BAR_WIDTH, BAR_HEIGHT));
    html_attr(&sink->html, "preserveAspectRatio", S("none"));
    html_attr(&sink->html, "aria-hidden", S("true"));
    html_open_class(&sink->html, "rect", "track");
    html_attr_int(&sink->html, "width", BAR_WIDTH);
    html_attr_int(&sink->html, "height", BAR_HEIGHT);
    html_close(&sink->html);
    html_open_class(&sink->html, "rect", "fill");
    html_attr_int(&sink->html, "width", width < BAR_WIDTH ? width : BAR_WIDTH);
    html_attr_int(&sink->html, "height", BAR_HEIGHT);
    html_close(&sink->html);
    html_close(&sink->html);
}

static void cell_class(Sink *sink, const Cell *cell, bool number)
{
    bool shaded = cell->shade > 0;
    int shade = 0;
    if (shaded) {
        shade = (int)ceil(cell->shade * SHADES);
        shade = shade > SHADES ? SHADES : shade;
    }
    Str name = str_format(sink->arena, "%s%s", number ? "n" : "",
                          cell->kind == CELL_BLANK ? " blank" : "");
    if (shaded) {
        name = str_format(sink->arena, "%.*s h%d", FMT(name), shade);
    }
    name = str_trim(name);
    if (name.len > 0) {
        html_attr(&sink->html, "class", name);
    }
}

static void cell_content(Sink *sink, const Cell *cell)
{
    bool linked = sink->linked && cell->path.len > 0;
    if (linked) {
        html_open(&sink->html, "a");
        html_attr(&sink->html, "href", rooted(sink, cell->path));
    }
    if (cell->kind == CELL_CODE) {
        code_label(sink, cell->code);
    } else if (cell->kind == CELL_GRADE) {
        grade(sink, cell->text);
    } else {
        html_text(&sink->html, cell_words(sink, cell));
    }
    if (cell->kind == CELL_SHARE && cell->of > 0) {
        bar(sink, cell);
    }
    if (linked) {
        html_close(&sink->html);
    }
    if (cell->marked) {
        html_cell(&sink->html, "sup", S("\xE2\x80\xA0"));
    }
    if (cell->grade.len > 0) {
        html_open(&sink->html, "small");
        grade(sink, cell->grade);
        html_close(&sink->html);
    }
    if (cell->note.len > 0) {
        html_cell(&sink->html, "small", cell->note);
    }
}

static void row(Sink *sink, const Cell *cells)
{
    const Columns *columns = &sink->table.columns;
    html_open(&sink->html, "tr");
    for (ptrdiff_t i = 0; i < columns->len; i++) {
        html_open(&sink->html, i == 0 ? "th" : "td");
        if (i == 0) {
            html_attr(&sink->html, "scope", S("row"));
        }
        cell_class(sink, &cells[i], columns->at[i].number);
        cell_content(sink, &cells[i]);
        html_close(&sink->html);
    }
    html_close(&sink->html);
}

static void table_close(Sink *sink)
{
    html_close(&sink->html); // tbody
    html_close(&sink->html); // table
    html_close(&sink->html); // the box it scrolls in
}

const SinkForm sink_html = {
    .name = "html",
    .section_open = section_open,
    .section_close = close_newest,
    .paragraph_open = paragraph_open,
    .paragraph_close = close_newest,
    .text = text,
    .strong = strong,
    .link = html_sink_link,
    .code = code,
    .grade = grade,
    .list_open = list_open,
    .list_close = close_newest,
    .item_open = item_open,
    .item_close = close_newest,
    .facts_open = facts_open,
    .facts_close = close_newest,
    .fact_open = fact_open,
    .fact_close = fact_close,
    .fold_open = fold_open,
    .fold_close = close_newest,
    .group_open = group_open,
    .group_close = close_newest,
    .excerpt = excerpt_figure,
    .table_open = table_open,
    .row = row,
    .table_close = table_close,
};
