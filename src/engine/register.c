// Register: what transcripts/cases.yaml declares, and whose labels that makes
// certain before a transcript is read.
#include "engine/inside.h"

#include "base/io.h"
#include "codebook/load.h"

// Set once consents were declared, and for ever.
static const char declared_setting[] = "declared";

static Str existing(const Themata *study, Str name, Arena *arena)
{
    Str path = path_join(arena, study->folder, name);
    return io_exists(str_terminated(arena, path)) ? path : (Str){0};
}

bool study_cases_file(const Themata *study, Arena *arena, CasesFile *file,
                      Err *err)
{
    Str once = {0};
    Str yaml = existing(study, S("transcripts/cases.yaml"), arena);
    Str yml = existing(study, S("transcripts/cases.yml"), arena);
    *file = (CasesFile){.path = yaml.len > 0 ? yaml : yml};
    if (yaml.len > 0 && yml.len > 0) {
        return err_set(err, ERR_INPUT,
                       "cannot use both '%.*s' and '%.*s': keep one of them",
                       FMT(yaml), FMT(yml));
    }
    if (file->path.len > 0) {
        return io_read(str_terminated(arena, file->path), arena, &file->yaml,
                       err);
    }
    bool ok = store_setting(study->store, str_of(declared_setting), arena,
                            &once, err);
    file->lost = once.len > 0;
    return ok;
}

// Without a file nothing is declared; but where consents were declared once,
// that they are gone is no consent.
static void declare_lost(Register *declared, Diags *diags)
{
    declared->file = S("transcripts/cases.yaml");
    declared->consent = CONSENT_NONE;
    Diag *diag = diag_add(diags, DIAG_K007, (Place){.file = declared->file},
                          "the file of cases is gone: nobody's words are "
                          "shown");
    diag->help = S("put it back, or write a new one that says who may be "
                   "quoted");
}

bool study_declared(const CasesFile *file, Arena *arena, Diags *diags,
                    const Register **declared, Err *err)
{
    Register *empty = NEW(arena, Register);
    *declared = empty;
    if (file->lost) {
        declare_lost(empty, diags);
    }
    if (file->path.len == 0) {
        return true;
    }
    ptrdiff_t before = diag_count(diags, LEVEL_ERROR);
    *declared = register_load(file->yaml, file->path, arena, diags);
    return diag_count(diags, LEVEL_ERROR) == before ||
           err_set(err, ERR_INPUT, "cannot use '%.*s': it has mistakes",
                   FMT(file->path));
}

bool study_register(Themata *study, const Register **declared, Err *err)
{
    CasesFile file;
    *declared = NEW(&study->arena, Register);
    return study_cases_file(study, &study->arena, &file, err) &&
           study_declared(&file, &study->arena, &study->findings, declared,
                          err);
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
                  Arena *arena)
{
    Strs labels = {0};
    for (ptrdiff_t i = 0; declared && i < declared->casts.len; i++) {
        *PUSH(&labels, arena) = declared->casts.at[i].speaker;
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
