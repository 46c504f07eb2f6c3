// Rich Text: what word processors have in common since 1987.
#include "parse/format.h"

#include "container/limits.h"
#include "parse/document/flow.h"
#include "parse/document/rtf.h"
#include "parse/document/rtf_text.h"
#include "parse/document/rtf_words.h"

enum { FONTS_MAX = 1 << 15, STYLES_MAX = 1 << 15, LEVELS = 9 };

typedef enum Where {
    IN_BODY,
    IN_FONTS,
    IN_STYLES,
    IN_NOTHING, // what is passed over
} Where;

typedef struct Paragraph { // while its text comes in
    ptrdiff_t begin;       // of it, in RtfText.text
    bool plain;            // not all of it is bold
    int32_t marked;        // bytes that are, before what is plain
    Row row;               // cells of the row that it may belong to
    Rows table;            // rows of the table
} Paragraph;

typedef struct Group { // between braces: what was said before them holds again
    Where where;
    bool starred; // "\*" came, and the word is next
    bool bold, hidden, deleted;
    int32_t font, passes;
    bool in_table, heading;
    bool box;           // a text box, which stands beside a paragraph
    Paragraph anchored; // that paragraph
} Group;

typedef struct Reader {
    Rtf rtf;
    RtfText text;
    Map words;
    Group groups[NESTING_MAX];
    int depth; // how many are open
    Paragraph paragraph;
    Blocks blocks;
    uint16_t *pages; // of fonts: a code page, or 0 for that of the document
    bool *headings;  // styles that are headings
    Buf name;        // of the style that is defined
    int32_t style, font, default_font, page;
    int32_t unseen, heads, comments, notes; // left out: how many
    bool passing;                           // within unseen text
    bool ended;
    Arena *arena;
} Reader;

static Group *group_of(Reader *reader)
{
    return &reader->groups[reader->depth - 1];
}

static bool is_number_of(int32_t number, int32_t most)
{
    return number >= 0 && number < most;
}

static void use_font(Reader *reader)
{
    int32_t font = group_of(reader)->font;
    int32_t page = is_number_of(font, FONTS_MAX) ? reader->pages[font] : 0;
    rtf_text_page(&reader->text, page > 0 ? page : reader->page);
}

// ---- paragraphs and tables

static Str take_paragraph(Reader *reader, int32_t *marked)
{
    Paragraph *paragraph = &reader->paragraph;
    Buf *text = &reader->text.text;
    rtf_text_settle(&reader->text);
    Str all = str_copy(reader->arena,
                       str_slice(buf_str(text), paragraph->begin, text->len));
    *marked = paragraph->plain ? paragraph->marked : (int32_t)all.len;
    text->len = paragraph->begin;
    paragraph->plain = false;
    return all;
}

static void end_table(Reader *reader)
{
    Rows *table = &reader->paragraph.table;
    if (table->len > 0) {
        *PUSH(&reader->blocks, reader->arena) =
            (Block){.kind = BLOCK_TABLE, .table = *table};
    }
    *table = (Rows){0};
}

static void end_cell(Reader *reader)
{
    int32_t marked;
    Row *row = &reader->paragraph.row;
    Str cell = take_paragraph(reader, &marked);
    *PUSH(row, reader->arena) = str_trim(cell);
}

static void end_row(Reader *reader)
{
    Row *row = &reader->paragraph.row;
    if (row->len > 0) {
        row->line = (int32_t)reader->blocks.len + 1;
        *PUSH(&reader->paragraph.table, reader->arena) = *row;
    }
    *row = (Row){0};
}

static void end_paragraph(Reader *reader)
{
    const Group *group = group_of(reader);
    Block block = {
        .kind = group->heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
    };
    if (group->hidden || group->deleted) { // goes on in the next paragraph
        return;
    }
    if (group->in_table || reader->paragraph.row.len > 0) {
        rtf_text_point(&reader->text, '\n');
        return;
    }
    end_table(reader);
    block.text = take_paragraph(reader, &block.marked);
    *PUSH(&reader->blocks, reader->arena) = block;
}

