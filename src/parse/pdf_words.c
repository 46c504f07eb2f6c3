#include "parse/pdf.h"

#include "base/buf.h"

Str pdf_line_text(const Pdf *pdf, const PdfLine *line, Arena *arena)
{
    Buf text = {.arena = arena};
    for (ptrdiff_t i = 0; i < line->len; i++) {
        const PdfWord *word = &pdf->words.at[line->first + i];
        int32_t height = word->box.bottom - word->box.top;
        bool wide =
            i > 0 && word->box.left - word[-1].box.right > height + height / 2;
        buf_add(&text, i == 0 ? S("") : wide ? S("\t") : S(" "));
        buf_add(&text, word->text);
    }
    return buf_str(&text);
}
