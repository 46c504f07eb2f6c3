#include "container/rows.h"

#include <assert.h>
#include <csv.h>
#include <string.h>

enum {
    SAMPLE_BYTES = 64 * 1024, // looked at to tell the delimiter
    SAMPLE_RECORDS = 64,
    COUNTS = 256,        // fields of a record that are told apart
    RECOVERIES_MAX = 8,  // unterminated quotes taken literally one by one
    BLOCK_BYTES = 65536, // by which libcsv's buffer grows
};

// ---- the delimiter

typedef struct Sample {        // how a delimiter parts the first records
    int records, even, fields; // `even` records have `fields` fields
} Sample;

static Sample sample(Str text, char delimiter)
{
    int counts[COUNTS] = {0};
    Sample found = {0};
    int fields = 1;
    bool quoted = false;
    ptrdiff_t len = text.len < SAMPLE_BYTES ? text.len : SAMPLE_BYTES;
    for (ptrdiff_t i = 0; i < len && found.records < SAMPLE_RECORDS; i++) {
        char c = text.at[i];
        if (c != delimiter && c != '"' && c != '\n') {
            continue;
        }
        char before = i > 0 ? text.at[i - 1] : '\n';
        if (quoted) {
            quoted = c != '"';
        } else if (c == delimiter) {
            fields++;
        } else if (c == '\n') {
            bool blank = before == '\n';
            counts[fields < COUNTS ? fields : COUNTS - 1] += !blank;
            found.records += !blank;
            fields = 1;
        } else {
            quoted = before == delimiter || before == '\n' || before == '"';
        }
    }
    if (len > 0 && text.at[len - 1] != '\n' && len == text.len) {
        counts[fields < COUNTS ? fields : COUNTS - 1]++;
        found.records++;
    }
    for (int n = 2; n < COUNTS; n++) {
        if (counts[n] >= found.even && counts[n] > 0) {
            found.even = counts[n];
            found.fields = n;
        }
    }
    return found;
}

static char likely_delimiter(Str text)
{
    static const char delimiters[] = {'\t', ';', ',', '|'};
    char best = ',';
    Sample most = {0};
    for (size_t k = 0; k < sizeof delimiters; k++) {
        Sample now = sample(text, delimiters[k]);
        if (now.even > most.even ||
            (now.even == most.even && now.fields > most.fields)) {
            most = now;
            best = delimiters[k];
        }
    }
    return best;
}

// "sep=;" as the first line, which Excel writes and reads.
static bool declared_delimiter(Str text, char *delimiter, Str *rest)
{
    Str line;
    *rest = text;
    if (!str_line(rest, &line)) {
        return false;
    }
    line = str_ends(line, S("\r")) ? str_slice(line, 0, line.len - 1) : line;
    if (line.len != 5 || !str_eq_nocase(str_slice(line, 0, 4), S("sep="))) {
        *rest = text;
        return false;
    }
    *delimiter = line.at[4];
    return true;
}

// True when every cell that opens with a quote closes with one: only then do
// quotes in tab separated text enclose cells.
static bool quotes_enclose(Str text, char delimiter)
{
    bool open = false, begins = true;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        char next = i + 1 < text.len ? text.at[i + 1] : '\n';
        if (c == '"' && begins) {
            open = true;
        } else if (c == '"' && open) {
            if (next == '"') {
                i++;
                continue;
            }
            if (next != delimiter && next != '\n' && next != '\r') {
                return false;
            }
            open = false;
        }
        begins = !open && (c == delimiter || c == '\n');
    }
    return !open;
}

// ---- reading

typedef struct Reading {
    Rows *rows;
    ptrdiff_t enough; // rows to read
    Row row;          // being read
    Row left;         // out, whose cells are used again
    Str rest;         // of the text, from where its next cell is looked for
    int32_t line;     // of the physical line given to libcsv
    int64_t uneven;   // rows of another length than the first
    int32_t uneven_line;
    int64_t beyond; // cells and rows beyond the limits
    int32_t beyond_line;
    bool done; // the row has ended
    Arena *arena;
} Reading;

