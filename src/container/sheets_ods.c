#include "container/sheets.h"

#include "base/buf.h"
#include "base/map.h"
#include "container/grid.h"
#include "container/number.h"
#include "container/xml.h"
#include "container/zip.h"

typedef struct Book {
    Xml *xml;
    Map styles; // of sheets that are hidden
    Grid *grid;
    Arena *arena;
} Book;

static int64_t repeats(Xml *xml, const char *name)
{
    int32_t number;
    Str value = xml_attribute(xml, name);
    return str_number(value, &number) ? number : 1;
}

// Rows and columns that are filtered or folded away.
static bool is_hidden(Xml *xml)
{
    Str visibility = xml_attribute(xml, "visibility");
    return str_eq(visibility, S("collapse")) || str_eq(visibility, S("filter"));
}

// ---- what a cell says

// Text: blanks are kept, for some programs write them as they are; a line end
// and those behind it, which lay the file out, are one.
static void add_text(Buf *out, Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool line_end = c == '\n' || c == '\r' || c == '\t';
        buf_char(out, line_end ? ' ' : c);
        while (line_end && i + 1 < text.len &&
               (text.at[i + 1] == ' ' || text.at[i + 1] == '\n' ||
                text.at[i + 1] == '\r' || text.at[i + 1] == '\t')) {
            i++;
        }
    }
}

static void add_blanks(Buf *out, int64_t count)
{
    enum { BLANKS_MAX = 1000 };
    for (int64_t i = 0; i < count && i < BLANKS_MAX; i++) {
        buf_char(out, ' ');
    }
}

// What stands for something in a paragraph; false where its content counts.
static bool add_element(Book *book, Buf *out)
{
    Xml *xml = book->xml;
    if (xml_is(xml, "s")) {
        add_blanks(out, repeats(xml, "c"));
    } else if (xml_is(xml, "tab")) {
        buf_char(out, '\t');
    } else if (xml_is(xml, "line-break")) {
        buf_char(out, '\n');
    } else if (xml_is(xml, "annotation")) {
        book->grid->sheets->comments++;
    } else if (!xml_is(xml, "ruby-text") && !xml_is(xml, "note") &&
               !str_eq(xml_prefix(xml), S("draw"))) {
        return false;
    }
    xml_skip(xml);
    return true;
}

// The paragraphs of the cell that opened, up to its end.
static Str paragraphs(Book *book)
{
    Buf out = {.arena = book->arena};
    int depth = xml_depth(book->xml), paragraph = 0;
    bool several = false;
    XmlEvent event;
    while (xml_within(book->xml, depth, &event)) {
        bool opens = event == XML_OPENS;
        if (opens && paragraph == 0 && xml_is(book->xml, "p")) {
            paragraph = xml_depth(book->xml);
            buf_add(&out, several ? S("\n") : S(""));
            several = true;
        } else if (event == XML_CLOSES && xml_depth(book->xml) == paragraph) {
            paragraph = 0;
        } else if (opens) {
            add_element(book, &out);
        } else if (event == XML_TEXT && paragraph > 0) {
            add_text(&out, xml_text(book->xml));
        }
    }
    return buf_str(&out);
}

// Milliseconds of "PT01H23M45.678S", or -1.
static int64_t read_duration(Str text)
{
    int64_t ms = 0;
    if (!str_starts(text, S("PT"))) {
        return -1;
    }
    for (ptrdiff_t i = 2; i < text.len;) {
        ptrdiff_t begin = i;
        double number;
        while (i < text.len && (text.at[i] == '.' || is_digit(text.at[i]))) {
            i++;
        }
        int64_t unit = i == text.len       ? 0
                       : text.at[i] == 'H' ? 3600000
                       : text.at[i] == 'M' ? 60000
                       : text.at[i] == 'S' ? 1000
                                           : 0;
        if (unit == 0 || !number_read(str_slice(text, begin, i), &number) ||
            number > INT32_MAX) {
            return -1;
        }
        ms += (int64_t)(number * (double)unit + 0.5);
        i++;
    }
    return ms;
}

// True for what shows no seconds, "12:05", or half a day, "1:05 PM".
static bool is_shown_short(Str shown)
{
    Str rest = shown, part;
    int parts = 1;
    while (str_cut(&rest, ':', &part)) {
        parts++;
    }
    return parts == 2 || str_ends(shown, S("M")) || str_ends(shown, S("m"));
}

typedef struct Cell {
    Str type, number, time, date, truth, text;
    bool failed;
} Cell;

static Str shown(Book *book, const Cell *cell, Str said)
{
    double number;
    int64_t ms;
    if (cell->failed) {
        book->grid->sheets->failed++;
        return (Str){0};
    }
    if (cell->number.len > 0 && number_read(cell->number, &number)) {
        return number_shown(number, NUMBER_PLAIN, false, book->arena);
    }
    if (cell->time.len > 0 && !is_shown_short(said) &&
        (ms = read_duration(cell->time)) >= 0) {
        return number_time(ms, book->arena);
    }
    if (cell->date.len > 0) {
        return cell->date;
    }
    if (cell->truth.len > 0) {
        return str_eq(cell->truth, S("true")) ? S("TRUE") : S("FALSE");
    }
    return said.len > 0 ? said : cell->text;
}

