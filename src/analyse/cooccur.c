#include "analyse/cooccur.h"

#include "analyse/definitional.h"

#include <assert.h>

Pair pair_of(int64_t n11, int64_t n1, int64_t n2, int64_t n)
{
    assert(n11 >= 0 && n11 <= n1 && n11 <= n2 && n1 + n2 - n11 <= n);
    Pair pair = {.a = NONE, .b = NONE, .n11 = n11, .n1 = n1, .n2 = n2};
    for (int i = 0; i < COEFFICIENTS; i++) {
        Fourfold table = {n11, n1, n2, n};
        pair.coefficients[i] = coefficients[i]->of(table);
    }
    return pair;
}

// Where the units of each unit's document end.
static ptrdiff_t *ends_of(const Incidence *incidence, Arena *arena)
{
    ptrdiff_t *ends = NEW_ARRAY(arena, ptrdiff_t, incidence->units);
    for (ptrdiff_t i = incidence->units - 1; i >= 0; i--) {
        bool last = i + 1 == incidence->units ||
                    incidence->document[i + 1] != incidence->document[i];
        ends[i] = last ? i + 1 : ends[i + 1];
    }
    return ends;
}

// How many documents have a unit with both codes.
static int64_t documents_of(const Incidence *incidence, const ptrdiff_t *ends,
                            int32_t a, int32_t b)
{
    int64_t documents = 0;
    for (ptrdiff_t unit = bits_next_both(&incidence->bits, a, b, 0); unit >= 0;
         unit = bits_next_both(&incidence->bits, a, b, ends[unit])) {
        documents++;
    }
    return documents;
}

Cooccurrence cooccurrence_of(const Study *study, Unit unit, Arena *arena)
{
    Incidence incidence = incidence_of(study, unit, arena);
    // A case may have several documents, so those are counted by themselves.
    bool spread = unit.kind == UNIT_CASE || unit.kind == UNIT_PARTICIPANT;
    Incidence within =
        spread ? incidence_of(study, (Unit){UNIT_DOCUMENT, 1}, arena)
               : incidence;
    const ptrdiff_t *ends = ends_of(&within, arena);
    Bits definitional = definitional_codes(study->codebook, arena);

    Cooccurrence result = {
        .unit = unit,
        .units = incidence.units,
        .counts = NEW_ARRAY(arena, int64_t, incidence.codes),
    };
    ptrdiff_t codes = incidence.codes;
    int64_t *both = NEW_ARRAY(arena, int64_t, codes * codes);
    bits_meetings(&incidence.bits, both);
    for (int32_t a = 0; a < codes; a++) {
        result.counts[a] = both[a * codes + a];
    }
    for (int32_t a = 0; a < incidence.codes; a++) {
        for (int32_t b = a + 1; b < incidence.codes; b++) {
            if (codebook_related(study->codebook, a, b)) {
                continue;
            }
            Pair *pair = PUSH(&result.pairs, arena);
            *pair = pair_of(both[a * codes + b], result.counts[a],
                            result.counts[b], result.units);
            pair->a = a;
            pair->b = b;
            pair->documents = documents_of(&within, ends, a, b);
            pair->definitional = bits_has(&definitional, a, b);
        }
    }
    return result;
}