static void note_beyond(Reading *reading)
{
    if (reading->beyond++ == 0) {
        reading->beyond_line = reading->line;
    }
}

// Takes the next cell off the rest of the text, up to what parts cells.
static Str take_cell(Reading *reading)
{
    Str rest = reading->rest;
    char delimiter = reading->rows->delimiter;
    ptrdiff_t end = 0;
    while (end < rest.len && rest.at[end] != delimiter &&
           rest.at[end] != '\n') {
        end++;
    }
    reading->rest = str_slice(rest, end + (end < rest.len), rest.len);
    return str_slice(rest, 0, end);
}

// A cell where it stands in the text.  What libcsv gives is its own copy, which
// is kept only where that is not told, as where a quote is doubled.
static Str kept_cell(Reading *reading, Str cell)
{
    Str rest = reading->rest;
    ptrdiff_t at = 0;
    while (at < rest.len && (rest.at[at] == ' ' || rest.at[at] == '"')) {
        at++;
    }
    Str from = str_slice(rest, at, rest.len);
    bool stands = cell.len > 0 && str_starts(from, cell);
    if (stands) {
        reading->rest = str_slice(from, cell.len, from.len);
    }
    take_cell(reading);
    return stands          ? str_slice(from, 0, cell.len)
           : cell.len == 0 ? (Str){0}
                           : str_copy(reading->arena, cell);
}

// A row is most likely as long as the first one.
static void reserve_cells(Reading *reading)
{
    const Rows *rows = reading->rows;
    Row *row = &reading->row;
    if (row->cap == 0 && reading->left.cap > 0) {
        row->at = reading->left.at;
        row->cap = reading->left.cap;
        reading->left = (Row){0};
    } else if (row->cap == 0 && rows->len > 0) {
        row->cap = rows->at[0].len;
        row->at = NEW_ARRAY(reading->arena, Str, row->cap);
    }
}

static void on_cell(void *bytes, size_t len, void *data)
{
    Reading *reading = data;
    if (reading->row.len >= ROW_CELLS_MAX) {
        note_beyond(reading);
        return;
    }
    Str cell = {bytes, (ptrdiff_t)len};
    if (cell.len > CELL_BYTES_MAX) {
        note_beyond(reading);
        cell = (Str){0};
    }
    reserve_cells(reading);
    *PUSH(&reading->row, reading->arena) = kept_cell(reading, cell);
}

static bool is_empty(const Row *row)
{
    for (ptrdiff_t i = 0; i < row->len; i++) {
        if (row->at[i].len > 0) {
            return false;
        }
    }
    return true;
}

static void on_row(int end, void *data)
{
    Reading *reading = data;
    Rows *rows = reading->rows;
    (void)end;
    reading->done = true;
    bool empty = is_empty(&reading->row);
    if (empty || rows->len >= ROWS_MAX) {
        reading->left = reading->row;
        if (!empty) {
            note_beyond(reading);
        }
        return;
    }
    if (rows->len > 0 && rows->at[0].len != reading->row.len &&
        reading->uneven++ == 0) {
        reading->uneven_line = reading->row.line;
    }
    *PUSH(rows, reading->arena) = reading->row;
}

// Only "\n" ends a row: what is given to libcsv at a time holds one at most.
static int ends_row(unsigned char c)
{
    return c == '\n';
}

