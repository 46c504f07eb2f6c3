// Import: files to turns, kept in the study.
//     file -decode-> text -parse-> turns -segment-> sentences -store-> study
#include "engine/names.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "decode/decode.h"
#include "segment/segment.h"

bool study_read_file(const char *file, Str name, const ImportOptions *options,
                     const Codebook *codebook, Arena *arena,
                     Transcripts *transcripts, Diags *diags, Err *err)
{
    Str bytes, path = str_of(file);
    Decoded decoded;
    if (!io_read(file, arena, &bytes, err) ||
        !decode(bytes, path, options->encoding, arena, &decoded, diags, err)) {
        return false;
    }
    Source source = {
        .text = decoded.text,
        .file = path,
        .name = name,
        .columns = options->columns,
        .labels = study_labels(options->declared, codebook, name, arena),
    };
    const Format *format = options->format.len > 0
                               ? format_named(options->format)
                               : format_of(&source, diags);
    if (!format) {
        return err_set(err, ERR_USAGE, "no transcript format is called '%.*s'",
                       FMT(options->format));
    }
    Str source_hash = hash_hex(arena, bytes);
    *transcripts = format->parse(&source, arena, diags);
    for (ptrdiff_t i = 0; i < transcripts->len; i++) {
        Transcript *transcript = &transcripts->at[i];
        transcript->encoding = decoded.encoding;
        transcript->source_hash = source_hash;
        transcript->hash = hash_hex(arena, transcript->text);
        segment_sentences(transcript, arena);
        segment_roles(transcript, codebook, diags);
    }
    return true;
}

bool themata_read(const char *path, const ImportOptions *options,
                  const Codebook *codebook, Arena *arena,
                  Transcripts *transcripts, Diags *diags, Err *err)
{
    return study_read_file(path, path_stem(str_of(path)), options, codebook,
                           arena, transcripts, diags, err);
}

// "shared_humanity" of "Shared humanity": the id a table's column stands for.
static Str code_of_column(Str column, Arena *arena)
{
    Buf id = {.arena = arena};
    bool gap = false;
    for (ptrdiff_t i = 0; i < column.len; i++) {
        char c = column.at[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && id.len > 0) {
                buf_char(&id, '_');
            }
            buf_char(&id, upper ? (char)(c + ('a' - 'A')) : c);
            gap = false;
        } else {
            gap = true;
        }
    }
    return buf_str(&id);
}

// The turn a tag means: its own, or the one that came from its column.
static int32_t turn_of_tag(const Tag *tag, const Transcript *transcript)
{
    if (tag->turn != NONE) {
        return tag->turn;
    }
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        if (str_eq_nocase(transcript->turns.at[i].column, tag->column)) {
            return (int32_t)i;
        }
    }
    return NONE;
}

// The codes that a table gives, as decisions of a coder about whole turns.
static bool keep_tags(Themata *study, const Transcript *tagged, Str coder,
                      const Transcript *said, Err *err)
{
    Arena *arena = &study->arena;
    Decisions decisions = {0};
    ptrdiff_t known, lost = 0;
    for (ptrdiff_t i = 0; i < tagged->tags.len; i++) {
        const Tag *tag = &tagged->tags.at[i];
        int32_t turn = turn_of_tag(tag, said);
        if (turn == NONE) {
            lost++;
            continue;
        }
        Span span = said->turns.at[turn].span;
        *PUSH(&decisions, arena) = (Decision){
            .action = ACTION_ADD,
            .document = said->document,
            .code = code_of_column(tag->code, arena),
            .quote = transcript_text(said, span),
            .turn = turn + 1,
            .coder = coder,
            .why = str_format(arena, "column '%.*s' of %.*s", FMT(tag->code),
                              FMT(path_base(tagged->file))),
            .revision = said->hash,
            .span = span,
            .span_to = {NONE, NONE},
        };
    }
    if (lost > 0) {
        diag_add(&study->findings, DIAG_K006, (Place){.file = tagged->file},
                 "%lld codes for document '%.*s' belong to no turn of it",
                 (long long)lost, FMT(tagged->document));
    }
    if (!store_add_decisions(study->store, &decisions, &known, err)) {
        return false;
    }
    study_told(study, &decisions, tagged->file);
    return true;
}

