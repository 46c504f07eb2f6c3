#include "parse/document/html_flow.h"

#include "base/buf.h"
#include "base/map.h"
#include "container/limits.h"
#include "container/xml.h"

enum {
    SPAN_MAX = 64,  // columns that one cell may cover
    BODY_DEPTH = 2, // of <body> in <html>
};

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
     "noembed xml",
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

typedef struct Table {
    bool inner;             // a table stands within
    ptrdiff_t widest;       // row
    ptrdiff_t first;        // its first block
    ptrdiff_t cell;         // the first block of the cell, or NONE
    int32_t span;           // columns that it covers
    int32_t rows_down;      // rows that it covers
    int32_t down[SPAN_MAX]; // of each column, the rows that are covered still
    Row row;
    Rows rows;
} Table;

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
    int32_t level;   // of the heading that ends
    int who, when;   // depth of the one that names a speaker, or a time; or 0
    int aside;       // and of one that holds a comment or a note
    int32_t unseen, heads, notes, comments; // left out: how many places
    int32_t endnotes;                       // lists of notes, the same
    bool ended;                             // a paragraph just has, and
    bool crossed; // so has what it stood in, which may be bold text
    Table tables[NESTING_MAX + 1]; // open, within one another
    int depth;                     // how many
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
            .level = kind == BLOCK_HEADING ? page->level : 0,
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
    bool plain = page->plain || flow_is_stamp(said);
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

static Table *table_of(Page *page)
{
    return page->depth > 0 ? &page->tables[page->depth - 1] : NULL;
}

// Cells that one further up covers are empty.
static void pass_covered(Page *page, Table *table)
{
    while (table->row.len < SPAN_MAX && table->down[table->row.len] > 0) {
        table->down[table->row.len]--;
        *PUSH(&table->row, page->arena) = (Str){0};
    }
}

static void end_cell(Page *page)
{
    Blocks *blocks = &page->flow->blocks;
    Table *table = table_of(page);
    if (table->cell == NONE) {
        return;
    }
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    Buf cell = {.arena = page->arena};
    for (ptrdiff_t i = table->cell; i < blocks->len; i++) {
        buf_add(&cell, i > table->cell ? S("\n") : S(""));
        buf_add(&cell, blocks->at[i].text);
    }
    for (int32_t i = 0; i < table->span || i == 0; i++) {
        if (table->row.len < SPAN_MAX) {
            table->down[table->row.len] = table->rows_down - 1;
        }
        *PUSH(&table->row, page->arena) =
            i == 0 ? str_trim(buf_str(&cell)) : (Str){0};
    }
    table->cell = NONE;
}

static void end_row(Page *page)
{
    Table *table = table_of(page);
    end_cell(page);
    if (table->row.len > 0) {
        pass_covered(page, table);
        table->row.line = (int32_t)table->rows.len + 1;
        *PUSH(&table->rows, page->arena) = table->row;
    }
    table->widest =
        table->row.len > table->widest ? table->row.len : table->widest;
    table->row = (Row){0};
}

static void begin_table(Page *page)
{
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    page->ended = false;
    if (page->depth > 0) {
        table_of(page)->inner = true;
    }
    if (page->depth <= NESTING_MAX) { // as xml.h lets elements be
        page->depth++;
        *table_of(page) =
            (Table){.first = page->flow->blocks.len, .cell = NONE};
    }
}

// A table with its cells replaces the paragraphs that were in them.
static void end_table(Page *page)
{
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    Table *table = table_of(page);
    if (!table) {
        return;
    }
    end_row(page);
    if (!table->inner && table->widest > 1) {
        page->flow->blocks.len = table->first;
        *PUSH(&page->flow->blocks, page->arena) =
            (Block){.kind = BLOCK_TABLE, .table = table->rows};
    }
    page->depth--;
}