static void end_all(Reader *reader)
{
    rtf_text_settle(&reader->text);
    if (reader->text.text.len > reader->paragraph.begin) {
        if (reader->paragraph.row.len > 0) {
            end_cell(reader);
        } else {
            end_paragraph(reader);
        }
    }
    end_row(reader);
    end_table(reader);
}

// ---- text

// True where what comes is text of the document; counts what is hidden.
static bool is_read(Reader *reader)
{
    Group *group = group_of(reader);
    bool unseen = group->hidden || group->deleted;
    Paragraph *paragraph = &reader->paragraph;
    if (group->where != IN_BODY) {
        return false;
    }
    reader->unseen += unseen && !reader->passing;
    reader->passing = unseen;
    if (!unseen && !group->bold && !paragraph->plain) {
        rtf_text_settle(&reader->text);
        paragraph->plain = true;
        paragraph->marked = (int32_t)(reader->text.text.len - paragraph->begin);
    }
    return !unseen;
}

static void add_bytes(Reader *reader, Str bytes)
{
    if (group_of(reader)->where == IN_STYLES) {
        buf_add(&reader->name, bytes);
    } else if (is_read(reader)) {
        rtf_text_bytes(&reader->text, bytes);
    }
}

static void add_point(Reader *reader, uint32_t point)
{
    if (!rtf_text_passes(&reader->text) && is_read(reader)) {
        rtf_text_point(&reader->text, point);
    }
}

// ---- groups

static bool open_group(Reader *reader, Err *err)
{
    if (reader->depth == NESTING_MAX) {
        return err_set(err, ERR_INPUT,
                       "line %d of this Rich Text nests too deeply",
                       rtf_line(&reader->rtf));
    }
    reader->depth++;
    if (reader->depth > 1) {
        *group_of(reader) = reader->groups[reader->depth - 2];
    } else {
        *group_of(reader) = (Group){.passes = 1};
    }
    group_of(reader)->starred = false;
    group_of(reader)->box = false;
    reader->text.passes = 0;
    return true;
}

static void begin_box(Reader *reader)
{
    Group *group = group_of(reader);
    rtf_text_settle(&reader->text);
    group->where = IN_BODY;
    group->box = true;
    group->in_table = false;
    group->heading = false;
    group->anchored = reader->paragraph;
    reader->paragraph = (Paragraph){.begin = reader->text.text.len};
}

static void end_box(Reader *reader)
{
    end_all(reader);
    reader->paragraph = group_of(reader)->anchored;
}

static void end_style(Reader *reader)
{
    Str heading = S("heading "), name = str_trim(buf_str(&reader->name));
    if (name.len > heading.len && is_number_of(reader->style, STYLES_MAX) &&
        str_eq_nocase(str_slice(name, 0, heading.len), heading)) {
        reader->headings[reader->style] = true;
    }
    reader->name.len = 0;
    reader->style = 0;
}

static void close_group(Reader *reader)
{
    reader->text.passes = 0;
    if (group_of(reader)->box) {
        end_box(reader);
    }
    if (group_of(reader)->where == IN_STYLES) {
        end_style(reader);
    }
    if (reader->depth == 1) {
        end_all(reader);
        reader->ended = true;
    }
    reader->depth--;
    if (reader->depth > 0) {
        use_font(reader);
    }
}

// ---- words

// What a group holds.  What is unknown behind a star is passed over.
static void begin_destination(Reader *reader, RtfAct act)
{
    Group *group = group_of(reader);
    if (act == RTF_BODY) {
        group->where = IN_BODY;
        return;
    }
    if (act == RTF_BOX) {
        begin_box(reader);
        return;
    }
    if (group->where == IN_BODY) {
        reader->heads += act == RTF_HEADS;
        reader->comments += act == RTF_COMMENTS;
        reader->notes += act == RTF_NOTES;
    }
    group->where = act == RTF_FONTS    ? IN_FONTS
                   : act == RTF_STYLES ? IN_STYLES
                                       : IN_NOTHING;
}

