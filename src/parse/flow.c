#include "parse/flow.h"

#include "base/buf.h"
#include "parse/lines.h"

static void add_rows(Buf *text, const Rows *rows)
{
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        for (ptrdiff_t k = 0; k < rows->at[i].len; k++) {
            buf_add(text, k > 0 ? S("\t") : S(""));
            buf_add(text, rows->at[i].at[k]);
        }
        buf_char(text, '\n');
    }
}

Transcripts flow_transcripts(const Source *source, const char *format,
                             const Flow *flow, Arena *arena, Diags *diags)
{
    Buf text = {.arena = arena};
    Transcripts transcripts = {0};
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        const Block *block = &flow->blocks.at[i];
        if (block->kind == BLOCK_TABLE) {
            add_rows(&text, &block->table);
        } else {
            buf_add(&text, block->text);
            buf_char(&text, '\n');
        }
    }
    Source lines = *source;
    lines.text = buf_str(&text);
    *PUSH(&transcripts, arena) =
        lines_transcript(&lines, format, false, arena, diags);
    return transcripts;
}
