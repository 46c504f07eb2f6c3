#include "container/grid.h"

#include "base/buf.h"
#include "container/limits.h"

Grid *grid_new(Worksheets *sheets, Arena *arena, Err *err)
{
    Grid *grid = NEW(arena, Grid);
    grid->sheets = sheets;
    grid->arena = arena;
    grid->err = err;
    return grid;
}

static Worksheet *sheet_of(Grid *grid)
{
    return &grid->sheets->at[grid->sheets->len - 1];
}

void grid_sheet(Grid *grid, Str name, bool hidden)
{
    *PUSH(grid->sheets, grid->arena) =
        (Worksheet){.name = name, .hidden = hidden};
    memset(grid->hides, 0, sizeof grid->hides);
    memset(grid->hidden, 0, sizeof grid->hidden);
    grid->row.len = 0;
}

void grid_hide(Grid *grid, int64_t first, int64_t end)
{
    for (int64_t i = first > 0 ? first : 0; i < end && i < ROW_CELLS_MAX; i++) {
        grid->hides[i] = true;
    }
}

Str grid_lines(Str text, Arena *arena)
{
    Buf out = {.arena = arena};
    if (str_find(text, S("\r"), 0) < 0) {
        return text;
    }
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bool pair = i + 1 < text.len && text.at[i + 1] == '\n';
        if (text.at[i] != '\r') {
            buf_char(&out, text.at[i]);
        } else if (!pair) {
            buf_char(&out, '\n');
        }
    }
    return buf_str(&out);
}

bool grid_cell(Grid *grid, int64_t column, Str cell)
{
    if (cell.len == 0) {
        return true;
    }
    if (column < 0 || column >= ROW_CELLS_MAX) {
        Str name = sheet_of(grid)->name;
        return err_set(grid->err, ERR_INPUT,
                       "sheet '%.*s' has more than %d columns", FMT(name),
                       ROW_CELLS_MAX);
    }
    if (grid->hides[column]) {
        grid->sheets->hidden += !grid->hidden[column];
        grid->hidden[column] = true;
        return true;
    }
    while (grid->row.len <= column) {
        *PUSH(&grid->row, grid->arena) = (Str){0};
    }
    grid->row.at[column] = cell;
    return true;
}

static int64_t row_bytes(const Row *row)
{
    int64_t bytes = 0;
    for (ptrdiff_t i = 0; i < row->len; i++) {
        bytes += row->at[i].len;
    }
    return bytes;
}

bool grid_row(Grid *grid, int64_t number, int64_t repeated, bool hidden)
{
    Worksheet *sheet = sheet_of(grid);
    ptrdiff_t len = grid->row.len;
    grid->row.len = 0;
    if (len == 0 || repeated < 1) {
        return true;
    }
    if (hidden) {
        grid->sheets->hidden += repeated;
        return true;
    }
    Row row = {.at = NEW_ARRAY(grid->arena, Str, len), .len = len, .cap = len};
    memcpy(row.at, grid->row.at, (size_t)len * sizeof *row.at);
    int64_t left = ROWS_MAX - sheet->rows.len;
    bool many = repeated > left || number > INT32_MAX - repeated;
    int64_t bytes = many ? 0 : row_bytes(&row) * repeated;
    grid->cells += len;
    grid->bytes += bytes;
    if (many || grid->cells > CELLS_MAX || grid->bytes > SHEETS_BYTES_MAX) {
        return err_set(grid->err, ERR_INPUT,
                       "row %lld of sheet '%.*s' goes beyond the rows, cells "
                       "or bytes that are read of a workbook",
                       (long long)number, FMT(sheet->name));
    }
    for (int64_t i = 0; i < repeated; i++) {
        Row *added = PUSH(&sheet->rows, grid->arena);
        *added = row;
        added->line = (int32_t)(number + i);
    }
    return true;
}
