#include "parse/document/odt.h"

enum {
    BLANKS_MAX = 1000, // that one element stands for
    COLUMNS_MAX = 64,  // that one cell is repeated over
    ROWS_AGAIN_MAX = 64,
    AGAIN_BYTES_MAX = 1000, // of what is repeated
};

typedef struct Reader {
    Xml *xml;
    Styles *styles;
    Draft draft;
    Map ranges;   // names of annotations that have an end
    Ints numbers; // of these their remarks
    bool gap;     // a blank stands before what comes next
    Arena *arena;
} Reader;

static int32_t repeats(Xml *xml, const char *name, int32_t most)
{
    int32_t number;
    Str value = xml_attribute(xml, name);
    number = str_number(value, &number) ? number : 1;
    return number < most ? number : most;
}

// ---- styles

static void read_looks(Xml *xml, Style *style)
{
    Str weight = xml_attribute(xml, "font-weight");
    Str colour = xml_attribute(xml, "background-color");
    if (weight.len > 0) {
        bool bold = str_eq(weight, S("bold")) ||
                    (weight.len == 3 && weight.at[0] >= '6');
        style->bold = bold ? TELLS_YES : TELLS_NO;
    }
    if (xml_has(xml, "display")) {
        bool none = str_eq(xml_attribute(xml, "display"), S("none"));
        style->hidden = none ? TELLS_YES : TELLS_NO;
    }
    if (colour.len > 0) {
        bool none = str_eq(colour, S("transparent")) ||
                    str_eq_nocase(colour, S("#ffffff"));
        style->colour = none ? S("none") : colour;
    }
}

static void read_style(Xml *xml, Styles *styles, Arena *arena)
{
    Str name = xml_attribute(xml, "name");
    Str parent = xml_attribute(xml, "parent-style-name");
    Style style = {.parent = str_eq(parent, name) ? (Str){0} : parent};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "text-properties")) {
            read_looks(xml, &style);
        } else if (event == XML_OPENS && xml_is(xml, "section-properties") &&
                   str_eq(xml_attribute(xml, "display"), S("none"))) {
            style.hidden = TELLS_YES;
        }
    }
    *styles_put(styles, name, arena) = style;
}

void odt_styles(Xml *xml, Styles *styles, Arena *arena)
{
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "style") &&
            xml_has(xml, "family")) {
            read_style(xml, styles, arena);
        }
    }
}

// ---- text

static void add(Reader *reader, Str words, const Style *look)
{
    if (reader->gap && reader->draft.text.len > 0) {
        draft_add(&reader->draft, S(" "), look);
    }
    reader->gap = false;
    draft_add(&reader->draft, words, look);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// A run of blanks is one, and none at the start of a paragraph; those in hidden
// text are none.
static void add_text(Reader *reader, Str text, const Style *look)
{
    if (look->hidden == TELLS_YES) {
        draft_add(&reader->draft, text, look);
        return;
    }
    for (ptrdiff_t i = 0; i < text.len;) {
        ptrdiff_t begin = i;
        while (i < text.len && is_space(text.at[i])) {
            i++;
        }
        reader->gap = reader->gap || i > begin;
        begin = i;
        while (i < text.len && !is_space(text.at[i])) {
            i++;
        }
        if (i > begin) {
            add(reader, str_slice(text, begin, i), look);
        }
    }
}

// Who wrote the annotation of that name, as far as it came before.
static Str author_of(const Reader *reader, Str name)
{
    int32_t range = map_find(&reader->ranges, name);
    return range < 0 ? (Str){0}
                     : reader->draft.flow->remarks.at[reader->numbers.at[range]]
                           .author;
}

static void read_annotation(Reader *reader)
{
    Xml *xml = reader->xml;
    Str name = xml_attribute(xml, "name");
    Str parent = xml_attribute(xml, "parent-name");
    Remark remark = {
        .reply = parent.len > 0,
        .answers = author_of(reader, parent),
        .resolved = str_eq(xml_attribute(xml, "resolved"), S("true")),
    };
    Buf words = {.arena = reader->arena};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "creator")) {
            remark.author = str_trim(xml_content(xml));
        } else if (xml_is(xml, "date")) {
            remark.date = str_trim(xml_content(xml));
        } else if (xml_is_one_of(xml, "p h")) {
            buf_add(&words, words.len > 0 ? S("\n") : S(""));
            buf_add(&words, xml_content(xml));
        } else if (!xml_is_one_of(xml, "list list-item list-header")) {
            xml_skip(xml);
        }
    }
    remark.text = str_trim(buf_str(&words));
    int32_t number = draft_remark(&reader->draft, remark);
    draft_place(&reader->draft, number, false);
    if (name.len > 0 &&
        map_put(&reader->ranges, name, reader->arena) == reader->numbers.len) {
        *PUSH(&reader->numbers, reader->arena) = number;
    }
}

