// Count: numbers of a coded study, one document at a time.
#include "engine/load.h"

static void take_cooccurring(void *to, int32_t document, const Sheet *sheet,
                             Arena *arena)
{
    cooccurring_add(to, document, sheet, arena);
}

bool themata_cooccurrence(Themata *study, Str codebook, Counting counting,
                          CooccurrenceBy *result, const Codebook **counted,
                          Err *err)
{
    Loading loading;
    Cooccurring cooccurring;
    const SheetWork work = {
        .take = take_cooccurring,
        .to = &cooccurring,
        .spans = counting.unit.kind == UNIT_OVERLAP,
        .tells = true,
    };
    bool ok = loading_open(&loading, study, codebook, "counting", err) &&
              cooccurring_begin(&cooccurring, &loading.study, counting,
                                &study->arena, err) &&
              loading_sheets(&loading, &work, err);
    if (ok) {
        *result = cooccurring_end(&cooccurring);
        *counted = loading.study.codebook;
    }
    loading_close(&loading);
    return ok;
}

static void take_tallying(void *to, int32_t document, const Sheet *sheet,
                          Arena *arena)
{
    tallying_add(to, document, sheet, arena);
}

bool themata_frequency(Themata *study, Str codebook, Counting counting,
                       Frequency *result, const Codebook **counted, Err *err)
{
    Loading loading;
    Tallying tallying;
    const SheetWork work = {
        .take = take_tallying,
        .to = &tallying,
        .spans = counting.unit.kind == UNIT_OVERLAP,
        .tells = true,
    };
    bool ok = loading_open(&loading, study, codebook, "counting", err) &&
              tallying_begin(&tallying, &loading.study, counting, &study->arena,
                             err) &&
              loading_sheets(&loading, &work, err);
    if (ok) {
        *result = tallying_end(&tallying);
        *counted = loading.study.codebook;
    }
    loading_close(&loading);
    return ok;
}

// ---- conclusions

typedef struct Hearing {
    Loading loading;
    Concluding *concluding;
} Hearing;

typedef struct Witness { // a document
    const Testimony *testimony;
    const Diags *findings;
} Witness;

static bool make_witness(void *shared, int thread, ptrdiff_t i, Arena *arena,
                         void **made, Err *err)
{
    Hearing *hearing = shared;
    Loaded *loaded;
    if (!loading_document(&hearing->loading, thread, i, arena, &loaded, err)) {
        return false;
    }
    Witness *witness = NEW(arena, Witness);
    Study alone = loading_alone(&hearing->loading, loaded);
    *witness = (Witness){testimony_of(&alone, arena), &loaded->findings};
    *made = witness;
    return true;
}

static bool take_witness(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    Hearing *hearing = shared;
    const Witness *witness = made;
    loading_tell(&hearing->loading, i, witness->findings);
    concluding_add(hearing->concluding, witness->testimony);
    return true;
}

bool themata_conclusions(Themata *study, Str codebook, Conclusions *conclusions,
                         const Codebook **concluded, Err *err)
{
    Hearing hearing = {0};
    const Work work = {
        .shared = &hearing, .make = make_witness, .take = take_witness};
    bool ok = loading_open(&hearing.loading, study, codebook, "reading", err);
    if (ok) {
        hearing.concluding =
            concluding_begin(&hearing.loading.study, &study->arena);
        ok = loading_run(&hearing.loading, &work, err);
    }
    if (ok) {
        *conclusions = concluding_end(hearing.concluding);
        *concluded = hearing.loading.study.codebook;
    }
    loading_close(&hearing.loading);
    return ok;
}
