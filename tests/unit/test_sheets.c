// Workbooks as sheets of rows: what a cell says, what is left out, limits.
#include "unit.h"
#include "zipped.h"

#include "container/limits.h"
#include "container/sheets.h"

#include <string.h>

#define SHEET "application/vnd.oasis.opendocument.spreadsheet"
#define RELATED "http://schemas.openxmlformats.org/officeDocument/relationships"

// A workbook with one sheet, whose XML is `sheet`, and these shared strings.
static Str workbook(Str sheet, Str strings, Arena *arena)
{
    const Member members[] = {
        {"xl/workbook.xml", S("<workbook xmlns:r='r'><sheets>"
                              "<sheet name='one' r:id='a'/></sheets>"
                              "</workbook>")},
        {"xl/_rels/workbook.xml.rels",
         S("<Relationships><Relationship Id='a' Type='" RELATED
           "/worksheet' Target='sheet.xml'/><Relationship Id='b' Type='" RELATED
           "/sharedStrings' Target='strings.xml'/></Relationships>")},
        {"xl/sheet.xml", sheet},
        {"xl/strings.xml", strings},
    };
    return zipped(members, 4, arena);
}

static Str flat(Str table, Arena *arena)
{
    return str_format(arena,
                      "<office:document xmlns:office='o' xmlns:table='t' "
                      "xmlns:text='x' office:mimetype='" SHEET "'>"
                      "<office:spreadsheet><table:table table:name='one'>%.*s"
                      "</table:table></office:spreadsheet></office:document>",
                      FMT(table));
}

// "1:a|b;3:c", or the error.
static Str rows_of(bool read, const Worksheets *sheets, const Err *err,
                   Arena *arena)
{
    Buf out = {.arena = arena};
    if (!read) {
        return str_copy(arena, str_of(err->message));
    }
    for (ptrdiff_t i = 0; i < sheets->at[0].rows.len; i++) {
        const Row *row = &sheets->at[0].rows.at[i];
        buf_format(&out, "%s%d:", i > 0 ? ";" : "", row->line);
        for (ptrdiff_t k = 0; k < row->len; k++) {
            buf_format(&out, "%s%.*s", k > 0 ? "|" : "", FMT(row->at[k]));
        }
    }
    return buf_str(&out);
}

static const struct {
    const char *promise, *rows, *strings, *expected;
} workbooks[] = {
    {"numbers and shared strings",
     "<row r='1'><c r='A1'><v>1.50</v></c><c r='B1' t='s'><v>0</v></c></row>",
     "<si><t>a</t></si>", "1:1.5|a"},
    {"a shared string that is not there",
     "<row><c t='s'><v>7</v></c><c><v>1</v></c></row>", "", "1:|1"},
    {"cells that are left out",
     "<row r='2'><c r='C2'><v>1</v></c></row><row r='9'><c><v>2</v></c></row>",
     "", "2:||1;9:2"},
    {"rows and cells without a place follow one another",
     "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "",
     "1:1|2;2:3"},
    {"a row called 0 is the next one",
     "<row><c><v>1</v></c></row><row r='0'><c><v>2</v></c></row>", "",
     "1:1;2:2"},
    {"empty rows are none", "<row/><row><c/></row><row><c><v/></c></row>", "",
     ""},
    {"text of a formula", "<row><c t='str'><f>A1</f><v>said</v></c></row>", "",
     "1:said"},
    {"truth", "<row><c t='b'><v>1</v></c><c t='b'><v>0</v></c></row>", "",
     "1:TRUE|FALSE"},
    {"what is no number stands as it is", "<row><c><v>1,5</v></c></row>", "",
     "1:1,5"},
    {"runs and escaped characters", "<row><c t='s'><v>0</v></c></row>",
     "<si><r><t>a_x0041_</t></r><r><t>_xZZZZ__x0007_</t></r></si>",
     "1:aA_xZZZZ_"},
    {"line ends of all systems", "<row><c t='s'><v>0</v></c></row>",
     "<si><t>a_x000D_\nb_x000D_c&#13;d</t></si>", "1:a\nb\nc\nd"},
    {"the last column that is read",
     "<row><c r='FAN1'><v/></c><c r='B1'><v>1</v></c></row>", "", "1:|1"},
    {"columns beyond it", "<row><c r='XFD1'><v>1</v></c></row>", "",
     "sheet 'one' has more than 4096 columns"},
    {"what stands outside the rows is none",
     "<row><c><v>1</v><extLst><v>9</v></extLst></c></row>", "", "1:1"},
};

START_TEST(test_xlsx)
{
    for (size_t i = 0; i < sizeof workbooks / sizeof *workbooks; i++) {
        Arena arena = {0};
        Worksheets sheets = {0};
        Err err = {0};
        Str sheet = str_format(&arena,
                               "<worksheet><sheetData>%s</sheetData>"
                               "</worksheet>",
                               workbooks[i].rows);
        Str strings = str_format(&arena, "<sst>%s</sst>", workbooks[i].strings);
        bool read = sheets_xlsx(workbook(sheet, strings, &arena), &arena,
                                &sheets, &err);
        Str got = rows_of(read, &sheets, &err, &arena);
        ck_assert_msg(str_eq(got, str_of(workbooks[i].expected)), "%s: %.*s",
                      workbooks[i].promise, FMT(got));
        arena_release(&arena);
    }
}
END_TEST

#define ONE CELL("a")
#define CELL(words)                                                            \
    "<table:table-cell><text:p>" words "</text:p></table:table-cell>"

