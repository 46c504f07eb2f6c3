// Import: files to turns, kept in the study.
//     file -decode-> text -parse-> turns -segment-> sentences -store-> study
// All but the last step is done on all cores; the study sees one file after
// the other, in order.
#include "engine/import.h"

#include "base/io.h"
#include "base/utf8.h"
#include "engine/names.h"
#include "engine/parallel.h"
#include "match/signature.h"

// A transaction ends with the file that makes it this large: each wait for the
// disk serves many files, and a crash costs no more than this.
enum { TRANSACTION_BYTES = 16 * 1024 * 1024 };

typedef struct Reading { // what all files of one import share
    Themata *study;
    Strs files;
    const ImportOptions *options;
    ReadWith with;
    Names names;
    ImportReport *report;
    RemarksWith remarks;
    Encodings encodings;
    Waitings waiting; // until all files are read
    int64_t bytes;    // of words since the last transaction began
} Reading;

typedef struct Batch { // transcripts of a file: all, or some of very many
    Transcripts transcripts;
    Importeds told; // of each
    Strs signatures;
} Batch;

typedef struct ReadFile { // a file on its way to the study
    Contents contents;
    Batch first;
    Err problem;
} ReadFile;

static void refuse(ImportReport *report, Arena *arena, Str file, Err *problem)
{
    *PUSH(&report->refused, arena) = (Refused){
        .file = file,
        .message = str_copy(arena, str_of(problem->message)),
        .kind = problem->kind,
    };
    *problem = (Err){0};
}

// ---- reading, on any thread

static int64_t count_words(const Transcript *transcript)
{
    int64_t words = 0;
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Str said = transcript_text(transcript, transcript->turns.at[i].span);
        bool inside = false;
        for (ptrdiff_t j = 0; j < said.len; j++) {
            bool letter = (unsigned char)said.at[j] > ' ';
            words += letter & !inside;
            inside = letter;
        }
    }
    return words;
}

static Ints count_captions(const Transcript *transcript, Arena *arena)
{
    ptrdiff_t speakers = transcript->speakers.len;
    Ints captions = {NEW_ARRAY(arena, int32_t, speakers), speakers, speakers};
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        int32_t speaker = transcript->turns.at[i].speaker;
        if (speaker != NO_SPEAKER) {
            captions.at[speaker]++;
        }
    }
    return captions;
}

static Imported told_of(const Transcript *transcript, Str path, Arena *arena)
{
    return (Imported){
        .file = path,
        .document = transcript->document,
        .format = transcript->format,
        .encoding = transcript->encoding,
        .hash = transcript->hash,
        .speakers = transcript->speakers,
        .captions = count_captions(transcript, arena),
        .turns = transcript_turns(transcript),
        .sentences = transcript->sentences.len,
        .words = count_words(transcript),
        .characters = utf8_count(transcript->text),
        .cues = transcript->cues,
        .tags = transcript->tags.len,
    };
}

static Batch next_batch(const Reading *reading, Str path, Contents *contents,
                        Arena *arena)
{
    Batch batch = {import_take(&reading->with, contents, arena), {0}, {0}};
    Str maker = str_of(themata_version());
    for (ptrdiff_t i = 0; i < batch.transcripts.len; i++) {
        const Transcript *transcript = &batch.transcripts.at[i];
        Imported *told = PUSH(&batch.told, arena);
        *told = told_of(transcript, path, arena);
        told->bytes = contents->bytes;
        *PUSH(&batch.signatures, arena) =
            signature_of(transcript, maker, arena);
    }
    return batch;
}

static bool read_file(void *shared, int job, ptrdiff_t i, Arena *arena,
                      void **made, Err *err)
{
    const Reading *reading = shared;
    Str path = reading->files.at[i];
    ReadFile *file = NEW(arena, ReadFile);
    *file = (ReadFile){.contents = {.findings = {.arena = arena}}};
    *made = file;
    Str name = name_of_file(&reading->names, reading->study, path, arena);
    Str stem = utf8_clean(path_stem(path), arena);
    if (!str_eq(name, stem)) {
        diag_add(&file->contents.findings, DIAG_T017, (Place){.file = path},
                 "another document is called '%.*s': this one is '%.*s'",
                 FMT(stem), FMT(name));
    }
    bool read = import_read(&reading->with, job, str_terminated(arena, path),
                            name, &file->contents, &file->problem);
    if (file->problem.kind == ERR_USAGE) {
        return err_set(err, ERR_USAGE, "%s", file->problem.message);
    }
    if (read) {
        file->first = next_batch(reading, path, &file->contents, arena);
    }
    if (read && file->first.transcripts.len == 0) {
        err_set(&file->problem, ERR_INPUT, "nothing was said in it");
    }
    return true;
}