static Cell cell_of(Xml *xml)
{
    Str type = xml_attribute(xml, "office:value-type");
    return (Cell){
        .type = type,
        .failed = str_eq(xml_attribute(xml, "calcext:value-type"), S("error")),
        .number = str_eq(type, S("string"))
                      ? (Str){0}
                      : xml_attribute(xml, "office:value"),
        .time = xml_attribute(xml, "office:time-value"),
        .date = xml_attribute(xml, "office:date-value"),
        .truth = xml_attribute(xml, "office:boolean-value"),
        .text = xml_attribute(xml, "office:string-value"),
    };
}

static bool read_cell(Book *book, int64_t *column)
{
    Xml *xml = book->xml;
    bool covered = xml_is(xml, "covered-table-cell");
    int64_t count = repeats(xml, "number-columns-repeated");
    Cell cell = covered ? (Cell){0} : cell_of(xml);
    Str said = paragraphs(book);
    Str value = covered ? (Str){0} : shown(book, &cell, said);
    int64_t end = *column + count;
    for (; value.len > 0 && *column < end; ++*column) {
        if (!grid_cell(book->grid, *column, value)) {
            return false;
        }
    }
    *column = end;
    return true;
}

// ---- sheets

static bool read_row(Book *book, int64_t *number)
{
    int depth = xml_depth(book->xml);
    int64_t column = 0, count = repeats(book->xml, "number-rows-repeated");
    bool hidden = is_hidden(book->xml);
    XmlEvent event;
    while (xml_within(book->xml, depth, &event)) {
        bool cell = xml_is(book->xml, "table-cell") ||
                    xml_is(book->xml, "covered-table-cell");
        if (event == XML_OPENS && !cell) {
            xml_skip(book->xml);
        } else if (event == XML_OPENS && !read_cell(book, &column)) {
            return false;
        }
    }
    int64_t first = *number;
    *number += count;
    return grid_row(book->grid, first, count, hidden);
}

static bool read_sheet(Book *book)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    int64_t row = 1, column = 0;
    Str style = xml_attribute(xml, "table:style-name");
    grid_sheet(book->grid, xml_attribute(xml, "table:name"),
               map_find(&book->styles, style) >= 0);
    XmlEvent event;
    while (xml_within(xml, depth, &event)) {
        if (event == XML_OPENS && xml_is(xml, "table-column")) {
            int64_t end = column + repeats(xml, "number-columns-repeated");
            if (is_hidden(xml)) {
                grid_hide(book->grid, column, end);
            }
            column = end;
        } else if (event == XML_OPENS && xml_is(xml, "table-row")) {
            if (!read_row(book, &row)) {
                return false;
            }
        } else if (event == XML_OPENS &&
                   (xml_is(xml, "shapes") || xml_is(xml, "table-source"))) {
            xml_skip(xml);
        }
    }
    return true;
}

// A style of sheets that is not displayed.
static void read_style(Book *book)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    Str name = xml_attribute(xml, "style:name");
    XmlEvent event;
    while (xml_within(xml, depth, &event)) {
        if (event == XML_OPENS && xml_is(xml, "table-properties") &&
            str_eq(xml_attribute(xml, "display"), S("false"))) {
            map_put(&book->styles, name, book->arena);
        }
    }
}

static bool read_book(Book *book)
{
    Xml *xml = book->xml;
    bool within_sheets = false;
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        if (xml_is(xml, "spreadsheet")) {
            within_sheets = event == XML_OPENS;
        } else if (event != XML_OPENS) {
            continue;
        } else if (within_sheets && xml_is(xml, "table")) {
            if (!read_sheet(book)) {
                return false;
            }
        } else if (within_sheets) {
            xml_skip(xml);
        } else if (xml_is(xml, "style")) {
            read_style(book);
        }
    }
    return true;
}

static bool read_xml(Str text, Str what, Arena *arena, Worksheets *sheets,
                     Err *err)
{
    Book book = {
        .xml = xml_open(text, what, arena),
        .grid = grid_new(sheets, arena, err),
        .arena = arena,
    };
    Err ignored = {0};
    bool ok = read_book(&book);
    return xml_close(book.xml, ok ? err : &ignored) && ok;
}

// False where the members are encrypted, which only the list of them says.
static bool is_open(Zip *zip, Arena *arena, Err *err)
{
    const Str list = S("META-INF/manifest.xml");
    Str text = {0};
    if (zip_has(zip, list) && !zip_member(zip, list, arena, &text, err)) {
        return false;
    }
    return str_find(text, S("encryption-data"), 0) < 0 ||
           err_set(err, ERR_INPUT,
                   "it is protected by a password; save it without one");
}

bool sheets_ods(Str bytes, Arena *arena, Worksheets *sheets, Err *err)
{
    const Str content = S("content.xml");
    Str text = bytes;
    if (!zip_begins(bytes)) {
        return read_xml(bytes, (Str){0}, arena, sheets, err);
    }
    Zip *zip = zip_open_bytes(bytes, err);
    bool ok = zip && is_open(zip, arena, err) &&
              zip_member(zip, content, arena, &text, err);
    zip_shut(zip);
    return ok && read_xml(text, content, arena, sheets, err);
}
