// Decide: what people say of codings, kept for ever.
#include "engine/inside.h"

#include "base/io.h"
#include "base/map.h"
#include "codebook/load.h"

// Finds each quote in the newest text of its document; texts that nobody
// decided about are not read.
static bool anchor_all(Themata *study, Decisions *decisions, Err *err)
{
    Documents documents = {0};
    Map names = {0};
    if (!store_heads(study->store, &study->arena, &documents, err) ||
        !study_leave_out(study, &documents, &(Decisions){0}, err)) {
        return false;
    }
    bool *filled = NEW_ARRAY(&study->arena, bool, documents.len);
    for (ptrdiff_t i = 0; i < documents.len; i++) {
        map_put(&names, documents.at[i].transcript.document, &study->arena);
    }
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        Decision *decision = &decisions->at[i];
        int32_t at = map_find(&names, decision->document);
        decision->span = decision->span_to = (Span){NONE, NONE};
        if (at >= 0 && !filled[at] &&
            !store_fill(study->store, &documents.at[at], &study->arena, err)) {
            return false;
        }
        if (at >= 0) {
            filled[at] = true;
            resolve_anchor(decision, &documents.at[at].transcript,
                           &study->findings);
        } else {
            diag_add(&study->findings, DIAG_O001, decision->place,
                     "no document is called '%.*s'", FMT(decision->document));
        }
    }
    return true;
}

static bool decide(Themata *study, Decisions *decisions, Str source,
                   ptrdiff_t *known, Err *err)
{
    if (!anchor_all(study, decisions, err) || !store_begin(study->store, err)) {
        return false;
    }
    if (!store_add_decisions(study->store, decisions, known, err)) {
        store_rollback(study->store);
        return false;
    }
    study_told(study, decisions, source);
    return store_commit(study->store, err);
}

bool themata_decide(Themata *study, Decisions *decisions, ptrdiff_t *known,
                    Err *err)
{
    return decide(study, decisions, (Str){0}, known, err) &&
           study_tell(study, (Strs){0}, err);
}

bool themata_has_code(Themata *study, Str code, Err *err)
{
    Strs files = {0}, names = {0};
    Arena *arena = &study->arena;
    Diags ignored = {.arena = arena};
    if (!themata_codebook_files(str_terminated(arena, study->folder), arena,
                                &files, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < files.len; i++) {
        Str yaml;
        if (!io_read(str_terminated(arena, files.at[i]), arena, &yaml, err)) {
            return false;
        }
        const Codes *codes =
            &codebook_load(yaml, files.at[i], arena, &ignored)->codes;
        for (ptrdiff_t k = 0; k < codes->len; k++) {
            *PUSH(&names, arena) = codes->at[k].id;
        }
    }
    return names.len == 0 || strs_find(names, code) >= 0 ||
           err_unknown(err, "code", code, names);
}

bool study_decide_file(Themata *study, const char *path, ptrdiff_t *read,
                       ptrdiff_t *known, Err *err)
{
    Str yaml;
    if (!io_read(path, &study->arena, &yaml, err)) {
        return false;
    }
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    Decisions decisions =
        decisions_load(yaml, str_of(path), &study->arena, &study->findings);
    if (diag_count(&study->findings, LEVEL_ERROR) > before) {
        return err_set(err, ERR_INPUT, "cannot use '%s': it has mistakes",
                       path);
    }
    *read = decisions.len;
    return decide(study, &decisions,
                  study_relative(study, str_of(path), &study->arena), known,
                  err);
}

bool themata_decide_file(Themata *study, const char *path, ptrdiff_t *read,
                         ptrdiff_t *known, Err *err)
{
    Strs files = {0};
    *PUSH(&files, &study->arena) =
        study_relative(study, str_of(path), &study->arena);
    return study_decide_file(study, path, read, known, err) &&
           study_tell(study, files, err);
}

bool themata_decisions_yaml(Themata *study, Str *yaml, Err *err)
{
    Decisions decisions = {0};
    if (!study_decisions(study, &decisions, err)) {
        return false;
    }
    *yaml = decisions_yaml(&decisions, &study->arena);
    return true;
}
