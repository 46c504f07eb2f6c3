// Rich Text: what word processors have in common since 1987.
#include "parse/format.h"

#include "parse/document/rtf_reader.h"

static bool is_number_of(int32_t number, int32_t most)
{
    return number >= 0 && number < most;
}

static void use_font(RtfReader *reader)
{
    int32_t font = rtf_group(reader)->font;
    int32_t page = is_number_of(font, FONTS_MAX) ? reader->pages[font] : 0;
    rtf_text_page(&reader->text, page > 0 ? page : reader->page);
}

// ---- text

// True where what comes is text of the document; counts what is hidden.
static bool is_read(RtfReader *reader)
{
    RtfGroup *group = rtf_group(reader);
    bool unseen = group->hidden || group->deleted;
    RtfParagraph *paragraph = &reader->paragraph;
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
    if (!unseen && reader->aside == 0) {
        rtf_remarks_colour(
            &reader->remarks, &reader->text,
            rtf_colour(&reader->remarks, group->highlight, group->back));
    }
    return !unseen;
}

static void add_bytes(RtfReader *reader, Str bytes)
{
    if (rtf_group(reader)->where == IN_STYLES) {
        buf_add(&reader->name, bytes);
    } else if (rtf_group(reader)->where == IN_COLOURS) {
        for (ptrdiff_t i = 0; i < bytes.len; i++) {
            if (bytes.at[i] == ';') {
                rtf_colour_ends(&reader->remarks);
            }
        }
    } else if (is_read(reader)) {
        rtf_text_bytes(&reader->text, bytes);
    }
}

static void add_point(RtfReader *reader, uint32_t point)
{
    if (!rtf_text_passes(&reader->text) && is_read(reader)) {
        rtf_text_point(&reader->text, point);
    }
}

// ---- groups

static bool open_group(RtfReader *reader, Err *err)
{
    if (reader->depth == NESTING_MAX) {
        return err_set(err, ERR_INPUT,
                       "line %d of this Rich Text nests too deeply",
                       rtf_line(&reader->rtf));
    }
    reader->depth++;
    if (reader->depth > 1) {
        *rtf_group(reader) = reader->groups[reader->depth - 2];
    } else {
        *rtf_group(reader) = (RtfGroup){.passes = 1};
    }
    rtf_group(reader)->starred = false;
    rtf_group(reader)->box = false;
    rtf_group(reader)->part = RTF_IGNORED;
    reader->text.passes = 0;
    return true;
}

static void end_style(RtfReader *reader)
{
    Str heading = S("heading "), name = str_trim(buf_str(&reader->name));
    if (name.len > heading.len && is_number_of(reader->style, STYLES_MAX) &&
        str_eq_nocase(str_slice(name, 0, heading.len), heading)) {
        reader->headings[reader->style] = true;
    }
    reader->name.len = 0;
    reader->style = 0;
}

static void close_group(RtfReader *reader)
{
    reader->text.passes = 0;
    if (rtf_group(reader)->box) {
        rtf_end_box(reader);
    }
    if (rtf_group(reader)->part != RTF_IGNORED) {
        rtf_end_part(reader);
    }
    if (rtf_group(reader)->where == IN_STYLES) {
        end_style(reader);
    }
    if (reader->depth == 1) {
        rtf_end_all(reader);
        reader->ended = true;
    }
    reader->depth--;
    if (reader->depth > 0) {
        use_font(reader);
    }
}

// ---- words

// What a group holds.  What is unknown behind a star is passed over.
static void begin_destination(RtfReader *reader, RtfAct act)
{
    RtfGroup *group = rtf_group(reader);
    if (act == RTF_BODY) {
        group->where = IN_BODY;
        return;
    }
    if (act == RTF_BOX && reader->aside == 0) {
        rtf_begin_box(reader);
        return;
    }
    if (act >= RTF_COMMENTS && act <= RTF_DATE && group->where == IN_BODY &&
        group->part == RTF_IGNORED) {
        rtf_begin_part(reader, act);
        return;
    }
    if (group->where == IN_BODY) {
        reader->heads += act == RTF_HEADS;
        reader->notes += act == RTF_NOTES;
    }
    group->where = act == RTF_FONTS     ? IN_FONTS
                   : act == RTF_STYLES  ? IN_STYLES
                   : act == RTF_COLOURS ? IN_COLOURS
                                        : IN_NOTHING;
}

