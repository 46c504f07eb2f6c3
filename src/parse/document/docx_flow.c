#include "parse/document/docx.h"

enum { SPAN_MAX = 64 /* columns that one cell may cover */ };

typedef struct Commented { // a comment in the text
    int32_t number;        // in the flow, or NONE
    bool ended;
} Commented;

typedef struct Reader {
    Xml *xml;
    const Parts *parts;
    Draft draft;
    Commented *remarks; // of each comment
    int32_t covers;     // columns of the cell that comes in
    uint64_t fields;    // a bit for each that is open: its result has not begun
    Arena *arena;
} Reader;

// Steps over what is never text; false where the element may hold some.
static bool passes(Reader *reader)
{
    Xml *xml = reader->xml;
    if (xml_is_one_of(xml, "del moveFrom")) {
        reader->draft.flow->struck++;
    } else if (!xml_is_one_of(xml, "sdtPr sdtEndPr sectPr tblPr tblGrid rt "
                                   "Fallback delText delInstrText instrText "
                                   "smartTagPr customXmlPr fldData")) {
        return false;
    }
    xml_skip(xml);
    return true;
}

// ---- runs

// A bit per field, the newest lowest: 1 until its result begins.
static void note_field(Reader *reader)
{
    Str type = xml_attribute(reader->xml, "fldCharType");
    if (str_eq(type, S("begin"))) {
        reader->fields = reader->fields << 1 | 1;
    } else if (str_eq(type, S("separate"))) {
        reader->fields &= ~(uint64_t)1;
    } else if (str_eq(type, S("end"))) {
        reader->fields >>= 1;
    }
}

static Str symbol(Reader *reader)
{
    uint32_t point = 0;
    Str digits = xml_attribute(reader->xml, "char");
    Buf out = {.arena = reader->arena};
    for (ptrdiff_t i = 0; i < digits.len && i < 6; i++) {
        char c = digits.at[i];
        bool letter = (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
        int value = letter ? (c & 7) + 9 : c - '0';
        if (!letter && !is_digit(c)) {
            return (Str){0};
        }
        point = point * 16 + (uint32_t)value;
    }
    if (point >= ' ') {
        buf_point(&out, point);
    }
    return buf_str(&out);
}

// Line ends that lay the file out are no text.
static Str words_of(Reader *reader)
{
    Str words = xml_content(reader->xml);
    Buf out = {.arena = reader->arena};
    if (str_find(words, S("\n"), 0) < 0) {
        return words;
    }
    for (Str line; str_line(&words, &line);) {
        line = str_trim(line);
        buf_add(&out, out.len > 0 && line.len > 0 ? S(" ") : S(""));
        buf_add(&out, line);
    }
    return buf_str(&out);
}

// True where that is news of the comment: each begins and ends once.
static bool place_comment(Reader *reader, int32_t comment, bool end)
{
    Commented *known = &reader->remarks[comment];
    bool begins = known->number == NONE;
    bool ends = !begins && end && !known->ended;
    if (begins) {
        known->number =
            draft_remark(&reader->draft, reader->parts->remarks.at[comment]);
    }
    if (begins || ends) {
        draft_place(&reader->draft, known->number, ends);
    }
    known->ended = known->ended || ends;
    return begins || ends;
}

// Replies are where what they answer is; they stand behind it.
static void place_remark(Reader *reader, bool end)
{
    Str id = xml_attribute(reader->xml, "id");
    const Ints *threads = &reader->parts->threads;
    int32_t comment = map_find(&reader->parts->comments, id);
    if (comment < 0 || !place_comment(reader, comment, end) ||
        threads->at[comment] != NONE) {
        return;
    }
    for (int32_t reply = comment + 1;
         reply < threads->len && threads->at[reply] != NONE; reply++) {
        place_comment(reader, reply, end);
    }
}

static void read_box(Reader *reader);

// What stands for something in a run; true where that was all of it.
static bool read_sign(Reader *reader, const Style *look)
{
    Xml *xml = reader->xml;
    Str said = {0};
    if (xml_is(xml, "t")) {
        said = words_of(reader);
    } else if (xml_is_one_of(xml, "tab ptab")) {
        said = S("\t");
    } else if (xml_is_one_of(xml, "br cr")) {
        said = S("\n");
    } else if (xml_is(xml, "noBreakHyphen")) {
        said = S("\u2011");
    } else if (xml_is(xml, "sym")) {
        said = symbol(reader);
    } else if (xml_is(xml, "fldChar")) {
        note_field(reader);
    } else if (xml_is_one_of(xml, "footnoteReference endnoteReference")) {
        reader->draft.flow->notes++;
    } else if (xml_is(xml, "commentReference")) {
        place_remark(reader, false);
    } else {
        return false;
    }
    if (reader->fields == 0) {
        draft_add(&reader->draft, said, look);
    }
    return true;
}

static void read_properties(Reader *reader, Style *look, Str *style)
{
    int depth = xml_depth(reader->xml);
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is_one_of(reader->xml, "rStyle pStyle")) {
            *style = xml_attribute(reader->xml, "val");
        } else if (xml_is_one_of(reader->xml,
                                 "rPrChange pPrChange pBdr tabs framePr")) {
            xml_skip(reader->xml);
        } else {
            docx_look(reader->xml, look);
        }
    }
}

