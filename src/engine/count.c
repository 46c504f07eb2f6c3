// Count: numbers of a coded study, one document at a time.
#include "engine/load.h"

typedef struct Count {
    Loading loading;
    bool spans; // are counted
    // Counts a document; one of the two is there.
    Cooccurring *cooccurring;
    Tallying *tallying;
} Count;

typedef struct Counted { // a document
    Sheet sheet;
    Diags findings;
    Arena *arena;
} Counted;

static bool make_sheet(void *shared, int thread, ptrdiff_t i, Arena *arena,
                       void **made, Err *err)
{
    Count *count = shared;
    Counted *counted = NEW(arena, Counted);
    counted->arena = arena;
    *made = counted;
    return loading_sheet(&count->loading, thread, i, count->spans, arena,
                         &counted->sheet, &counted->findings, err);
}

static bool take_sheet(void *shared, ptrdiff_t i, void *made, Err *err)
{
    (void)err;
    Count *count = shared;
    const Counted *counted = made;
    loading_tell(&count->loading, i, &counted->findings);
    if (count->cooccurring) {
        cooccurring_add(count->cooccurring, (int32_t)i, &counted->sheet,
                        counted->arena);
    } else {
        tallying_add(count->tallying, (int32_t)i, &counted->sheet,
                     counted->arena);
    }
    return true;
}

static bool count_all(Count *count, Err *err)
{
    const Work work = {.shared = count, .make = make_sheet, .take = take_sheet};
    return loading_run(&count->loading, &work, err);
}

bool themata_cooccurrence(Themata *study, Str codebook, Counting counting,
                          CooccurrenceBy *result, const Codebook **counted,
                          Err *err)
{
    Cooccurring cooccurring;
    Count count = {.spans = counting.unit.kind == UNIT_OVERLAP,
                   .cooccurring = &cooccurring};
    bool ok = loading_open(&count.loading, study, codebook, "counting", err) &&
              cooccurring_begin(&cooccurring, &count.loading.study, counting,
                                &study->arena, err) &&
              count_all(&count, err);
    if (ok) {
        *result = cooccurring_end(&cooccurring);
        *counted = count.loading.study.codebook;
    }
    loading_close(&count.loading);
    return ok;
}

bool themata_frequency(Themata *study, Str codebook, Counting counting,
                       Frequency *result, const Codebook **counted, Err *err)
{
    Tallying tallying;
    Count count = {.spans = counting.unit.kind == UNIT_OVERLAP,
                   .tallying = &tallying};
    bool ok = loading_open(&count.loading, study, codebook, "counting", err) &&
              tallying_begin(&tallying, &count.loading.study, counting,
                             &study->arena, err) &&
              count_all(&count, err);
    if (ok) {
        *result = tallying_end(&tallying);
        *counted = count.loading.study.codebook;
    }
    loading_close(&count.loading);
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
