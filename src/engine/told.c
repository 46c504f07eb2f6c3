// Told: which decisions are in force.  Decisions are only ever appended; files
// are what the study is told, so one that no longer stands in its file, or that
// was found again in a newer text, is withdrawn.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/map.h"

#include <stdlib.h>

void study_told(Themata *study, const Decisions *decisions, Str source)
{
    Str kept = str_copy(&study->arena, source);
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        *PUSH(&study->told, &study->arena) =
            (Telling){decisions->at[i].sequence, kept, true};
    }
}

// What a decision says, whatever text it was made on.
static Str words_of(const Decision *decision, Arena *arena)
{
    return str_format(
        arena,
        "%s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%.*s\n%d\n%.*s\n%.*s\n%.*s",
        action_name(decision->action), FMT(decision->document),
        FMT(decision->code), FMT(decision->to), FMT(decision->quote),
        FMT(decision->quote_to), FMT(decision->before), FMT(decision->after),
        (int)decision->turn, FMT(decision->coder), FMT(decision->date),
        FMT(decision->why));
}

typedef struct Accounts { // what is in force before and after
    Arena *arena;
    Decisions all; // at[sequence - 1]
    bool *told;    // [sequence - 1]: this time
    Map words;     // of what was told this time
    Tellings tellings;
    Map files;   // that say all that they have to say
    Map sources; // files from which something was withdrawn
    Ints counts; // per source
} Accounts;

// True for what nothing was told of yet: a telling comes after its decision.
static bool is_untold(const Decision *decision)
{
    return decision->told == decision->sequence;
}

// Tells what is not in force yet and what somebody typed, and from there on all
// that follows: the order is that of what is told, whatever was stored before.
static void take_told(Accounts *accounts, const Tellings *told)
{
    int64_t last = 0;
    bool tell = false;
    for (ptrdiff_t i = 0; i < told->len; i++) {
        const Telling *telling = &told->at[i];
        const Decision *decision = &accounts->all.at[telling->decision - 1];
        bool *seen = &accounts->told[telling->decision - 1];
        if (*seen) {
            continue; // another file says the same
        }
        tell = tell || telling->source.len == 0 || decision->withdrawn ||
               is_untold(decision) || decision->told < last;
        if (tell) {
            // What was typed once stays so: no file can take it back.
            bool typed = !is_untold(decision) && decision->source.len == 0 &&
                         !decision->withdrawn;
            *PUSH(&accounts->tellings, accounts->arena) = (Telling){
                telling->decision, typed ? (Str){0} : telling->source, true};
        }
        last = decision->told;
        *seen = true;
        map_put(&accounts->words, words_of(decision, accounts->arena),
                accounts->arena);
    }
}

// True for one of the files, or one in a folder "FOLDER/" among them.
static bool comes_from(const Accounts *accounts, Str source)
{
    Str folder = str_slice(source, 0, str_find(source, S("/"), 0) + 1);
    return source.len > 0 && (map_find(&accounts->files, source) >= 0 ||
                              map_find(&accounts->files, folder) >= 0);
}

static void withdraw(Accounts *accounts, Strs files)
{
    for (ptrdiff_t i = 0; i < files.len; i++) {
        map_put(&accounts->files, files.at[i], accounts->arena);
    }
    for (ptrdiff_t i = 0; i < accounts->all.len; i++) {
        const Decision *decision = &accounts->all.at[i];
        if (decision->withdrawn || accounts->told[i]) {
            continue;
        }
        Str words = words_of(decision, accounts->arena);
        bool anew = map_find(&accounts->words, words) >= 0;
        if (!anew && !comes_from(accounts, decision->source)) {
            continue;
        }
        *PUSH(&accounts->tellings, accounts->arena) =
            (Telling){decision->sequence, decision->source, false};
        if (!anew) {
            int32_t source =
                map_put(&accounts->sources, decision->source, accounts->arena);
            if (source == accounts->counts.len) {
                *PUSH(&accounts->counts, accounts->arena) = 0;
            }
            accounts->counts.at[source]++;
        }
    }
}

