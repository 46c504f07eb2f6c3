#include "parse/document/pdf.h"

#include "base/buf.h"
#include "base/scan.h"
#include "container/xml.h"
#include "text/text.h"

#include <stdlib.h>

// "25.062500" in units; what is no number is 0, what is too large is the
// largest.
static int32_t units(Str written)
{
    enum { MOST = 10 * 1000 * 1000 };
    int64_t value = 0, scale = 0;
    bool negative = str_starts(written, S("-"));
    for (ptrdiff_t i = negative; i < written.len; i++) {
        char c = written.at[i];
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (!is_digit(c)) {
            return 0;
        } else if (scale < PDF_POINT) {
            value = value < MOST ? value * 10 + (c - '0') : value;
            scale *= 10;
        }
    }
    for (scale = scale == 0 ? 1 : scale; scale < PDF_POINT; scale *= 10) {
        value *= 10;
    }
    value = value < MOST ? value : MOST;
    return (int32_t)(negative ? -value : value);
}

static PdfBox box_of(Xml *xml)
{
    return (PdfBox){
        units(xml_glance(xml, "xMin")),
        units(xml_glance(xml, "yMin")),
        units(xml_glance(xml, "xMax")),
        units(xml_glance(xml, "yMax")),
    };
}

// Letters that print as one.
static const struct {
    const char *one, *letters;
} ligatures[] = {
    {"\uFB00", "ff"},  {"\uFB01", "fi"}, {"\uFB02", "fl"}, {"\uFB03", "ffi"},
    {"\uFB04", "ffl"}, {"\uFB05", "st"}, {"\uFB06", "st"},
};

static Str without_ligatures(Str word, Arena *arena)
{
    Buf out = {.arena = arena};
    ptrdiff_t begin = 0;
    for (ptrdiff_t i = str_find(word, S("\xEF\xAC"), 0); i >= 0;
         i = str_find(word, S("\xEF\xAC"), i + 1)) {
        for (size_t k = 0; k < sizeof ligatures / sizeof *ligatures; k++) {
            Str rest = str_slice(word, i, word.len);
            if (str_starts(rest, str_of(ligatures[k].one))) {
                buf_add(&out, str_slice(word, begin, i));
                buf_add(&out, str_of(ligatures[k].letters));
                begin = i + 3;
            }
        }
    }
    if (begin == 0) {
        return word;
    }
    buf_add(&out, str_slice(word, begin, word.len));
    return buf_str(&out);
}

// True when two words are one, whose letters stand closer than blanks let them.
static bool are_one(const PdfWord *word, const PdfBox *next)
{
    enum { WORD_MAX = 64 };
    const PdfBox *box = &word->box;
    int32_t gap = next->left - box->right, height = box->bottom - box->top;
    return word->text.len < WORD_MAX && next->left > box->left &&
           gap * 12 < height && gap > -height / 2;
}

static void add_word(Pdf *pdf, PdfBox box, Str written)
{
    Str text =
        without_ligatures(str_copy(pdf->arena, str_trim(written)), pdf->arena);
    PdfLine *line = pdf->lines.len > 0 && pdf->pages.len > 0
                        ? &pdf->lines.at[pdf->lines.len - 1]
                        : NULL;
    if (text.len == 0 || !line) {
        return;
    }
    PdfWord *last = line->len > 0 ? &pdf->words.at[pdf->words.len - 1] : NULL;
    if (last && are_one(last, &box)) {
        last->text =
            str_format(pdf->arena, "%.*s%.*s", FMT(last->text), FMT(text));
        last->box.right = box.right;
    } else {
        *PUSH(&pdf->words, pdf->arena) = (PdfWord){text, box};
        line->len++;
    }
}

static void add_line(Pdf *pdf, Xml *xml)
{
    if (pdf->pages.len > 0) {
        *PUSH(&pdf->lines, pdf->arena) = (PdfLine){
            .box = box_of(xml),
            .first = pdf->words.len,
            .page = (int32_t)pdf->pages.len - 1,
            .number = NONE,
        };
        pdf->pages.at[pdf->pages.len - 1].len++;
    }
}

