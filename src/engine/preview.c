// Preview: what one rule of a codebook finds, before anything is stored.
//     study + rule -match-> hits -> counts, first excerpts
#include "engine/inside.h"

#include "codebook/load.h"
#include "engine/code.h"
#include "engine/parallel.h"
#include "match/match.h"

typedef struct Preview {
    Themata *study;
    const PreviewWanted *wanted;
    PreviewReport *report;
    Arena *arena;  // of the report
    Arena scratch; // of the rest
    Codebook *codebook;
    int32_t rule;
    Matcher *matcher; // of that rule
    Desk *desks;      // per thread
    Study people;     // its documents are heads
} Preview;

// ---- the rule

static int32_t find_rule(const Codebook *codebook, Str id, Arena *scratch,
                         Err *err)
{
    Strs ids = {0};
    for (ptrdiff_t i = 0; i < codebook->rules.len; i++) {
        *PUSH(&ids, scratch) = codebook->rules.at[i].id;
    }
    int32_t rule = (int32_t)strs_find(ids, id);
    if (rule < 0) {
        err_unknown(err, "rule", id, ids);
    }
    return rule;
}

static bool has_mistakes(const Preview *preview, Err *err)
{
    Str rule = preview->wanted->rule;
    return diag_count(&preview->report->findings, LEVEL_ERROR) > 0 &&
           !err_set(err, ERR_INPUT,
                    "cannot look for rule '%.*s': there are mistakes",
                    FMT(rule));
}

static bool open_rule(Preview *preview, Err *err)
{
    const PreviewWanted *wanted = preview->wanted;
    Diags *findings = &preview->report->findings;
    Codebook *codebook =
        codebook_load(wanted->yaml, wanted->file, preview->arena, findings);
    preview->codebook = codebook;
    if (has_mistakes(preview, err) ||
        !study_add_roles(preview->study, codebook, preview->arena, err)) {
        return false;
    }
    preview->rule = find_rule(codebook, wanted->rule, &preview->scratch, err);
    if (preview->rule < 0) {
        return false;
    }
    bool *only = NEW_ARRAY(&preview->scratch, bool, codebook->rules.len);
    only[preview->rule] = true;
    preview->matcher = matcher_open(codebook, only, findings);
    return !has_mistakes(preview, err);
}

static bool open_people(Preview *preview, Err *err)
{
    bool ok = people_now(preview->study, &preview->codebook->roles,
                         &preview->report->findings, err);
    preview->people = preview->study->shelf.study;
    preview->people.codebook = preview->codebook;
    return ok;
}

// ---- one document, on any thread

typedef struct Looked { // through a document
    Signature signature;
    bool read; // and not passed over
    Transcript transcript;
    Hits hits;
} Looked;

static bool asks_for_questions(const Rule *rule)
{
    return rule->questions.len > 0 || rule->within == SCOPE_ANSWER ||
           rule->span == SCOPE_ANSWER;
}

static bool know_questions(const Preview *preview, Searcher *searcher,
                           Transcript *transcript, Arena *arena, Err *err)
{
    const Codebook *codebook = preview->codebook;
    if (!asks_for_questions(&codebook->rules.at[preview->rule])) {
        return true;
    }
    Turns turns = {0}; // those on the shelf are only read
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        *PUSH(&turns, arena) = transcript->turns.at[i];
    }
    transcript->turns = turns;
    return tell_questions(searcher, codebook, transcript, arena, err);
}

static bool search(Preview *preview, int thread, ptrdiff_t i, Arena *arena,
                   Looked *looked, Err *err)
{
    Searcher *searcher =
        desk_searcher(&preview->desks[thread], preview->matcher);
    return shelf_text(&preview->study->shelf, preview->study->store, i, arena,
                      &looked->transcript, err) &&
           know_questions(preview, searcher, &looked->transcript, arena, err) &&
           (searcher_expect(searcher, &looked->signature),
            searcher_hits(searcher, &looked->transcript, arena, &looked->hits,
                          err));
}