static void take_text_word(RtfReader *reader, RtfWord word)
{
    if (word.act == RTF_UNIT) {
        if (is_read(reader)) {
            rtf_text_unit(&reader->text, rtf_number(&reader->rtf, 0),
                          rtf_group(reader)->passes);
        }
        return;
    }
    if (rtf_text_passes(&reader->text) || rtf_group(reader)->where != IN_BODY) {
        return;
    }
    if (reader->aside > 0 && (word.act == RTF_CELL || word.act == RTF_ROW)) {
        word.act = RTF_LINE;
    }
    switch (word.act) {
    case RTF_LINE:
        add_point(reader, '\n');
        break;
    case RTF_PARAGRAPH:
        rtf_end_paragraph(reader);
        break;
    case RTF_CELL:
        rtf_end_cell(reader);
        break;
    case RTF_ROW:
        rtf_end_row(reader);
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

static void take_character_word(RtfReader *reader, RtfAct act)
{
    RtfGroup *group = rtf_group(reader);
    bool on = rtf_number(&reader->rtf, 1) != 0;
    int32_t number = rtf_number(&reader->rtf, 0);
    switch (act) {
    case RTF_PLAIN:
        group->bold = group->hidden = group->deleted = false;
        group->highlight = group->back = 0;
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
        group->highlight = number;
        break;
    case RTF_BACK:
        group->back = number;
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

static void take_paragraph_word(RtfReader *reader, RtfAct act)
{
    RtfGroup *group = rtf_group(reader);
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

static void take_document_word(RtfReader *reader, RtfWord word)
{
    int32_t number = rtf_number(&reader->rtf, 0), page = 0;
    switch (word.act) {
    case RTF_DEFAULT_FONT:
        reader->default_font = number;
        rtf_group(reader)->font = number;
        return;
    case RTF_RED:
    case RTF_GREEN:
    case RTF_BLUE:
        if (rtf_group(reader)->where == IN_COLOURS) {
            rtf_colour_part(&reader->remarks, word.act, number);
        }
        return;
    case RTF_PAGE:
        reader->page = word.value;
        break;
    case RTF_ANSI_PAGE:
        reader->page = number > 0 ? number : reader->page;
        break;
    default:
        page = word.act == RTF_FONT_PAGE ? number : rtf_charset_page(number);
        if (rtf_group(reader)->where == IN_FONTS &&
            is_number_of(reader->font, FONTS_MAX) &&
            is_number_of(page, UINT16_MAX)) {
            reader->pages[reader->font] = (uint16_t)page;
        }
        return;
    }
    use_font(reader);
}

static void take_word(RtfReader *reader)
{
    RtfWord word = rtf_word(&reader->words, reader->rtf.word);
    RtfGroup *group = rtf_group(reader);
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

static void take_symbol(RtfReader *reader)
{
    char c = reader->rtf.symbol;
    switch (c) {
    case '*':
        rtf_group(reader)->starred = true;
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

static bool take_token(RtfReader *reader, Err *err)
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

static bool read_rtf(RtfReader *reader, Err *err)
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

static void tell_left_out(const Source *source, const RtfReader *reader,
                          Diags *diags)
{
    tell(source, DIAG_D002, reader->text.bad,
         "bytes that are no text in the code page that the document names",
         diags);
    tell(source, DIAG_T025, reader->heads, "running heads and feet, left out",
         diags);
}

static bool parse_rtf(const Source *source, Arena *arena,
                      Transcripts *transcripts, Diags *diags, Err *err)
{
    RtfReader *reader = NEW(arena, RtfReader);
    reader->rtf.bytes = source->bytes;
    reader->text = rtf_text_new(arena);
    reader->words = rtf_words(arena);
    reader->pages = NEW_ARRAY(arena, uint16_t, FONTS_MAX);
    reader->headings = NEW_ARRAY(arena, bool, STYLES_MAX);
    reader->name.arena = arena;
    reader->page = 1252;
    reader->remarks = rtf_remarks_new(arena);
    reader->arena = arena;
    bool read = read_rtf(reader, err);
    rtf_text_close(&reader->text);
    if (read) {
        Flow flow = {
            .blocks = reader->blocks,
            .remarks = reader->remarks.all,
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
    .gives =
        "paragraphs with their labels and time marks, headings that are "
        "names, tables of turns; text in any code page; comments with author "
        "and date, and highlights, where they stand",
    .loses = "styles, pictures, headers, footers, footnotes, numbers of lists; "
             "which comment answers which; hidden text and what was deleted "
             "while changes were tracked",
    .bytes = true,
    .sniff = sniff_rtf,
    .parse = parse_rtf,
};