static void read_run(Reader *reader, Style paragraph)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml), drawn = 0;
    Style look = paragraph;
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event == XML_CLOSES && xml_depth(xml) == drawn) {
            drawn = 0;
        }
        if (event != XML_OPENS || passes(reader)) {
            continue;
        }
        if (xml_is(xml, "rPr")) {
            Style own = {0};
            Str style = {0};
            read_properties(reader, &own, &style);
            own = style_over(own, styles_told(&reader->parts->styles, style));
            look = style_over(own, paragraph);
        } else if (xml_is(xml, "txbxContent")) {
            read_box(reader);
        } else if (drawn == 0 && xml_is_one_of(xml, "drawing pict object")) {
            drawn = xml_depth(xml);
        } else if (drawn == 0) {
            read_sign(reader, &look);
        }
    }
}

// ---- paragraphs

typedef struct Paragraph {
    Style look;
    bool removed; // its end is: the next one goes on with it
} Paragraph;

// The mark of the paragraph's end has properties too: they look like no text.
static Paragraph paragraph_properties(Reader *reader)
{
    Xml *xml = reader->xml;
    Paragraph paragraph = {0};
    Str style = {0};
    int depth = xml_depth(xml), mark = 0;
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event == XML_CLOSES && xml_depth(xml) == mark) {
            mark = 0;
        }
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "pStyle")) {
            style = xml_attribute(xml, "val");
        } else if (xml_is(xml, "rPr")) {
            mark = xml_depth(xml);
        } else if (mark > 0 && xml_is(xml, "del")) {
            paragraph.removed = true;
        } else if (xml_is_one_of(xml, "pPrChange sectPr rPrChange")) {
            xml_skip(xml);
        } else if (xml_is(xml, "outlineLvl")) {
            docx_look(xml, &paragraph.look);
        }
    }
    paragraph.look =
        style_over(paragraph.look, styles_told(&reader->parts->styles, style));
    return paragraph;
}

static void read_paragraph(Reader *reader, Blocks *blocks)
{
    Xml *xml = reader->xml;
    Paragraph paragraph = {0};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event != XML_OPENS || passes(reader)) {
            continue;
        }
        if (xml_is(xml, "pPr")) {
            paragraph = paragraph_properties(reader);
        } else if (xml_is(xml, "r")) {
            read_run(reader, paragraph.look);
        } else if (xml_is(xml, "t")) { // of a formula
            draft_add(&reader->draft, words_of(reader), &paragraph.look);
        } else if (xml_is_one_of(xml, "commentRangeStart commentRangeEnd")) {
            place_remark(reader, xml_is(xml, "commentRangeEnd"));
        }
    }
    bool heading = paragraph.look.heading == TELLS_YES;
    if (!paragraph.removed) {
        reader->draft.level = heading ? paragraph.look.level : 0;
        draft_end(&reader->draft, heading ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                  blocks);
    }
}

