// Decisions to YAML.
#include "codebook/load.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <assert.h>
#include <yaml.h>

typedef struct Writer {
    yaml_emitter_t emitter;
    Buf out;
    Arena scratch;
} Writer;

static int write_bytes(void *to, unsigned char *bytes, size_t size)
{
    Writer *writer = to;
    buf_add(&writer->out, (Str){(const char *)bytes, (ptrdiff_t)size});
    return 1;
}

// The emitter fails only for want of memory or on a bug.
static void emit(Writer *writer, yaml_event_t *event, int made)
{
    int ok = made && yaml_emitter_emit(&writer->emitter, event);
    assert(ok);
    (void)ok;
}

static Str as_utf8(Writer *writer, Str text)
{
    Buf buf = {.arena = &writer->scratch};
    if (utf8_valid(text) == text.len) {
        return text;
    }
    for (ptrdiff_t i = 0; i < text.len;) {
        buf_point(&buf, utf8_next(text, &i));
    }
    return buf_str(&buf);
}

static void put_scalar(Writer *writer, Str text, yaml_scalar_style_t style)
{
    yaml_event_t event;
    Str valid = as_utf8(writer, text);
    const char *bytes = valid.at ? valid.at : "";
    int made = yaml_scalar_event_initialize(&event, NULL, NULL,
                                            (const yaml_char_t *)bytes,
                                            (int)valid.len, 1, 1, style);
    emit(writer, &event, made);
}

static void put_word(Writer *writer, const char *word)
{
    put_scalar(writer, str_of(word), YAML_PLAIN_SCALAR_STYLE);
}

// A key with a text, in quotes, so that every reader of YAML takes it for one;
// nothing where there is no text.
static void put_text(Writer *writer, const char *key, Str text)
{
    if (text.len > 0) {
        put_word(writer, key);
        put_scalar(writer, text, YAML_DOUBLE_QUOTED_SCALAR_STYLE);
    }
}

static void put_decision(Writer *writer, const Decision *decision)
{
    yaml_event_t event;
    int made = yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
                                                   YAML_BLOCK_MAPPING_STYLE);
    emit(writer, &event, made);
    put_text(writer, "document", decision->document);
    put_text(writer, "quote", decision->quote);
    if (decision->turn > 0) {
        put_word(writer, "turn");
        put_scalar(writer,
                   str_format(&writer->scratch, "%d", (int)decision->turn),
                   YAML_PLAIN_SCALAR_STYLE);
    }
    put_text(writer, "before", decision->before);
    put_text(writer, "after", decision->after);
    put_text(writer, "code", decision->code);
    put_word(writer, "action");
    put_word(writer, action_name(decision->action));
    if (decision->action == ACTION_RECODE) {
        put_text(writer, "to", decision->to);
    }
    if (decision->action == ACTION_MEMO) {
        put_text(writer, "kind", decision->to);
    }
    if (decision->action == ACTION_MOVE) {
        put_text(writer, "quote_to", decision->quote_to);
    }
    put_text(writer, "coder", decision->coder);
    put_text(writer, "date", decision->date);
    put_text(writer, "why", decision->why);
    emit(writer, &event, yaml_mapping_end_event_initialize(&event));
}

static void put_document(Writer *writer, const Decisions *decisions)
{
    yaml_event_t event;
    emit(writer, &event,
         yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1));
    emit(writer, &event,
         yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
                                             YAML_BLOCK_MAPPING_STYLE));
    put_word(writer, "overrides");
    emit(writer, &event,
         yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
                                              YAML_BLOCK_SEQUENCE_STYLE));
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        put_decision(writer, &decisions->at[i]);
    }
    emit(writer, &event, yaml_sequence_end_event_initialize(&event));
    emit(writer, &event, yaml_mapping_end_event_initialize(&event));
    emit(writer, &event, yaml_document_end_event_initialize(&event, 1));
}

Str decisions_yaml(const Decisions *decisions, Arena *arena)
{
    enum { ANY_WIDTH = -1 };
    yaml_event_t event;
    Writer writer = {.out = {.arena = arena}};
    int ready = yaml_emitter_initialize(&writer.emitter);
    assert(ready);
    (void)ready;
    yaml_emitter_set_output(&writer.emitter, write_bytes, &writer);
    yaml_emitter_set_unicode(&writer.emitter, 1);
    yaml_emitter_set_width(&writer.emitter, ANY_WIDTH);
    emit(&writer, &event,
         yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    put_document(&writer, decisions);
    emit(&writer, &event, yaml_stream_end_event_initialize(&event));
    yaml_emitter_delete(&writer.emitter);
    arena_release(&writer.scratch);
    return buf_str(&writer.out);
}
