// One file's way from bytes to sentences.
#include "engine/import.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/utf8.h"
#include "decode/decode.h"
#include "parse/unread.h"
#include "segment/segment.h"

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

// The format that was asked for, else the one that the content shows; a text is
// decoded on the way.  `decoded` stays empty for what is no text.
static const Format *format_for(Source *source, const ImportOptions *options,
                                Str source_hash, Arena *arena, Decoded *decoded,
                                Diags *diags, Err *err)
{
    Str asked = options->format;
    const Format *format =
        asked.len > 0 ? format_named(asked) : format_of_bytes(source, diags);
    if (asked.len > 0 && !format) {
        err_set(err, ERR_USAGE, "no transcript format is called '%.*s'",
                FMT(asked));
        return NULL;
    }
    if (format && format->bytes) {
        return format;
    }
    Str encoding = encoding_of(options, source_hash, source->file, diags);
    if (!decode(source->bytes, source->file, encoding, arena, decoded, diags,
                err)) {
        return NULL;
    }
    source->text = decoded->text;
    if (format) {
        return format;
    }
    const char *unread = unread_kind(source->text, source->file);
    if (unread) {
        err_set(err, ERR_INPUT, "this seems to be %s", unread);
        return NULL;
    }
    return format_of(source, diags);
}

bool import_read(const char *file, Str name, const ImportOptions *options,
                 const Codebook *codebook, Arena *arena,
                 Transcripts *transcripts, Diags *diags, Err *err)
{
    Decoded decoded = {0};
    Source source = {
        .file = str_of(file),
        .name = name,
        .columns = options->columns,
        .labels = study_labels(options->declared, codebook, arena),
    };
    *transcripts = (Transcripts){0};
    if (!io_read(file, arena, &source.bytes, err)) {
        return false;
    }
    Str source_hash = hash_hex(arena, source.bytes);
    const Format *format =
        format_for(&source, options, source_hash, arena, &decoded, diags, err);
    if (!format || !format->parse(&source, arena, transcripts, diags, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < transcripts->len; i++) {
        Transcript *transcript = &transcripts->at[i];
        transcript->encoding = decoded.encoding;
        transcript->source_hash = source_hash;
        // Most plain text is kept as it is.
        transcript->hash = str_eq(transcript->text, source.bytes)
                               ? source_hash
                               : hash_hex(arena, transcript->text);
        segment_sentences(transcript, arena);
        segment_roles(transcript, codebook, diags);
    }
    return true;
}

bool themata_read(const char *path, const ImportOptions *options,
                  const Codebook *codebook, Arena *arena,
                  Transcripts *transcripts, Diags *diags, Err *err)
{
    return import_read(path, utf8_clean(path_stem(str_of(path)), arena),
                       options, codebook, arena, transcripts, diags, err);
}
