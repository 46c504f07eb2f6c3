// Load: the study in arrays, as analysis and reports want it.
#include "engine/code.h"

#include "codebook/load.h"
#include "segment/segment.h"

bool study_people(Themata *study, Study *loaded, Err *err)
{
    const Register *declared;
    Str path, yaml;
    if (!study_register_file(study, &study->arena, &path, &yaml, err) ||
        !study_register(path, yaml, &study->arena, &study->findings, &declared,
                        err) ||
        !store_decisions(study->store, &study->arena, &loaded->decisions,
                         err)) {
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

typedef struct Loading { // of the documents of a coded study
    Themata *study;
    const Codebook *codebook;
    Str questions;    // questions_key
    KnownRules rules; // of the codebook
    Matcher *matcher; // made when a document's questions are not stored
    Searcher *searcher;
} Loading;

// The roles may have been given anew since the study was coded.
static bool load_questions(Loading *loading, const Coded *coded,
                           const PackedHits *packed, Transcript *transcript,
                           Err *err)
{
    Arena *arena = &loading->study->arena;
    Str heard = heard_key(transcript, loading->questions, arena);
    if (str_eq(coded->heard, heard) &&
        unpack_questions(packed->questions, loading->codebook, transcript)) {
        return true;
    }
    if (!loading->matcher) {
        Diags ignored = {.arena = arena};
        bool *none = NEW_ARRAY(arena, bool, loading->codebook->rules.len + 1);
        loading->matcher = matcher_open(loading->codebook, none, &ignored);
        loading->searcher = searcher_open(loading->matcher);
    }
    return tell_questions(loading->searcher, loading->codebook, transcript,
                          arena, err);
}

static bool load_document(Loading *loading, const Coded *coded,
                          Document *document, Err *err)
{
    Store *store = loading->study->store;
    Arena *arena = &loading->study->arena;
    Transcript *transcript = &document->transcript;
    PackedHits packed = {0};
    ptrdiff_t dropped;
    if (!store_fill(store, document, arena, err) ||
        (coded->id > 0 &&
         !store_packed(store, coded->id, arena, &packed, err)) ||
        !load_questions(loading, coded, &packed, transcript, err)) {
        return false;
    }
    return coded->heard.len == 0 ||
           unpack_hits(packed.hits, &loading->rules, transcript->text.len,
                       arena, &document->hits, &dropped) ||
           err_set(err, ERR_IO, "the hits in '%.*s' are damaged",
                   FMT(transcript->document));
}

static bool load_documents(Loading *loading, int64_t codebook, Study *made,
                           Err *err)
{
    Store *store = loading->study->store;
    Arena *arena = &loading->study->arena;
    Coded *coded;
    if (!store_heads(store, arena, &made->documents, err) ||
        !study_people(loading->study, made, err) ||
        !store_rules(store, codebook, arena, &loading->rules, err) ||
        !store_coded(store, loading->rules.lineage, &made->documents, arena,
                     &coded, err)) {
        return false;
    }
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < made->documents.len; i++) {
        ok = load_document(loading, &coded[i], &made->documents.at[i], err);
    }
    return ok;
}

bool themata_load(Themata *study, Str codebook_name, const Study **loaded,
                  Err *err)
{
    StoredCodebook stored = {0};
    Diags ignored = {.arena = &study->arena};
    if (!store_codebook(study->store, codebook_name, &study->arena, &stored,
                        err)) {
        return false;
    }
    Codebook *codebook =
        codebook_load(stored.yaml, stored.file, &study->arena, &ignored);
    if (!study_add_roles(study, codebook, &study->arena, err)) {
        return false;
    }
    Study *made = NEW(&study->arena, Study);
    *made = (Study){.codebook = codebook};
    Loading loading = {
        .study = study,
        .codebook = codebook,
        .questions = questions_key(codebook, &study->arena),
    };
    bool ok = load_documents(&loading, stored.id, made, err);
    if (ok) {
        resolve_study(made, &study->arena, &study->findings);
        *loaded = made;
    }
    searcher_close(loading.searcher);
    matcher_close(loading.matcher);
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
