// Load: the study in arrays, as analysis and reports want it.
#include "engine/inside.h"

#include "codebook/load.h"
#include "match/match.h"
#include "segment/segment.h"

bool study_documents(Themata *study, Study *loaded, Err *err)
{
    const Register *declared;
    if (!study_register(study, &declared, err) ||
        !store_documents(study->store, &study->arena, &loaded->documents,
                         err) ||
        !study_decisions(study, &loaded->decisions, err) ||
        !study_leave_out(study, &loaded->documents, &loaded->decisions, err) ||
        !study_anchor(study, &loaded->decisions, &loaded->documents, err)) {
        return false;
    }
    // Who has no role was told when the transcript was read.
    Diags told = {.arena = &study->arena};
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        segment_roles(&loaded->documents.at[i].transcript, loaded->codebook,
                      &told);
    }
    resolve_register(loaded, declared, &study->arena, &study->findings);
    return true;
}

static bool load_document(Themata *study, const Matcher *matcher,
                          const Codebook *codebook, int64_t id,
                          Document *document, Err *err)
{
    Transcript *transcript = &document->transcript;
    int32_t *asked =
        NEW_ARRAY(&study->arena, int32_t, transcript->turns.len + 1);
    if (!match_questions(matcher, transcript, asked, err)) {
        return false;
    }
    segment_questions(transcript, codebook, asked);
    return store_hits(study->store, document->revision, id, codebook,
                      &study->arena, &document->hits, err);
}

bool themata_load(Themata *study, Str codebook_name, const Study **loaded,
                  Err *err)
{
    bool ok = false;
    Matcher *matcher = NULL;
    StoredCodebook stored = {0};
    Diags ignored = {.arena = &study->arena};
    if (!store_codebook(study->store, codebook_name, &study->arena, &stored,
                        err)) {
        return false;
    }
    Codebook *codebook =
        codebook_load(stored.yaml, stored.file, &study->arena, &ignored);
    Study *made = NEW(&study->arena, Study);
    *made = (Study){.codebook = codebook};
    matcher = matcher_open(codebook, &ignored);
    if (!study_add_roles(study, codebook, err) ||
        !study_documents(study, made, err)) {
        goto done;
    }
    for (ptrdiff_t i = 0; i < made->documents.len; i++) {
        study_progress(study, "loading", i, made->documents.len);
        if (!load_document(study, matcher, codebook, stored.id,
                           &made->documents.at[i], err)) {
            goto done;
        }
    }
    study_progress(study, "loading", made->documents.len, made->documents.len);
    study_progress(study, "resolving", 0, 1);
    resolve_study(made, &study->arena, &study->findings);
    study_progress(study, "resolving", 1, 1);
    *loaded = made;
    ok = true;
done:
    matcher_close(matcher);
    return ok;
}

bool themata_transcript(Themata *study, Str name, Arena *arena,
                        Transcript *transcript, Err *err)
{
    Document document = {0};
    bool ok = store_document(study->store, name, arena, &document, err);
    *transcript = document.transcript;
    return ok;
}
