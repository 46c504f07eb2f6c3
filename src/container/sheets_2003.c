#include "container/sheets.h"

#include "container/grid.h"
#include "container/xml.h"

typedef struct Book { // a workbook while it is being read
    Xml *xml;
    Grid *grid;
    Worksheets *sheets;
    Arena *arena;
} Book;

// The number of an attribute; `otherwise` without one.
static int64_t number_of(Xml *xml, const char *name, int64_t otherwise)
{
    int32_t number;
    bool told = str_number(xml_attribute(xml, name), &number);
    return told ? number : otherwise;
}

static bool is_hidden(Xml *xml)
{
    return str_eq(xml_attribute(xml, "Hidden"), S("1"));
}

// A cell's value as sheets.h has it: a day of the year 1899 is none.
static Str value_of(Book *book)
{
    Str type = xml_attribute(book->xml, "Type");
    Str said = xml_content(book->xml);
    if (str_eq(type, S("Error"))) {
        book->sheets->failed++;
        return (Str){0};
    }
    if (str_eq(type, S("Boolean"))) {
        return str_eq(str_trim(said), S("1")) ? S("TRUE") : S("FALSE");
    }
    if (str_eq(type, S("DateTime"))) {
        ptrdiff_t time = str_find(said, S("T"), 0);
        bool clock = str_starts(said, S("1899-12-31T"));
        bool day = str_ends(said, S("T00:00:00.000"));
        return clock ? str_slice(said, time + 1, said.len)
               : day ? str_slice(said, 0, time)
                     : said;
    }
    return grid_lines(said, book->arena);
}

static bool read_cell(Book *book, int64_t *column)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    int64_t at = number_of(xml, "Index", *column + 1) - 1;
    int64_t across = number_of(xml, "MergeAcross", 0);
    Str value = {0};
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "Data")) {
            value = value_of(book);
        } else if (event == XML_OPENS) {
            book->sheets->comments += xml_is(xml, "Comment");
            xml_skip(xml);
        }
    }
    *column = at + 1 + (across > 0 ? across : 0);
    return value.len == 0 || at < 0 || grid_cell(book->grid, at, value);
}

static bool read_row(Book *book, int64_t *number)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    int64_t at = number_of(xml, "Index", *number), column = 0;
    at = at > 0 ? at : *number;
    int64_t span = number_of(xml, "Span", 0);
    bool hidden = is_hidden(xml);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "Cell")) {
            if (!read_cell(book, &column)) {
                return false;
            }
        } else if (event == XML_OPENS) {
            xml_skip(xml);
        }
    }
    *number = at + 1 + (span > 0 ? span : 0);
    return grid_row(book->grid, at, 1, hidden);
}

static bool read_table(Book *book)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    int64_t row = 1, column = 0;
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "Column")) {
            int64_t at = number_of(xml, "Index", column + 1) - 1;
            column = at + 1 + number_of(xml, "Span", 0);
            if (is_hidden(xml)) {
                grid_hide(book->grid, at, column);
            }
        } else if (event == XML_OPENS && xml_is(xml, "Row")) {
            if (!read_row(book, &row)) {
                return false;
            }
        } else if (event == XML_OPENS) {
            xml_skip(xml);
        }
    }
    return true;
}

// What says that a sheet is hidden stands behind its table.
static bool read_sheet(Book *book)
{
    Xml *xml = book->xml;
    int depth = xml_depth(xml);
    grid_sheet(book->grid, xml_attribute(xml, "Name"), false);
    for (XmlEvent event; xml_within(xml, depth, &event);) {
        if (event == XML_OPENS && xml_is(xml, "Table") && !read_table(book)) {
            return false;
        }
        if (event == XML_OPENS && xml_is(xml, "Visible") &&
            str_starts(xml_content(xml), S("SheetHidden"))) {
            book->sheets->at[book->sheets->len - 1].hidden = true;
        }
    }
    return true;
}

bool sheets_2003(Str text, Arena *arena, Worksheets *sheets, Err *err)
{
    Book book = {
        .xml = xml_open(text, (Str){0}, arena),
        .grid = grid_new(sheets, arena, err),
        .sheets = sheets,
        .arena = arena,
    };
    Err ignored = {0};
    bool ok = true;
    for (XmlEvent event;
         ok && (event = xml_next(book.xml)) != XML_END_OF_FILE;) {
        if (event == XML_OPENS && xml_is(book.xml, "Worksheet")) {
            ok = read_sheet(&book);
        }
    }
    return xml_close(book.xml, ok ? err : &ignored) && ok;
}
