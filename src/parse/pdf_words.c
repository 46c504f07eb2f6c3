#include "parse/pdf.h"

#include "base/buf.h"
#include "text/text.h"

// What parts a word from the one before it in reading.
static Str gap_before(const PdfWord *word)
{
    int32_t height = word->box.bottom - word->box.top;
    bool wide = word->box.left - word[-1].box.right > height + height / 2;
    return wide ? S("\t") : S(" ");
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
        buf_add(&text, i > 0 ? gap_before(&words[later]) : S(""));
        buf_add(&text, words[k].text);
    }
    return text_as_read(buf_str(&text), arena);
}
