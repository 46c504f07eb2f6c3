#include "parse/document/pdf.h"

#include <stdlib.h>

enum {
    GUTTER = 8 * PDF_POINT, // least width between two columns
    SLOT = 2 * PDF_POINT,   // of the widths that are looked at
    SLOTS_MAX = 1024,
    COLUMN_LINES = 4, // least number of lines in a column
    COLUMNS_MAX = 4,
    CUT_WORDS = 5, // least words of a line that is cut in two
};

typedef struct Range { // of a page, from left to right
    int32_t left, right;
} Range;

typedef struct Splits {          // of a page: they ascend
    int32_t splits[COLUMNS_MAX]; // the middle between two
    int len;
} Splits;

static bool is_text(const PdfLine *line)
{
    return line->len > 0 && !line->gone;
}

static int32_t middle(const PdfBox *box)
{
    return box->left + (box->right - box->left) / 2;
}

// ---- columns

typedef struct Side { // of a possible gutter
    int32_t lines;
    int64_t width; // of all lines
    int32_t left, right;
} Side;

static void side_add(Side *side, const PdfBox *box)
{
    side->left =
        side->lines == 0 || box->left < side->left ? box->left : side->left;
    side->right =
        side->lines == 0 || box->right > side->right ? box->right : side->right;
    side->width += box->right - box->left;
    side->lines++;
}

// Prose fills its column: labels or times beside a text do not.
static bool is_column(const Side *side, int32_t whole)
{
    int32_t width = side->right - side->left;
    return side->lines >= COLUMN_LINES && width > whole / 5 &&
           side->width > (int64_t)width * side->lines / 2;
}

static bool parts_columns(const Pdf *pdf, const PdfPage *page, Range range,
                          int32_t at)
{
    Side left = {0}, right = {0};
    int32_t across = 0;
    for (ptrdiff_t i = page->first; i < page->first + page->len; i++) {
        const PdfBox *box = &pdf->lines.at[i].box;
        if (!is_text(&pdf->lines.at[i]) || box->left < range.left ||
            box->right > range.right) {
            continue;
        }
        if (box->right <= at) {
            side_add(&left, box);
        } else if (box->left >= at) {
            side_add(&right, box);
        } else {
            across++;
        }
    }
    int32_t whole = range.right - range.left;
    return is_column(&left, whole) && is_column(&right, whole) &&
           across * 5 < left.lines + right.lines;
}

// How many lines of the page stand in each slot of the range.
static void count_slots(const Pdf *pdf, const PdfPage *page, Range range,
                        int32_t *slots)
{
    for (ptrdiff_t i = page->first; i < page->first + page->len; i++) {
        const PdfBox *box = &pdf->lines.at[i].box;
        int32_t from = (box->left - range.left) / SLOT;
        int32_t to = (box->right - range.left + SLOT - 1) / SLOT;
        to = is_text(&pdf->lines.at[i]) ? to : 0;
        from = from < 0 ? 0 : from;
        to = to > SLOTS_MAX ? SLOTS_MAX : to;
        for (int32_t k = from; k < to; k++) {
            slots[k]++;
        }
    }
}

// The middle of the gutter in a range, or NONE.
static int32_t find_gutter(const Pdf *pdf, const PdfPage *page, Range range)
{
    int32_t slots[SLOTS_MAX] = {0};
    count_slots(pdf, page, range, slots);
    int32_t whole = (range.right - range.left) / SLOT;
    whole = whole < SLOTS_MAX ? whole : SLOTS_MAX;
    int32_t best = NONE, best_len = 0, run = 0;
    for (int32_t k = whole * 3 / 10; k < whole * 7 / 10; k++) {
        run = slots[k] * 10 <= page->len ? run + 1 : 0;
        if (run > best_len) {
            best_len = run;
            best = k + 1 - run / 2;
        }
    }
    int32_t at = best == NONE ? NONE : range.left + best * SLOT;
    return best_len * SLOT >= GUTTER && parts_columns(pdf, page, range, at)
               ? at
               : NONE;
}

static void split(const Pdf *pdf, const PdfPage *page, Range range,
                  Splits *columns)
{
    int32_t at = find_gutter(pdf, page, range);
    if (at != NONE && columns->len < COLUMNS_MAX) {
        split(pdf, page, (Range){range.left, at}, columns);
        if (columns->len < COLUMNS_MAX) {
            columns->splits[columns->len++] = at;
        }
        split(pdf, page, (Range){at, range.right}, columns);
    }
}

static Range text_range(const Pdf *pdf, const PdfPage *page)
{
    Range range = {INT32_MAX, INT32_MIN};
    for (ptrdiff_t i = page->first; i < page->first + page->len; i++) {
        const PdfBox *box = &pdf->lines.at[i].box;
        bool text = is_text(&pdf->lines.at[i]);
        range.left = text && box->left < range.left ? box->left : range.left;
        range.right =
            text && box->right > range.right ? box->right : range.right;
    }
    return range;
}

static int by_place(const void *a, const void *b)
{
    const PdfLine *x = a, *y = b;
    return x->band != y->band       ? (x->band > y->band ? 1 : -1)
           : x->column != y->column ? (x->column > y->column ? 1 : -1)
                                    : pdf_by_top(a, b);
}