static void take_text_word(Reader *reader, RtfWord word)
{
    if (word.act == RTF_UNIT) {
        if (is_read(reader)) {
            rtf_text_unit(&reader->text, rtf_number(&reader->rtf, 0),
                          group_of(reader)->passes);
        }
        return;
    }
    if (rtf_text_passes(&reader->text) || group_of(reader)->where != IN_BODY) {
        return;
    }
    switch (word.act) {
    case RTF_LINE:
        add_point(reader, '\n');
        break;
    case RTF_PARAGRAPH:
        end_paragraph(reader);
        break;
    case RTF_CELL:
        end_cell(reader);
        break;
    case RTF_ROW:
        end_row(reader);
        break;
    case RTF_INNER_CELL:
        add_point(reader, '\t');
        break;
    case RTF_INNER_ROW:
        add_point(reader, '\n');
        break;
    default:
        add_point(reader, (uint32_t)word.value);
        break;
    }
}

static void take_character_word(Reader *reader, RtfAct act)
{
    Group *group = group_of(reader);
    bool on = rtf_number(&reader->rtf, 1) != 0;
    int32_t number = rtf_number(&reader->rtf, 0);
    switch (act) {
    case RTF_PLAIN:
        group->bold = group->hidden = group->deleted = false;
        group->font = reader->default_font;
        use_font(reader);
        break;
    case RTF_BOLD:
        group->bold = on;
        break;
    case RTF_HIDDEN:
        group->hidden = on;
        break;
    case RTF_DELETED:
        group->deleted = on;
        break;
    case RTF_HIGHLIGHT:
        reader->comments += number > 0 && group->where == IN_BODY;
        break;
    case RTF_PASSES:
        group->passes = is_number_of(number, 16) ? number : 1;
        break;
    default: // RTF_FONT
        group->font = number;
        reader->font = number;
        use_font(reader);
        break;
    }
}

static void take_paragraph_word(Reader *reader, RtfAct act)
{
    Group *group = group_of(reader);
    int32_t number = rtf_number(&reader->rtf, 0);
    bool styling = group->where == IN_STYLES;
    switch (act) {
    case RTF_PARD:
        group->in_table = group->heading = false;
        break;
    case RTF_IN_TABLE:
        group->in_table = true;
        break;
    case RTF_STYLE:
        reader->style = styling ? number : reader->style;
        group->heading =
            is_number_of(number, STYLES_MAX) && reader->headings[number];
        break;
    default: // RTF_OUTLINE
        group->heading = is_number_of(number, LEVELS);
        if (styling && is_number_of(reader->style, STYLES_MAX)) {
            reader->headings[reader->style] |= group->heading;
        }
        break;
    }
}

static void take_document_word(Reader *reader, RtfWord word)
{
    int32_t number = rtf_number(&reader->rtf, 0), page = 0;
    switch (word.act) {
    case RTF_DEFAULT_FONT:
        reader->default_font = number;
        group_of(reader)->font = number;
        return;
    case RTF_PAGE:
        reader->page = word.value;
        break;
    case RTF_ANSI_PAGE:
        reader->page = number > 0 ? number : reader->page;
        break;
    default:
        page = word.act == RTF_FONT_PAGE ? number : rtf_charset_page(number);
        if (group_of(reader)->where == IN_FONTS &&
            is_number_of(reader->font, FONTS_MAX) &&
            is_number_of(page, UINT16_MAX)) {
            reader->pages[reader->font] = (uint16_t)page;
        }
        return;
    }
    use_font(reader);
}

static void take_word(Reader *reader)
{
    RtfWord word = rtf_word(&reader->words, reader->rtf.word);
    Group *group = group_of(reader);
    bool starred = group->starred;
    group->starred = false;
    if (word.act >= RTF_SKIPS && word.act <= RTF_BODY) {
        begin_destination(reader, word.act);
    } else if (starred) {
        begin_destination(reader, RTF_SKIPS);
    } else if (word.act >= RTF_CHARACTER && word.act <= RTF_INNER_ROW) {
        take_text_word(reader, word);
    } else if (rtf_text_passes(&reader->text)) {
        return;
    } else if (word.act >= RTF_PLAIN && word.act <= RTF_PASSES) {
        take_character_word(reader, word.act);
    } else if (word.act >= RTF_PARD && word.act <= RTF_OUTLINE) {
        take_paragraph_word(reader, word.act);
    } else if (word.act != RTF_IGNORED) {
        take_document_word(reader, word);
    }
}

