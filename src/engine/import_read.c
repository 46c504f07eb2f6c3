// One file's way from bytes to sentences.
#include "engine/import.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/utf8.h"
#include "container/zip.h"
#include "decode/decode.h"
#include "parse/unread.h"
#include "segment/segment.h"

enum { LARGE_BYTES = 4 * 1024 * 1024 };

// What was asked, else what an earlier import of the same bytes was told.
static Str encoding_of(const ImportOptions *options, Str hash, Str path,
                       Diags *diags)
{
    if (options->encoding.len > 0) {
        return options->encoding;
    }
    Str known = encodings_find(options->known, hash);
    if (known.len == 0) {
        return known;
    }
    diag_add(diags, DIAG_D005, (Place){.file = path},
             "read as %.*s, as --encoding said of these bytes before",
             FMT(known))
        ->help = S("import it with another --encoding to change that");
    return known;
}

// ---- in a process of its own

static void read_source(Str name, const Source *source, Arena *arena,
                        Answer *answer)
{
    const Format *format = name.len > 0
                               ? format_named(name)
                               : format_of_bytes(source, &answer->findings);
    // What a program has to print first comes by its name.
    answer->claimed = format && (name.len > 0 || !format->convert);
    answer->ok =
        answer->claimed && format->parse(source, arena, &answer->transcripts,
                                         &answer->findings, &answer->err);
}

bool import_readers(ReadWith *with, int count, Err *err)
{
    ReadApart apart = {
        .read = read_source,
        .common = with->common,
        .limits = {.bytes = READER_BYTES, .seconds = READER_SECONDS},
    };
    with->readers = readers_start(count, &apart, err);
    return with->readers != NULL;
}

// ---- one file

typedef struct Reading { // one file on its way
    const ReadWith *with;
    int number; // of its reader
    Source source;
    Str hash;        // of its bytes
    Decoded decoded; // empty for what is no text
    Arena *arena;
    Transcripts *transcripts;
    Diags *diags;
} Reading;

// Has what is sent read apart, by `format` or by the one that its bytes show.
// Result: false with an error; `claimed`: a format knew it.
static bool read_sent(const Reading *reading, const Format *format,
                      const Source *sent, bool *claimed, Err *err)
{
    Answer answer;
    Str name = str_of(format ? format->name : NULL);
    if (!readers_read(reading->with->readers, reading->number, name, sent,
                      reading->arena, &answer, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < answer.findings.len; i++) {
        diag_copy(reading->diags, &answer.findings.at[i]);
    }
    *claimed = answer.claimed;
    *reading->transcripts = answer.transcripts;
    return !answer.claimed || answer.ok ||
           err_set(err, answer.err.kind, "%s", answer.err.message);
}

// What a program prints of a file is many times as large, and is held no longer
// than it takes to be read.
static bool read_apart(const Reading *reading, const Format *format,
                       bool *claimed, Err *err)
{
    Arena printed = {0};
    Source sent = reading->source;
    bool ok = true;
    if (format && format->convert) {
        ok = format->convert(reading->source.bytes, &printed, &sent.bytes, err);
    } else if (format && !format->bytes) {
        sent.bytes = (Str){0};
    }
    ok = ok && read_sent(reading, format, &sent, claimed, err);
    arena_release(&printed);
    return ok;
}

// A large file, too, is read where the memory that it takes is limited: a line
// of twenty bytes becomes a turn of a kilobyte.
static bool read_by(const Reading *reading, const Format *format, Err *err)
{
    bool claimed = false;
    if (format->foreign || reading->source.bytes.len > LARGE_BYTES) {
        return read_apart(reading, format, &claimed, err);
    }
    return format->parse(&reading->source, reading->arena, reading->transcripts,
                         reading->diags, err);
}

static bool read_text(Reading *reading, const Format *format, Err *err)
{
    Source *source = &reading->source;
    Str encoding = encoding_of(reading->with->options, reading->hash,
                               source->file, reading->diags);
    if (!decode(source->bytes, source->file, encoding, reading->arena,
                &reading->decoded, reading->diags, err)) {
        return false;
    }
    source->text = reading->decoded.text;
    const char *unread =
        format ? NULL : unread_kind(source->text, source->file);
    if (unread && !format_claims(source)) {
        return err_set(err, ERR_INPUT, "this seems to be %s", unread);
    }
    return read_by(reading, format ? format : format_of(source, reading->diags),
                   err);
}

// By the format that was asked for, else the one that the content shows.
static bool read_bytes(Reading *reading, Err *err)
{
    Str asked = reading->with->options->format;
    const Format *format = NULL;
    if (asked.len > 0) {
        format = format_named(asked);
        if (!format) {
            return err_set(err, ERR_USAGE,
                           "no transcript format is called '%.*s'", FMT(asked));
        }
    } else if (zip_begins(reading->source.bytes)) {
        // What is in it, too, is looked up apart.
        bool claimed = false;
        if (!read_apart(reading, NULL, &claimed, err) || claimed) {
            return err->kind == ERR_NONE;
        }
    } else {
        format = format_of_bytes(&reading->source, reading->diags);
    }
    return format && format->bytes ? read_by(reading, format, err)
                                   : read_text(reading, format, err);
}

static void finish(const Reading *reading, Transcript *transcript)
{
    transcript->encoding = reading->decoded.encoding;
    transcript->source_hash = reading->hash;
    // Most plain text is kept as it is.
    transcript->hash = str_eq(transcript->text, reading->source.bytes)
                           ? reading->hash
                           : hash_hex(reading->arena, transcript->text);
    segment_sentences(transcript, reading->arena);
    segment_roles(transcript, reading->with->codebook, reading->diags);
}

bool import_read(const ReadWith *with, int number, const char *path, Str name,
                 Contents *contents, Err *err)
{
    Arena *arena = contents->findings.arena;
    Reading reading = {
        .with = with,
        .number = number,
        .source = with->common,
        .arena = arena,
        .transcripts = &contents->transcripts,
        .diags = &contents->findings,
    };
    Source *source = &reading.source;
    source->file = str_of(path);
    source->name = name;
    if (!io_read(path, arena, &source->bytes, err)) {
        return false;
    }
    contents->bytes = source->bytes.len;
    reading.hash = hash_hex(arena, source->bytes);
    if (!read_bytes(&reading, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < contents->transcripts.len; i++) {
        finish(&reading, &contents->transcripts.at[i]);
    }
    return true;
}

bool themata_read(const char *path, const ImportOptions *options,
                  const Codebook *codebook, Arena *arena,
                  Transcripts *transcripts, Diags *diags, Err *err)
{
    ReadWith with = {
        .options = options,
        .codebook = codebook,
        .common = {.columns = options->columns,
                   .labels = study_labels(options->declared, codebook, arena)},
    };
    Contents contents = {.findings = {.arena = arena}};
    Str name = utf8_clean(path_stem(str_of(path)), arena);
    bool ok = import_readers(&with, 1, err) &&
              import_read(&with, 0, path, name, &contents, err);
    readers_stop(with.readers);
    for (ptrdiff_t i = 0; i < contents.findings.len; i++) {
        diag_copy(diags, &contents.findings.at[i]);
    }
    *transcripts = contents.transcripts;
    return ok;
}
