// Source: RFC 4180; the escape of formulas after OWASP ASVS 1.2.10.
#include "report/sink.h"

// True for what a spreadsheet reads as a number anyway: "-5", "+0.3".
static bool is_plain_number(Str s)
{
    ptrdiff_t i = s.len > 0 && (s.at[0] == '-' || s.at[0] == '+');
    ptrdiff_t digits = 0;
    bool point = false;
    for (; i < s.len; i++) {
        bool digit = s.at[i] >= '0' && s.at[i] <= '9';
        if (!digit && (s.at[i] != '.' || point)) {
            return false;
        }
        point = point || !digit;
        digits += digit;
    }
    return digits > 0;
}

// True when a spreadsheet would run this cell as a formula.
static bool is_formula(Str s)
{
    return s.len > 0 && str_find(S("=+-@\t\r"), (Str){s.at, 1}, 0) >= 0 &&
           !is_plain_number(s);
}

static void field(Sink *sink, Str s)
{
    bool formula = is_formula(s), quoted = false;
    for (ptrdiff_t i = 0; i < s.len && !quoted; i++) {
        quoted = s.at[i] == '"' || s.at[i] == ',' || s.at[i] == '\n' ||
                 s.at[i] == '\r';
    }
    if (quoted) {
        buf_char(sink->out, '"');
    }
    if (formula) {
        buf_char(sink->out, '\'');
    }
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.at[i] == '"') {
            buf_char(sink->out, '"');
        }
        buf_char(sink->out, s.at[i]);
    }
    if (quoted) {
        buf_char(sink->out, '"');
    }
}

static void table_open(Sink *sink, const Table *table)
{
    if (sink->out->len > 0) {
        buf_add(sink->out, S("\r\n")); // between two tables
    }
    for (ptrdiff_t i = 0; i < table->columns.len; i++) {
        if (i > 0) {
            buf_char(sink->out, ',');
        }
        field(sink, str_of(table->columns.at[i].key));
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
            field(sink, cell_words(sink, cell));
        }
    }
    buf_add(sink->out, S("\r\n"));
}

const SinkForm sink_csv = {
    .name = "csv",
    .table_open = table_open,
    .row = row,
};
