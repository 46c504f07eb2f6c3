// What pdftotext writes, and any other bytes, become sound paragraphs.
#include "parsing.h"

#include "parse/document/pdf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Pdf pdf = {.arena = &arena};
    Flow flow = {0};
    Err err = {0};
    if (pdf_read((Str){(const char *)bytes, (ptrdiff_t)len}, &pdf, &err)) {
        pdf_margins(&pdf);
        pdf_order(&pdf);
        pdf_flow(&pdf, &flow);
    } else if (err.kind == ERR_NONE || err.message[0] == '\0') {
        abort();
    }
    for (ptrdiff_t i = 0; i < flow.blocks.len; i++) {
        if (utf8_valid(flow.blocks.at[i].text) != flow.blocks.at[i].text.len) {
            abort();
        }
    }
    arena_release(&arena);
    return 0;
}
