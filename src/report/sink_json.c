#include "report/sink.h"

// A table is an array of objects under its id.
static void table_open(Sink *sink, const Table *table)
{
    json_key(&sink->json, table->id);
    json_open(&sink->json, '[');
}

static void row(Sink *sink, const Cell *cells)
{
    json_open(&sink->json, '{');
    for (ptrdiff_t i = 0; i < sink->table.columns.len; i++) {
        const Cell *cell = &cells[i];
        const char *key = sink->table.columns.at[i].key;
        if (cell->kind == CELL_COUNT || cell->kind == CELL_SHARE) {
            json_key_int(&sink->json, key, cell->count);
        } else if (cell->kind == CELL_DECIMAL) {
            json_key_double(&sink->json, key, cell->number);
        } else if (cell->kind == CELL_BLANK) {
            json_key(&sink->json, key);
            json_null(&sink->json);
        } else {
            json_key_str(&sink->json, key, cell_words(sink, cell));
        }
    }
    json_close(&sink->json);
}

static void table_close(Sink *sink)
{
    json_close(&sink->json);
}

const SinkForm sink_json = {
    .name = "json",
    .table_open = table_open,
    .row = row,
    .table_close = table_close,
};
