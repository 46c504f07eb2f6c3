// Publish: numbers, conclusions and excerpts as documents.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/map.h"

#include <stdio.h>
#include <unistd.h>

static Str libraries_in_words(Arena *arena)
{
    const Ability *abilities;
    Buf words = {.arena = arena};
    ptrdiff_t count = themata_abilities(&abilities, arena);
    for (ptrdiff_t i = 0; i < count; i++) {
        if (abilities[i].needed) {
            buf_format(&words, "%s%s %s", words.len > 0 ? ", " : "",
                       abilities[i].name, abilities[i].version);
        }
    }
    return buf_str(&words);
}

// What only the database remembers: a report is made from the folder, and says
// nothing of what was taken out of it.
static bool is_memory(DiagId id)
{
    return id == DIAG_T018 || id == DIAG_T019 || id == DIAG_O007;
}

// The findings with their files as seen from the study folder.
static const Diags *findings_inside(const Themata *study, Arena *arena)
{
    Diags *inside = NEW(arena, Diags);
    inside->arena = arena;
    for (ptrdiff_t i = 0; i < study->findings.len; i++) {
        if (is_memory(study->findings.at[i].id)) {
            continue;
        }
        Diag *finding = PUSH(inside, arena);
        *finding = study->findings.at[i];
        finding->place.file = study_relative(study, finding->place.file);
    }
    return inside;
}

typedef struct Results { // what a report is made from
    Conclusions conclusions;
    Cooccurrence sentences;
    ReportFacts facts;
    ReportInput input;
} Results;

static void tell_page(void *to, int64_t done, int64_t of)
{
    study_progress(to, "making pages", done, of);
}

// The numbers of a report, one after the other for those who wait.
static void analyse(Themata *study, const Study *loaded, Results *results)
{
    enum { STEPS = 2 };
    study_progress(study, "analysing", 0, STEPS);
    results->conclusions = conclude(loaded, &study->arena);
    study_progress(study, "analysing", 1, STEPS);
    results->sentences =
        cooccurrence_of(loaded, (Unit){UNIT_SENTENCE, 1}, &study->arena);
    study_progress(study, "analysing", STEPS, STEPS);
}

static const ReportInput *results_of(Themata *study, const Study *loaded)
{
    Arena *arena = &study->arena;
    Results *results = NEW(arena, Results);
    study_say_undeclared(study, loaded);
    *results = (Results){
        .facts = {.program = str_format(arena, "themata %s", themata_version()),
                  .libraries = libraries_in_words(arena),
                  .findings = findings_inside(study, arena)},
    };
    analyse(study, loaded, results);
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        const Document *document = &loaded->documents.at[i];
        results->facts.bytes += document->transcript.text.len;
        results->facts.hits += document->hits.len;
    }
    results->input = (ReportInput){
        .study = loaded,
        .conclusions = &results->conclusions,
        .sentences = &results->sentences,
        .facts = &results->facts,
        .tell = tell_page,
        .to = study,
    };
    return &results->input;
}

// The pages of a folder of reports, one path a line.
#define PAGE_LIST "files.txt"

static bool write_page(Str folder, const Page *page, Arena *arena, Err *err)
{
    Str path = path_join(arena, folder, page->path);
    Str parent = str_slice(path, 0, path.len - path_base(path).len - 1);
    return io_make_folder(str_terminated(arena, parent), err) &&
           io_write_again(str_terminated(arena, path), page->bytes, err);
}

// True for a path that can only lie in the folder itself.
static bool stays_inside(Str path)
{
    return path.len > 0 && path.at[0] != '/' && str_find(path, S(".."), 0) < 0;
}

