#include "cli/listing.h"

#include "base/csv.h"
#include "base/utf8.h"

#include <math.h>

Listing listing_of(Request *request, const char *const *columns)
{
    Listing listing = {.request = request};
    for (; *columns; columns++) {
        *PUSH(&listing.columns, request->arena) = str_of(*columns);
    }
    return listing;
}

static void add(Listing *listing, Cell cell)
{
    array_reserve(&listing->cells, &listing->cap, listing->len,
                  sizeof *listing->cells, listing->request->arena);
    listing->cells[listing->len++] = cell;
}

void listing_text(Listing *listing, Str text)
{
    add(listing, (Cell){.kind = CELL_TEXT, .text = text});
}

void listing_int(Listing *listing, int64_t number)
{
    add(listing, (Cell){.kind = CELL_INT, .integer = number});
}

void listing_number(Listing *listing, double number, int decimals)
{
    add(listing,
        (Cell){.kind = CELL_NUMBER, .number = number, .decimals = decimals});
}

static Str in_words(const Cell *cell, Arena *arena)
{
    Buf buf = {.arena = arena};
    if (cell->kind == CELL_TEXT) {
        return cell->text;
    }
    if (cell->kind == CELL_INT) {
        buf_int(&buf, cell->integer);
    } else if (isfinite(cell->number)) {
        buf_decimal(&buf, cell->number, cell->decimals);
    }
    return buf_str(&buf);
}

static void write_json(const Listing *listing)
{
    Request *request = listing->request;
    Json json = {.out = request->out};
    ptrdiff_t columns = listing->columns.len;
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < listing->len; i++) {
        const Cell *cell = &listing->cells[i];
        const char *key =
            str_terminated(request->arena, listing->columns.at[i % columns]);
        if (i % columns == 0) {
            json_open(&json, '{');
        }
        json_key(&json, key);
        if (cell->kind == CELL_TEXT) {
            json_str(&json, cell->text);
        } else if (cell->kind == CELL_INT) {
            json_int(&json, cell->integer);
        } else {
            json_double(&json, cell->number);
        }
        if (i % columns == columns - 1) {
            json_close(&json);
        }
    }
    json_close(&json);
    buf_char(request->out, '\n');
}

static void write_csv(const Listing *listing)
{
    Request *request = listing->request;
    ptrdiff_t columns = listing->columns.len;
    for (ptrdiff_t i = 0; !listing->headed && i < columns; i++) {
        csv_cell(request->out, listing->columns.at[i]);
        buf_char(request->out, i == columns - 1 ? '\n' : ',');
    }
    for (ptrdiff_t i = 0; i < listing->len; i++) {
        const Cell *cell = &listing->cells[i];
        csv_cell(request->out, in_words(cell, request->arena));
        buf_char(request->out, i % columns == columns - 1 ? '\n' : ',');
    }
}

static void padded(Buf *out, Str text, ptrdiff_t width, bool right, bool last)
{
    ptrdiff_t blanks = width - utf8_count(text);
    for (ptrdiff_t i = 0; right && i < blanks; i++) {
        buf_char(out, ' ');
    }
    buf_add(out, text);
    for (ptrdiff_t i = 0; !right && !last && i < blanks; i++) {
        buf_char(out, ' ');
    }
    buf_add(out, last ? S("\n") : S("  "));
}

static void write_text(const Listing *listing)
{
    Request *request = listing->request;
    ptrdiff_t columns = listing->columns.len;
    ptrdiff_t *widths = NEW_ARRAY(request->arena, ptrdiff_t, columns);
    Str *words = NEW_ARRAY(request->arena, Str, listing->len + 1);
    for (ptrdiff_t i = 0; i < columns; i++) {
        widths[i] = utf8_count(listing->columns.at[i]);
    }
    for (ptrdiff_t i = 0; i < listing->len; i++) {
        words[i] = in_words(&listing->cells[i], request->arena);
        if (words[i].len == 0) {
            words[i] = S("-");
        }
        ptrdiff_t width = utf8_count(words[i]);
        widths[i % columns] =
            width > widths[i % columns] ? width : widths[i % columns];
    }
    for (ptrdiff_t i = 0; i < columns; i++) {
        bool right = listing->len > 0 && listing->cells[i].kind != CELL_TEXT;
        padded(request->out, listing->columns.at[i], widths[i], right,
               i == columns - 1);
    }
    for (ptrdiff_t i = 0; i < listing->len; i++) {
        padded(request->out, words[i], widths[i % columns],
               listing->cells[i].kind != CELL_TEXT, i % columns == columns - 1);
    }
}

void listing_write(const Listing *listing)
{
    switch (listing->request->form) {
    case FORM_JSON:
        write_json(listing);
        break;
    case FORM_CSV:
        write_csv(listing);
        break;
    case FORM_TEXT:
        write_text(listing);
        break;
    }
}
