// tests/unit/parsing.h - a file as the program reads it: decoded, its format
// recognised, parsed.
#ifndef TESTS_PARSING_H
#define TESTS_PARSING_H

#include "unit.h"

#include "base/buf.h"
#include "base/io.h"
#include "decode/decode.h"
#include "parse/format.h"

typedef struct Parsed {
    const Format *format; // NULL when the file could not be decoded
    Transcripts transcripts;
    Diags findings; // of recognising and parsing, not of decoding
    Err err;
} Parsed;

static inline Parsed parse_text(Str text, const char *file, ColumnMap columns,
                                Arena *arena)
{
    Parsed parsed = {.findings = {.arena = arena}};
    Source source = {
        .text = text,
        .file = str_of(file),
        .name = path_stem(str_of(file)),
        .columns = columns,
    };
    parsed.format = format_of(&source, &parsed.findings);
    parsed.transcripts = parsed.format->parse(&source, arena, &parsed.findings);
    for (ptrdiff_t i = 0; i < parsed.transcripts.len; i++) {
        ck_assert_msg(transcript_is_sound(&parsed.transcripts.at[i]),
                      "%s: transcript %lld is not sound", file, (long long)i);
    }
    return parsed;
}

static inline Parsed parse_file(const char *path, Arena *arena)
{
    Parsed failed = {0};
    Decoded decoded;
    Str bytes;
    Diags findings = {.arena = arena};
    if (!io_read(path, arena, &bytes, &failed.err) ||
        !decode(bytes, str_of(path), (Str){0}, arena, &decoded, &findings,
                &failed.err)) {
        return failed;
    }
    return parse_text(decoded.text, path, (ColumnMap){0}, arena);
}

// The first transcript of a text in a file of that name.
static inline Transcript parse_one(const char *text, const char *file,
                                   Arena *arena)
{
    return parse_text(str_of(text), file, (ColumnMap){0}, arena)
        .transcripts.at[0];
}

#endif
