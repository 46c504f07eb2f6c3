// Run: the main job, all of it, in order.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/io.h"

static bool import_transcripts(Themata *study, ImportReport *report, Err *err)
{
    const char *folder = study_path(study, "transcripts");
    Strs paths = {0};
    if (!io_is_folder(folder)) {
        return err_set(err, ERR_USAGE,
                       "no folder 'transcripts' here; 'themata new DIR' makes "
                       "a study");
    }
    *PUSH(&paths, &study->arena) = str_of(folder);
    return themata_import(study, paths, &(ImportOptions){.whole = true}, report,
                          err) &&
           study_keep_present(study, report, err);
}

// Files are what the study is told: what tables and overrides no longer say is
// withdrawn.
static bool tell_decisions(Themata *study, Err *err)
{
    Strs files = {0};
    *PUSH(&files, &study->arena) = S("transcripts/");
    return study_tell(study, files, err);
}

// transcripts/overrides/*.yaml, each once however often it is run.
static bool import_overrides(Themata *study, Err *err)
{
    const char *folder = study_path(study, "transcripts/overrides");
    Strs files = {0};
    ptrdiff_t read, known;
    if (!io_is_folder(folder)) {
        return true;
    }
    if (!io_list(folder, &study->arena, &files, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < files.len; i++) {
        const char *path = str_terminated(&study->arena, files.at[i]);
        Str extension = path_extension(files.at[i]);
        bool yaml =
            str_eq(extension, S(".yaml")) || str_eq(extension, S(".yml"));
        if (yaml && !study_decide_file(study, path, &read, &known, err)) {
            return false;
        }
    }
    return true;
}

static bool check_codebooks(Themata *study, Strs files, Err *err)
{
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    for (ptrdiff_t i = 0; i < files.len; i++) {
        Codebook *codebook;
        if (!themata_check(str_terminated(&study->arena, files.at[i]),
                           &study->arena, &codebook, &study->findings, err)) {
            return false;
        }
    }
    return diag_count(&study->findings, LEVEL_ERROR) == before ||
           err_set(err, ERR_INPUT,
                   "nothing was coded: the codebook has mistakes");
}

// Applies one codebook and writes its report; the folder is reports/ itself
// when there is only one.
static bool code_and_publish(Themata *study, Str file, bool only,
                             RunReport *report, Err *err)
{
    Arena *arena = &study->arena;
    const Study *loaded;
    PublishReport published;
    // Loading finds again what coding found.
    ptrdiff_t before = study->findings.len;
    if (!themata_code(study, str_terminated(arena, file), &report->code, err)) {
        return false;
    }
    study->findings.len = before;
    Str id = report->code.codebook->id;
    const char *folder = study_path(
        study, only ? "reports"
                    : str_terminated(
                          arena, str_format(arena, "reports/%.*s", FMT(id))));
    if (!themata_load(study, id, &loaded, err) ||
        !themata_publish(study, loaded, folder, &published, err)) {
        return false;
    }
    report->decisions = study_applied(loaded);
    report->idle = loaded->decisions.len - report->decisions;
    report->pages += published.pages;
    report->index = path_join(arena, str_of(folder), S("index.html"));
    return true;
}

bool themata_run(Themata *study, RunReport *report, Err *err)
{
    Strs codebooks = {0};
    *report = (RunReport){0};
    if (!themata_codebook_files(str_terminated(&study->arena, study->folder),
                                &study->arena, &codebooks, err)) {
        return false;
    }
    if (codebooks.len == 0) {
        return err_set(err, ERR_USAGE,
                       "no codebook in 'codebooks'; 'themata new DIR' makes a "
                       "study with one");
    }
    if (!check_codebooks(study, codebooks, err) ||
        !import_transcripts(study, &report->import, err) ||
        !import_overrides(study, err) || !tell_decisions(study, err)) {
        return false;
    }
    report->codebooks = codebooks.len;
    for (ptrdiff_t i = 0; i < codebooks.len; i++) {
        if (!code_and_publish(study, codebooks.at[i], codebooks.len == 1,
                              report, err)) {
            return false;
        }
    }
    return true;
}