// ---- keeping, in order

// Adds what stays when the file's memory goes.
static Imported *tell(ImportReport *report, const Imported *told, Arena *arena)
{
    Imported *imported = PUSH(&report->imported, arena);
    *imported = *told;
    imported->document = str_copy(arena, told->document);
    imported->encoding = str_copy(arena, told->encoding);
    imported->hash = str_copy(arena, told->hash);
    imported->findings = (Diags){.arena = arena};
    Speakers *speakers = &imported->speakers;
    speakers->cap = speakers->len;
    speakers->at = NEW_ARRAY(arena, Speaker, speakers->len);
    imported->captions.cap = speakers->len;
    imported->captions.at = NEW_ARRAY(arena, int32_t, speakers->len);
    for (ptrdiff_t i = 0; i < speakers->len; i++) {
        Speaker *speaker = &speakers->at[i];
        *speaker = told->speakers.at[i];
        speaker->name = str_copy(arena, speaker->name);
        speaker->role = str_copy(arena, speaker->role);
        imported->captions.at[i] = told->captions.at[i];
    }
    return imported;
}

static bool keep(Reading *reading, const Transcript *transcript, Str signature,
                 Str coder, ImportedStatus *kept, Err *err)
{
    Themata *study = reading->study;
    int64_t revision;
    ImportStatus status;
    if (transcript->turns.len == 0 && transcript->tags.len > 0) {
        *kept = IMPORTED_UNCHANGED;
        import_wait(&reading->waiting, transcript, coder, &study->arena);
        return true;
    }
    if (!store_put_transcript(study->store, transcript, &status, &revision,
                              err) ||
        !store_put_signature(study->store, revision, signature, err)) {
        return false;
    }
    *kept = (ImportedStatus)status;
    return (transcript->tags.len == 0 ||
            import_tags(study, transcript, coder, transcript, err)) &&
           (transcript->remarks.len == 0 ||
            import_remarks(study, transcript, &reading->remarks, coder, err));
}

typedef struct Filing { // of one file
    Str inside;         // its path, as the study has it
    Str coder;
    ptrdiff_t first; // of its transcripts in the report: has its findings
    ptrdiff_t told;  // findings of the file that are there
} Filing;

static bool keep_batch(Reading *reading, const Filing *filing,
                       const Batch *batch, Err *err)
{
    Themata *study = reading->study;
    for (ptrdiff_t i = 0; i < batch->transcripts.len; i++) {
        Transcript *transcript = &batch->transcripts.at[i];
        Imported *imported =
            tell(reading->report, &batch->told.at[i], &study->arena);
        transcript->file = filing->inside;
        if (reading->options->encoding.len > 0) {
            encodings_note(&reading->encodings, transcript->source_hash,
                           transcript->encoding, &study->arena);
        }
        if (!keep(reading, transcript, batch->signatures.at[i], filing->coder,
                  &imported->status, err)) {
            return false;
        }
        reading->bytes += transcript->text.len;
    }
    return true;
}

static void tell_findings(Reading *reading, Filing *filing,
                          const Diags *findings)
{
    Imported *first = &reading->report->imported.at[filing->first];
    while (filing->told < findings->len) {
        diag_copy(&first->findings, &findings->at[filing->told++]);
    }
}

static bool keep_all(Reading *reading, Str path, ReadFile *file, Err *err)
{
    Arena *arena = &reading->study->arena, scratch = {0};
    Str asked = reading->options->coder;
    Contents *contents = &file->contents;
    Filing filing = {
        .inside = study_relative(reading->study, path, arena),
        .coder = asked.len > 0 ? asked : utf8_clean(path_stem(path), arena),
        .first = reading->report->imported.len,
    };
    Batch batch = file->first;
    bool ok = true;
    while (ok && batch.transcripts.len > 0) {
        ok = keep_batch(reading, &filing, &batch, err);
        tell_findings(reading, &filing, &contents->findings);
        arena_reset(&scratch);
        batch = next_batch(reading, path, contents, &scratch);
    }
    arena_release(&scratch);
    return ok;
}