// A cell that covers several columns is followed by empty ones.
static void begin_cell(Page *page)
{
    int32_t columns = 1, rows = 1;
    end_cell(page);
    str_number(xml_attribute(page->xml, "colspan"), &columns);
    str_number(xml_attribute(page->xml, "rowspan"), &rows);
    Table *table = table_of(page);
    pass_covered(page, table);
    table->rows_down = rows > 1 ? rows : 1;
    table->cell = page->flow->blocks.len;
    table->span = columns < SPAN_MAX ? columns : SPAN_MAX;
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

// Source: W3C, Digital Publishing WAI-ARIA Module 1.0, 4.1.
static bool tells_role(const Page *page, Str role)
{
    return str_eq(xml_attribute(page->xml, "role"), role);
}

// Counts, and says, what stands in a page and is not of its text.  Word says so
// by a style of its own, LibreOffice by a title or an id, others by a role;
// notes are counted where the text refers to them.
static int32_t *counter_of(Page *page)
{
    if (xml_has(page->xml, "hidden")) {
        return &page->unseen;
    }
    Str style = xml_attribute(page->xml, "style");
    if (style.len > 0 && (style_says(style, S("display:none")) ||
                          style_says(style, S("visibility:hidden")) ||
                          style_says(style, S("mso-hide:all")))) {
        return &page->unseen;
    }
    if (xml_is(page->xml, "a") && tells_role(page, S("doc-noteref"))) {
        return &page->notes;
    }
    if (xml_is_one_of(page->xml, "nav footer")) {
        return &page->heads;
    }
    if (tells_role(page, S("doc-endnotes"))) {
        return &page->endnotes;
    }
    if (!xml_is(page->xml, "div")) {
        return NULL;
    }
    Str id = xml_attribute(page->xml, "id");
    Str title = xml_attribute(page->xml, "title");
    return style_says(style, S("mso-element:comment")) ? &page->comments
           : style_says(style, S("mso-element:footnote")) ||
                   style_says(style, S("mso-element:endnote")) ||
                   str_starts(id, S("sdfootnote")) ||
                   str_starts(id, S("sdendnote"))
               ? &page->notes
           : style_says(style, S("mso-element:header")) ||
                   style_says(style, S("mso-element:footer")) ||
                   str_eq(title, S("header")) || str_eq(title, S("footer"))
               ? &page->heads
               : NULL;
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

// True when one of an element's classes holds `word`: "speaker-name".
static bool is_of_class(Page *page, const char *word)
{
    Str classes = xml_attribute(page->xml, "class");
    Str sought = str_of(word);
    for (ptrdiff_t i = 0; i + sought.len <= classes.len; i++) {
        if (str_eq_nocase(str_slice(classes, i, i + sought.len), sought)) {
            return true;
        }
    }
    return false;
}

// What a page sets apart by a class of its own is parted here, too: who speaks
// is as if in bold, and blanks stand around a time.  A tab of Word is one.
static void open_inline(Page *page)
{
    Str style = xml_attribute(page->xml, "style");
    if (style.len > 0 && style_says(style, S("mso-tab-count"))) {
        buf_char(&page->text, '\t');
        page->gap = false;
        xml_skip(page->xml);
    } else if (page->who == 0 && is_of_class(page, "speaker")) {
        page->who = xml_depth(page->xml);
        page->gap = true;
        page->bold++;
    } else if (page->when == 0 &&
               (is_of_class(page, "time") || xml_is(page->xml, "time"))) {
        page->when = xml_depth(page->xml);
        page->gap = true;
    }
}

static void close_inline(Page *page)
{
    int depth = xml_depth(page->xml);
    page->gap = page->gap || depth == page->who || depth == page->when;
    page->bold -= depth == page->who && page->bold > 0;
    page->who = depth == page->who ? 0 : page->who;
    page->when = depth == page->when ? 0 : page->when;
}

// Google Docs sets "[a]" where a comment is, which stands at the end of the
// page in a paragraph of a <div> of its own; "[1]" and a note alike.
// Result: true when the element is such a sign.
static bool is_sign(Page *page)
{
    Str id = xml_attribute(page->xml, "id");
    bool comment = str_starts(id, S("cmnt"));
    if (!xml_is(page->xml, "a") || (!comment && !str_starts(id, S("ftnt")))) {
        return false;
    }
    if (!str_starts(str_slice(id, 4, id.len), S("_ref"))) {
        int depth = xml_depth(page->xml);
        page->aside = depth > BODY_DEPTH + 2 ? depth - 2 : depth - 1;
        page->comments += comment;
        page->notes += !comment;
    }
    return true;
}

static void open_element(Page *page)
{
    if (is_sign(page)) {
        xml_skip(page->xml);
        return;
    }
    Kind kind = kind_of(page);
    int32_t *counter = kind == KIND_SKIPPED   ? NULL
                       : kind == KIND_DELETED ? &page->unseen
                                              : counter_of(page);
    if (kind == KIND_SKIPPED || counter) {
        if (counter) {
            ++*counter;
        }
        xml_skip(page->xml);
        return;
    }
    if (xml_has(page->xml, "data-timestamp") && add_stamp(page)) {
        return;
    }
    switch (kind) {
    case KIND_INLINE:
        open_inline(page);
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
    if (page->depth > 0 && kind == KIND_ROW) {
        end_row(page);
    } else if (page->depth > 0 && kind == KIND_CELL) {
        begin_cell(page);
    }
}

static void close_element(Page *page)
{
    Kind kind = kind_of(page);
    page->crossed = page->crossed || kind == KIND_INLINE || kind == KIND_BOLD;
    switch (kind) {
    case KIND_INLINE:
        close_inline(page);
        return;
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
    Str name = xml_name(page->xml);
    page->level = kind == KIND_HEADING ? name.at[1] - '0' : 0;
    end_paragraph(page, block, kind == KIND_PARAGRAPH);
    page->as_is -= kind == KIND_AS_IS;
    if (page->depth > 0 && kind == KIND_ROW) {
        end_row(page);
    } else if (page->depth > 0 && kind == KIND_CELL) {
        end_cell(page);
    }
}

static void tell(const Source *source, DiagId id, int32_t count,
                 const char *what, Diags *diags)
{
    if (count > 0) {
        diag_add(diags, id, (Place){.file = source->file}, "%s, left out: %d",
                 what, count);
    }
}

bool html_flow(const Source *source, Str text, Flow *flow, Arena *arena,
               Diags *diags, Err *err)
{
    Page *page = NEW(arena, Page);
    page->xml = xml_open_html(text, arena);
    page->flow = flow;
    page->text.arena = page->arena = arena;
    know_elements(page);
    for (XmlEvent event; (event = xml_next(page->xml)) != XML_END_OF_FILE;) {
        if (page->aside > 0 &&
            (event != XML_CLOSES || xml_depth(page->xml) > page->aside)) {
            continue;
        }
        page->aside = 0;
        if (event == XML_OPENS) {
            open_element(page);
        } else if (event == XML_CLOSES) {
            close_element(page);
        } else {
            go_on(page, xml_text(page->xml));
            add_text(page, xml_text(page->xml));
        }
    }
    end_paragraph(page, BLOCK_PARAGRAPH, false);
    flow->struck += page->unseen;
    flow->notes += page->notes;
    tell(source, DIAG_T024, page->comments, "lists of comments", diags);
    tell(source, DIAG_T025, page->heads, "running heads and feet", diags);
    return xml_close(page->xml, err);
}
