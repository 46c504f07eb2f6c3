#include "container/sheets.h"

#include "base/buf.h"
#include "container/grid.h"
#include "container/number.h"
#include "container/ooxml.h"
#include "container/xml.h"

typedef struct Formats { // of cells: by the number of their style
    NumberKind *at;
    ptrdiff_t len, cap;
} Formats;

typedef struct Book {
    Zip *zip;
    Strs strings; // shared by cells
    Formats formats;
    bool from_1904;
    Grid *grid;
    Arena *arena;
    Err *err;
} Book;

// ---- text

// Four digits of "_x000D_" at s.at[i + 2], or -1.
static int32_t escaped_at(Str s, ptrdiff_t i)
{
    int32_t value = 0;
    if (i + 7 > s.len || s.at[i + 1] != 'x' || s.at[i + 6] != '_') {
        return -1;
    }
    for (ptrdiff_t k = i + 2; k < i + 6; k++) {
        int digit = hex_value(s.at[k]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

// What "_xHHHH_" stands for.
static Str unescaped(Str s, Arena *arena)
{
    Buf out = {.arena = arena};
    if (str_find(s, S("_x"), 0) < 0) {
        return grid_lines(s, arena);
    }
    for (ptrdiff_t i = 0; i < s.len; i++) {
        int32_t point = s.at[i] == '_' ? escaped_at(s, i) : -1;
        bool control = point >= 0 && point < ' ' && point != '\t' &&
                       point != '\n' && point != '\r';
        bool half = point >= 0xD800 && point < 0xE000;
        i += point >= 0 ? 6 : 0;
        if (point < 0) {
            buf_char(&out, s.at[i]);
        } else if (!control) {
            buf_point(&out, half ? 0xFFFD : (uint32_t)point);
        }
    }
    return grid_lines(buf_str(&out), arena);
}

// The text of the element that opened ("si", "is"): its runs, without what
// tells how it is pronounced.
static Str rich_text(Xml *xml, Arena *arena)
{
    Buf out = {.arena = arena};
    int depth = xml_depth(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "rPh")) {
            xml_skip(xml);
        } else if (event == XML_OPENS && xml_is(xml, "t")) {
            buf_add(&out, xml_content(xml));
        }
    }
    return unescaped(buf_str(&out), arena);
}

static bool read_strings(Book *book, Str part)
{
    Xml *xml = ooxml_open(book->zip, part, book->arena, book->err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "si")) {
            *PUSH(&book->strings, book->arena) = rich_text(xml, book->arena);
        }
    }
    return xml_close(xml, book->err);
}

// ---- number formats

typedef struct Code { // a format of the workbook's own
    int32_t id;
    NumberKind kind;
} Code;

typedef struct Codes {
    Code *at;
    ptrdiff_t len, cap;
} Codes;

static NumberKind kind_of(const Codes *codes, int32_t id)
{
    for (ptrdiff_t i = 0; i < codes->len; i++) {
        if (codes->at[i].id == id) {
            return codes->at[i].kind;
        }
    }
    return number_kind_built_in(id);
}

static int32_t number_in(Xml *xml, const char *name, int32_t otherwise)
{
    int32_t number;
    return str_number(xml_attribute(xml, name), &number) ? number : otherwise;
}

static bool read_formats(Book *book, Str part)
{
    enum { CODES_MAX = 1000 };
    Codes codes = {0};
    bool cells = false;
    Xml *xml = ooxml_open(book->zip, part, book->arena, book->err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (xml_is(xml, "cellXfs")) {
            cells = event == XML_OPENS;
        } else if (event == XML_OPENS && xml_is(xml, "numFmt") &&
                   codes.len < CODES_MAX) {
            *PUSH(&codes, book->arena) =
                (Code){number_in(xml, "numFmtId", -1),
                       number_kind(xml_attribute(xml, "formatCode"))};
        } else if (event == XML_OPENS && cells && xml_is(xml, "xf")) {
            *PUSH(&book->formats, book->arena) =
                kind_of(&codes, number_in(xml, "numFmtId", 0));
        }
    }
    return xml_close(xml, book->err);
}

