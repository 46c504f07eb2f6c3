// Select: codings of a coded study, one document at a time.
#include "engine/load.h"

typedef struct Walk {
    Loading loading;
    Selecting selecting;
    Ints chosen; // documents that may have codings that fit
    TakeCodings *take;
    void *to;
} Walk;

static void take_heard(void *to, int32_t document, const Sheet *sheet,
                       Arena *arena)
{
    Walk *walk = to;
    selecting_hear(&walk->selecting, document, sheet, arena);
}

// Which cases or participants carry a code is known when all were heard.
static bool hear_all(Walk *walk, Err *err)
{
    const SheetWork work = {.take = take_heard, .to = walk};
    return !selecting_hears(&walk->selecting) ||
           loading_sheets(&walk->loading, &work, err);
}

static void choose(Walk *walk)
{
    for (int32_t i = 0; i < walk->loading.study.documents.len; i++) {
        Arena scratch = {0};
        Ints codes = {0};
        bool known = loading_codes(&walk->loading, i, &scratch, &codes);
        if (selecting_may_fit(&walk->selecting, i, known ? &codes : NULL)) {
            *PUSH(&walk->chosen, &walk->loading.themata->arena) = i;
        }
        arena_release(&scratch);
    }
}

typedef struct Picked { // from one document
    Study alone;
    Ints codings;
    Diags findings;
    Arena *arena;
} Picked;

static bool make_picked(void *shared, int thread, ptrdiff_t i, Arena *arena,
                        void **made, Err *err)
{
    Walk *walk = shared;
    Loaded *loaded;
    if (!loading_document(&walk->loading, thread, walk->chosen.at[i], arena,
                          &loaded, err)) {
        return false;
    }
    Picked *picked = NEW(arena, Picked);
    picked->alone = loading_alone(&walk->loading, loaded);
    picked->findings = loaded->findings;
    picked->arena = arena;
    selecting_pick(&walk->selecting, &picked->alone, arena, &picked->codings);
    *made = picked;
    return true;
}

static bool take_picked(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    Walk *walk = shared;
    const Picked *picked = made;
    loading_tell(&walk->loading, i, &picked->findings);
    return walk->take(walk->to, &picked->alone, picked->codings, picked->arena);
}

bool themata_select(Themata *study, Str codebook, const Selection *selection,
                    TakeCodings *take, void *to, Err *err)
{
    Walk walk = {.take = take, .to = to};
    Loading *loading = &walk.loading;
    bool ok = loading_open(loading, study, codebook, "reading", err) &&
              selecting_begin(&walk.selecting, &loading->study, selection,
                              &study->arena, err) &&
              hear_all(&walk, err);
    if (ok) {
        choose(&walk);
        const Work work = {.count = walk.chosen.len,
                           .shared = &walk,
                           .make = make_picked,
                           .take = take_picked};
        ok = walk.chosen.len == 0 || loading_run(loading, &work, err);
    }
    loading_close(loading);
    return ok;
}
