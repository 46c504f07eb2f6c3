#include "parse/html_flow.h"

#include "base/buf.h"
#include "base/map.h"
#include "container/xml.h"

enum { SPAN_MAX = 64 /* columns that one cell may cover */ };

typedef enum Kind { // of an element
    KIND_INLINE,
    KIND_BLOCK,
    KIND_PARAGRAPH, // an empty one is a blank line
    KIND_HEADING,
    KIND_BREAK,
    KIND_BOLD,
    KIND_AS_IS, // blanks and line ends count
    KIND_SKIPPED,
    KIND_DELETED,
    KIND_TABLE,
    KIND_ROW,
    KIND_CELL,
} Kind;

static const struct {
    const char *names; // blanks between
    Kind kind;
} elements[] = {
    {"head script style noscript template title textarea select datalist "
     "object applet iframe svg math canvas audio video map rp rt noframes "
     "noembed",
     KIND_SKIPPED},
    {"del", KIND_DELETED},
    {"p", KIND_PARAGRAPH},
    {"h1 h2 h3 h4 h5 h6", KIND_HEADING},
    {"html body div li dt dd blockquote address center dir menu ul ol dl hr "
     "form fieldset legend section article header footer nav main aside figure "
     "figcaption details summary dialog caption thead tbody tfoot hgroup "
     "search optgroup option",
     KIND_BLOCK},
    {"pre listing xmp plaintext", KIND_AS_IS},
    {"br", KIND_BREAK},
    {"b strong", KIND_BOLD},
    {"table", KIND_TABLE},
    {"tr", KIND_ROW},
    {"td th", KIND_CELL},
};

typedef struct Page {
    Xml *xml;
    Flow *flow;
    Map names;  // of elements
    Ints kinds; // of these names
    Buf text;   // of the paragraph that comes in
    bool gap;   // a blank stands before what comes next
    bool plain; // not all of it is bold
    int32_t marked;
    int bold, as_is; // elements open
    int32_t unseen;  // places that are hidden or deleted
    bool ended;      // a paragraph just has, and
    bool crossed;    // so has what it stood in, which may be bold text
    // of the outermost table
    int tables;       // open, within one another
    bool inner;       // a table stands within
    ptrdiff_t widest; // row
    ptrdiff_t first;  // its first block
    ptrdiff_t cell;   // the first block of the cell, or NONE
    Row row;
    Rows rows;
    Arena *arena;
} Page;

static void know_elements(Page *page)
{
    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
        Str rest = str_of(elements[i].names), name;
        while (rest.len > 0) {
            str_cut(&rest, ' ', &name);
            map_put(&page->names, name, page->arena);
            *PUSH(&page->kinds, page->arena) = (int32_t)elements[i].kind;
        }
    }
}

static Kind kind_of(const Page *page)
{
    int32_t number = map_find(&page->names, xml_name(page->xml));
    return number < 0 ? KIND_INLINE : (Kind)page->kinds.at[number];
}

// ---- paragraphs