static bool end_transaction(Reading *reading, Err *err)
{
    Store *store = reading->study->store;
    if (reading->bytes < TRANSACTION_BYTES) {
        return true;
    }
    reading->bytes = 0;
    return store_commit(store, err) && store_begin(store, err);
}

static bool keep_file(void *shared, ptrdiff_t i, void *made, Err *err)
{
    Reading *reading = shared;
    ReadFile *file = made;
    Str path = reading->files.at[i];
    study_progress(reading->study, "reading", i, reading->files.len);
    if (file->problem.kind != ERR_NONE) {
        refuse(reading->report, &reading->study->arena, path, &file->problem);
        return true;
    }
    return keep_all(reading, path, file, err) && end_transaction(reading, err);
}

// ---- all of them

// What lies beside transcripts without being one.
static bool is_transcript(Str path)
{
    Str extension = path_extension(path), base = path_base(path);
    return !str_eq(extension, S(".yaml")) && !str_eq(extension, S(".yml")) &&
           !str_eq(extension, S(".db")) && !str_starts(base, S("README"));
}

// A file of cases by another name is none, and consent stands in it.
static void say_misnamed(Themata *study, Str path)
{
    static const char *const names[] = {"cases.yaml", "cases.yml"};
    Str base = path_base(path);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_eq_nocase(base, str_of(names[i])) &&
            !str_eq(base, str_of(names[i]))) {
            diag_add(&study->findings, DIAG_T020, (Place){.file = path},
                     "this is not read: the file of cases is called '%s', "
                     "in small letters",
                     names[i]);
        }
    }
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
        say_misnamed(study, all.at[i]);
        if (is_transcript(all.at[i])) {
            *PUSH(&files, arena) = all.at[i];
        }
    }
    return files;
}

// What was imported by hand is there again, and what these tables do not say
// any more is withdrawn.  A run over all of transcripts/ sees to that itself.
static bool import_end(const Reading *reading, Err *err)
{
    Themata *study = reading->study;
    Strs inside = {0};
    for (ptrdiff_t i = 0; i < reading->files.len; i++) {
        *PUSH(&inside, &study->arena) =
            study_relative(study, reading->files.at[i], &study->arena);
    }
    return study_return(study, reading->report, err) &&
           study_tell(study, inside, err);
}

static bool import_files(Themata *study, Reading *reading, Err *err)
{
    Work work = {
        .count = reading->files.len,
        .jobs = study->jobs,
        .shared = reading,
        .make = read_file,
        .take = keep_file,
    };
    int readers = parallel_jobs(study->jobs);
    readers = readers < work.count ? readers : (int)work.count;
    bool ok = import_readers(&reading->with, readers, err) &&
              store_begin(study->store, err) && parallel_run(&work, err);
    readers_stop(reading->with.readers);
    reading->report->remarks = reading->remarks.taken;
    study_progress(study, "reading", work.count, work.count);
    ok = ok &&
         import_table_codes(study, &reading->waiting, reading->report,
                            reading->options->whole, err) &&
         (reading->options->encoding.len == 0 ||
          encodings_keep(study, &reading->encodings, err));
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
    ImportOptions known = *options;
    known.declared = themata_declared(
        str_terminated(&study->arena, study->folder), &study->arena);
    Reading reading = {
        .study = study,
        .files = transcript_files(study, paths, report),
        .options = &known,
        .with = {.options = &known, .codebook = study_roles(study)},
        .report = report,
    };
    known.known = &reading.encodings;
    reading.remarks.codebook = reading.with.codebook;
    reading.with.common = (Source){
        .columns = known.columns,
        .labels =
            study_labels(known.declared, reading.with.codebook, &study->arena),
    };
    return remarks_chosen(study, &reading.remarks.choice, err) &&
           encodings_read(study, &reading.encodings, err) &&
           names_of(study, reading.files, options->whole, &reading.names,
                    err) &&
           import_files(study, &reading, err) &&
           (options->whole || import_end(&reading, err));
}