static void end_annotation(Reader *reader)
{
    int32_t range =
        map_find(&reader->ranges, xml_attribute(reader->xml, "name"));
    if (range >= 0) {
        draft_place(&reader->draft, reader->numbers.at[range], true);
    }
}

static void read_blocks(Reader *reader, Blocks *blocks);

// A box of text stands beside its paragraph: it comes behind it.
static void read_box(Reader *reader)
{
    Draft outer = reader->draft;
    Blocks inner = {0};
    bool gap = reader->gap;
    reader->draft = draft_new(outer.flow, reader->arena);
    read_blocks(reader, &inner);
    for (ptrdiff_t i = 0; i < inner.len; i++) {
        *PUSH(&outer.boxes, reader->arena) = inner.at[i];
    }
    reader->draft = outer;
    reader->gap = gap;
}

// What stands for something in a paragraph; false where its content counts.
static bool read_sign(Reader *reader, const Style *look)
{
    Xml *xml = reader->xml;
    bool skip = true;
    if (xml_is(xml, "s")) {
        int32_t count = repeats(xml, "c", BLANKS_MAX);
        for (int32_t i = 0; i < count; i++) {
            add(reader, S(" "), look);
        }
    } else if (xml_is(xml, "tab")) {
        add(reader, S("\t"), look);
    } else if (xml_is(xml, "line-break")) {
        add(reader, S("\n"), look);
    } else if (xml_is(xml, "note")) {
        reader->draft.flow->notes++;
    } else if (xml_is(xml, "annotation")) {
        read_annotation(reader);
        skip = false;
    } else if (xml_is(xml, "annotation-end")) {
        end_annotation(reader);
    } else if (xml_is_one_of(xml,
                             "hidden-text hidden-paragraph tracked-changes")) {
        reader->draft.flow->struck++;
    } else if (str_eq(xml_prefix(xml), S("draw")) ||
               xml_is_one_of(xml, "frame custom-shape text-box")) {
        read_box(reader);
        skip = false;
    } else if (!xml_is_one_of(xml, "ruby-text forms binary-data")) {
        return false;
    }
    if (skip) {
        xml_skip(xml);
    }
    return true;
}

// The text in the element that opened, up to its end.
static void read_spans(Reader *reader, Style look)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_TEXT) {
            add_text(reader, xml_text(xml), &look);
        } else if (event == XML_OPENS && !read_sign(reader, &look)) {
            Str style = xml_attribute(xml, "style-name");
            read_spans(reader,
                       style_over(styles_told(reader->styles, style), look));
        }
    }
}

static void read_paragraph(Reader *reader, Blocks *blocks)
{
    Xml *xml = reader->xml;
    BlockKind kind = xml_is(xml, "h") ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    int32_t level = 0;
    str_number(xml_attribute(xml, "outline-level"), &level);
    Style look = styles_told(reader->styles, xml_attribute(xml, "style-name"));
    reader->gap = false;
    read_spans(reader, look);
    reader->draft.level = level;
    draft_end(&reader->draft, kind, blocks);
}

