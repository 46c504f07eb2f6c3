#include "engine/inside.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/utf8.h"
#include "codebook/load.h"

#include <stdlib.h>

Themata *themata_open(const char *folder, StudyUse use, Err *err)
{
    Themata *study = NULL;
    Arena arena = {0};
    if (!io_is_folder(folder)) {
        err_set(err, ERR_IO, "cannot open the study '%s': no such folder",
                folder);
        return NULL;
    }
    study = NEW(&arena, Themata);
    *study = (Themata){.arena = arena};
    study->folder = str_copy(&study->arena, str_of(folder));
    study->findings.arena = &study->arena;
    study->shelf = shelf_of(SHELF_BYTES);
    const char *database = study_path(study, "themata.db");
    if (use != STUDY_WRITE && !io_exists(database)) {
        err_set(err, ERR_IO,
                "cannot open '%s': nothing is imported here yet; "
                "'themata run' does it all",
                database);
        goto failed;
    }
    study->store =
        store_open(database, use == STUDY_READ ? STORE_READ : STORE_WRITE, err);
    if (study->store) {
        return study;
    }
failed:
    themata_close(study);
    return NULL;
}

void themata_close(Themata *study)
{
    if (study) {
        store_close(study->store);
        shelf_release(&study->shelf);
        // The study itself lives in its arena.
        Arena arena = study->arena;
        arena_release(&arena);
    }
}

Arena *themata_arena(Themata *study)
{
    return &study->arena;
}

Diags *themata_findings(Themata *study)
{
    return &study->findings;
}

void themata_on_progress(Themata *study, Progress progress)
{
    study->progress = progress;
}

void themata_use_jobs(Themata *study, int jobs)
{
    study->jobs = jobs;
}

void themata_keep_texts(Themata *study, int64_t bytes)
{
    shelf_release(&study->shelf);
    study->shelf = shelf_of(bytes);
}

const char *themata_version(void)
{
    return THEMATA_VERSION;
}

const char *study_path(Themata *study, const char *name)
{
    Str path = path_join(&study->arena, study->folder, str_of(name));
    return str_terminated(&study->arena, path);
}

Str study_relative(const Themata *study, Str path, Arena *arena)
{
    Str folder = study->folder;
    while (str_ends(folder, S("/"))) {
        folder.len--;
    }
    bool inside = str_starts(path, folder) && path.len > folder.len &&
                  path.at[folder.len] == '/';
    return utf8_clean(inside ? str_slice(path, folder.len + 1, path.len) : path,
                      arena);
}

void study_progress(const Themata *study, const char *doing, int64_t done,
                    int64_t of)
{
    if (study->progress.tell) {
        study->progress.tell(study->progress.to, doing, done, of);
    }
}

static bool is_codebook(Str path)
{
    Str extension = path_extension(path);
    return str_eq(extension, S(".yaml")) || str_eq(extension, S(".yml"));
}

bool themata_codebook_files(const char *folder, Arena *arena, Strs *files,
                            Err *err)
{
    Str codebooks = path_join(arena, str_of(folder), S("codebooks"));
    const char *path = str_terminated(arena, codebooks);
    Strs paths = {0};
    if (!io_is_folder(path)) {
        return true;
    }
    if (!io_list(path, arena, &paths, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        // Only those directly in the folder: below it lie older versions.
        bool directly =
            path_base(paths.at[i]).len + codebooks.len + 1 == paths.at[i].len;
        if (directly && is_codebook(paths.at[i])) {
            *PUSH(files, arena) = paths.at[i];
        }
    }
    return true;
}

static const char roles_setting[] = "roles";

static bool read_roles(Str yaml, Str file, Arena *arena, Roles *roles, Err *err)
{
    Diags findings = {.arena = arena};
    *roles = roles_load(yaml, file, arena, &findings);
    if (diag_count(&findings, LEVEL_ERROR) == 0) {
        return true;
    }
    const Diag *first = &findings.at[0];
    return err_set(err, ERR_INPUT, "cannot read roles: %.*s:%d:%d: %.*s",
                   FMT(file), (int)first->place.line, (int)first->place.column,
                   FMT(first->message));
}

bool themata_roles(const char *path, Arena *arena, Roles *roles, Err *err)
{
    Str yaml;
    return io_read(path, arena, &yaml, err) &&
           read_roles(yaml, str_of(path), arena, roles, err);
}

bool study_keep_roles(Themata *study, Str path, Err *err)
{
    Str yaml;
    Roles roles;
    const char *file = str_terminated(&study->arena, path);
    return io_read(file, &study->arena, &yaml, err) &&
           read_roles(yaml, path, &study->arena, &roles, err) &&
           store_begin(study->store, err) &&
           store_put_setting(study->store, str_of(roles_setting), yaml, err) &&
           store_commit(study->store, err);
}

bool study_add_roles(const Themata *study, Codebook *codebook, Arena *arena,
                     Err *err)
{
    Str yaml = {0};
    Roles roles;
    if (!store_setting(study->store, str_of(roles_setting), arena, &yaml,
                       err)) {
        return false;
    }
    if (yaml.len == 0) {
        return true;
    }
    if (!read_roles(yaml, S("--roles"), arena, &roles, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < codebook->roles.len; i++) {
        *PUSH(&roles, arena) = codebook->roles.at[i];
    }
    codebook->roles = roles;
    return true;
}

const Codebook *study_roles(Themata *study)
{
    Strs files = {0};
    Err ignored = {0};
    Codebook *codebook = NULL;
    themata_codebook_files(str_terminated(&study->arena, study->folder),
                           &study->arena, &files, &ignored);
    for (ptrdiff_t i = 0; i < files.len && !codebook; i++) {
        Str yaml;
        Diags findings = {.arena = &study->arena};
        const char *file = str_terminated(&study->arena, files.at[i]);
        if (io_read(file, &study->arena, &yaml, &ignored)) {
            codebook =
                codebook_load(yaml, files.at[i], &study->arena, &findings);
        }
    }
    if (!codebook) {
        codebook = NEW(&study->arena, Codebook);
        codebook->language = S("en");
    }
    study_add_roles(study, codebook, &study->arena, &ignored);
    return codebook;
}
