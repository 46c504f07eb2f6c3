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
        finding->place.file = study_relative(study, finding->place.file, arena);
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

// The pages of a folder of reports, one path a line below a line that says so:
// by it a folder is known for a report, and a list for no one's own notes.
#define PAGE_LIST "files.txt"
#define LIST_HEAD "# pages made by themata, which removes what it makes no more"

static const char *place_of(Str folder, const Page *page, Arena *arena,
                            Err *err)
{
    Str path = path_join(arena, folder, page->path);
    Str parent = str_slice(path, 0, path.len - path_base(path).len - 1);
    return io_make_folder(str_terminated(arena, parent), err)
               ? str_terminated(arena, path)
               : NULL;
}

// True for a path that can only lie in the folder itself.
static bool stays_inside(Str path)
{
    return path.len > 0 && path.at[0] != '/' && str_find(path, S(".."), 0) < 0;
}

static const char *list_of(Str folder, Arena *arena)
{
    return str_terminated(arena, path_join(arena, folder, S(PAGE_LIST)));
}

// The pages that the list of a folder names; none without a list.  Lists had no
// first line once: `headed` tells whether this one has.
static Strs listed_pages(Str folder, bool *headed, Arena *arena)
{
    Strs pages = {0};
    Str rest = {0}, line;
    Err none = {0};
    *headed = false;
    if (!io_read(list_of(folder, arena), arena, &rest, &none)) {
        return pages;
    }
    while (str_line(&rest, &line)) {
        if (str_eq(line, S(LIST_HEAD))) {
            *headed = true;
        } else if (stays_inside(line)) {
            *PUSH(&pages, arena) = line;
        }
    }
    return pages;
}

static bool write_list(Str folder, Strs pages, Arena *arena, Err *err)
{
    Buf list = {.arena = arena};
    buf_format(&list, "%s\n", LIST_HEAD);
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        buf_format(&list, "%.*s\n", FMT(pages.at[i]));
    }
    return io_make_folder(str_terminated(arena, folder), err) &&
           io_write(list_of(folder, arena), buf_str(&list), err);
}

// Removes a page, and the folders above it in `folder` once they are empty.
static void remove_page(Str folder, Str page, Arena *arena)
{
    remove(str_terminated(arena, path_join(arena, folder, page)));
    for (Str part = page; path_base(part).len < part.len;) {
        part = str_slice(part, 0, part.len - path_base(part).len - 1);
        rmdir(str_terminated(arena, path_join(arena, folder, part)));
    }
}

// Pages are written as they are made, and those removed that an earlier run
// wrote and this one does not: a theme that is no longer in the codebook must
// not stay in the report.  While that goes on the list names the old pages and
// the new ones, so that a run that is broken off leaves none that the next does
// not know.
typedef struct Publishing {
    Str into;
    Map pages; // new ones, then those that were there
    ptrdiff_t made;
    IoFile file; // of a page that comes bit by bit
    Arena *arena;
} Publishing;

static bool expect_pages(void *to, Strs paths, Err *err)
{
    Publishing *publishing = to;
    Arena *arena = publishing->arena;
    bool headed;
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        map_put(&publishing->pages, paths.at[i], arena);
    }
    publishing->made = publishing->pages.keys.len;
    Strs old = listed_pages(publishing->into, &headed, arena);
    for (ptrdiff_t i = 0; i < old.len; i++) {
        map_put(&publishing->pages, old.at[i], arena);
    }
    return write_list(publishing->into, publishing->pages.keys, arena, err);
}

static bool publish_page(void *to, const Page *page, Err *err)
{
    Publishing *publishing = to;
    Arena scratch = {0};
    bool ok = true;
    if (!publishing->file.open) {
        const char *path = place_of(publishing->into, page, &scratch, err);
        ok = path && (page->more ? io_begin(&publishing->file, path, err)
                                 : io_write_again(path, page->bytes, err));
    }
    if (ok && publishing->file.open) {
        ok = io_add(&publishing->file, page->bytes, err);
    }
    if (publishing->file.open && (!page->more || !ok)) {
        ok = io_end(&publishing->file, err) && ok;
    }
    arena_release(&scratch);
    return ok;
}

static bool end_publishing(const Publishing *publishing, PublishReport *report,
                           Err *err)
{
    Strs pages = publishing->pages.keys;
    for (ptrdiff_t i = publishing->made; i < pages.len; i++) {
        remove_page(publishing->into, pages.at[i], publishing->arena);
    }
    pages.len = publishing->made;
    *report = (PublishReport){.pages = publishing->made + 1};
    return write_list(publishing->into, pages, publishing->arena, err);
}

bool themata_publish(Themata *study, const Study *loaded, const char *folder,
                     PublishReport *report, Err *err)
{
    Publishing publishing = {.into = str_of(folder), .arena = &study->arena};
    const PageTaker taker = {expect_pages, publish_page, &publishing};
    return report_site(results_of(study, loaded), &taker, &study->arena, err) &&
           end_publishing(&publishing, report, err);
}

bool study_publish_overview(Themata *study, Str title,
                            const Overviews *overviews, PublishReport *report,
                            Err *err)
{
    Strs paths = {0};
    Arena *arena = &study->arena;
    Pages pages = report_overview(title, overviews, arena);
    Publishing publishing = {.into = str_of(study_path(study, "reports")),
                             .arena = arena};
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        *PUSH(&paths, arena) = pages.at[i].path;
    }
    bool ok = expect_pages(&publishing, paths, err);
    for (ptrdiff_t i = 0; ok && i < pages.len; i++) {
        ok = publish_page(&publishing, &pages.at[i], err);
    }
    return ok && end_publishing(&publishing, report, err);
}

// The last folder that `path`, "FOLDER/files.txt", lies in.
static Str folder_of(Str path)
{
    return str_slice(path, 0, path.len - path_base(path).len - 1);
}

static void remove_report(Str folder, Strs pages, Arena *arena)
{
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        remove_page(folder, pages.at[i], arena);
    }
    remove(list_of(folder, arena));
    rmdir(str_terminated(arena, folder));
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
        bool old = !several || strs_find(ids, path_base(folder)) < 0, ours;
        if (str_eq(path_base(files.at[i]), S(PAGE_LIST)) &&
            str_eq(parent, str_of(reports)) && old) {
            Strs pages = listed_pages(folder, &ours, arena);
            if (ours) {
                remove_report(folder, pages, arena);
            }
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
