#include "parse/document/flow.h"

#include "parse/captions/captions.h"
#include "parse/talk/line.h"
#include "parse/talk/name.h"
#include "parse/talk/speech.h"

// "0:0:0.0 --> 0:0:1.510", a name, and what was said, on lines of one
// paragraph, as Teams writes them.
static bool is_spoken(Str text, Utterance *utterance)
{
    Str times = {0}, name = {0};
    str_line(&text, &times);
    str_line(&text, &name);
    times = blank_trim(times, true);
    name = blank_trim(name, true);
    *utterance = (Utterance){.speaker = name, .text = text};
    return caption_times(times, true, &utterance->start_ms,
                         &utterance->end_ms) &&
           name_fits(name);
}

bool flow_spoken(const Flow *flow, Arena *arena, Rows *rows, int64_t *beside)
{
    *rows = (Rows){0};
    *beside = 0;
    for (ptrdiff_t i = 0; i < flow->blocks.len; i++) {
        const Block *block = &flow->blocks.at[i];
        Utterance utterance;
        if (block->kind == BLOCK_TABLE) {
            *beside += block->table.len;
        } else if (is_spoken(block->text, &utterance)) {
            Row *row = PUSH(rows, arena);
            *PUSH(row, arena) = block->text;
            row->line = (int32_t)rows->len;
        } else {
            *beside += !is_blank(block->text);
        }
    }
    return rows->len > *beside;
}

Transcript flow_spoken_transcript(const Source *source, const char *format,
                                  const Rows *rows, Arena *arena, Diags *diags)
{
    Odds odds = {0};
    Utterances utterances = {0};
    for (ptrdiff_t i = 0; i < rows->len; i++) {
        const Row *row = &rows->at[i];
        Utterance *utterance = PUSH(&utterances, arena);
        is_spoken(row->at[0], utterance);
        utterance->line = row->line;
    }
    return speech_transcript(source, format, &utterances, &odds, diags);
}