static void end_paragraph(Page *page, BlockKind kind, bool even_empty)
{
    Buf *text = &page->text;
    while (text->len > 0 && (text->at[text->len - 1] == '\n' ||
                             text->at[text->len - 1] == ' ')) {
        text->len--;
    }
    if (text->len > 0 || even_empty) {
        *PUSH(&page->flow->blocks, page->arena) = (Block){
            .kind = kind,
            .text = str_copy(page->arena, buf_str(text)),
            .marked = page->plain ? page->marked : (int32_t)text->len,
        };
        page->ended = kind == BLOCK_PARAGRAPH && text->len > 0;
        page->crossed = false;
    }
    text->len = 0;
    page->plain = false;
    page->gap = false;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_text(Page *page, Str said)
{
    Buf *text = &page->text;
    bool plain = page->plain;
    for (ptrdiff_t i = 0; i < said.len; i++) {
        char c = said.at[i];
        if (page->as_is == 0 && is_space(c)) {
            page->gap = true;
            continue;
        }
        bool begins = text->len == 0 || text->at[text->len - 1] == '\n';
        if (page->gap && !begins) {
            buf_char(text, ' ');
        }
        page->gap = false;
        if (!plain && page->bold == 0) {
            page->marked = (int32_t)text->len;
            plain = page->plain = true;
        }
        buf_char(text, c);
    }
}

// "<b><p>Name</b>: said</p>": the end of the bold text is none of the
// paragraph, though the library takes it for one.
static void go_on(Page *page, Str said)
{
    Blocks *blocks = &page->flow->blocks;
    ptrdiff_t i = 0;
    while (i < said.len && is_space(said.at[i]) && said.at[i] != '\n') {
        i++;
    }
    bool same =
        page->ended && page->crossed && i < said.len && said.at[i] != '\n';
    page->ended = page->ended && i == said.len;
    if (same) {
        const Block *last = &blocks->at[--blocks->len];
        buf_add(&page->text, last->text);
        page->marked = last->marked;
        page->plain = last->marked < last->text.len;
    }
}

static void break_line(Page *page)
{
    page->ended = false;
    buf_char(&page->text, '\n');
    page->gap = false;
}

// ---- tables

static void end_cell(Page *page)
{
    Blocks *blocks = &page->flow->blocks;
    if (page->cell == NONE) {
        return;
    }
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    Buf cell = {.arena = page->arena};
    for (ptrdiff_t i = page->cell; i < blocks->len; i++) {
        buf_add(&cell, i > page->cell ? S("\n") : S(""));
        buf_add(&cell, blocks->at[i].text);
    }
    *PUSH(&page->row, page->arena) = str_trim(buf_str(&cell));
    page->cell = NONE;
}

static void end_row(Page *page)
{
    end_cell(page);
    if (page->row.len > 0) {
        page->row.line = (int32_t)page->rows.len + 1;
        *PUSH(&page->rows, page->arena) = page->row;
    }
    page->widest = page->row.len > page->widest ? page->row.len : page->widest;
    page->row = (Row){0};
}

static void begin_table(Page *page)
{
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    page->ended = false;
    page->tables++;
    if (page->tables > 1) {
        page->inner = true;
        return;
    }
    page->inner = false;
    page->widest = 0;
    page->first = page->flow->blocks.len;
    page->cell = NONE;
    page->row = (Row){0};
    page->rows = (Rows){0};
}

// A table with its cells replaces the paragraphs that were in them.
static void end_table(Page *page)
{
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    page->tables--;
    if (page->tables > 0) {
        return;
    }
    end_row(page);
    if (!page->inner && page->widest > 1) {
        page->flow->blocks.len = page->first;
        *PUSH(&page->flow->blocks, page->arena) =
            (Block){.kind = BLOCK_TABLE, .table = page->rows};
    }
}

// A cell that covers several columns is followed by empty ones.
static void begin_cell(Page *page)
{
    int32_t columns = 1;
    end_cell(page);
    str_number(xml_attribute(page->xml, "colspan"), &columns);
    page->cell = page->flow->blocks.len;
    for (int32_t i = 1; i < columns && i < SPAN_MAX; i++) {
        *PUSH(&page->row, page->arena) = (Str){0};
    }
}

// ---- elements

// True when a style says `what` ("display:none"), blanks and case left aside.
static bool style_says(Str style, Str what)
{
    for (ptrdiff_t i = 0; i < style.len; i++) {
        ptrdiff_t k = 0, at = i;
        while (k < what.len && at < style.len) {
            char c = style.at[at++];
            c = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
            if (c == what.at[k]) {
                k++;
            } else if (k == 0 || !is_space(c)) {
                break;
            }
        }
        if (k == what.len) {
            return true;
        }
    }
    return false;
}

static bool is_hidden(Page *page)
{
    if (xml_has(page->xml, "hidden")) {
        return true;
    }
    Str style = xml_attribute(page->xml, "style");
    return style.len > 0 && (style_says(style, S("display:none")) ||
                             style_says(style, S("visibility:hidden")) ||
                             style_says(style, S("mso-hide:all")));
}

// "12.34" seconds as "[00:00:12.34]".
static bool add_stamp(Page *page)
{
    Str whole, part = xml_attribute(page->xml, "data-timestamp");
    int32_t seconds;
    str_cut(&part, '.', &whole);
    if (!str_number(str_trim(whole), &seconds)) {
        return false;
    }
    Buf mark = {.arena = page->arena};
    buf_format(&mark, "[%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
               seconds % 60);
    int32_t thousandths;
    part = str_slice(part, 0, part.len < 3 ? part.len : 3);
    if (str_number(part, &thousandths) && thousandths > 0) {
        buf_format(&mark, ".%.*s", FMT(part));
    }
    buf_add(&mark, S("] "));
    add_text(page, buf_str(&mark));
    xml_skip(page->xml);
    return true;
}

static void open_element(Page *page)
{
    Kind kind = kind_of(page);
    if (kind == KIND_SKIPPED || kind == KIND_DELETED || is_hidden(page)) {
        page->unseen += kind != KIND_SKIPPED;
        xml_skip(page->xml);
        return;
    }
    if (xml_has(page->xml, "data-timestamp") && add_stamp(page)) {
        return;
    }
    switch (kind) {
    case KIND_INLINE:
        return;
    case KIND_BREAK:
        break_line(page);
        return;
    case KIND_BOLD:
        page->bold++;
        return;
    case KIND_TABLE:
        begin_table(page);
        return;
    default:
        end_paragraph(page, BLOCK_PARAGRAPH, false);
        page->ended = false;
    }
    page->as_is += kind == KIND_AS_IS;
    if (page->tables == 1 && kind == KIND_ROW) {
        end_row(page);
    } else if (page->tables == 1 && kind == KIND_CELL) {
        begin_cell(page);
    }
}

static void close_element(Page *page)
{
    Kind kind = kind_of(page);
    page->crossed = page->crossed || kind == KIND_INLINE || kind == KIND_BOLD;
    switch (kind) {
    case KIND_INLINE:
    case KIND_BREAK:
    case KIND_SKIPPED:
    case KIND_DELETED:
        return;
    case KIND_BOLD:
        page->bold -= page->bold > 0;
        return;
    case KIND_TABLE:
        end_table(page);
        return;
    default:
        break;
    }
    BlockKind block = kind == KIND_HEADING ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    end_paragraph(page, block, kind == KIND_PARAGRAPH);
    page->as_is -= kind == KIND_AS_IS;
    if (page->tables == 1 && kind == KIND_ROW) {
        end_row(page);
    } else if (page->tables == 1 && kind == KIND_CELL) {
        end_cell(page);
    }
}

bool html_flow(const Source *source, Str text, Flow *flow, Arena *arena,
               Diags *diags, Err *err)
{
    Page page = {
        .xml = xml_open_html(text, arena),
        .flow = flow,
        .text = {.arena = arena},
        .cell = NONE,
        .arena = arena,
    };
    know_elements(&page);
    for (XmlEvent event; (event = xml_next(page.xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS) {
            open_element(&page);
        } else if (event == XML_CLOSES) {
            close_element(&page);
        } else {
            go_on(&page, xml_text(page.xml));
            add_text(&page, xml_text(page.xml));
        }
    }
    end_paragraph(&page, BLOCK_PARAGRAPH, false);
    if (page.unseen > 0) {
        diag_add(diags, DIAG_T023, (Place){.file = source->file},
                 "places with hidden or deleted text, left out: %d",
                 page.unseen);
    }
    return xml_close(page.xml, err);
}