// What a table says about documents of other files: codes without words.
// Where all of transcripts/ was read, what was not `read` there is gone.
static bool keep_table_codes(Themata *study, const Transcript *tagged,
                             Str coder, const Map *read, Err *err)
{
    Document document = {0};
    Err missing = {0};
    bool there = store_document(study->store, tagged->document, &study->arena,
                                &document, &missing);
    bool gone = read && str_starts(document.transcript.file, S("transcripts/"));
    if (!there || (gone && map_find(read, tagged->document) < 0)) {
        diag_add(&study->findings, DIAG_K006, (Place){.file = tagged->file},
                 "codes for document '%.*s', which is not imported",
                 FMT(tagged->document));
        return true;
    }
    return keep_tags(study, tagged, coder, &document.transcript, err);
}

typedef struct Waiting { // codes for documents that other files may hold
    Transcript tagged;
    Str coder;
} Waiting;

typedef struct Waitings {
    Waiting *at;
    ptrdiff_t len, cap;
} Waitings;

// Tables may be read before the documents that they give codes to.
static bool keep_waiting(Themata *study, const Waitings *waiting,
                         const ImportReport *report, bool whole, Err *err)
{
    Map read = {0};
    for (ptrdiff_t i = 0; whole && i < report->imported.len; i++) {
        const Transcript *transcript = &report->imported.at[i].transcript;
        if (transcript->turns.len > 0) {
            map_put(&read, transcript->document, &study->arena);
        }
    }
    for (ptrdiff_t i = 0; i < waiting->len; i++) {
        if (!keep_table_codes(study, &waiting->at[i].tagged,
                              waiting->at[i].coder, whole ? &read : NULL,
                              err)) {
            return false;
        }
    }
    return true;
}

static bool keep(Themata *study, Imported *imported, Str coder,
                 Waitings *waiting, Err *err)
{
    const Transcript *transcript = &imported->transcript;
    int64_t revision;
    ImportStatus status;
    imported->tags = transcript->tags.len;
    if (transcript->turns.len == 0 && transcript->tags.len > 0) {
        imported->status = IMPORTED_UNCHANGED;
        *PUSH(waiting, &study->arena) = (Waiting){*transcript, coder};
        return true;
    }
    if (!store_put_transcript(study->store, transcript, &status, &revision,
                              err)) {
        return false;
    }
    imported->status = (ImportedStatus)status;
    return transcript->tags.len == 0 ||
           keep_tags(study, transcript, coder, transcript, err);
}

static void refuse(ImportReport *report, Arena *arena, Str file, Err *problem)
{
    *PUSH(&report->refused, arena) = (Refused){
        .file = file,
        .message = str_copy(arena, str_of(problem->message)),
        .kind = problem->kind,
    };
    *problem = (Err){0};
}

typedef struct Reading { // what all files of one import share
    const ImportOptions *options;
    const Codebook *roles;
    Names names;
    ImportReport *report;
    Waitings *waiting; // until all files are read
} Reading;

static bool keep_all(Themata *study, Str path, const Reading *reading,
                     Transcripts transcripts, Diags findings, Err *err)
{
    Str asked = reading->options->coder;
    Str coder = asked.len > 0 ? asked : path_stem(path);
    for (ptrdiff_t i = 0; i < transcripts.len; i++) {
        Imported *imported = PUSH(&reading->report->imported, &study->arena);
        transcripts.at[i].file = study_relative(study, path);
        *imported = (Imported){.file = path,
                               .transcript = transcripts.at[i],
                               .findings = {.arena = &study->arena}};
        if (i == 0) {
            imported->findings = findings;
        }
        if (!keep(study, imported, coder, reading->waiting, err)) {
            return false;
        }
    }
    return true;
}

