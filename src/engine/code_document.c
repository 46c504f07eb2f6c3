// Code: one document, on any thread.
#include "engine/code.h"

#include "analyse/sheet.h"
#include "base/buf.h"
#include "base/hash.h"
#include "segment/segment.h"

typedef struct Made { // of a document
    NewlyCoded coded;
    Str found;
    bool changed; // the hits or codings are others than those stored
    bool derived;
    Str signature; // where it was not known
    int64_t hits, codings;
    Diags findings;
} Made;

static void put_terms(Buf *buf, Terms terms)
{
    for (ptrdiff_t i = 0; i < terms.len; i++) {
        buf_format(buf, "%d %lld:%.*s", terms.at[i].stem,
                   (long long)terms.at[i].text.len, FMT(terms.at[i].text));
    }
}

Str questions_key(const Codebook *codebook, Arena *arena)
{
    Buf all = {.arena = arena};
    buf_format(&all, "%s\n%.*s\n", themata_version(), FMT(codebook->language));
    for (ptrdiff_t i = 0; i < codebook->questions.len; i++) {
        const Question *question = &codebook->questions.at[i];
        buf_format(&all, "%lld:%.*s %lld:%.*s ", (long long)question->id.len,
                   FMT(question->id), (long long)question->label.len,
                   FMT(question->label));
        put_terms(&all, question->any);
        buf_char(&all, '\n');
    }
    return hash_hex(arena, buf_str(&all));
}

Str heard_key(const Transcript *transcript, Str questions, Arena *arena)
{
    Buf all = {.arena = arena};
    buf_add(&all, questions);
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        Str role = transcript->speakers.at[i].role;
        buf_int(&all, role.len);
        buf_char(&all, ':');
        buf_add(&all, role);
    }
    return hash_hex(arena, buf_str(&all));
}

Str decided_key(const KnownRules *rules, const Decisions *decisions,
                Arena *arena)
{
    Buf all = {.arena = arena};
    if (decisions->len == 0) {
        return (Str){0};
    }
    buf_int(&all, rules->codebook);
    for (ptrdiff_t k = 0; k < decisions->len; k++) {
        buf_format(&all, " %lld %d", (long long)decisions->at[k].told,
                   (int)decisions->at[k].span.begin);
    }
    return hash_hex(arena, buf_str(&all));
}

bool tell_questions(Searcher *searcher, const Codebook *codebook,
                    Transcript *transcript, Arena *arena, Err *err)
{
    int32_t *asked = NEW_ARRAY(arena, int32_t, transcript->turns.len + 1);
    if (!searcher_questions(searcher, transcript, asked, err)) {
        return false;
    }
    segment_questions(transcript, codebook, asked);
    return true;
}

// ---- desks

Searcher *desk_searcher(Desk *desk, const Matcher *matcher)
{
    if (desk->matcher != matcher) {
        searcher_close(desk->searcher);
        *desk = (Desk){matcher, searcher_open(matcher)};
    }
    return desk->searcher;
}

Desk *desks_open(int jobs, Arena *arena)
{
    return NEW_ARRAY(arena, Desk, parallel_jobs(jobs));
}

void desks_close(Desk *desks, int jobs)
{
    for (int i = 0; i < parallel_jobs(jobs); i++) {
        searcher_close(desks[i].searcher);
    }
}

// ---- making

typedef struct Stored { // what the store has of a document
    Signature signature;
    PackedText text;
    PackedHits packed;
} Stored;

static bool fetch_hits(Job *job, const Plan *plan, Arena *arena, Stored *stored,
                       Err *err)
{
    pthread_mutex_lock(&job->lock);
    bool ok = store_packed(job->study->store, plan->was.id, arena,
                           &stored->packed, err);
    pthread_mutex_unlock(&job->lock);
    return ok;
}

