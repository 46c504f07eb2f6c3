// Tables of text.
#include "container/rows.h"

#include "base/buf.h"
#include "unit.h"

#include <string.h>

static const struct {
    const char *promise, *text, *cells; // cells: '|' between, '/' between rows
    char delimiter;
    int findings;
} tables[] = {
    {"commas", "a,b\nc,d\n", "a|b/c|d", ',', 0},
    {"semicolons", "a;b\nc;d,e\n", "a|b/c|d,e", ';', 0},
    {"tabs", "a\tb\nc\td\n", "a|b/c|d", '\t', 0},
    {"a comma in each cell is no delimiter", "x;1,5\ny;2,5\nz;0,5\n",
     "x|1,5/y|2,5/z|0,5", ';', 0},
    {"the first line may name the delimiter", "sep=;\na,b;c\n", "a,b|c", ';',
     0},
    {"quotes enclose delimiters", "a,b\n\"x,y\",z\n", "a|b/x,y|z", ',', 0},
    {"and line ends", "a,b\n\"x\ny\",z\n", "a|b/x~y|z", ',', 0},
    {"doubled quotes are quotes", "a,b\n\"say \"\"hi\"\"\",z\n",
     "a|b/say \"hi\"|z", ',', 0},
    {"a quote inside a cell is itself", "a,b\nx \"y,z\n", "a|b/x \"y|z", ',',
     0},
    {"empty cells stay", "a,b,c\n,,x\n", "a|b|c/||x", ',', 0},
    {"blank lines go", "a,b\n\n\nc,d\n\n", "a|b/c|d", ',', 0},
    {"rows of empty cells go", "a,b\n,\nc,d\n", "a|b/c|d", ',', 0},
    {"no line end at the end", "a,b\nc,d", "a|b/c|d", ',', 0},
    {"longer rows are told", "a,b\nc,d,e\nf,g\n", "a|b/c|d|e/f|g", ',', 1},
    {"literal quotes in tabs", "a\tb\n\"x \"y\tz\n", "a|b/\"x \"y|z", '\t', 0},
    {"enclosing quotes in tabs", "a\tb\n\"x\ty\"\tz\n", "a|b/x\ty|z", '\t', 0},
    {"an open quote is taken as it stands", "a,b\nc,\"d\ne,f\n",
     "a|b/c|\"d/e|f", ',', 1},
    {"so is a second one", "a,b\n\"x,y\nc,d\n\"e,f\ng,h\n\"i,j\nk,l\n",
     "a|b/\"x|y/c|d/\"e|f/g|h/\"i|j/k|l", ',', 1},
    {"one column", "a\nb\n", "a/b", ',', 0},
    {"nothing", "", "", ',', 0},
};

static Str dump(const Rows *rows, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        buf_add(&out, i > 0 ? S("/") : S(""));
        for (ptrdiff_t k = 0; k < rows->at[i].len; k++) {
            buf_add(&out, k > 0 ? S("|") : S(""));
            Str cell = rows->at[i].at[k];
            for (ptrdiff_t c = 0; c < cell.len; c++) {
                buf_char(&out, cell.at[c] == '\n' ? '~' : cell.at[c]);
            }
        }
    }
    return buf_str(&out);
}

START_TEST(test_rows)
{
    Arena arena = {0};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        Diags diags = {.arena = &arena};
        Rows rows =
            rows_read(str_of(tables[i].text), S("t.csv"), &arena, &diags);
        ASSERT_STR(dump(&rows, &arena), tables[i].cells, tables[i].promise);
        ck_assert_msg(tables[i].text[0] == '\0' ||
                          rows.delimiter == tables[i].delimiter ||
                          !strchr(tables[i].cells, '|'),
                      "%s: delimiter '%c'", tables[i].promise, rows.delimiter);
        ck_assert_msg(diags.len == tables[i].findings, "%s: %lld findings",
                      tables[i].promise, (long long)diags.len);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_lines_of_rows)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Str text = S("sep=,\na,b\n\n\"x\n\ny\",z\nc,d\n\n\"open,e\nf,g\n");
    static const int32_t lines[] = {2, 4, 7, 9, 10};
    Rows rows = rows_read(text, S("t.csv"), &arena, &diags);
    ck_assert_int_eq(rows.len, 5);
    for (ptrdiff_t i = 0; i < rows.len; i++) {
        ck_assert_msg(rows.at[i].line == lines[i], "row %lld begins in line %d",
                      (long long)i, rows.at[i].line);
    }
    ck_assert_int_eq(diags.len, 1);
    ck_assert_int_eq(diags.at[0].id, DIAG_T010);
    ck_assert_int_eq(diags.at[0].place.line, 9);
    arena_release(&arena);
}
END_TEST

// Beyond a limit something is left out and told, never cut.
START_TEST(test_limits)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Buf wide = {.arena = &arena}, deep = {.arena = &arena};
    for (int i = 0; i <= ROW_CELLS_MAX; i++) {
        buf_add(&wide, S("x,"));
    }
    Rows rows = rows_read(buf_str(&wide), S("t.csv"), &arena, &diags);
    ck_assert_int_eq(rows.at[0].len, ROW_CELLS_MAX);
    ck_assert_int_eq(diags.len, 1);

    buf_add(&deep, S("a,b\nc,"));
    for (int i = 0; i <= CELL_BYTES_MAX / 16; i++) {
        buf_add(&deep, S("0123456789abcdef"));
    }
    buf_add(&deep, S("\ne,f\n"));
    rows = rows_read(buf_str(&deep), S("t.csv"), &arena, &diags);
    ck_assert_int_eq(rows.len, 3);
    ck_assert_int_eq(rows.at[1].at[1].len, 0);
    ck_assert_int_eq(diags.len, 2);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("container", test_rows, test_lines_of_rows, test_limits)