// Removes pages that an earlier run wrote and this one does not: a theme that
// is no longer in the codebook must not stay in the report.
static void remove_old_pages(Str folder, const Map *pages, Arena *arena)
{
    Str rest = {0}, path;
    Err ignored = {0};
    Str list = path_join(arena, folder, S(PAGE_LIST));
    if (!io_read(str_terminated(arena, list), arena, &rest, &ignored)) {
        return;
    }
    while (str_line(&rest, &path)) {
        if (stays_inside(path) && map_find(pages, path) < 0) {
            Str old = path_join(arena, folder, path);
            remove(str_terminated(arena, old));
        }
    }
}

static bool publish(Themata *study, Pages pages, Str into,
                    PublishReport *report, Err *err)
{
    Arena *arena = &study->arena;
    Buf list = {.arena = arena};
    Map paths = {0};
    *report = (PublishReport){.pages = pages.len + 1};
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        study_progress(study, "writing", i, pages.len);
        if (!write_page(into, &pages.at[i], arena, err)) {
            return false;
        }
        map_put(&paths, pages.at[i].path, arena);
        buf_format(&list, "%.*s\n", FMT(pages.at[i].path));
    }
    study_progress(study, "writing", pages.len, pages.len);
    remove_old_pages(into, &paths, arena);
    return write_page(into, &(Page){S(PAGE_LIST), buf_str(&list)}, arena, err);
}

bool themata_publish(Themata *study, const Study *loaded, const char *folder,
                     PublishReport *report, Err *err)
{
    Pages pages = report_site(results_of(study, loaded), &study->arena);
    return publish(study, pages, str_of(folder), report, err);
}

bool study_publish_overview(Themata *study, Str title,
                            const Overviews *overviews, PublishReport *report,
                            Err *err)
{
    Pages pages = report_overview(title, overviews, &study->arena);
    Str folder = str_of(study_path(study, "reports"));
    return publish(study, pages, folder, report, err);
}

// The last folder that `path`, "FOLDER/files.txt", lies in.
static Str folder_of(Str path)
{
    return str_slice(path, 0, path.len - path_base(path).len - 1);
}

static void remove_report(Str folder, Arena *arena)
{
    static const char *const below[] = {"data", "themes", "cooccurrence",
                                        "transcripts"};
    remove_old_pages(folder, &(Map){0}, arena);
    remove(str_terminated(arena, path_join(arena, folder, S(PAGE_LIST))));
    // Folders go once they are empty, and no others.
    for (size_t i = 0; i < sizeof below / sizeof *below; i++) {
        Str path = path_join(arena, folder, str_of(below[i]));
        rmdir(str_terminated(arena, path));
    }
    rmdir(str_terminated(arena, folder));
}

// True for the report of a codebook that the study has or had.
static bool is_known_report(Themata *study, Str folder, Strs ids)
{
    StoredCodebook stored;
    Err unknown = {0};
    Str id = path_base(folder);
    return strs_find(ids, id) >= 0 ||
           store_codebook(study->store, id, &study->arena, &stored, &unknown);
}

bool study_remove_reports(Themata *study, Strs ids, bool several, Err *err)
{
    Strs files = {0};
    Arena *arena = &study->arena;
    const char *reports = study_path(study, "reports");
    if (!io_is_folder(reports)) {
        return true;
    }
    if (!io_list(reports, arena, &files, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < files.len; i++) {
        Str folder = folder_of(files.at[i]);
        Str parent = folder_of(folder);
        bool old = several ? strs_find(ids, path_base(folder)) < 0 : true;
        if (str_eq(path_base(files.at[i]), S(PAGE_LIST)) &&
            str_eq(parent, str_of(reports)) && old &&
            is_known_report(study, folder, ids)) {
            remove_report(folder, arena);
        }
    }
    return true;
}

bool themata_document(Themata *study, const Study *loaded, Strs names, Str form,
                      Str *document, Err *err)
{
    return report_document(results_of(study, loaded), names, form,
                           &study->arena, document, err);
}

Conclusions themata_conclude(Themata *study, const Study *loaded)
{
    return conclude(loaded, &study->arena);
}
