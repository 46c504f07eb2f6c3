// Code: a codebook over all that is imported.
//     study + codebook -match-> hits -resolve (+ decisions)-> codings -store->
//
// What is stored is keyed by text, speakers and rule: only rules that are new
// run, only over texts that they did not run over, and only what that changes
// is written.  All of it is one transaction: after a crash the study holds the
// last whole run.
#include "engine/code.h"

#include "base/io.h"
#include "codebook/load.h"

// ---- what changed among the rules

static int32_t most(Ints numbers)
{
    int32_t greatest = 0;
    for (ptrdiff_t i = 0; i < numbers.len; i++) {
        greatest = numbers.at[i] > greatest ? numbers.at[i] : greatest;
    }
    return greatest;
}

// True when the rules that both have come in one order and share codes alike.
static bool stay_alike(const KnownRules *then, const KnownRules *now,
                       const int32_t *place)
{
    int32_t last = NONE; // place now of the common rule before
    int32_t code = NONE, code_now = NONE;
    for (ptrdiff_t i = 0; i < then->numbers.len; i++) {
        int32_t here = place[then->numbers.at[i]] - 1;
        if (here < 0) {
            continue;
        }
        bool together = last != NONE && then->codes.at[i] == code;
        bool together_now = last != NONE && now->codes.at[here] == code_now;
        if (here < last || together != together_now) {
            return false;
        }
        last = here;
        code = then->codes.at[i];
        code_now = now->codes.at[here];
    }
    return true;
}

static Change change_of(Job *job, const KnownRules *then)
{
    Arena scratch = {0};
    Diags told = {.arena = &scratch}; // when all rules were compiled
    const KnownRules *now = &job->rules;
    int32_t numbers = most(then->numbers) + most(now->numbers) + 1;
    bool *known = NEW_ARRAY(&scratch, bool, numbers);
    bool *wanted = NEW_ARRAY(&scratch, bool, now->numbers.len + 1);
    int32_t *place = NEW_ARRAY(&scratch, int32_t, numbers);
    Change change = {
        .set = then->set,
        .gone = NEW_ARRAY(&job->study->arena, bool, numbers),
        .numbers = numbers,
    };
    bool any = false;
    for (ptrdiff_t i = 0; i < then->numbers.len; i++) {
        known[then->numbers.at[i]] = true;
    }
    for (ptrdiff_t i = 0; i < now->numbers.len; i++) {
        wanted[i] = !known[now->numbers.at[i]];
        place[now->numbers.at[i]] = (int32_t)i + 1;
        any = any || wanted[i];
    }
    for (ptrdiff_t i = 0; i < then->numbers.len; i++) {
        int32_t number = then->numbers.at[i];
        change.gone[number] = place[number] == 0;
    }
    change.moved = !stay_alike(then, now, place);
    if (any) {
        change.matcher = matcher_open(job->codebook, wanted, &told);
    }
    arena_release(&scratch);
    return change;
}

// The change since a document was coded, found once for all that were coded
// with those rules.
static const Change *change_since(Job *job, int64_t set, Err *err)
{
    Arena *arena = &job->study->arena;
    KnownRules then;
    for (ptrdiff_t i = 0; i < job->changes.len; i++) {
        if (job->changes.at[i].set == set) {
            return &job->changes.at[i];
        }
    }
    if (!store_rule_set(job->study->store, set, arena, &then, err)) {
        return NULL;
    }
    Change *change = PUSH(&job->changes, arena);
    *change = change_of(job, &then);
    return change;
}

// ---- what has to be done

static bool plan_document(Job *job, ptrdiff_t i, Str questions, Err *err)
{
    Arena *arena = &job->study->arena;
    Plan *plan = &job->plans[i];
    const Document *document = &job->loaded.documents.at[i];
    plan->now = plan->was;
    plan->now.heard = heard_key(&document->transcript, questions, arena);
    plan->now.decided = decided_key(&job->rules, &job->groups[i], arena);
    plan->now.voices = pack_voices(&job->loaded, (int32_t)i, arena);
    plan->now.set = job->rules.set;
    plan->anew = plan->was.id == 0 || !str_eq(plan->was.heard, plan->now.heard);
    plan->decide = job->groups[i].len > 0;
    plan->derive = plan->anew || !plan->was.counted ||
                   !str_eq(plan->was.decided, plan->now.decided);
    if (plan->anew) {
        plan->matcher = job->matcher;
    } else if (plan->was.set != plan->now.set) {
        const Change *change = change_since(job, plan->was.set, err);
        if (!change) {
            return false;
        }
        plan->matcher = change->matcher;
        plan->gone = found_any(plan->was.found, change->gone, change->numbers);
        plan->derive = plan->derive || change->moved;
    }
    return true;
}