static void add_page(Pdf *pdf, Xml *xml)
{
    *PUSH(&pdf->pages, pdf->arena) = (PdfPage){
        .width = units(xml_glance(xml, "width")),
        .height = units(xml_glance(xml, "height")),
        .first = pdf->lines.len,
    };
}

static Lanes is_control(Lanes c)
{
    return (Lanes)((c < 0x20) & (c != '\n') & (c != '\t'));
}

// pdftotext lets control characters through, of which XML knows nothing.
static Str without_controls(Str text, Arena *arena)
{
    ptrdiff_t at = scan_find(text, 0, is_control);
    if (at == text.len) {
        return text;
    }
    Str clean = str_copy(arena, text);
    for (; at < text.len; at = scan_find(text, at + 1, is_control)) {
        ((char *)clean.at)[at] = ' ';
    }
    return clean;
}

// ---- what is written from right to left

static PdfBox mirrored(PdfBox box)
{
    return (PdfBox){-box.right, box.top, -box.left, box.bottom};
}

static void reverse_words(Pdf *pdf, const PdfLine *line)
{
    PdfWord *words = pdf->words.at + line->first;
    for (ptrdiff_t i = 0, k = line->len - 1; i < k; i++, k--) {
        PdfWord word = words[i];
        words[i] = words[k];
        words[k] = word;
    }
}

static void mirror(Pdf *pdf)
{
    for (ptrdiff_t i = 0; i < pdf->words.len; i++) {
        pdf->words.at[i].box = mirrored(pdf->words.at[i].box);
    }
    for (ptrdiff_t i = 0; i < pdf->lines.len; i++) {
        pdf->lines.at[i].box = mirrored(pdf->lines.at[i].box);
        reverse_words(pdf, &pdf->lines.at[i]);
    }
}

static bool is_leftward(const Pdf *pdf)
{
    ptrdiff_t words = 0;
    for (ptrdiff_t i = 0; i < pdf->words.len; i++) {
        words += text_runs_left(pdf->words.at[i].text);
    }
    return words * 2 > pdf->words.len;
}

// ---- from top to bottom

int pdf_by_top(const void *line, const void *other)
{
    const PdfLine *x = line, *y = other;
    return x->box.top != y->box.top ? (x->box.top > y->box.top ? 1 : -1)
           : x->box.left != y->box.left
               ? (x->box.left > y->box.left ? 1 : -1)
               : (x->first > y->first) - (x->first < y->first);
}

static void take(Pdf *pdf, Xml *xml, XmlEvent event, Buf *text, PdfBox *box)
{
    bool opens = event == XML_OPENS;
    if (event == XML_TEXT) {
        buf_add(text, xml_text(xml));
    } else if (xml_is(xml, "word") && opens) {
        text->len = 0;
        *box = box_of(xml);
    } else if (xml_is(xml, "word")) {
        add_word(pdf, *box, buf_str(text));
    } else if (opens && xml_is(xml, "line")) {
        add_line(pdf, xml);
    } else if (opens && xml_is(xml, "page")) {
        add_page(pdf, xml);
    }
}

bool pdf_read(Str text, Pdf *pdf, Err *err)
{
    Xml *xml =
        xml_open(without_controls(text, pdf->arena), (Str){0}, pdf->arena);
    Buf word = {.arena = pdf->arena}; // the one that comes in
    PdfBox box = {0};
    for (XmlEvent event; (event = xml_next(xml)) != XML_END_OF_FILE;) {
        take(pdf, xml, event, &word, &box);
    }
    pdf->leftward = is_leftward(pdf);
    if (pdf->leftward) {
        mirror(pdf);
    }
    for (ptrdiff_t i = 0; i < pdf->pages.len; i++) {
        const PdfPage *page = &pdf->pages.at[i];
        if (page->len > 0) {
            qsort(pdf->lines.at + page->first, (size_t)page->len,
                  sizeof *pdf->lines.at, pdf_by_top);
        }
    }
    return xml_close(xml, err);
}
