// Run: the main job, all of it, in order.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/io.h"

bool themata_is_study(const char *folder, Arena *arena, Strs *codebooks,
                      Err *err)
{
    Str transcripts = path_join(arena, str_of(folder), S("transcripts"));
    if (!io_is_folder(folder)) {
        return err_set(err, ERR_IO,
                       "cannot open the study '%s': no such folder", folder);
    }
    if (!themata_codebook_files(folder, arena, codebooks, err)) {
        return false;
    }
    if (codebooks->len == 0) {
        return err_set(err, ERR_USAGE,
                       "no codebook in 'codebooks'; 'themata new DIR' makes a "
                       "study with one");
    }
    return io_is_folder(str_terminated(arena, transcripts)) ||
           err_set(err, ERR_USAGE,
                   "no folder 'transcripts' here; 'themata new DIR' makes a "
                   "study");
}

static bool import_transcripts(Themata *study, ImportReport *report, Err *err)
{
    Strs paths = {0};
    *PUSH(&paths, &study->arena) = str_of(study_path(study, "transcripts"));
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

// Each codebook has its own report, by its id.
static void check_id(Themata *study, const Codebook *codebook, Strs ids,
                     Strs files)
{
    ptrdiff_t same = strs_find(ids, codebook->id);
    if (same >= 0 && codebook->id.len > 0) {
        Diag *diag = diag_add(
            &study->findings, DIAG_C005, (Place){.file = codebook->file},
            "the codebook's id '%.*s' is that of '%.*s' too", FMT(codebook->id),
            FMT(path_base(files.at[same])));
        diag->help = S("give it another id, or move the older one out of "
                       "codebooks/");
    }
}

static bool check_codebooks(Themata *study, Strs files, Strs *ids, Err *err)
{
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    for (ptrdiff_t i = 0; i < files.len; i++) {
        Codebook *codebook;
        if (!themata_check(str_terminated(&study->arena, files.at[i]),
                           &study->arena, &codebook, &study->findings, err)) {
            return false;
        }
        check_id(study, codebook, *ids, files);
        *PUSH(ids, &study->arena) = codebook->id;
    }
    return diag_count(&study->findings, LEVEL_ERROR) == before ||
           err_set(err, ERR_INPUT,
                   "nothing was coded: the codebook has mistakes");
}

// Applies one codebook and writes its report.
static bool code_and_publish(Themata *study, Str file, const char *folder,
                             RunReport *report, const Study **loaded, Err *err)
{
    PublishReport published;
    // Loading finds again what coding found.
    ptrdiff_t before = study->findings.len;
    if (!themata_code(study, str_terminated(&study->arena, file), &report->code,
                      err)) {
        return false;
    }
    study->findings.len = before;
    if (!themata_load(study, report->code.codebook->id, loaded, err) ||
        !themata_publish(study, *loaded, folder, &published, err)) {
        return false;
    }
    report->decisions = study_applied(*loaded);
    report->idle = (*loaded)->decisions.len - report->decisions;
    report->memos = (*loaded)->memos.len;
    report->pages += published.pages;
    return true;
}

// Findings from `first` on that are not among `said` yet.
static void take_findings(Themata *study, ptrdiff_t first, Diags *said)
{
    for (ptrdiff_t i = first; i < study->findings.len; i++) {
        const Diag *finding = &study->findings.at[i];
        bool known = false;
        for (ptrdiff_t k = 0; !known && k < said->len; k++) {
            known = said->at[k].id == finding->id &&
                    said->at[k].place.line == finding->place.line &&
                    str_eq(said->at[k].message, finding->message);
        }
        if (!known) {
            *PUSH(said, &study->arena) = *finding;
        }
    }
}

// One codebook has its report in reports/, several in reports/ID each, with a
// page that leads to them.
static bool report_all(Themata *study, Strs files, Strs ids, RunReport *report,
                       Err *err)
{
    Arena *arena = &study->arena;
    const Study *loaded = NULL;
    Overviews overviews = {0};
    PublishReport published;
    ptrdiff_t before = study->findings.len;
    Diags said = {.arena = arena};
    for (ptrdiff_t i = 0; i < files.len; i++) {
        Str path = files.len == 1
                       ? S("reports")
                       : str_format(arena, "reports/%.*s", FMT(ids.at[i]));
        // Each report tells what its own codebook found.
        study->findings.len = before;
        if (!code_and_publish(study, files.at[i],
                              study_path(study, str_terminated(arena, path)),
                              report, &loaded, err)) {
            return false;
        }
        take_findings(study, before, &said);
        *PUSH(&overviews, arena) = (Overview){
            .codebook = report->code.codebook,
            .path = str_format(arena, "%.*s/index.html", FMT(ids.at[i])),
            .codings = report->code.codings,
        };
    }
    study->findings.len = before;
    for (ptrdiff_t i = 0; i < said.len; i++) {
        *PUSH(&study->findings, arena) = said.at[i];
    }
    report->index = str_of(study_path(study, "reports/index.html"));
    if (files.len == 1) {
        return true;
    }
    report->pages += 3; // the page, its style, the list of both
    return study_publish_overview(study, loaded->title, &overviews, &published,
                                  err);
}

// A file of cases with mistakes stops a run before anything is read.
static bool check_cases(Themata *study, Err *err)
{
    const Register *declared;
    ptrdiff_t before = study->findings.len;
    if (!study_register(study, &declared, err)) {
        return false;
    }
    study->findings.len = before; // told again when it is applied
    return true;
}

bool themata_run(Themata *study, RunReport *report, Err *err)
{
    Strs codebooks = {0}, ids = {0};
    *report = (RunReport){0};
    if (!themata_is_study(str_terminated(&study->arena, study->folder),
                          &study->arena, &codebooks, err)) {
        return false;
    }
    report->codebooks = codebooks.len;
    return check_codebooks(study, codebooks, &ids, err) &&
           check_cases(study, err) &&
           import_transcripts(study, &report->import, err) &&
           import_overrides(study, err) && tell_decisions(study, err) &&
           study_remove_reports(study, ids, codebooks.len > 1, err) &&
           report_all(study, codebooks, ids, report, err);
}