static bool import_file(Themata *study, Str path, const Reading *reading,
                        Err *err)
{
    Arena *arena = &study->arena;
    Transcripts transcripts = {0};
    Diags findings = {.arena = arena};
    Err problem = {0};
    Str name = name_of_file(&reading->names, study, path);
    if (!str_eq(name, path_stem(path))) {
        diag_add(&findings, DIAG_T017, (Place){.file = path},
                 "another document is called '%.*s': this one is '%.*s'",
                 FMT(path_stem(path)), FMT(name));
    }
    bool read = study_read_file(str_terminated(arena, path), name,
                                reading->options, reading->roles, arena,
                                &transcripts, &findings, &problem);
    if (problem.kind == ERR_USAGE) {
        return err_set(err, ERR_USAGE, "%s", problem.message);
    }
    if (read && transcripts.len == 0) {
        read = err_set(&problem, ERR_INPUT, "nothing was said in it");
    }
    if (!read) {
        refuse(reading->report, arena, path, &problem);
        return true;
    }
    return keep_all(study, path, reading, transcripts, findings, err);
}

// What lies beside transcripts without being one.
static bool is_transcript(Str path)
{
    Str extension = path_extension(path), base = path_base(path);
    return !str_eq(extension, S(".yaml")) && !str_eq(extension, S(".yml")) &&
           !str_eq(extension, S(".db")) && !str_starts(base, S("README"));
}

// The transcripts among the paths and below the folders among them.
static Strs transcript_files(Themata *study, Strs paths, ImportReport *report)
{
    Arena *arena = &study->arena;
    Strs all = {0}, files = {0};
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        const char *path = str_terminated(arena, paths.at[i]);
        Err problem = {0};
        if (!io_list(path, arena, &all, &problem)) {
            refuse(report, arena, paths.at[i], &problem);
        }
    }
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (is_transcript(all.at[i])) {
            *PUSH(&files, arena) = all.at[i];
        }
    }
    return files;
}

// What was imported by hand is there again, and what these tables do not say
// any more is withdrawn.  A run over all of transcripts/ sees to that itself.
static bool import_end(Themata *study, Strs files, const ImportReport *report,
                       Err *err)
{
    Strs inside = {0};
    for (ptrdiff_t i = 0; i < files.len; i++) {
        *PUSH(&inside, &study->arena) = study_relative(study, files.at[i]);
    }
    return study_return(study, report, err) && study_tell(study, inside, err);
}

enum { FILES_A_TRANSACTION = 64 };

// All files, some to a transaction: each wait for the disk serves many.
static bool import_files(Themata *study, Strs files, const Reading *reading,
                         Err *err)
{
    bool ok = store_begin(study->store, err);
    for (ptrdiff_t i = 0; ok && i < files.len; i++) {
        study_progress(study, "reading", i, files.len);
        if (i > 0 && i % FILES_A_TRANSACTION == 0) {
            ok = store_commit(study->store, err) &&
                 store_begin(study->store, err);
        }
        ok = ok && import_file(study, files.at[i], reading, err);
    }
    study_progress(study, "reading", files.len, files.len);
    ok = ok && keep_waiting(study, reading->waiting, reading->report,
                            reading->options->whole, err);
    if (!ok) {
        store_rollback(study->store);
    }
    return ok && store_commit(study->store, err);
}

bool themata_import(Themata *study, Strs paths, const ImportOptions *options,
                    ImportReport *report, Err *err)
{
    if (options->roles.len > 0 &&
        !study_keep_roles(study, options->roles, err)) {
        return false;
    }
    Strs files = transcript_files(study, paths, report);
    ImportOptions known = *options;
    known.declared = themata_declared(
        str_terminated(&study->arena, study->folder), &study->arena);
    Waitings waiting = {0};
    Reading reading = {
        .waiting = &waiting,
        .options = &known,
        .roles = study_roles(study),
        .report = report,
    };
    return names_of(study, files, options->whole, &reading.names, err) &&
           import_files(study, files, &reading, err) &&
           (options->whole || import_end(study, files, report, err));
}
