// Source: RFC 4180.
#include "base/csv.h"
#include "report/sink.h"

static void table_open(Sink *sink, const Table *table)
{
    if (sink->tables > 1) {
        buf_add(sink->out, S("\r\n")); // between two tables
    }
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        if (i > 0) {
            buf_char(sink->out, ',');
        }
        csv_cell(sink->out, str_of(table->columns.at[i].key));
    }
    buf_add(sink->out, S("\r\n"));
}

// Full figures, not those rounded for reading; nothing where undefined.
static void number(Sink *sink, const Cell *cell)
{
    Buf digits = {.arena = sink->arena};
    Json json = {.out = &digits};
    json_double(&json, cell->number);
    Str written = buf_str(&digits);
    if (!str_eq(written, S("null"))) {
        buf_add(sink->out, written);
    }
}

static void row(Sink *sink, const Cell *cells)
{
    for (ptrdiff_t i = 0; i < sink->table.columns.len; i++) {
        const Cell *cell = &cells[i];
        if (i > 0) {
            buf_char(sink->out, ',');
        }
        if (cell->kind == CELL_COUNT || cell->kind == CELL_SHARE) {
            buf_int(sink->out, cell->count);
        } else if (cell->kind == CELL_DECIMAL) {
            number(sink, cell);
        } else {
            csv_cell(sink->out, cell_words(sink, cell));
        }
    }
    buf_add(sink->out, S("\r\n"));
}

const SinkForm sink_csv = {
    .name = "csv",
    .table_open = table_open,
    .row = row,
};
