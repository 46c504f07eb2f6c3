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
    if (!store_heads(study->store, &study->arena, &documents, err)) {
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

bool themata_decide(Themata *study, Decisions *decisions, ptrdiff_t *known,
                    Err *err)
{
    if (!anchor_all(study, decisions, err) || !store_begin(study->store, err)) {
        return false;
    }
    if (!store_add_decisions(study->store, decisions, known, err)) {
        store_rollback(study->store);
        return false;
    }
    return store_commit(study->store, err);
}

bool themata_decide_file(Themata *study, const char *path, ptrdiff_t *read,
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
    return themata_decide(study, &decisions, known, err);
}

bool themata_decisions_yaml(Themata *study, Str *yaml, Err *err)
{
    Decisions decisions = {0};
    if (!store_decisions(study->store, &study->arena, &decisions, err)) {
        return false;
    }
    *yaml = decisions_yaml(&decisions, &study->arena);
    return true;
}
