#include "parse/document/pdf.h"

#include "base/buf.h"
#include "base/map.h"

enum {
    NUMBERS_MIN = 3, // so many make a margin
    STEP_MAX = 5,    // "5, 10, 15": every fifth line has its number
    EDGE_LINES = 3,  // of a page that may be a head or a foot
    SAME_PLACE = 3 * PDF_POINT,
    CUT_WORDS = 5, // least words of a line that is cut in two
    LABEL_WORDS_MAX = 8,
};

// ---- numbers in the margin

// The number that stands at the start of a line, apart from what follows, or
// NONE.
static int32_t number_of(const Pdf *pdf, const PdfLine *line)
{
    int32_t number;
    if (line->len == 0) {
        return NONE;
    }
    const PdfWord *word = &pdf->words.at[line->first];
    if (word->text.len > 5 || !str_number(word->text, &number)) {
        return NONE;
    }
    int32_t height = word->box.bottom - word->box.top;
    bool apart =
        line->len == 1 || (word[1].box.left - word->box.right) * 5 > height * 2;
    return apart ? number : NONE;
}

typedef struct Margin {
    int64_t numbers, steps; // found; that count on from the one before
    int64_t inside; // lines amid a page that begin left of a number's end
    int32_t right;  // where numbers end
} Margin;

// True for the outermost lines of a page, which may be heads and feet.
static bool is_outermost(const Pdf *pdf, ptrdiff_t i)
{
    const PdfPage *page = &pdf->pages.at[pdf->lines.at[i].page];
    return i < page->first + EDGE_LINES ||
           i >= page->first + page->len - EDGE_LINES;
}

static Margin measure(const Pdf *pdf)
{
    Margin margin = {0};
    int32_t last = 0;
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        int32_t number = number_of(pdf, line);
        if (number == NONE) {
            continue;
        }
        int32_t right = pdf->words.at[line->first].box.right;
        margin.numbers++;
        margin.steps +=
            number == 1 || (number >= last && number - last <= STEP_MAX);
        margin.right = right > margin.right ? right : margin.right;
        last = number;
    }
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        bool numbered = number_of(pdf, line) != NONE;
        ptrdiff_t first = line->first + numbered;
        margin.inside += line->len > numbered && !is_outermost(pdf, i) &&
                         pdf->words.at[first].box.left < margin.right;
    }
    return margin;
}

static void take_numbers(Pdf *pdf)
{
    Margin margin = measure(pdf);
    if (margin.numbers < NUMBERS_MIN ||
        margin.steps * 10 < margin.numbers * 9 ||
        margin.inside * 10 > margin.numbers) {
        return;
    }
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        PdfLine *line = &pdf->lines.at[i];
        line->number = number_of(pdf, line);
        if (line->number != NONE) {
            line->first++;
            line->len--;
            line->box.left = line->len > 0 ? pdf->words.at[line->first].box.left
                                           : line->box.left;
            pdf->numbers++;
        }
    }
}

// ---- heads and feet

enum { NUMBERS_MAX = 6 }; // of a head that are looked at

typedef struct Pattern { // what a line says
    Str text;            // each number as "#"
    int32_t numbers[NUMBERS_MAX];
    int len;
} Pattern;

static Pattern pattern_of(const Pdf *pdf, const PdfLine *line)
{
    Pattern pattern = {0};
    Buf out = {.arena = pdf->arena};
    Str text = pdf_line_text(pdf, line, pdf->arena);
    for (ptrdiff_t i = 0, end; i < text.len; i = end) {
        for (end = i; end < text.len && is_digit(text.at[end]);) {
            end++;
        }
        int32_t number = NONE;
        if (end > i) {
            str_number(str_slice(text, i, end), &number);
        }
        if (end > i && pattern.len < NUMBERS_MAX) {
            pattern.numbers[pattern.len++] = number;
        }
        buf_char(&out, end > i ? '#' : text.at[i]);
        end += end == i;
    }
    pattern.text = buf_str(&out);
    return pattern;
}

typedef struct Runner {  // what stands in the same place of several pages
    Pattern pattern;     // as it first stood there
    int32_t first;       // on which page
    int32_t pages, page; // how many; the last one
} Runner;

typedef struct Runners {
    Runner *at;
    ptrdiff_t len, cap;
    Map patterns;
    Map words;    // of all short lines
    Ints of_body; // how often each stands in the document
    bool taking;  // the second time: lines go
} Runners;

// The runner that a line goes with: numbers stay, or count on with the pages,
// as no times do.  Result: NULL where they do not.
static Runner *runner_of(const Pdf *pdf, Runners *runners, const PdfLine *line)
{
    Pattern pattern = pattern_of(pdf, line);
    Str key = str_format(pdf->arena, "%.*s\n%d", FMT(pattern.text),
                         line->box.top / SAME_PLACE);
    int32_t number = map_put(&runners->patterns, key, pdf->arena);
    if (number == runners->len) {
        *PUSH(runners, pdf->arena) =
            (Runner){.pattern = pattern, .first = line->page, .page = NONE};
    }
    Runner *runner = &runners->at[number];
    for (int i = 0; i < pattern.len; i++) {
        int64_t step = (int64_t)pattern.numbers[i] - runner->pattern.numbers[i];
        if (step != 0 && step != line->page - runner->first) {
            return NULL;
        }
    }
    return runner;
}