static bool fetch_text(Job *job, const Document *document, Arena *arena,
                       Stored *stored, Err *err)
{
    pthread_mutex_lock(&job->lock);
    bool ok = store_text(job->study->store, document->revision, arena,
                         &stored->text, err);
    pthread_mutex_unlock(&job->lock);
    return ok;
}

// What rules found can be found again where it is damaged.
static void begin_anew(const Job *job, Plan *plan, Document *document)
{
    plan->anew = true;
    plan->matcher = job->matcher;
    document->hits = (Hits){0};
}

// The hits of rules that are new, added to those there are.
static bool add_hits(const Plan *plan, Desk *desk, Document *document,
                     const Signature *signature, Arena *arena, ptrdiff_t *added,
                     Err *err)
{
    Hits more;
    if (!plan->matcher) {
        return true;
    }
    Searcher *searcher = desk_searcher(desk, plan->matcher);
    searcher_expect(searcher, signature);
    if (!searcher_hits(searcher, &document->transcript, arena, &more, err)) {
        return false;
    }
    *added = more.len;
    document->hits = document->hits.len > 0
                         ? merge_hits(&document->hits, &more, arena)
                         : more;
    return true;
}

// Codings of a document whose hits are known.
static void derive(const Job *job, ptrdiff_t i, const Document *document,
                   Arena *arena, Made *made)
{
    Codings codings = {0};
    resolve_document((int32_t)i, document, job->codebook, &job->groups[i],
                     arena, &codings, &made->findings);
    made->hits = document->hits.len;
    made->codings = codings_standing(&codings);
    if (made->changed) {
        Sheet sheet = sheet_of(document, &codings, false, arena);
        made->coded = (NewlyCoded){
            .packed = {pack_questions(&document->transcript, arena),
                       pack_hits(&document->hits, &job->rules, arena)},
            .codings = pack_codings(document, &codings, &job->rules, arena),
            .sheet = pack_sheet(&sheet, document, &codings, &job->rules,
                                sheet_key(job->plans[i].now.heard,
                                          job->plans[i].now.decided, arena),
                                arena),
            .codebook = job->codebook,
        };
        made->found = pack_found(&document->hits, &job->rules, arena);
    }
}

// True when something is to be done about a document.
static bool is_due(const Plan *plan)
{
    return plan->matcher || plan->gone || plan->derive || plan->decide;
}

// Rules that are new and can have no hits need not run.
static bool pass_over(Job *job, Plan *plan, int64_t revision, Arena *arena,
                      Signature *signature, Err *err)
{
    Str kept;
    if (!plan->matcher) {
        return true;
    }
    pthread_mutex_lock(&job->lock);
    bool ok = store_signature(job->study->store, revision, arena, &kept, err);
    pthread_mutex_unlock(&job->lock);
    *signature = signature_read(kept, str_of(themata_version()));
    if (!plan->anew && !matcher_may_hit_by(plan->matcher, signature)) {
        plan->matcher = NULL;
    }
    return ok;
}

// The same by the text, where nothing else is to be done.
static bool stays_as_it_is(const Plan *plan, Str text)
{
    return !plan->anew && !plan->derive && !plan->decide && plan->matcher &&
           !matcher_may_hit(plan->matcher, text);
}

// Hits as they are stored, but for those of rules that are gone.
static bool read_hits(Job *job, Plan *plan, Arena *arena, Document *document,
                      Stored *stored, Err *err)
{
    ptrdiff_t dropped = 0;
    if (plan->anew) {
        return true;
    }
    if (!fetch_hits(job, plan, arena, stored, err)) {
        return false;
    }
    if (!unpack_hits(stored->packed.hits, &job->rules, plan->was.bytes, arena,
                     &document->hits, &dropped)) {
        begin_anew(job, plan, document);
    }
    plan->gone = dropped > 0;
    return true;
}

