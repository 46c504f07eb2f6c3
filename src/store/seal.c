#include "store/seal.h"

#include "base/buf.h"
#include "base/hash.h"

static void field_text(Buf *buf, Str text)
{
    buf_int(buf, text.len);
    buf_char(buf, ':');
    buf_add(buf, text);
}

static void field_int(Buf *buf, int64_t number)
{
    buf_int(buf, number);
    buf_char(buf, ' ');
}

Str transcript_shape(const Transcript *transcript, Arena *arena)
{
    Buf shape = {.arena = arena};
    field_text(&shape, transcript->hash);
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        field_text(&shape, transcript->speakers.at[i].name);
    }
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        const Turn *turn = &transcript->turns.at[i];
        field_int(&shape, turn->span.begin);
        field_int(&shape, turn->span.end);
        field_int(&shape, turn->speaker);
        field_int(&shape, turn->start_ms);
        field_int(&shape, turn->end_ms);
        field_int(&shape, turn->line);
        field_int(&shape, turn->continues);
        field_text(&shape, turn->column);
    }
    return hash_hex(arena, buf_str(&shape));
}

Str transcript_parts(const Transcript *transcript, Arena *arena)
{
    Buf parts = {.arena = arena};
    for (ptrdiff_t i = 0; i < transcript->sentences.len; i++) {
        const Sentence *sentence = &transcript->sentences.at[i];
        field_int(&parts, sentence->span.begin);
        field_int(&parts, sentence->span.end);
        field_int(&parts, sentence->turn);
    }
    buf_char(&parts, '|');
    for (ptrdiff_t i = 0; i < transcript->marks.len; i++) {
        const Mark *mark = &transcript->marks.at[i];
        field_int(&parts, mark->offset);
        field_int(&parts, mark->ms);
        field_int(&parts, mark->line);
    }
    return hash_hex(arena, buf_str(&parts));
}

Span span_kept(Span span)
{
    bool found = span.begin >= 0 && span.end > span.begin;
    return found ? span : (Span){NONE, NONE};
}

Str decision_identity(const Decision *decision, Arena *arena)
{
    Span span = span_kept(decision->span);
    Span span_to = span_kept(decision->span_to);
    Buf fields = {.arena = arena};
    field_text(&fields, str_of(action_name(decision->action)));
    field_text(&fields, decision->document);
    field_text(&fields, decision->code);
    field_text(&fields, decision->to);
    field_text(&fields, decision->quote);
    field_text(&fields, decision->quote_to);
    field_text(&fields, decision->before);
    field_text(&fields, decision->after);
    field_int(&fields, decision->turn);
    field_text(&fields, decision->coder);
    field_text(&fields, decision->date);
    field_text(&fields, decision->why);
    field_text(&fields, decision->revision);
    field_int(&fields, span.begin);
    field_int(&fields, span.end);
    field_int(&fields, span_to.begin);
    field_int(&fields, span_to.end);
    return hash_hex(arena, buf_str(&fields));
}

Str decision_hash(Str before, Str identity, Arena *arena)
{
    return hash_hex(arena,
                    str_format(arena, "%.*s%.*s", FMT(before), FMT(identity)));
}
