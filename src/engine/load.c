// Load: the study in arrays, as analysis and reports want it.
#include "engine/code.h"

#include "codebook/load.h"
#include "engine/parallel.h"
#include "segment/segment.h"

bool study_heads(Themata *study, Study *loaded, const Register **declared,
                 Err *err)
{
    return study_register(study, declared, err) &&
           store_heads(study->store, &study->arena, &loaded->documents, err) &&
           study_decisions(study, &loaded->decisions, err) &&
           study_leave_out(study, &loaded->documents, &loaded->decisions,
                           err) &&
           study_anchor(study, &loaded->decisions, &loaded->documents, err);
}

void study_people(Themata *study, Study *loaded, const Register *declared)
{
    // Who has no role was told when the transcript was read.
    Diags told = {.arena = &study->arena};
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        segment_roles(&loaded->documents.at[i].transcript, loaded->codebook,
                      &told);
    }
    resolve_register(loaded, declared, &study->arena, &study->findings);
}

typedef struct Loading { // of the documents of a coded study
    Themata *study;
    const Codebook *codebook;
    Study *made;
    KnownRules rules; // of the codebook
    Coded *coded;     // per document
    bool *asked;      // per document: its questions are those stored
    Matcher *matcher; // that finds questions where they are not
    Desk *desks;      // per thread
    Decisions *groups;
    Codings *codings; // per document
    pthread_mutex_t lock;
} Loading;

typedef struct Loaded {
    Document document;
    Codings codings;
    Diags findings;
    Arena *arena; // of all that
} Loaded;

// The roles may have been given anew since the study was coded.
static void know_asked(Loading *loading)
{
    const Codebook *codebook = loading->codebook;
    Arena *arena = &loading->study->arena;
    Str questions = questions_key(codebook, arena);
    bool all = true;
    for (ptrdiff_t i = 0; i < loading->made->documents.len; i++) {
        Str heard = heard_key(&loading->made->documents.at[i].transcript,
                              questions, arena);
        loading->asked[i] = str_eq(loading->coded[i].heard, heard);
        all = all && loading->asked[i];
    }
    if (!all) {
        Diags ignored = {.arena = arena};
        bool *none = NEW_ARRAY(arena, bool, codebook->rules.len + 1);
        loading->matcher = matcher_open(codebook, none, &ignored);
    }
}

static bool fetch(Loading *loading, ptrdiff_t i, Arena *arena, PackedText *text,
                  PackedHits *packed, Err *err)
{
    Store *store = loading->study->store;
    const Coded *coded = &loading->coded[i];
    pthread_mutex_lock(&loading->lock);
    bool ok =
        store_text(store, coded->revision, arena, text, err) &&
        (coded->id == 0 || store_packed(store, coded->id, arena, packed, err));
    pthread_mutex_unlock(&loading->lock);
    return ok;
}

static bool load_document(void *shared, int thread, ptrdiff_t i, Arena *arena,
                          void **made, Err *err)
{
    Loading *loading = shared;
    Loaded *loaded = NEW(arena, Loaded);
    *loaded = (Loaded){
        .document = loading->made->documents.at[i],
        .findings = {.arena = arena},
        .arena = arena,
    };
    Document *document = &loaded->document;
    Transcript *transcript = &document->transcript;
    PackedText text;
    PackedHits packed = {0};
    ptrdiff_t dropped;
    if (!fetch(loading, i, arena, &text, &packed, err) ||
        !unpack_text(&text, arena, transcript, err)) {
        return false;
    }
    bool known =
        loading->asked[i]
            ? unpack_questions(packed.questions, loading->codebook, transcript)
            : tell_questions(
                  desk_searcher(&loading->desks[thread], loading->matcher),
                  loading->codebook, transcript, arena, err);
    bool whole = loading->coded[i].heard.len == 0 || packed.hits.len == 0 ||
                 unpack_hits(packed.hits, &loading->rules, transcript->text.len,
                             arena, &document->hits, &dropped);
    if (!known || !whole) {
        return err_set(err, ERR_IO,
                       "the study is damaged: the hits in '%.*s' changed",
                       FMT(transcript->document));
    }
    resolve_guard(loading->made, document, arena, &loaded->findings);
    resolve_document((int32_t)i, document, loading->codebook,
                     &loading->groups[i], arena, &loaded->codings,
                     &loaded->findings);
    *made = loaded;
    return true;
}

static bool take_document(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    Loading *loading = shared;
    const Loaded *loaded = made;
    Themata *study = loading->study;
    study_progress(study, "loading", i, loading->made->documents.len);
    for (ptrdiff_t k = 0; k < loaded->findings.len; k++) {
        diag_copy(&study->findings, &loaded->findings.at[k]);
    }
    loading->made->documents.at[i] = loaded->document;
    loading->codings[i] = loaded->codings;
    loading->made->codings.len += loaded->codings.len;
    arena_adopt(&study->arena, loaded->arena);
    return true;
}

// One list of all codings, whose number is known.
static void join_codings(const Loading *loading)
{
    Codings *all = &loading->made->codings;
    all->at = NEW_ARRAY(&loading->study->arena, Coding, all->len);
    all->cap = all->len;
    ptrdiff_t next = 0;
    for (ptrdiff_t i = 0; i < loading->made->documents.len; i++) {
        const Codings *some = &loading->codings[i];
        for (ptrdiff_t k = 0; k < some->len; k++) {
            all->at[next++] = some->at[k];
        }
    }
}

static bool load_all(Loading *loading, int64_t codebook, Err *err)
{
    Themata *study = loading->study;
    Study *made = loading->made;
    Arena *arena = &study->arena;
    const Register *declared;
    if (!study_heads(study, made, &declared, err) ||
        !store_rules(study->store, codebook, arena, &loading->rules, err) ||
        !store_coded(study->store, loading->rules.lineage, &made->documents,
                     arena, &loading->coded, err)) {
        return false;
    }
    study_people(study, made, declared);
    ptrdiff_t documents = made->documents.len;
    loading->asked = NEW_ARRAY(arena, bool, documents);
    loading->codings = NEW_ARRAY(arena, Codings, documents);
    loading->groups = resolve_groups(made, arena);
    loading->desks = desks_open(study->jobs, arena);
    know_asked(loading);
    const Work work = {
        .count = documents,
        .jobs = study->jobs,
        .shared = loading,
        .make = load_document,
        .take = take_document,
    };
    bool ok = parallel_run(&work, err);
    desks_close(loading->desks, study->jobs);
    if (ok) {
        resolve_unknown(made, &loading->groups[documents], &study->findings);
        join_codings(loading);
    }
    study_progress(study, "loading", documents, documents);
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
        .made = made,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    bool ok = load_all(&loading, stored.id, err);
    if (ok) {
        *loaded = made;
    }
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