// ---- cells

// The column of "AB12", from 0, or -1.
static int64_t column_of(Str reference)
{
    int64_t column = 0;
    ptrdiff_t i = 0;
    for (; i < reference.len && i < 4; i++) {
        char c = reference.at[i];
        if (c < 'A' || c > 'Z') {
            break;
        }
        column = column * 26 + (c - 'A' + 1);
    }
    return i == 0 ? -1 : column - 1;
}

typedef struct Cell {
    Str type;
    NumberKind kind;
    Str value; // as written, or the text of an inline string
} Cell;

// A date of a strict workbook: "2020-07-03T10:30:00", "10:30:00".
static Str shown_date(const Cell *cell)
{
    Str rest = cell->value, date;
    bool timed = str_cut(&rest, 'T', &date);
    bool time = cell->kind != NUMBER_DATE && cell->kind != NUMBER_DATE_TIME &&
                cell->kind != NUMBER_PLAIN;
    bool day =
        timed && (cell->kind == NUMBER_DATE || str_starts(rest, S("00:00:00")));
    return timed && time ? rest : day ? date : cell->value;
}

static Str shown(Book *book, const Cell *cell)
{
    int32_t index;
    double number;
    if (str_eq(cell->type, S("s"))) {
        bool known =
            str_number(cell->value, &index) && index < book->strings.len;
        return known ? book->strings.at[index] : (Str){0};
    }
    if (str_eq(cell->type, S("e"))) {
        book->grid->sheets->failed++;
        return (Str){0};
    }
    if (str_eq(cell->type, S("b"))) {
        return str_eq(cell->value, S("1")) ? S("TRUE") : S("FALSE");
    }
    if (str_eq(cell->type, S("d"))) {
        return shown_date(cell);
    }
    if (str_eq(cell->type, S("str"))) {
        return unescaped(cell->value, book->arena);
    }
    bool inline_text = str_eq(cell->type, S("inlineStr"));
    return !inline_text && number_read(cell->value, &number)
               ? number_shown(number, cell->kind, book->from_1904, book->arena)
               : cell->value;
}

static bool read_cell(Book *book, Xml *xml, int64_t *column)
{
    int32_t style = number_in(xml, "s", 0);
    int64_t at = column_of(xml_attribute(xml, "r"));
    Cell cell = {.type = xml_attribute(xml, "t")};
    int depth = xml_depth(xml);
    cell.kind =
        style < book->formats.len ? book->formats.at[style] : NUMBER_PLAIN;
    *column = at < 0 ? *column + 1 : at;
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "v")) {
            cell.value = xml_content(xml);
        } else if (event == XML_OPENS && xml_is(xml, "is")) {
            cell.value = rich_text(xml, book->arena);
        } else if (event == XML_OPENS) {
            xml_skip(xml);
        }
    }
    return cell.value.len == 0 ||
           grid_cell(book->grid, *column, shown(book, &cell));
}

static bool is_true(Str value)
{
    return str_eq(value, S("1")) || str_eq(value, S("true"));
}

typedef struct RowBegun {
    int64_t number, column;
    bool hidden;
} RowBegun;

// One event of a sheet.
static bool read_event(Book *book, Xml *xml, XmlEvent event, RowBegun *row)
{
    if (event == XML_OPENS && xml_is(xml, "row")) {
        int32_t number = number_in(xml, "r", 0);
        *row = (RowBegun){number > 0 ? number : row->number + 1, -1,
                          is_true(xml_attribute(xml, "hidden"))};
    } else if (event == XML_OPENS && xml_is(xml, "c")) {
        return read_cell(book, xml, &row->column);
    } else if (event == XML_OPENS && xml_is(xml, "col") &&
               is_true(xml_attribute(xml, "hidden"))) {
        grid_hide(book->grid, (int64_t)number_in(xml, "min", 1) - 1,
                  number_in(xml, "max", 0));
    } else if (event == XML_CLOSES && xml_is(xml, "row")) {
        return grid_row(book->grid, row->number, 1, row->hidden);
    }
    return true;
}