static void read_blocks(Reader *reader, Blocks *blocks);

// A box of text stands beside its paragraph: it comes behind it.
static void read_box(Reader *reader)
{
    Draft outer = reader->draft;
    Blocks inner = {0};
    reader->draft = draft_new(outer.flow, reader->arena);
    read_blocks(reader, &inner);
    for (ptrdiff_t i = 0; i < inner.len; i++) {
        *PUSH(&outer.boxes, reader->arena) = inner.at[i];
    }
    reader->draft = outer;
}

// ---- tables

static void end_loose_text(Reader *reader, Blocks *blocks)
{
    if (reader->draft.text.len > 0) {
        draft_end(&reader->draft, BLOCK_PARAGRAPH, blocks);
    }
}

static void read_cell(Reader *reader, Row *row)
{
    Blocks blocks = {0};
    int32_t outer = reader->covers;
    reader->covers = 1;
    read_blocks(reader, &blocks);
    end_loose_text(reader, &blocks);
    *PUSH(row, reader->arena) = flow_words(&blocks, reader->arena);
    for (int32_t i = 1; i < reader->covers && i < SPAN_MAX; i++) {
        *PUSH(row, reader->arena) = (Str){0};
    }
    reader->covers = outer;
}

// True when a row was deleted while changes were tracked.
static bool read_row(Reader *reader, Row *row)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml);
    bool deleted = false;
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event != XML_OPENS) {
            continue;
        }
        if (xml_is(xml, "tc")) {
            read_cell(reader, row);
        } else if (xml_is(xml, "del")) {
            deleted = true;
        } else if (xml_is_one_of(xml, "tblPrEx trPrChange sdtPr sdtEndPr")) {
            xml_skip(xml);
        }
    }
    return deleted;
}

static void read_table(Reader *reader, Blocks *blocks)
{
    Block table = {.kind = BLOCK_TABLE};
    int depth = xml_depth(reader->xml);
    end_loose_text(reader, blocks);
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event != XML_OPENS || passes(reader) ||
            !xml_is(reader->xml, "tr")) {
            continue;
        }
        Row row = {0};
        if (read_row(reader, &row)) {
            reader->draft.flow->struck++;
        } else {
            *PUSH(&table.table, reader->arena) = row;
        }
    }
    *PUSH(blocks, reader->arena) = table;
}

// All paragraphs and tables in the element that opened, up to its end.
static void read_blocks(Reader *reader, Blocks *blocks)
{
    Xml *xml = reader->xml;
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(reader->xml, depth, &event);) {
        if (event != XML_OPENS || passes(reader)) {
            continue;
        }
        if (xml_is(xml, "p")) {
            read_paragraph(reader, blocks);
        } else if (xml_is(xml, "tbl")) {
            read_table(reader, blocks);
        } else if (xml_is_one_of(xml, "commentRangeStart commentRangeEnd")) {
            place_remark(reader, xml_is(xml, "commentRangeEnd"));
        } else if (xml_is(xml, "gridSpan") &&
                   !str_number(xml_attribute(xml, "val"), &reader->covers)) {
            reader->covers = 1;
        }
    }
}

bool docx_flow(Zip *zip, const Parts *parts, Flow *flow, Arena *arena, Err *err)
{
    Xml *xml = ooxml_open(zip, parts->document, arena, err);
    if (!xml) {
        return false;
    }
    Reader reader = {.xml = xml,
                     .parts = parts,
                     .draft = draft_new(flow, arena),
                     .covers = 1,
                     .arena = arena};
    reader.remarks = NEW_ARRAY(arena, Commented, parts->remarks.len + 1);
    for (ptrdiff_t i = 0; i < parts->remarks.len; i++) {
        reader.remarks[i].number = NONE;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "body")) {
            read_blocks(&reader, &flow->blocks);
        }
    }
    end_loose_text(&reader, &flow->blocks);
    return xml_close(xml, err);
}
