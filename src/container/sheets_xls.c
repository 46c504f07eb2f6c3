#define _GNU_SOURCE // memfd_create

#include "container/sheets.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "container/grid.h"
#include "container/limits.h"
#include "container/number.h"

#include <freexl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct Book {
    const void *handle;
    Grid *grid;
    Arena *arena;
    Err *err;
} Book;

static Str shown(const FreeXL_CellValue *cell, Arena *arena)
{
    Str text, date, time;
    switch (cell->type) {
    case FREEXL_CELL_INT:
        return number_shown(cell->value.int_value, NUMBER_PLAIN, false, arena);
    case FREEXL_CELL_DOUBLE:
        return number_shown(cell->value.double_value, NUMBER_PLAIN, false,
                            arena);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
        text = utf8_clean(str_of(cell->value.text_value), arena);
        return grid_lines(str_copy(arena, text), arena);
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_TIME:
        return str_copy(arena, str_of(cell->value.text_value));
    case FREEXL_CELL_DATETIME:
        time = str_of(cell->value.text_value);
        str_cut(&time, ' ', &date);
        return str_format(arena, "%.*sT%.*s", FMT(date), FMT(time));
    default:
        return (Str){0};
    }
}

static bool read_cells(Book *book, uint32_t rows, uint16_t columns)
{
    for (uint32_t i = 0; i < rows; i++) {
        for (uint16_t k = 0; k < columns; k++) {
            FreeXL_CellValue cell = {.type = FREEXL_CELL_NULL};
            int got = freexl_get_cell_value(book->handle, i, k, &cell);
            if (got == FREEXL_OK && cell.type != FREEXL_CELL_NULL &&
                !grid_cell(book->grid, k, shown(&cell, book->arena))) {
                return false;
            }
        }
        if (!grid_row(book->grid, (int64_t)i + 1, 1, false)) {
            return false;
        }
    }
    return true;
}

static bool refuse(Book *book)
{
    return err_set(
        book->err, ERR_INPUT,
        "this old Excel workbook is damaged; save it as .xlsx first");
}

static bool read_sheets(Book *book)
{
    uint32_t sheets = 0, secret = 0, rows;
    uint16_t columns;
    const char *name;
    int64_t looked = 0;
    freexl_get_info(book->handle, FREEXL_BIFF_PASSWORD, &secret);
    if (secret == FREEXL_BIFF_OBFUSCATED) {
        return err_set(book->err, ERR_INPUT,
                       "it is protected by a password; save it without one");
    }
    freexl_get_info(book->handle, FREEXL_BIFF_SHEET_COUNT, &sheets);
    for (uint16_t i = 0; i < sheets && i < UINT16_MAX; i++) {
        if (freexl_get_worksheet_name(book->handle, i, &name) != FREEXL_OK ||
            freexl_select_active_worksheet(book->handle, i) != FREEXL_OK ||
            freexl_worksheet_dimensions(book->handle, &rows, &columns) !=
                FREEXL_OK) {
            return refuse(book);
        }
        looked += (int64_t)rows * columns;
        if (looked > 4 * (int64_t)CELLS_MAX) {
            return err_set(book->err, ERR_INPUT,
                           "this workbook has more cells than are read");
        }
        name = str_terminated(book->arena, str_of(name));
        grid_sheet(book->grid, utf8_clean(str_of(name), book->arena), false);
        if (!read_cells(book, rows, columns)) {
            return false;
        }
    }
    return true;
}

// A file in memory that holds `bytes`, or -1: the library reads files only.
static int memory_file(Str bytes)
{
    int file = memfd_create("workbook", MFD_CLOEXEC);
    for (ptrdiff_t done = 0; file >= 0 && done < bytes.len;) {
        ssize_t wrote =
            write(file, bytes.at + done, (size_t)(bytes.len - done));
        if (wrote <= 0) {
            close(file);
            return -1;
        }
        done += wrote;
    }
    return file;
}

bool sheets_xls(Str bytes, Arena *arena, Worksheets *sheets, Err *err)
{
    char path[64];
    Book book = {
        .grid = grid_new(sheets, arena, err), .arena = arena, .err = err};
    int file = memory_file(bytes);
    if (file < 0) {
        return err_set(err, ERR_IO, "cannot hold the workbook in memory");
    }
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    int opened = freexl_open(path, &book.handle);
    bool ok = opened == FREEXL_OK ? read_sheets(&book) : refuse(&book);
    freexl_close(book.handle);
    close(file);
    return ok;
}

const char *sheets_library(void)
{
    return freexl_version();
}