static bool plan_all(Job *job, Err *err)
{
    Arena *arena = &job->study->arena;
    const Documents *documents = &job->loaded.documents;
    Str questions = questions_key(job->codebook, arena);
    Coded *coded;
    job->groups = resolve_groups(&job->loaded, arena);
    if (!store_coded(job->study->store, job->rules.lineage, documents, arena,
                     &coded, err)) {
        return false;
    }
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < documents->len; i++) {
        job->plans[i].was = coded[i];
        ok = plan_document(job, i, questions, err);
    }
    return ok;
}

static bool same_roles(const Speakers *a, const Speakers *b)
{
    for (ptrdiff_t i = 0; i < a->len; i++) {
        if (!str_eq(a->at[i].role, b->at[i].role) ||
            a->at[i].role_by_default != b->at[i].role_by_default) {
            return false;
        }
    }
    return true;
}

// Heads of all documents, with the roles as this codebook has them.
static bool load_heads(Job *job, Err *err)
{
    Arena *arena = &job->study->arena;
    Study *loaded = &job->loaded;
    const Register *declared;
    loaded->codebook = job->codebook;
    if (!study_heads(job->study, loaded, &declared, err)) {
        return false;
    }
    ptrdiff_t documents = loaded->documents.len;
    Speakers *stored = NEW_ARRAY(arena, Speakers, documents);
    for (ptrdiff_t i = 0; i < documents; i++) {
        const Speakers *speakers = &loaded->documents.at[i].transcript.speakers;
        for (ptrdiff_t k = 0; k < speakers->len; k++) {
            *PUSH(&stored[i], arena) = speakers->at[k];
        }
    }
    study_people(job->study, loaded, declared);
    job->plans = NEW_ARRAY(arena, Plan, documents);
    for (ptrdiff_t i = 0; i < documents; i++) {
        job->plans[i].roles = !same_roles(
            &stored[i], &loaded->documents.at[i].transcript.speakers);
    }
    return true;
}

// ---- the pipeline

static bool code_all(Job *job, int64_t codebook, Err *err)
{
    Store *store = job->study->store;
    if (!store_rules(store, codebook, &job->study->arena, &job->rules, err) ||
        !store_put_rule_set(store, &job->rules, err) || !load_heads(job, err) ||
        !plan_all(job, err)) {
        return false;
    }
    ptrdiff_t documents = job->loaded.documents.len;
    job->desks = desks_open(job->study->jobs, &job->study->arena);
    const Work work = {
        .count = documents,
        .jobs = job->study->jobs,
        .shared = job,
        .make = code_make,
        .take = code_take,
    };
    bool ok = parallel_run(&work, err);
    desks_close(job->desks, job->study->jobs);
    if (!ok) {
        return false;
    }
    study_progress(job->study, "coding", documents, documents);
    resolve_unknown(&job->loaded, &job->groups[documents],
                    &job->study->findings);
    return study_keep_declared(job->study, &job->loaded, err) &&
           store_put_register(store, &job->loaded, err) &&
           store_forget_coded(store, job->rules.lineage, &job->loaded.documents,
                              err);
}

static bool code_with(Themata *study, const Codebook *codebook, Str yaml,
                      const Matcher *matcher, CodeReport *report, Err *err)
{
    Job job = {
        .study = study,
        .codebook = codebook,
        .matcher = matcher,
        .report = report,
        .lock = PTHREAD_MUTEX_INITIALIZER,
    };
    int64_t id;
    bool ok = store_begin(study->store, err) &&
              store_put_codebook(study->store, codebook, yaml, &id, err) &&
              code_all(&job, id, err) && store_commit(study->store, err);
    if (!ok) {
        store_rollback(study->store);
    }
    for (ptrdiff_t i = 0; i < job.changes.len; i++) {
        matcher_close(job.changes.at[i].matcher);
    }
    return ok;
}

bool themata_code(Themata *study, const char *file, CodeReport *report,
                  Err *err)
{
    bool ok = false;
    Str yaml;
    Matcher *matcher = NULL;
    ptrdiff_t before = diag_count(&study->findings, LEVEL_ERROR);
    if (!io_read(file, &study->arena, &yaml, err)) {
        return false;
    }
    Codebook *codebook =
        codebook_load(yaml, str_of(file), &study->arena, &study->findings);
    codebook->file = study_relative(study, codebook->file, &study->arena);
    matcher = matcher_open(codebook, NULL, &study->findings);
    if (diag_count(&study->findings, LEVEL_ERROR) > before) {
        err_set(err, ERR_INPUT, "cannot apply '%s': it has mistakes", file);
        goto done;
    }
    *report = (CodeReport){.codebook = codebook, .rules = codebook->rules.len};
    ok = study_add_roles(study, codebook, &study->arena, err) &&
         code_with(study, codebook, yaml, matcher, report, err);
done:
    matcher_close(matcher);
    return ok;
}
