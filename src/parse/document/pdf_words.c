#include "parse/document/pdf.h"

#include "base/buf.h"
#include "text/text.h"

#include <stdlib.h>

enum {
    SAME_STOP = PDF_POINT,
    STOP_WORDS = 5,  // least number of words at a stop
    STOP_SHARE = 20, // and one of so many lines
    SAME_PLACE = 30,
};

// How far word `word` stands behind the one before, in tenths of its height.
static int32_t gap_before(const PdfWord *word)
{
    int32_t height = word->box.bottom - word->box.top;
    int32_t gap = word->box.left - word[-1].box.right;
    return gap <= 0 ? 0 : height <= 0 ? INT32_MAX : gap * 10 / height;
}

enum { GAP_AT_STOP = 3, GAP = 6, WIDE_GAP = 15 };

typedef struct Start { // where a word begins
    int32_t left;
    int32_t before; // where the word before it ends
    bool behind_gap;
} Start;

static int by_left(const void *a, const void *b)
{
    const Start *x = a, *y = b;
    return (x->left > y->left) - (x->left < y->left);
}

// Where words begin that begin a line or stand behind a gap.
static ptrdiff_t find_starts(const Pdf *pdf, Start *starts)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        for (ptrdiff_t k = 0; k < line->len; k++) {
            const PdfWord *word = &pdf->words.at[line->first + k];
            if (k == 0 || gap_before(word) >= GAP) {
                starts[count++] = (Start){word->box.left, 0, k > 0};
            }
        }
    }
    return count;
}

// True when few lines that cross a place have no word begin there: `count` do.
static bool is_aligned(const Pdf *pdf, int32_t left, ptrdiff_t count)
{
    int64_t across = 0;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        across += line->len > 0 && line->box.left < left - SAME_STOP &&
                  line->box.right > left + SAME_STOP;
    }
    return count * (int64_t)10 >= across * 9;
}

// Places within lines where words begin one below the other, though those
// before end here and there: labels of one width would only look so.
static void find_aligned(Pdf *pdf, Start *starts)
{
    ptrdiff_t count = 0, end;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        for (ptrdiff_t k = 1; k < line->len; k++) {
            const PdfWord *word = &pdf->words.at[line->first + k];
            starts[count++] =
                (Start){word->box.left, word[-1].box.right, false};
        }
    }
    qsort(starts, (size_t)count, sizeof *starts, by_left);
    for (ptrdiff_t i = 0; i < count; i = end) {
        bool ragged = false;
        for (end = i;
             end < count && starts[end].left - starts[i].left <= SAME_PLACE;
             end++) {
            int32_t apart = starts[end].before - starts[i].before;
            ragged = ragged || apart > SAME_PLACE || apart < -SAME_PLACE;
        }
        if (ragged && end - i >= STOP_WORDS &&
            (end - i) * STOP_SHARE >= pdf->lines.len &&
            is_aligned(pdf, starts[i].left, end - i)) {
            *PUSH(&pdf->aligned, pdf->arena) = starts[i].left;
        }
    }
}

void pdf_find_stops(Pdf *pdf)
{
    Start *starts = NEW_ARRAY(pdf->arena, Start, pdf->words.len + 1);
    ptrdiff_t count = find_starts(pdf, starts), end;
    qsort(starts, (size_t)count, sizeof *starts, by_left);
    for (ptrdiff_t i = 0; i < count; i = end) {
        bool behind_gap = false;
        for (end = i;
             end < count && starts[end].left - starts[i].left <= SAME_STOP;
             end++) {
            behind_gap = behind_gap || starts[end].behind_gap;
        }
        if (behind_gap && end - i >= STOP_WORDS &&
            (end - i) * STOP_SHARE >= pdf->lines.len) {
            *PUSH(&pdf->stops, pdf->arena) = starts[i].left;
        }
    }
    find_aligned(pdf, starts);
}

static bool is_at(const Ints *places, int32_t left, int32_t within)
{
    for (ptrdiff_t i = 0; i < places->len; i++) {
        int32_t past = left - places->at[i];
        if (past >= 0 && past <= within) {
            return true;
        }
    }
    return false;
}

// What parts a word from the one before it in reading.
static Str parted_by(const Pdf *pdf, const PdfWord *word)
{
    int32_t gap = gap_before(word);
    bool tab =
        gap > WIDE_GAP ||
        (gap >= GAP_AT_STOP && is_at(&pdf->stops, word->box.left, SAME_STOP)) ||
        (gap > 0 && is_at(&pdf->aligned, word->box.left, SAME_PLACE));
    return tab ? S("\t") : S(" ");
}

Str pdf_line_text(const Pdf *pdf, const PdfLine *line, Arena *arena)
{
    Buf text = {.arena = arena};
    if (line->len == 0) {
        return (Str){0};
    }
    const PdfWord *words = pdf->words.at + line->first;
    for (ptrdiff_t i = 0; i < line->len; i++) {
        // As seen, from left to right.
        ptrdiff_t k = pdf->leftward ? line->len - 1 - i : i;
        ptrdiff_t later = pdf->leftward ? k + 1 : k;
        buf_add(&text, i > 0 ? parted_by(pdf, &words[later]) : S(""));
        buf_add(&text, words[k].text);
    }
    return text_as_read(buf_str(&text), arena);
}