static bool runs(const Pdf *pdf, const Runner *runner)
{
    int32_t pages = (int32_t)pdf->pages.len;
    int32_t least = runner->pattern.len > 0 || pages == 2 ? 2 : 3;
    return runner->pages >= least && runner->pages * 3 >= pages;
}

static void count_words(const Pdf *pdf, Runners *runners)
{
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        if (line->len == 0 || line->len > LABEL_WORDS_MAX) {
            continue;
        }
        int32_t number = map_put(
            &runners->words, pdf_line_text(pdf, line, pdf->arena), pdf->arena);
        if (number == runners->of_body.len) {
            *PUSH(&runners->of_body, pdf->arena) = 0;
        }
        runners->of_body.at[number]++;
    }
}

// True when a line stands amid the pages, too, and often: a speaker's name,
// which comes first on some pages by chance.
static bool is_of_body(const Pdf *pdf, const Runners *runners,
                       const Runner *runner, const PdfLine *line)
{
    int32_t number =
        line->len > LABEL_WORDS_MAX
            ? NONE
            : map_find(&runners->words, pdf_line_text(pdf, line, pdf->arena));
    return number != NONE &&
           runners->of_body.at[number] * 2 > runner->pages * 3;
}

// Looks at the lines [begin, end), which stand side by side.
// Result: false where they stay.
static bool look_at(Pdf *pdf, Runners *runners, ptrdiff_t begin, ptrdiff_t end)
{
    bool all = true;
    for (ptrdiff_t i = begin; i < end; i++) {
        const PdfLine *line = &pdf->lines.at[i];
        if (line->len == 0) {
            continue;
        }
        Runner *runner = runner_of(pdf, runners, line);
        if (runners->taking) {
            all = all && runner && runs(pdf, runner) &&
                  !is_of_body(pdf, runners, runner, line);
        } else if (runner) {
            runner->pages += runner->page != line->page;
            runner->page = line->page;
        }
    }
    for (ptrdiff_t i = begin; runners->taking && all && i < end; i++) {
        pdf->lines.at[i].gone = pdf->lines.at[i].len > 0;
        pdf->heads += pdf->lines.at[i].gone;
    }
    return all;
}

// Where the lines that stand beside line `i` end, going by `step`.
static ptrdiff_t end_of_row(const Pdf *pdf, const PdfPage *page, ptrdiff_t i,
                            ptrdiff_t step)
{
    const PdfBox *box = &pdf->lines.at[i].box;
    ptrdiff_t k = i + step;
    while (
        k >= page->first && k < page->first + page->len &&
        pdf->lines.at[k].box.top < box->bottom - (box->bottom - box->top) / 2 &&
        pdf->lines.at[k].box.bottom > box->top + (box->bottom - box->top) / 2) {
        k += step;
    }
    return k;
}

// The first and last rows of each page, inwards.
static void look_at_edges(Pdf *pdf, Runners *runners)
{
    for (ptrdiff_t k = 0; k < pdf->pages.len; k++) {
        const PdfPage *page = &pdf->pages.at[k];
        ptrdiff_t first = page->first, last = first + page->len - 1, next;
        for (int n = 0; n < EDGE_LINES && first <= last; n++, first = next) {
            next = end_of_row(pdf, page, first, 1);
            if (!look_at(pdf, runners, first, next)) {
                break;
            }
        }
        for (int n = 0; n < EDGE_LINES && last >= first; n++, last = next) {
            next = end_of_row(pdf, page, last, -1);
            if (!look_at(pdf, runners, next + 1, last + 1)) {
                break;
            }
        }
    }
}

// True for what tells that a page is the only one, as browsers print it.
static bool tells_one_page(Str text)
{
    return str_eq(text, S("1/1")) || str_ends(text, S(" 1/1")) ||
           str_ends(text, S("\t1/1")) || str_eq(text, S("1 of 1")) ||
           str_eq(text, S("Page 1 of 1"));
}

// The foot of a document of one page.
static void take_only_foot(Pdf *pdf, const PdfPage *page)
{
    ptrdiff_t end = page->first + page->len;
    ptrdiff_t begin =
        page->len > 0 ? end_of_row(pdf, page, end - 1, -1) + 1 : end;
    bool foot = false;
    for (ptrdiff_t i = begin; i < end; i++) {
        foot = foot || tells_one_page(
                           pdf_line_text(pdf, &pdf->lines.at[i], pdf->arena));
    }
    for (ptrdiff_t i = begin; foot && i < end; i++) {
        pdf->lines.at[i].gone = pdf->lines.at[i].len > 0;
        pdf->heads += pdf->lines.at[i].gone;
    }
}

static void take_heads(Pdf *pdf)
{
    Runners runners = {0};
    if (pdf->pages.len > 1) {
        count_words(pdf, &runners);
        look_at_edges(pdf, &runners);
        runners.taking = true;
        look_at_edges(pdf, &runners);
    } else if (pdf->pages.len == 1) {
        take_only_foot(pdf, &pdf->pages.at[0]);
    }
}

void pdf_margins(Pdf *pdf)
{
    take_numbers(pdf);
    take_heads(pdf);
}
