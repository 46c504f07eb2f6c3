// Register: what transcripts/cases.yaml declares, and whose labels that makes
// certain before a transcript is read.
#include "engine/inside.h"

#include "base/io.h"
#include "codebook/load.h"

// Set once consents were declared, and for ever.
static const char declared_setting[] = "declared";

// The file of cases under either name, or NULL.
static bool register_file(Themata *study, const char **file, Err *err)
{
    const char *yaml = study_path(study, "transcripts/cases.yaml");
    const char *yml = study_path(study, "transcripts/cases.yml");
    bool both = io_exists(yaml) && io_exists(yml);
    *file = io_exists(yaml) ? yaml : io_exists(yml) ? yml : NULL;
    return !both || err_set(err, ERR_INPUT,
                            "cannot use both '%s' and '%s': keep one of them",
                            yaml, yml);
}

// Without a file nothing is declared; but where consents were declared once,
// that they are gone is no consent.
static bool without_file(Themata *study, Register *declared, Err *err)
{
    Str once = {0};
    if (!store_setting(study->store, str_of(declared_setting), &study->arena,
                       &once, err)) {
        return false;
    }
    if (once.len > 0) {
        declared->file = S("transcripts/cases.yaml");
        declared->consent = CONSENT_NONE;
        Diag *diag = diag_add(&study->findings, DIAG_K007,
                              (Place){.file = declared->file},
                              "the file of cases is gone: nobody's words are "
                              "shown");
        diag->help = S("put it back, or write a new one that says who may be "
                       "quoted");
    }
    return true;
}

bool study_register(Themata *study, const Register **declared, Err *err)
{
    Str yaml;
    const char *path;
    Register *empty = NEW(&study->arena, Register);
    *declared = empty;
    if (!register_file(study, &path, err)) {
        return false;
    }
    if (!path) {
        return without_file(study, empty, err);
    }
    if (!io_read(path, &study->arena, &yaml, err)) {
        return false;
    }
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    *declared =
        register_load(yaml, str_of(path), &study->arena, &study->findings);
    return diag_count(&study->findings, LEVEL_ERROR) == before ||
           err_set(err, ERR_INPUT, "cannot use '%s': it has mistakes", path);
}

bool study_keep_declared(Themata *study, const Study *loaded, Err *err)
{
    return !loaded->declared ||
           store_put_setting(study->store, str_of(declared_setting), S("yes"),
                             err);
}

void study_say_undeclared(Themata *study, const Study *loaded)
{
    if (loaded->declared) {
        return;
    }
    Diag *diag = diag_add(&study->findings, DIAG_K008, (Place){0},
                          "nobody declared who may be quoted: all words are "
                          "shown, under the labels of the transcripts");
    diag->help =
        S("say in transcripts/cases.yaml who consented to what, before "
          "this report leaves your hands");
}

const Register *themata_declared(const char *folder, Arena *arena)
{
    static const char *const names[] = {"transcripts/cases.yaml",
                                        "transcripts/cases.yml"};
    Diags told_later = {.arena = arena};
    Err ignored = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Str yaml, path = path_join(arena, str_of(folder), str_of(names[i]));
        if (io_read(str_terminated(arena, path), arena, &yaml, &ignored)) {
            return register_load(yaml, path, arena, &told_later);
        }
    }
    return NULL;
}

static bool is_exact(Str pattern)
{
    return str_find(pattern, S("*"), 0) < 0 && str_find(pattern, S("?"), 0) < 0;
}

Strs study_labels(const Register *declared, const Codebook *codebook,
                  Str document, Arena *arena)
{
    Strs labels = {0};
    for (ptrdiff_t i = 0; declared && i < declared->casts.len; i++) {
        if (str_eq(declared->casts.at[i].document, document)) {
            *PUSH(&labels, arena) = declared->casts.at[i].speaker;
        }
    }
    for (ptrdiff_t i = 0; declared && i < declared->participants.len; i++) {
        *PUSH(&labels, arena) = declared->participants.at[i].id;
    }
    for (ptrdiff_t i = 0; i < codebook->roles.len; i++) {
        Strs patterns = codebook->roles.at[i].patterns;
        for (ptrdiff_t k = 0; k < patterns.len; k++) {
            if (is_exact(patterns.at[k])) {
                *PUSH(&labels, arena) = patterns.at[k];
            }
        }
    }
    return labels;
}