static const struct {
    const char *promise, *rows, *expected;
} tables[] = {
    {"cells, and rows without any",
     "<table:table-row/><table:table-row>" CELL("a")
         CELL("b") "</table:table-row>",
     "2:a|b"},
    {"a row of more cells than there are columns is empty",
     "<table:table-row table:number-rows-repeated='1048576'>"
     "<table:table-cell table:number-columns-repeated='16384'/>"
     "</table:table-row>",
     ""},
    {"a repeated row stands as often",
     "<table:table-row table:number-rows-repeated='2'>" ONE
     "</table:table-row><table:table-row>" ONE "</table:table-row>",
     "1:a;2:a;3:a"},
    {"a repeated cell too",
     "<table:table-row><table:table-cell table:number-columns-repeated='2' "
     "office:value-type='float' office:value='1'/>" CELL(
         "b") "</table:table-row>",
     "1:1|1|b"},
    {"a cell repeated without end",
     "<table:table-row><table:table-cell "
     "table:number-columns-repeated='16384'><text:p>a</text:p>"
     "</table:table-cell></table:table-row>",
     "sheet 'one' has more than 4096 columns"},
    {"a row repeated without end",
     "<table:table-row table:number-rows-repeated='2000001'>" CELL(
         "a") "</table:table-row>",
     "row 1 of sheet 'one' goes beyond the rows, cells or bytes that are read "
     "of a workbook"},
    {"rows in groups are rows",
     "<table:table-row-group><table:table-rows><table:table-row>" CELL(
         "a") "</table:table-row></table:table-rows></table:table-row-group>",
     "1:a"},
    {"a time of more than a day",
     "<table:table-row><table:table-cell office:value-type='time' "
     "office:time-value='PT26H00M00.5S'/></table:table-row>",
     "1:26:00:00.500"},
    {"a time that is none stands as it is shown",
     "<table:table-row><table:table-cell office:value-type='time' "
     "office:time-value='P1D'><text:p>1</text:p></table:table-cell>"
     "</table:table-row>",
     "1:1"},
    {"lines that lay the file out are blanks",
     "<table:table-row>" CELL("a\n   b  c") "</table:table-row>", "1:a b  c"},
};

START_TEST(test_ods)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        Arena arena = {0};
        Worksheets sheets = {0};
        Err err = {0};
        bool read = sheets_ods(flat(str_of(tables[i].rows), &arena), &arena,
                               &sheets, &err);
        Str got = rows_of(read, &sheets, &err, &arena);
        ck_assert_msg(str_eq(got, str_of(tables[i].expected)), "%s: %.*s",
                      tables[i].promise, FMT(got));
        arena_release(&arena);
    }
}
END_TEST

START_TEST(test_refused)
{
    Arena arena = {0};
    Worksheets sheets = {0};
    Err err = {0};
    const Member binary[] = {
        {"_rels/.rels", S("<Relationships><Relationship Id='a' Type='" RELATED
                          "/officeDocument' Target='xl/workbook.bin'/>"
                          "</Relationships>")},
        {"xl/workbook.bin", S("\x83\x01")},
    };
    const Member secret[] = {
        {"META-INF/manifest.xml", S("<m:encryption-data xmlns:m='m'/>")},
        {"content.xml", S("\x83\x01")},
    };
    ck_assert(!sheets_xlsx(zipped(binary, 2, &arena), &arena, &sheets, &err));
    ck_assert_msg(strstr(err.message, ".xlsb"), "%s", err.message);
    err = (Err){0};
    ck_assert(!sheets_ods(zipped(secret, 2, &arena), &arena, &sheets, &err));
    ck_assert_msg(strstr(err.message, "password"), "%s", err.message);
    arena_release(&arena);
}
END_TEST

// A text of a megabyte that a thousand cells share is refused, not made.
START_TEST(test_shared_without_end)
{
    Arena arena = {0};
    Worksheets sheets = {0};
    Err err = {0};
    Buf strings = {.arena = &arena}, sheet = {.arena = &arena};
    buf_add(&strings, S("<sst><si><t>"));
    for (int i = 0; i < 100000; i++) {
        buf_format(&strings, "word %d ", i * 7919 % 100003);
    }
    buf_add(&strings, S("</t></si></sst>"));
    buf_add(&sheet, S("<worksheet><sheetData>"));
    for (int i = 0; i < 1000; i++) {
        buf_add(&sheet, S("<row><c t='s'><v>0</v></c></row>"));
    }
    buf_add(&sheet, S("</sheetData></worksheet>"));
    ck_assert(!sheets_xlsx(workbook(buf_str(&sheet), buf_str(&strings), &arena),
                           &arena, &sheets, &err));
    ck_assert_msg(strstr(err.message, "goes beyond") != NULL, "%s",
                  err.message);
    ck_assert(arena.bytes < 3 * SHEETS_BYTES_MAX);
    arena_release(&arena);
}
END_TEST

// Each byte of a small workbook changed and each shorter one: read or refused.
START_TEST(test_damaged)
{
    Arena arena = {0};
    Str whole = workbook(S("<worksheet><sheetData><row><c><v>1</v></c></row>"
                           "</sheetData></worksheet>"),
                         S("<sst/>"), &arena);
    char *copy = NEW_ARRAY(&arena, char, whole.len);
    for (ptrdiff_t i = 0; i < 2 * whole.len; i++) {
        Arena scratch = {0};
        Worksheets sheets = {0};
        Err err = {0};
        bool cut = i >= whole.len;
        memcpy(copy, whole.at, (size_t)whole.len);
        copy[i % whole.len] ^= cut ? 0 : 0x41;
        Str bytes = {copy, cut ? i - whole.len : whole.len};
        if (!sheets_xlsx(bytes, &scratch, &sheets, &err)) {
            ck_assert_int_eq(err.kind, ERR_INPUT);
        }
        arena_release(&scratch);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("sheets", test_xlsx, test_ods, test_refused, test_shared_without_end,
          test_damaged)