static int is_space(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void feed(struct csv_parser *parser, Reading *reading, Str bytes)
{
    size_t taken = csv_parse(parser, bytes.at, (size_t)bytes.len, on_cell,
                             on_row, reading);
    assert(taken == (size_t)bytes.len);
    (void)taken;
}

typedef struct RowPlace { // where the row being read begins
    Str rest;             // the text from there on
    int32_t line;         // its line, less one
} RowPlace;

static void begin_row(Reading *reading, RowPlace *place, Str rest)
{
    *place = (RowPlace){rest, reading->line};
    reading->row = (Row){.line = reading->line + 1};
    reading->rest = rest;
    reading->done = false;
}

// Gives libcsv line after line.  Result: false when the text ends inside a
// quote; then *place is where its row begins.  Stops once there are enough.
static bool read_rows(struct csv_parser *parser, Reading *reading, Str text,
                      RowPlace *place)
{
    Str rest = text, line;
    begin_row(reading, place, rest);
    while (str_line(&rest, &line)) {
        if (reading->rows->len == reading->enough) {
            return true;
        }
        reading->line++;
        bool newline = line.at + line.len < text.at + text.len;
        feed(parser, reading, (Str){line.at, line.len + newline});
        // libcsv passes over blank lines without a word.
        if (reading->done ||
            (line.len == 0 && reading->row.len == 0 && !parser->quoted)) {
            begin_row(reading, place, rest);
        }
    }
    csv_set_opts(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    bool closed = csv_fini(parser, on_cell, on_row, reading) == 0;
    csv_set_opts(parser, CSV_APPEND_NULL);
    return closed;
}

// Reads one line without regard to quotes.
static Str read_literally(Reading *reading, char delimiter, RowPlace place)
{
    Str rest = place.rest, line, cell;
    str_line(&rest, &line);
    reading->line = place.line + 1;
    reading->row = (Row){.line = reading->line};
    reading->rest = line;
    if (str_ends(line, S("\r"))) {
        line.len--;
    }
    while (str_cut(&line, delimiter, &cell)) {
        on_cell((void *)(uintptr_t)cell.at, (size_t)cell.len, reading);
    }
    on_cell((void *)(uintptr_t)cell.at, (size_t)cell.len, reading);
    on_row('\n', reading);
    return rest;
}

static void report(const Reading *reading, int32_t quote_line, Str file,
                   Diags *diags)
{
    if (quote_line > 0) {
        Place place = {.file = file, .line = quote_line, .column = 1};
        diag_add(diags, DIAG_T010, place,
                 "a quote that is never closed is taken as it stands");
    }
    if (reading->uneven > 0) {
        Place place = {.file = file, .line = reading->uneven_line, .column = 1};
        diag_add(diags, DIAG_T010, place,
                 "%lld rows have more or fewer cells than the first row, the "
                 "first of them here",
                 (long long)reading->uneven);
    }
    if (reading->beyond > 0) {
        Place place = {.file = file, .line = reading->beyond_line, .column = 1};
        diag_add(diags, DIAG_T010, place,
                 "%lld rows or cells beyond the limits are left out",
                 (long long)reading->beyond);
    }
}

static Rows read_table(Str text, Str file, ptrdiff_t enough, Arena *arena,
                       Diags *diags)
{
    Rows rows = {.delimiter = ','};
    Reading reading = {.rows = &rows, .enough = enough, .arena = arena};
    int32_t quote_line = 0;
    bool quotes = true;
    Str rest;
    if (declared_delimiter(text, &rows.delimiter, &rest)) {
        reading.line = 1;
    } else {
        rows.delimiter = likely_delimiter(text);
    }
    if (rows.delimiter == '\t') {
        quotes = quotes_enclose(rest, '\t');
    }
    for (int round = 0; rest.len > 0; round++) {
        struct csv_parser parser;
        RowPlace place;
        if (csv_init(&parser, CSV_APPEND_NULL) != 0) {
            break;
        }
        csv_set_delim(&parser, (unsigned char)rows.delimiter);
        csv_set_quote(&parser, quotes && round < RECOVERIES_MAX ? '"' : '\0');
        csv_set_blk_size(&parser, BLOCK_BYTES);
        csv_set_term_func(&parser, ends_row);
        csv_set_space_func(&parser, is_space);
        bool closed = read_rows(&parser, &reading, rest, &place);
        csv_free(&parser);
        if (closed) {
            break;
        }
        quote_line = quote_line > 0 ? quote_line : place.line + 1;
        rest = read_literally(&reading, rows.delimiter, place);
    }
    report(&reading, quote_line, file, diags);
    return rows;
}

Rows rows_read(Str text, Str file, Arena *arena, Diags *diags)
{
    return read_table(text, file, ROWS_MAX + 1, arena, diags);
}

Rows rows_first(Str text, ptrdiff_t count, Arena *arena)
{
    Diags ignored = {.arena = arena};
    return read_table(text, (Str){0}, count, arena, &ignored);
}
