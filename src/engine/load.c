// Load: the study in arrays, as analysis and reports want it.
#include "engine/load.h"

#include "analyse/sheet.h"
#include "codebook/load.h"
#include "segment/segment.h"

bool study_heads(Themata *study, Study *loaded, const Register **declared,
                 Err *err)
{
    bool ok =
        study_register(study, declared, err) &&
        store_heads(study->store, &study->arena, &loaded->documents, err) &&
        study_decisions(study, &loaded->decisions, err) &&
        study_leave_out(study, &loaded->documents, &loaded->decisions, err) &&
        study_anchor(study, &loaded->decisions, &loaded->documents, err);
    if (ok) {
        resolve_memos(loaded, &study->arena, &study->findings);
    }
    return ok;
}

void study_people(Themata *study, Study *loaded, const Register *declared)
{
    // Who has no role was told when the transcript was read.
    Arena scratch = {0};
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        Diags told = {.arena = &scratch};
        segment_roles(&loaded->documents.at[i].transcript, loaded->codebook,
                      &told);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    resolve_register(loaded, declared, &study->arena, &study->findings);
}

// Roles may have been given anew, and people may have decided, since the study
// was coded.
static void know_fresh(Loading *loading)
{
    const Codebook *codebook = loading->study.codebook;
    Arena *arena = &loading->themata->arena;
    Str questions = questions_key(codebook, arena);
    bool all = true;
    for (ptrdiff_t i = 0; i < loading->study.documents.len; i++) {
        Str heard = heard_key(&loading->study.documents.at[i].transcript,
                              questions, arena);
        Str decided = decided_key(&loading->rules, &loading->groups[i], arena);
        const Coded *coded = &loading->coded[i];
        loading->asked[i] = str_eq(coded->heard, heard);
        loading->fresh[i] = loading->asked[i] && coded->counted &&
                            coded->set == loading->rules.set &&
                            str_eq(coded->decided, decided);
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
    Store *store = loading->themata->store;
    const Coded *coded = &loading->coded[i];
    pthread_mutex_lock(&loading->lock);
    bool ok =
        store_text(store, coded->revision, arena, text, err) &&
        (coded->id == 0 || store_packed(store, coded->id, arena, packed, err));
    pthread_mutex_unlock(&loading->lock);
    return ok;
}

bool loading_document(Loading *loading, int thread, ptrdiff_t i, Arena *arena,
                      Loaded **made, Err *err)
{
    Loaded *loaded = NEW(arena, Loaded);
    *loaded = (Loaded){
        .document = loading->study.documents.at[i],
        .findings = {.arena = arena},
        .arena = arena,
    };
    const Codebook *codebook = loading->study.codebook;
    Document *document = &loaded->document;
    Transcript *transcript = &document->transcript;
    PackedText text;
    PackedHits packed = {0};
    ptrdiff_t dropped;
    if (!fetch(loading, i, arena, &text, &packed, err) ||
        !unpack_text(&text, arena, transcript, err)) {
        return false;
    }
    bool known = loading->asked[i]
                     ? unpack_questions(packed.questions, codebook, transcript)
                     : tell_questions(desk_searcher(&loading->desks[thread],
                                                    loading->matcher),
                                      codebook, transcript, arena, err);
    bool whole = loading->coded[i].heard.len == 0 || packed.hits.len == 0 ||
                 unpack_hits(packed.hits, &loading->rules, transcript->text.len,
                             arena, &document->hits, &dropped);
    if (!known || !whole) {
        return err_set(err, ERR_IO,
                       "the study is damaged: the hits in '%.*s' changed",
                       FMT(transcript->document));
    }
    resolve_guard(&loading->study, document, arena, &loaded->findings);
    resolve_document((int32_t)i, document, codebook, &loading->groups[i], arena,
                     &loaded->codings, &loaded->findings);
    *made = loaded;
    return true;
}

static bool fetch_sheet(Loading *loading, ptrdiff_t i, Arena *arena,
                        PackedSheet *packed, Err *err)
{
    pthread_mutex_lock(&loading->lock);
    bool ok = store_sheet(loading->themata->store, loading->coded[i].id, arena,
                          packed, err);
    pthread_mutex_unlock(&loading->lock);
    return ok;
}

Study loading_alone(const Loading *loading, Loaded *loaded)
{
    Study alone = loading->study;
    for (ptrdiff_t i = 0; i < loaded->codings.len; i++) {
        loaded->codings.at[i].document = 0;
    }
    alone.documents = (Documents){&loaded->document, 1, 1};
    alone.codings = loaded->codings;
    alone.memos = (Memos){0};
    return alone;
}

bool loading_codes(const Loading *loading, ptrdiff_t i, Arena *arena,
                   Ints *codes)
{
    return loading->fresh[i] &&
           unpack_codes(loading->coded[i].codes, &loading->rules,
                        loading->study.codebook, arena, codes);
}

void loading_tell(Loading *loading, ptrdiff_t i, const Diags *findings)
{
    Themata *themata = loading->themata;
    study_progress(themata, loading->doing, i, loading->study.documents.len);
    for (ptrdiff_t k = 0; findings && k < findings->len; k++) {
        diag_copy(&themata->findings, &findings->at[k]);
    }
}

bool loading_run(Loading *loading, const Work *work, Err *err)
{
    ptrdiff_t documents = loading->study.documents.len;
    Work whole = *work;
    whole.count = whole.count > 0 ? whole.count : documents;
    whole.jobs = loading->themata->jobs;
    bool ok = parallel_run(&whole, err);
    if (ok) {
        study_progress(loading->themata, loading->doing, documents, documents);
    }
    return ok;
}

// ---- sheets

static bool load_sheet(Loading *loading, int thread, ptrdiff_t i, bool spans,
                       Arena *arena, Sheet *sheet, Diags *findings, Err *err)
{
    PackedSheet packed;
    Loaded *loaded;
    *findings = (Diags){.arena = arena};
    if (loading->fresh[i] && !spans) {
        if (!fetch_sheet(loading, i, arena, &packed, err)) {
            return false;
        }
        if (unpack_sheet(&packed, &loading->rules, loading->study.codebook,
                         &loading->study.documents.at[i],
                         sheet_key(loading->coded[i].heard,
                                   loading->coded[i].decided, arena),
                         arena, sheet)) {
            return true;
        }
    }
    if (!loading_document(loading, thread, i, arena, &loaded, err)) {
        return false;
    }
    *sheet = sheet_of(&loaded->document, &loaded->codings, spans, arena);
    *findings = loaded->findings;
    return true;
}

typedef struct Sheets {
    Loading *loading;
    const SheetWork *work;
} Sheets;

typedef struct Counted { // a document
    Sheet sheet;
    Diags findings;
    Arena *arena;
} Counted;

static bool make_sheet(void *shared, int thread, ptrdiff_t i, Arena *arena,
                       void **made, Err *err)
{
    Sheets *sheets = shared;
    Counted *counted = NEW(arena, Counted);
    counted->arena = arena;
    *made = counted;
    return load_sheet(sheets->loading, thread, i, sheets->work->spans, arena,
                      &counted->sheet, &counted->findings, err);
}

static bool take_sheet(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    const Sheets *sheets = shared;
    const Counted *counted = made;
    loading_tell(sheets->loading, i,
                 sheets->work->tells ? &counted->findings : NULL);
    sheets->work->take(sheets->work->to, (int32_t)i, &counted->sheet,
                       counted->arena);
    return true;
}

bool loading_sheets(Loading *loading, const SheetWork *work, Err *err)
{
    Sheets sheets = {loading, work};
    const Work whole = {
        .shared = &sheets, .make = make_sheet, .take = take_sheet};
    return loading_run(loading, &whole, err);
}

// ---- open, close

static bool open_heads(Loading *loading, int64_t codebook, Err *err)
{
    Themata *themata = loading->themata;
    Arena *arena = &themata->arena;
    const Register *declared;
    Study *study = &loading->study;
    if (!study_heads(themata, study, &declared, err) ||
        !store_rules(themata->store, codebook, arena, &loading->rules, err) ||
        !store_coded(themata->store, loading->rules.lineage, &study->documents,
                     arena, &loading->coded, err)) {
        return false;
    }
    study_people(themata, study, declared);
    loading->asked = NEW_ARRAY(arena, bool, study->documents.len);
    loading->fresh = NEW_ARRAY(arena, bool, study->documents.len);
    loading->groups = resolve_groups(study, arena);
    resolve_unknown(study, &loading->groups[study->documents.len],
                    &themata->findings);
    loading->desks = desks_open(themata->jobs, arena);
    know_fresh(loading);
    return true;
}

bool loading_open(Loading *loading, Themata *themata, Str codebook_name,
                  const char *doing, Err *err)
{
    Arena *arena = &themata->arena;
    StoredCodebook stored = {0};
    Diags ignored = {.arena = arena};
    *loading = (Loading){
        .themata = themata, .doing = doing, .lock = PTHREAD_MUTEX_INITIALIZER};
    if (!store_codebook(themata->store, codebook_name, arena, &stored, err)) {
        return false;
    }
    Codebook *codebook =
        codebook_load(stored.yaml, stored.file, arena, &ignored);
    loading->study.codebook = codebook;
    return study_add_roles(themata, codebook, arena, err) &&
           open_heads(loading, stored.id, err);
}

void loading_close(Loading *loading)
{
    if (loading->desks) {
        desks_close(loading->desks, loading->themata->jobs);
    }
    matcher_close(loading->matcher);
}

// ---- all of it

typedef struct Whole { // of a study
    Loading loading;
    Study *made;
    Codings *codings; // per document
} Whole;

static bool make_whole(void *shared, int thread, ptrdiff_t i, Arena *arena,
                       void **made, Err *err)
{
    Whole *whole = shared;
    Loaded *loaded;
    bool ok = loading_document(&whole->loading, thread, i, arena, &loaded, err);
    *made = loaded;
    return ok;
}

static bool take_whole(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    Whole *whole = shared;
    const Loaded *loaded = made;
    loading_tell(&whole->loading, i, &loaded->findings);
    whole->made->documents.at[i] = loaded->document;
    whole->codings[i] = loaded->codings;
    whole->made->codings.len += loaded->codings.len;
    arena_adopt(&whole->loading.themata->arena, loaded->arena);
    return true;
}

// One list of all codings, whose number is known.
static void join_codings(const Whole *whole)
{
    Codings *all = &whole->made->codings;
    all->at = NEW_ARRAY(&whole->loading.themata->arena, Coding, all->len);
    all->cap = all->len;
    ptrdiff_t next = 0;
    for (ptrdiff_t i = 0; i < whole->made->documents.len; i++) {
        const Codings *some = &whole->codings[i];
        for (ptrdiff_t k = 0; k < some->len; k++) {
            all->at[next++] = some->at[k];
        }
    }
}

static bool load_whole(Whole *whole, Err *err)
{
    Arena *arena = &whole->loading.themata->arena;
    const Documents *heads = &whole->loading.study.documents;
    Study *made = whole->made;
    *made = whole->loading.study;
    made->documents.at = NEW_ARRAY(arena, Document, heads->len);
    for (ptrdiff_t i = 0; i < heads->len; i++) {
        made->documents.at[i] = heads->at[i];
    }
    whole->codings = NEW_ARRAY(arena, Codings, heads->len);
    const Work work = {.shared = whole, .make = make_whole, .take = take_whole};
    if (!loading_run(&whole->loading, &work, err)) {
        return false;
    }
    join_codings(whole);
    return true;
}

bool themata_load(Themata *study, Str codebook_name, const Study **loaded,
                  Err *err)
{
    Whole whole = {.made = NEW(&study->arena, Study)};
    bool ok =
        loading_open(&whole.loading, study, codebook_name, "loading", err) &&
        load_whole(&whole, err);
    if (ok) {
        *loaded = whole.made;
    }
    loading_close(&whole.loading);
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