static bool count_comments(Book *book, Str part)
{
    Relations relations = {0};
    if (!ooxml_relations(book->zip, part, book->arena, &relations, book->err)) {
        return false;
    }
    Str comments = ooxml_target(&relations, S("/comments"));
    if (comments.len == 0) {
        return true;
    }
    Xml *xml = ooxml_open(book->zip, comments, book->arena, book->err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        book->grid->sheets->comments +=
            event == XML_OPENS && xml_is(xml, "comment");
    }
    return xml_close(xml, book->err);
}

static bool read_sheet(Book *book, Str part)
{
    RowBegun row = {0};
    bool ok = true, ended = false;
    Xml *xml = ooxml_open(book->zip, part, book->arena, book->err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event;
         ok && !ended && (event = xml_next(xml)) != XML_END_OF_FILE;) {
        ended = event == XML_CLOSES && xml_is(xml, "sheetData");
        ok = read_event(book, xml, event, &row);
    }
    Err ignored;
    return xml_close(xml, ok ? book->err : &ignored) && ok &&
           count_comments(book, part);
}

// ---- the workbook

typedef struct Entry { // of the list of sheets
    Str name, relation;
    bool hidden;
} Entry;

typedef struct Entries {
    Entry *at;
    ptrdiff_t len, cap;
} Entries;

static bool read_entries(Book *book, Str part, Entries *entries)
{
    Xml *xml = ooxml_open(book->zip, part, book->arena, book->err);
    if (!xml) {
        return false;
    }
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(xml, "workbookPr")) {
            book->from_1904 = is_true(xml_attribute(xml, "date1904"));
        } else if (event == XML_OPENS && xml_is(xml, "sheet")) {
            Str state = xml_attribute(xml, "state");
            *PUSH(entries, book->arena) = (Entry){
                .name = xml_attribute(xml, "name"),
                .relation = xml_attribute(xml, "id"),
                .hidden = str_eq(state, S("hidden")) ||
                          str_eq(state, S("veryHidden")),
            };
        }
    }
    return xml_close(xml, book->err);
}

static bool read_book(Book *book)
{
    Relations root = {0}, relations = {0};
    Entries entries = {0};
    if (!ooxml_relations(book->zip, (Str){0}, book->arena, &root, book->err)) {
        return false;
    }
    Str part = ooxml_target(&root, S("/officeDocument"));
    part = part.len > 0 ? part : S("xl/workbook.xml");
    if (str_ends(part, S(".bin"))) {
        return err_set(book->err, ERR_INPUT,
                       "this is a binary workbook (.xlsb); save it as .xlsx "
                       "first");
    }
    if (!read_entries(book, part, &entries) ||
        !ooxml_relations(book->zip, part, book->arena, &relations, book->err)) {
        return false;
    }
    Str strings = ooxml_target(&relations, S("/sharedStrings"));
    Str styles = ooxml_target(&relations, S("/styles"));
    bool ok = (strings.len == 0 || read_strings(book, strings)) &&
              (styles.len == 0 || read_formats(book, styles));
    for (ptrdiff_t i = 0; ok && i < entries.len; i++) {
        const Relation *sheet =
            ooxml_related(&relations, entries.at[i].relation);
        // Worksheets that are a chart or a dialogue hold no cells.
        if (sheet && str_ends(sheet->type, S("/worksheet"))) {
            grid_sheet(book->grid, entries.at[i].name, entries.at[i].hidden);
            ok = read_sheet(book, sheet->target);
        }
    }
    return ok;
}

bool sheets_xlsx(Str bytes, Arena *arena, Worksheets *sheets, Err *err)
{
    Zip *zip = zip_open_bytes(bytes, err);
    if (!zip) {
        return false;
    }
    Book book = {
        .zip = zip,
        .grid = grid_new(sheets, arena, err),
        .arena = arena,
        .err = err,
    };
    bool ok = read_book(&book);
    zip_shut(zip);
    return ok;
}