static void take_symbol(Reader *reader)
{
    char c = reader->rtf.symbol;
    switch (c) {
    case '*':
        group_of(reader)->starred = true;
        break;
    case '~':
        add_point(reader, 0xA0);
        break;
    case '_':
        add_point(reader, 0x2011);
        break;
    case '\n':
        take_text_word(reader, (RtfWord){.act = RTF_PARAGRAPH});
        break;
    case '\\':
    case '{':
    case '}':
        add_bytes(reader, (Str){&c, 1});
        break;
    default: // "\-" is a hyphen that only shows at the end of a line
        rtf_text_passes(&reader->text);
        break;
    }
}

static bool take_token(Reader *reader, Err *err)
{
    switch (reader->rtf.token) {
    case RTF_OPENS:
        return open_group(reader, err);
    case RTF_CLOSES:
        close_group(reader);
        break;
    case RTF_WORD:
        take_word(reader);
        break;
    case RTF_SYMBOL:
        take_symbol(reader);
        break;
    case RTF_BYTE:
        add_bytes(reader, (Str){&reader->rtf.symbol, 1});
        break;
    case RTF_TEXT:
        add_bytes(reader, reader->rtf.text);
        break;
    case RTF_BINARY:
        rtf_text_passes(&reader->text);
        break;
    }
    return true;
}

static bool read_rtf(Reader *reader, Err *err)
{
    while (!reader->ended && rtf_next(&reader->rtf)) {
        bool opens = reader->rtf.token == RTF_OPENS;
        if ((reader->depth > 0 || opens) && !take_token(reader, err)) {
            return false;
        }
    }
    return reader->ended ||
           err_set(err, ERR_INPUT,
                   "line %d of this Rich Text is its last, and groups are "
                   "still open: the file seems cut off",
                   rtf_line(&reader->rtf));
}

// ---- the format

static void tell(const Source *source, DiagId id, int64_t count,
                 const char *what, Diags *diags)
{
    if (count > 0) {
        diag_add(diags, id, (Place){.file = source->file}, "%s: %lld", what,
                 (long long)count);
    }
}

static void tell_left_out(const Source *source, const Reader *reader,
                          Diags *diags)
{
    tell(source, DIAG_D002, reader->text.bad,
         "bytes that are no text in the code page that the document names",
         diags);
    tell(source, DIAG_T024, reader->comments,
         "comments or highlights in the document, left out", diags);
    tell(source, DIAG_T025, reader->heads, "running heads and feet, left out",
         diags);
}

static bool parse_rtf(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    Reader *reader = NEW(arena, Reader);
    reader->rtf.bytes = source->bytes;
    reader->text = rtf_text_new(arena);
    reader->words = rtf_words(arena);
    reader->pages = NEW_ARRAY(arena, uint16_t, FONTS_MAX);
    reader->headings = NEW_ARRAY(arena, bool, STYLES_MAX);
    reader->name.arena = arena;
    reader->page = 1252;
    reader->arena = arena;
    bool read = read_rtf(reader, err);
    rtf_text_close(&reader->text);
    if (read) {
        Flow flow = {
            .blocks = reader->blocks,
            .struck = reader->unseen,
            .notes = reader->notes,
        };
        tell_left_out(source, reader, diags);
        *transcripts = flow_transcripts(source, "rtf", &flow, arena, diags);
    }
    return read;
}

static int sniff_rtf(const Source *source)
{
    return str_starts(source->bytes, S("{\\rtf")) ? 2 : 0;
}

const Format format_rtf = {
    .name = "rtf",
    .title = "a Rich Text document",
    .extensions = ".rtf",
    .gives = "paragraphs with their labels and time marks, headings that are "
             "names, tables of turns; text in any code page",
    .loses = "styles, pictures, headers, footers, footnotes, comments, "
             "highlights, numbers of lists; hidden text and what was deleted "
             "while changes were tracked",
    .bytes = true,
    .sniff = sniff_rtf,
    .parse = parse_rtf,
};