static void say_withdrawn(Themata *study, const Accounts *accounts)
{
    for (ptrdiff_t i = 0; i < accounts->counts.len; i++) {
        int count = accounts->counts.at[i];
        Diag *diag =
            diag_add(&study->findings, DIAG_O007,
                     (Place){.file = accounts->sources.keys.at[i]},
                     "%d %s no longer in force: the file does not say "
                     "so any more",
                     count, count == 1 ? "decision is" : "decisions are");
        diag->help = S("they stay in themata.db; write them into the file "
                       "again to bring them back");
    }
}

bool study_tell(Themata *study, Strs files, Err *err)
{
    Arena scratch = {0};
    Accounts accounts = {.arena = &scratch};
    bool ok = store_decisions(study->store, &scratch, &accounts.all, err);
    if (ok) {
        accounts.told = NEW_ARRAY(&scratch, bool, accounts.all.len + 1);
        take_told(&accounts, &study->told);
        withdraw(&accounts, files);
        say_withdrawn(study, &accounts);
        ok = accounts.tellings.len == 0 ||
             store_tell(study->store, &accounts.tellings, err);
    }
    study->told = (Tellings){0};
    arena_release(&scratch);
    return ok;
}

static int by_telling(const void *a, const void *b)
{
    const Decision *left = a, *right = b;
    return (left->told > right->told) - (left->told < right->told);
}

bool study_decisions(Themata *study, Decisions *decisions, Err *err)
{
    ptrdiff_t kept = 0;
    if (!store_decisions(study->store, &study->arena, decisions, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        if (!decisions->at[i].withdrawn) {
            decisions->at[kept++] = decisions->at[i];
        }
    }
    decisions->len = kept;
    if (kept > 0) {
        qsort(decisions->at, (size_t)kept, sizeof *decisions->at, by_telling);
    }
    for (ptrdiff_t i = 0; i < kept; i++) {
        decisions->at[i].sequence = i + 1;
    }
    return study_follow(study, decisions, err);
}

bool study_anchor(Themata *study, Decisions *decisions,
                  const Documents *documents, Err *err)
{
    Map names = {0};
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        map_put(&names, documents->at[i].transcript.document, &study->arena);
    }
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        Decision *decision = &decisions->at[i];
        Document held = {0};
        // Files are told again by every run, and what is odd with them.
        if (decision->revision.len > 0 ||
            map_find(&names, decision->document) < 0 ||
            str_starts(decision->source, S("transcripts/"))) {
            continue;
        }
        if (!store_document(study->store, decision->document, &study->arena,
                            &held, err)) {
            return false;
        }
        resolve_anchor(decision, &held.transcript, &study->findings);
    }
    return true;
}

// True for a decision on the text as it is now, about codes that are there.
static bool is_applied(const Study *loaded, const Decision *decision,
                       const Map *names)
{
    int32_t document = map_find(names, decision->document);
    bool recodes = decision->action == ACTION_RECODE;
    bool moves = decision->action == ACTION_MOVE;
    return document >= 0 &&
           str_eq(decision->revision,
                  loaded->documents.at[document].transcript.hash) &&
           decision->span.begin != NONE &&
           (!moves || decision->span_to.begin != NONE) &&
           codebook_code(loaded->codebook, decision->code) != NONE &&
           (!recodes || codebook_code(loaded->codebook, decision->to) != NONE);
}

ptrdiff_t study_applied(const Study *loaded)
{
    Arena scratch = {0};
    Map names = {0};
    ptrdiff_t applied = 0;
    for (ptrdiff_t i = 0; i < loaded->documents.len; i++) {
        map_put(&names, loaded->documents.at[i].transcript.document, &scratch);
    }
    for (ptrdiff_t i = 0; i < loaded->decisions.len; i++) {
        applied += is_applied(loaded, &loaded->decisions.at[i], &names);
    }
    arena_release(&scratch);
    return applied;
}