// The text, made ready for rules.
static bool read_text(Job *job, Plan *plan, Desk *desk, Document *document,
                      Stored *stored, Arena *arena, Err *err)
{
    Transcript *transcript = &document->transcript;
    if (!unpack_text(&stored->text, arena, transcript, err)) {
        return false;
    }
    if (!plan->anew && !unpack_questions(stored->packed.questions,
                                         job->codebook, transcript)) {
        begin_anew(job, plan, document);
    }
    return !plan->anew || tell_questions(desk_searcher(desk, job->matcher),
                                         job->codebook, transcript, arena, err);
}

bool code_make(void *shared, int thread, ptrdiff_t i, Arena *arena, void **made,
               Err *err)
{
    Job *job = shared;
    Desk *desk = &job->desks[thread];
    Plan plan = job->plans[i];
    Document document = job->loaded.documents.at[i];
    Stored stored = {0};
    ptrdiff_t added = 0;
    if (!pass_over(job, &plan, document.revision, arena, &stored.signature,
                   err) ||
        (is_due(&plan) &&
         !read_hits(job, &plan, arena, &document, &stored, err))) {
        return false;
    }
    if (!is_due(&plan)) {
        return true;
    }
    bool known = !plan.matcher || stored.signature.bits.len > 0;
    if (!fetch_text(job, &document, arena, &stored, err)) {
        return false;
    }
    if (known && !plan.gone && stays_as_it_is(&plan, stored.text.text)) {
        return true;
    }
    if (!read_text(job, &plan, desk, &document, &stored, arena, err) ||
        !add_hits(&plan, desk, &document, &stored.signature, arena, &added,
                  err)) {
        return false;
    }
    Made *all = NEW(arena, Made);
    *all = (Made){.findings = {.arena = arena}};
    all->changed = plan.anew || plan.derive || plan.gone || added > 0;
    all->derived = all->changed || plan.decide;
    if (all->derived) {
        derive(job, i, &document, arena, all);
    }
    if (!known) {
        all->signature = signature_of(&document.transcript,
                                      str_of(themata_version()), arena);
    }
    *made = all;
    return true;
}

// ---- taking

static bool same_coded(const Coded *a, const Coded *b)
{
    return a->id == b->id && a->set == b->set && str_eq(a->heard, b->heard) &&
           str_eq(a->decided, b->decided) && str_eq(a->voices, b->voices);
}

static bool store_made(Job *job, ptrdiff_t i, const Made *made, Err *err)
{
    Plan *plan = &job->plans[i];
    const Document *document = &job->loaded.documents.at[i];
    Store *store = job->study->store;
    bool changed = made && made->changed;
    return (!plan->roles || store_put_roles(store, &document->transcript,
                                            document->revision, err)) &&
           (!made || made->signature.len == 0 ||
            store_put_signature(store, document->revision, made->signature,
                                err)) &&
           ((!changed && same_coded(&plan->was, &plan->now)) ||
            store_put_coded(store, job->rules.lineage, &plan->now,
                            changed ? &made->coded : NULL, err));
}

bool code_take(void *shared, ptrdiff_t i, void *taken, Err *err)
{
    Job *job = shared;
    Plan *plan = &job->plans[i];
    const Made *made = taken;
    CodeReport *report = job->report;
    study_progress(job->study, "coding", i, job->loaded.documents.len);
    if (made && made->changed) {
        plan->now.found = made->found;
    }
    if (made && made->derived) {
        plan->now.hits = made->hits;
        plan->now.codings = made->codings;
        for (ptrdiff_t k = 0; k < made->findings.len; k++) {
            diag_copy(&job->study->findings, &made->findings.at[k]);
        }
    }
    report->documents++;
    report->turns += plan->was.turns;
    report->bytes += plan->was.bytes;
    report->hits += plan->now.hits;
    report->codings += plan->now.codings;
    report->reused += !plan->matcher;
    pthread_mutex_lock(&job->lock);
    bool ok = store_made(job, i, made, err);
    pthread_mutex_unlock(&job->lock);
    return ok;
}
