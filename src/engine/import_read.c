// One file's way from bytes to sentences.
#include "engine/import.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/utf8.h"
#include "container/zip.h"
#include "decode/decode.h"
#include "parse/unread.h"
#include "segment/segment.h"

enum {
    LARGE_BYTES = 4 * 1024 * 1024, // of a file
    TAKEN_BYTES = 1024 * 1024,     // of text
    FINDINGS_MAX = 4096,           // of one file
};

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
    int number;         // of its reader
    Arena file;         // of its bytes and its text
    Contents *contents; // and its source
    Arena *arena;
    Diags *diags;
} Reading;

// What a program prints of a file is many times as large, and is held no longer
// than it takes to be sent; no more are the file's own bytes, when it is known
// which format reads them.
static bool ask(Reading *reading, const Format *format, Err *err)
{
    Arena printed = {0};
    Source *source = &reading->contents->source, sent = *source;
    bool ok = true;
    if (format && format->convert) {
        ok = format->convert(source->bytes, &printed, &sent.bytes, err);
    } else if (format && !format->bytes) {
        sent.bytes = (Str){0};
    }
    ok = ok && readers_ask(reading->with->readers, reading->number,
                           str_of(format ? format->name : NULL), &sent, err);
    arena_release(&printed);
    if (format) {
        source->bytes = source->text = (Str){0};
        arena_release(&reading->file);
    }
    return ok;
}

// Has the source read apart, by `format` or by the one that its bytes show.
// Result: false with an error; `claimed`: a format knew it.
static bool read_apart(Reading *reading, const Format *format, bool *claimed,
                       Err *err)
{
    Answer answer;
    Str told;
    if (!ask(reading, format, err) ||
        !readers_answer(reading->with->readers, reading->number,
                        &reading->contents->source, reading->arena, &answer,
                        &told, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < answer.findings.len; i++) {
        diag_copy(reading->diags, &answer.findings.at[i]);
    }
    *claimed = answer.claimed;
    reading->contents->told.rest = answer.ok ? told : (Str){0};
    return !answer.claimed || answer.ok ||
           err_set(err, answer.err.kind, "%s", answer.err.message);
}

// A large file, too, is read where the memory that it takes is limited: a line
// of twenty bytes becomes a turn of a kilobyte.
static bool read_by(Reading *reading, const Format *format, Err *err)
{
    bool claimed = false;
    Contents *contents = reading->contents;
    if (format->foreign || contents->bytes > LARGE_BYTES) {
        return read_apart(reading, format, &claimed, err);
    }
    return format->parse(&contents->source, reading->arena, &contents->here,
                         reading->diags, err);
}

static bool read_text(Reading *reading, const Format *format, Err *err)
{
    Contents *contents = reading->contents;
    Source *source = &contents->source;
    Decoded decoded;
    Str encoding = encoding_of(reading->with->options, contents->hash,
                               source->file, reading->diags);
    if (!decode(source->bytes, source->file, encoding, &reading->file, &decoded,
                reading->diags, err)) {
        return false;
    }
    source->text = decoded.text;
    contents->encoding = str_copy(reading->arena, decoded.encoding);
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
    const Source *source = &reading->contents->source;
    const Format *format = NULL;
    if (asked.len > 0) {
        format = format_named(asked);
        if (!format) {
            return err_set(err, ERR_USAGE,
                           "no transcript format is called '%.*s'", FMT(asked));
        }
    } else if (zip_begins(source->bytes)) {
        // What is in it, too, is looked up apart.
        bool claimed = false;
        if (!read_apart(reading, NULL, &claimed, err) || claimed) {
            return err->kind == ERR_NONE;
        }
    } else {
        format = format_of_bytes(source, reading->diags);
    }
    return format && format->bytes ? read_by(reading, format, err)
                                   : read_text(reading, format, err);
}

bool import_read(const ReadWith *with, int number, const char *path, Str name,
                 Contents *contents, Err *err)
{
    Arena *arena = contents->findings.arena;
    Reading reading = {
        .with = with,
        .number = number,
        .contents = contents,
        .arena = arena,
        .diags = &contents->findings,
    };
    Source *source = &contents->source;
    *source = with->common;
    source->file = str_of(path);
    source->name = name;
    bool ok = io_read(path, &reading.file, &source->bytes, err);
    if (ok) {
        contents->bytes = source->bytes.len;
        contents->hash = hash_hex(arena, source->bytes);
        ok = read_bytes(&reading, err);
    }
    arena_adopt(arena, &reading.file); // what was read here views it
    return ok;
}

// ---- its transcripts

// Of very many transcripts not each is told who speaks in it.
static void tell_roles(const ReadWith *with, Contents *contents,
                       Transcript *transcript, Arena *arena)
{
    bool more = contents->findings.len < FINDINGS_MAX;
    Diags unsaid = {.arena = arena};
    segment_roles(transcript, with->codebook,
                  more ? &contents->findings : &unsaid);
    contents->unsaid += unsaid.len;
}

static void tell_unsaid(Contents *contents)
{
    if (contents->unsaid > 0) {
        diag_add(&contents->findings, DIAG_T007,
                 (Place){.file = contents->source.file},
                 "further findings like those above about speakers, in other "
                 "documents of this file: %lld",
                 (long long)contents->unsaid);
    }
    contents->unsaid = 0;
}

static void finish(const ReadWith *with, Contents *contents,
                   Transcript *transcript, Arena *arena)
{
    transcript->encoding = contents->encoding;
    transcript->source_hash = contents->hash;
    // Most plain text is kept as it is.
    transcript->hash = str_eq(transcript->text, contents->source.bytes)
                           ? contents->hash
                           : hash_hex(arena, transcript->text);
    segment_sentences(transcript, arena);
    tell_roles(with, contents, transcript, arena);
}

Transcripts import_take(const ReadWith *with, Contents *contents, Arena *arena)
{
    Transcripts taken = contents->here;
    ptrdiff_t bytes = 0;
    contents->here = (Transcripts){0};
    for (Transcript one; bytes < TAKEN_BYTES && contents->told.rest.len > 0;) {
        if (!wire_next(&contents->told, &contents->source, arena, &one)) {
            contents->told = (WireIn){0};
            break;
        }
        *PUSH(&taken, arena) = one;
        bytes += one.text.len;
    }
    for (ptrdiff_t i = 0; i < taken.len; i++) {
        finish(with, contents, &taken.at[i], arena);
    }
    if (contents->told.rest.len == 0) {
        tell_unsaid(contents);
    }
    return taken;
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
    *transcripts = (Transcripts){0};
    Contents contents = {.findings = {.arena = arena}};
    Str name = utf8_clean(path_stem(str_of(path)), arena);
    bool ok = import_readers(&with, 1, err) &&
              import_read(&with, 0, path, name, &contents, err);
    readers_stop(with.readers);
    Transcripts some;
    while (ok && (some = import_take(&with, &contents, arena)).len > 0) {
        for (ptrdiff_t i = 0; i < some.len; i++) {
            *PUSH(transcripts, arena) = some.at[i];
        }
    }
    for (ptrdiff_t i = 0; i < contents.findings.len; i++) {
        diag_copy(diags, &contents.findings.at[i]);
    }
    return ok;
}
