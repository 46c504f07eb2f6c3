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

bool import_read(const char *file, Str name, const ImportOptions *options,
                 const Codebook *codebook, Arena *arena,
                 Transcripts *transcripts, Diags *diags, Err *err)
{
    Str bytes, path = str_of(file);
    Decoded decoded;
    if (!io_read(file, arena, &bytes, err)) {
        return false;
    }
    Str source_hash = hash_hex(arena, bytes);
    Str encoding = encoding_of(options, source_hash, path, diags);
    if (!decode(bytes, path, encoding, arena, &decoded, diags, err)) {
        return false;
    }
    Source source = {
        .text = decoded.text,
        .file = path,
        .name = name,
        .columns = options->columns,
        .labels = study_labels(options->declared, codebook, arena),
    };
    const char *unread =
        options->format.len > 0 ? NULL : unread_kind(source.text, source.file);
    if (unread) {
        return err_set(err, ERR_INPUT, "this seems to be %s", unread);
    }
    const Format *format = options->format.len > 0
                               ? format_named(options->format)
                               : format_of(&source, diags);
    if (!format) {
        return err_set(err, ERR_USAGE, "no transcript format is called '%.*s'",
                       FMT(options->format));
    }
    *transcripts = format->parse(&source, arena, diags);
    for (ptrdiff_t i = 0; i < transcripts->len; i++) {
        Transcript *transcript = &transcripts->at[i];
        transcript->encoding = decoded.encoding;
        transcript->source_hash = source_hash;
        // Most plain text is kept as it is.
        transcript->hash = str_eq(transcript->text, bytes)
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