// ---- tables

static void read_row(Reader *reader, Row *row)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS || !xml_is_one_of(xml, "table-cell "
                                                      "covered-table-cell")) {
            continue;
        }
        Blocks blocks = {0};
        int32_t again = repeats(xml, "number-columns-repeated", COLUMNS_MAX);
        read_blocks(reader, &blocks);
        Str words = flow_words(&blocks, reader->arena);
        again = words.len > AGAIN_BYTES_MAX ? 1 : again;
        for (int32_t i = 0; i < again; i++) {
            *PUSH(row, reader->arena) = words;
        }
    }
}

// How often a row is worth repeating: an empty one is not.
static int32_t worth(const Row *row, int32_t again)
{
    ptrdiff_t bytes = 0;
    for (ptrdiff_t k = 0; k < row->len; k++) {
        bytes += row->at[k].len;
    }
    return bytes == 0 || bytes > AGAIN_BYTES_MAX ? 1 : again;
}

static void read_table(Reader *reader, Blocks *blocks)
{
    Xml *xml = reader->xml;
    Block table = {.kind = BLOCK_TABLE};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS || !xml_is(xml, "table-row")) {
            continue;
        }
        Row row = {0};
        int32_t again = repeats(xml, "number-rows-repeated", ROWS_AGAIN_MAX);
        read_row(reader, &row);
        again = worth(&row, again);
        for (int32_t i = 0; i < again; i++) {
            Row copy = {.line = row.line};
            for (ptrdiff_t k = 0; k < row.len; k++) {
                *PUSH(&copy, reader->arena) = row.at[k];
            }
            *PUSH(&table.table, reader->arena) = copy;
        }
    }
    *PUSH(blocks, reader->arena) = table;
}

// ---- the document

static bool is_hidden(Reader *reader)
{
    Xml *xml = reader->xml;
    Style style = styles_told(reader->styles, xml_attribute(xml, "style-name"));
    return xml_is(xml, "section") &&
           (str_eq(xml_attribute(xml, "display"), S("none")) ||
            style.hidden == TELLS_YES);
}

// All paragraphs and tables in the element that opened, up to its end.
static void read_blocks(Reader *reader, Blocks *blocks)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is_one_of(xml, "p h")) {
            read_paragraph(reader, blocks);
        } else if (xml_is(xml, "table")) {
            read_table(reader, blocks);
        } else if (xml_is(xml, "tracked-changes")) {
            int inner = xml_depth(xml);
            for (XmlEvent change; xml_within(xml, inner, &change);) {
                reader->draft.flow->struck +=
                    change == XML_OPENS && xml_is(xml, "deletion");
            }
        } else if (is_hidden(reader)) {
            reader->draft.flow->struck++;
            xml_skip(xml);
        } else if (xml_is(xml, "annotation")) {
            read_annotation(reader);
        } else if (xml_is(xml, "annotation-end")) {
            end_annotation(reader);
        } else if (xml_is_one_of(xml, "sequence-decls forms note binary-data "
                                      "variable-decls user-field-decls "
                                      "table-of-content illustration-index "
                                      "alphabetical-index bibliography "
                                      "title desc event-listeners")) {
            xml_skip(xml);
        }
    }
}

void odt_flow(Xml *xml, Styles *styles, Flow *flow, Arena *arena)
{
    Reader reader = {.xml = xml,
                     .styles = styles,
                     .draft = draft_new(flow, arena),
                     .arena = arena};
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "master-styles")) {
            xml_skip(xml); // headers and footers
        } else if (xml_is(xml, "style") && xml_has(xml, "family")) {
            read_style(xml, styles, arena);
        } else if (xml_is(xml, "body")) {
            read_blocks(&reader, &flow->blocks);
        }
    }
}