static void place_lines(Pdf *pdf, const PdfPage *page)
{
    PdfLine *lines = pdf->lines.at + page->first;
    Splits columns = {0};
    if (page->len >= 2 * COLUMN_LINES) {
        split(pdf, page, text_range(pdf, page), &columns);
    }
    int32_t band = 0;
    for (ptrdiff_t i = 0; columns.len > 0 && i < page->len; i++) {
        PdfLine *line = &lines[i];
        bool across = false;
        for (int k = 0; k < columns.len; k++) {
            line->column += middle(&line->box) > columns.splits[k];
            across = across ||
                     (is_text(line) && line->box.left < columns.splits[k] &&
                      line->box.right > columns.splits[k]);
        }
        line->column = across ? 0 : line->column;
        line->band = across ? band + 1 : band;
        band += across ? 2 : 0;
    }
    qsort(lines, (size_t)page->len, sizeof *lines, by_place);
}

// ---- pieces of one line

static bool on_one_line(const PdfLine *a, const PdfLine *b)
{
    int32_t top = a->box.top > b->box.top ? a->box.top : b->box.top;
    int32_t bottom =
        a->box.bottom < b->box.bottom ? a->box.bottom : b->box.bottom;
    int32_t low = a->box.bottom - a->box.top,
            other = b->box.bottom - b->box.top;
    int32_t height = low < other ? low : other;
    return a->page == b->page && a->band == b->band && a->column == b->column &&
           (bottom - top) * 2 > height;
}

static void take_in(PdfLine *line, const PdfLine *piece)
{
    PdfBox *box = &line->box;
    const PdfBox *other = &piece->box;
    box->left = other->left < box->left ? other->left : box->left;
    box->top = other->top < box->top ? other->top : box->top;
    box->right = other->right > box->right ? other->right : box->right;
    box->bottom = other->bottom > box->bottom ? other->bottom : box->bottom;
}

static int by_left(const void *a, const void *b)
{
    const PdfLine *x = a, *y = b;
    return x->box.left != y->box.left
               ? (x->box.left > y->box.left ? 1 : -1)
               : (x->first > y->first) - (x->first < y->first);
}

// The pieces [begin, end) as one line, whose words stand at `words`.  A number
// in the margin is a piece without words.
static PdfLine joined(const Pdf *pdf, ptrdiff_t begin, ptrdiff_t end,
                      PdfWord *words, ptrdiff_t first)
{
    PdfLine *pieces = pdf->lines.at + begin;
    qsort(pieces, (size_t)(end - begin), sizeof *pieces, by_left);
    PdfLine line = pieces[0];
    line.first = first;
    line.len = 0;
    for (ptrdiff_t i = 0; i < end - begin; i++) {
        const PdfLine *piece = &pieces[i];
        if (line.len == 0 && piece->len > 0) {
            line.box = piece->box;
        } else if (piece->len > 0) {
            take_in(&line, piece);
        }
        line.number = piece->number == NONE ? line.number : piece->number;
        for (ptrdiff_t k = 0; k < piece->len; k++) {
            words[first + line.len++] = pdf->words.at[piece->first + k];
        }
    }
    return line;
}

static void drop_gone(Pdf *pdf)
{
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        if (!pdf->lines.at[i].gone) {
            pdf->lines.at[kept++] = pdf->lines.at[i];
        }
    }
    pdf->lines.len = kept;
}

// Joins pieces to lines; words are put anew, so that those of a line stand
// together.
static void join_pieces(Pdf *pdf)
{
    PdfWord *words = NEW_ARRAY(pdf->arena, PdfWord, pdf->words.len + 1);
    ptrdiff_t lines = 0, put = 0, end;
    drop_gone(pdf);
    for (ptrdiff_t i = 0; i < pdf->lines.len; i = end) {
        PdfLine whole = pdf->lines.at[i];
        for (end = i + 1;
             end < pdf->lines.len && on_one_line(&whole, &pdf->lines.at[end]);
             end++) {
            take_in(&whole, &pdf->lines.at[end]);
        }
        PdfLine line = joined(pdf, i, end, words, put);
        put += line.len;
        pdf->pages.at[line.page].len++;
        pdf->lines.at[lines++] = line;
    }
    pdf->lines.len = lines;
    pdf->words.at = words;
    pdf->words.cap = pdf->words.len + 1;
}

// ---- lines that two pages share

static void drop_cut_lines(Pdf *pdf)
{
    const PdfLine *last = NULL;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        PdfLine *line = &pdf->lines.at[i];
        if (!is_text(line)) {
            continue;
        }
        if (last && last->page < line->page && line->len >= CUT_WORDS &&
            str_eq(pdf_line_text(pdf, last, pdf->arena),
                   pdf_line_text(pdf, line, pdf->arena))) {
            line->gone = true;
            pdf->heads++;
        }
        last = line;
    }
}

void pdf_order(Pdf *pdf)
{
    for (ptrdiff_t i = 0; i < pdf->pages.len; i++) {
        if (pdf->pages.at[i].len > 0) {
            place_lines(pdf, &pdf->pages.at[i]);
        }
    }
    for (ptrdiff_t i = 0; i < pdf->pages.len; i++) {
        pdf->pages.at[i].len = 0;
    }
    join_pieces(pdf);
    ptrdiff_t first = 0;
    for (ptrdiff_t i = 0; i < pdf->pages.len; i++) {
        pdf->pages.at[i].first = first;
        first += pdf->pages.at[i].len;
    }
    drop_cut_lines(pdf);
    pdf_find_stops(pdf);
}
