// container/grid.h - a sheet while it is being read, cell by cell.
#ifndef CONTAINER_GRID_H
#define CONTAINER_GRID_H

#include "container/sheets.h"

typedef struct Grid { // of a workbook
    Worksheets *sheets;
    Row row;                    // being read
    bool hides[ROW_CELLS_MAX];  // columns
    bool hidden[ROW_CELLS_MAX]; // those of them that held something
    int64_t cells, bytes;       // of all sheets so far
    Arena *arena;
    Err *err;
} Grid;

Grid *grid_new(Worksheets *sheets, Arena *arena, Err *err);
// Begins a sheet; the cells that follow are its own.
void grid_sheet(Grid *grid, Str name, bool hidden);
// Hides the columns [first, end).
void grid_hide(Grid *grid, int64_t first, int64_t end);
// A text with "\n" for the line ends of all systems.
Str grid_lines(Str text, Arena *arena);
// Sets a cell of the row, from 0.  An empty one may be left out.
// Memory: `cell` lives as long as the arena.
// Errors: ERR_INPUT beyond ROW_CELLS_MAX.
bool grid_cell(Grid *grid, int64_t column, Str cell);
// Ends the row, which stands `repeated` times from row `number` on, from 1.
// Errors: ERR_INPUT beyond limits.h.
bool grid_row(Grid *grid, int64_t number, int64_t repeated, bool hidden);

#endif