static bool look(void *shared, int thread, ptrdiff_t i, Arena *arena,
                 void **made, Err *err)
{
    Preview *preview = shared;
    Looked *looked = NEW(arena, Looked);
    looked->transcript = preview->people.documents.at[i].transcript;
    *made = looked;
    if (!shelf_signature(&preview->study->shelf, preview->study->store, i,
                         arena, &looked->signature, err)) {
        return false;
    }
    looked->read = matcher_may_hit_by(preview->matcher, &looked->signature);
    return !looked->read || search(preview, thread, i, arena, looked, err);
}

// ---- all documents in order

// What is shown outlives the document and who speaks in it.
static Excerpt lasting_excerpt(Excerpt excerpt, Arena *arena)
{
    Strs cases = {0};
    for (ptrdiff_t i = 0; i < excerpt.cases.len; i++) {
        *PUSH(&cases, arena) = str_copy(arena, excerpt.cases.at[i]);
    }
    excerpt.cases = cases;
    excerpt.name = str_copy(arena, excerpt.name);
    excerpt.speaker = str_copy(arena, excerpt.speaker);
    excerpt.role = str_copy(arena, excerpt.role);
    excerpt.group = str_copy(arena, excerpt.group);
    excerpt.words = str_copy(arena, excerpt.words);
    return excerpt;
}

static Reason lasting_reason(Reason reason, Arena *arena)
{
    reason.words = str_copy(arena, reason.words);
    reason.trigger = str_copy(arena, reason.trigger);
    return reason;
}

static void add_excerpts(Preview *preview, int32_t i, const Looked *looked)
{
    Arena *arena = preview->arena;
    PreviewHits *first = &preview->report->first;
    const Study *people = &preview->people;
    Document *document = &preview->people.documents.at[i];
    Document head = *document;
    document->transcript = looked->transcript;
    document->hits = looked->hits;
    Diags told = {.arena = arena}; // when the study is coded
    resolve_guard(people, document, arena, &told);
    for (int32_t k = 0;
         k < looked->hits.len && first->len < preview->wanted->excerpts; k++) {
        Excerpt excerpt = excerpt_of_hit(people, i, k, arena);
        Reason reason = excerpt_reason(people, i, k, arena);
        *PUSH(first, arena) = (PreviewHit){
            .excerpt = lasting_excerpt(excerpt, arena),
            .reason = lasting_reason(reason, arena),
            .excluded = looked->hits.at[k].excluded,
        };
    }
    *document = head;
}

static bool count(void *shared, ptrdiff_t i, void *made, Err *err)
{
    Preview *preview = shared;
    PreviewReport *report = preview->report;
    const PreviewWanted *wanted = preview->wanted;
    const Looked *looked = made;
    (void)err;
    shelf_keep_signature(&preview->study->shelf, i, &looked->signature);
    if (looked->read) {
        shelf_keep(&preview->study->shelf, i, &looked->transcript);
    }
    if (looked->hits.len > 0) {
        add_excerpts(preview, (int32_t)i, looked);
    }
    report->documents++;
    report->with_hits += looked->hits.len > 0;
    report->hits += looked->hits.len;
    for (ptrdiff_t k = 0; k < looked->hits.len; k++) {
        report->contexts[looked->hits.at[k].context]++;
        report->excluded += looked->hits.at[k].excluded;
    }
    report->cancelled = wanted->tell && !wanted->tell(wanted->to, report);
    return !report->cancelled;
}

static bool look_through(Preview *preview, Err *err)
{
    const Work work = {
        .count = preview->people.documents.len,
        .jobs = preview->study->jobs,
        .shared = preview,
        .make = look,
        .take = count,
    };
    preview->report->of = work.count;
    preview->desks = desks_open(work.jobs, &preview->scratch);
    bool ok = parallel_run(&work, err) || preview->report->cancelled;
    desks_close(preview->desks, work.jobs);
    return ok;
}

bool themata_preview(Themata *study, const PreviewWanted *wanted, Arena *arena,
                     PreviewReport *report, Err *err)
{
    *report = (PreviewReport){.findings = {.arena = arena}};
    Preview preview = {
        .study = study,
        .wanted = wanted,
        .report = report,
        .arena = arena,
    };
    bool ok = open_rule(&preview, err) && open_people(&preview, err) &&
              look_through(&preview, err);
    matcher_close(preview.matcher);
    arena_release(&preview.scratch);
    return ok;
}
