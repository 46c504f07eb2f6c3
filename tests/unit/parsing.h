// tests/unit/parsing.h - a file as the program reads it: decoded, its format
// recognised, parsed.
#ifndef TESTS_PARSING_H
#define TESTS_PARSING_H

#include "unit.h"
#include "zipped.h"

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

static inline Parsed parse_source(Source *source, const Format *format,
                                  Arena *arena)
{
    Parsed parsed = {.findings = {.arena = arena}};
    parsed.format = format ? format : format_of(source, &parsed.findings);
    if ((parsed.format->convert &&
         !parsed.format->convert(source->bytes, arena, &source->bytes,
                                 &parsed.err)) ||
        !parsed.format->parse(source, arena, &parsed.transcripts,
                              &parsed.findings, &parsed.err)) {
        parsed.transcripts = (Transcripts){0};
    }
    for (ptrdiff_t i = 0; i < parsed.transcripts.len; i++) {
        ck_assert_msg(transcript_is_sound(&parsed.transcripts.at[i]),
                      "%.*s: transcript %lld is not sound", FMT(source->file),
                      (long long)i);
    }
    return parsed;
}

static inline Parsed parse_text(Str text, const char *file, ColumnMap columns,
                                Arena *arena)
{
    Source source = {
        .bytes = text,
        .text = text,
        .file = str_of(file),
        .name = path_stem(str_of(file)),
        .columns = columns,
    };
    return parse_source(&source, NULL, arena);
}

static inline Parsed parse_bytes(Str bytes, const char *path, Arena *arena)
{
    Parsed failed = {0};
    Decoded decoded;
    Diags findings = {.arena = arena};
    Source source = {
        .bytes = bytes, .file = str_of(path), .name = path_stem(str_of(path))};
    const Format *format = format_of_bytes(&source, &findings);
    if (!format) {
        if (!decode(source.bytes, source.file, (Str){0}, arena, &decoded,
                    &findings, &failed.err)) {
            return failed;
        }
        source.text = decoded.text;
    }
    return parse_source(&source, format, arena);
}

// A folder is read as the archive of what is in it.
static inline Parsed parse_file(const char *path, Arena *arena)
{
    Parsed failed = {0};
    Str bytes;
    if (io_is_folder(path)) {
        bytes = zipped_folder(path, arena);
    } else if (!io_read(path, arena, &bytes, &failed.err)) {
        return failed;
    }
    return parse_bytes(bytes, path, arena);
}

// The first transcript of a text in a file of that name.
static inline Transcript parse_one(const char *text, const char *file,
                                   Arena *arena)
{
    return parse_text(str_of(text), file, (ColumnMap){0}, arena)
        .transcripts.at[0];
}

#endif
