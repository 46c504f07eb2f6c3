// tests/fuzz/parsing.h - any bytes, made text, parsed by one format.
#ifndef TESTS_FUZZ_PARSING_H
#define TESTS_FUZZ_PARSING_H

#include "fuzz.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/format.h"

#include <stdlib.h>

// Text as decoding leaves it: what is no UTF-8 becomes U+FFFD.
static inline Str fuzz_text(const uint8_t *bytes, size_t len, Arena *arena)
{
    Str raw = {(const char *)bytes, (ptrdiff_t)len};
    Buf text = {.arena = arena};
    for (ptrdiff_t i = 0; i < raw.len;) {
        buf_point(&text, utf8_next(raw, &i));
    }
    return buf_str(&text);
}

// Parses and aborts where a transcript is not sound.
static inline int fuzz_parse(const char *name, const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Source source = {
        .text = fuzz_text(bytes, len, &arena),
        .file = S("fuzz"),
        .name = S("fuzz"),
    };
    const Format *format = format_named(str_of(name));
    Transcripts transcripts = {0};
    Err err = {0};
    source.bytes = (Str){(const char *)bytes, (ptrdiff_t)len};
    if (!format->parse(&source, &arena, &transcripts, &diags, &err) &&
        (err.kind == ERR_NONE || err.message[0] == '\0')) {
        abort();
    }
    format->sniff(&source);
    for (ptrdiff_t i = 0; i < transcripts.len; i++) {
        if (!transcript_is_sound(&transcripts.at[i])) {
            abort();
        }
    }
    arena_release(&arena);
    return 0;
}

#endif
