// Codings that nobody decided about, in one pass over the hits in order.
#include "resolve/vote.h"

#include <string.h>

typedef struct Coded { // a hit that is coded
    uint64_t place;    // where: its begin, then its end
    uint64_t what;     // its code, then the hit's number
} Coded;

static bool in_order(const Coded *a, const Coded *b)
{
    return a->place < b->place || (a->place == b->place && a->what <= b->what);
}

// Puts from[low .. high - 1] in order; what is in order already costs little.
static void merge(const Coded *from, Coded *to, ptrdiff_t low, ptrdiff_t middle,
                  ptrdiff_t high)
{
    if (middle >= high || in_order(&from[middle - 1], &from[middle])) {
        memcpy(to + low, from + low, (size_t)(high - low) * sizeof *to);
        return;
    }
    ptrdiff_t i = low, j = middle;
    for (ptrdiff_t k = low; k < high; k++) {
        bool first = j == high || (i < middle && in_order(&from[i], &from[j]));
        to[k] = first ? from[i++] : from[j++];
    }
}

static Coded *sorted(Coded *coded, ptrdiff_t len, Arena *arena)
{
    Coded *other = NEW_ARRAY(arena, Coded, len);
    for (ptrdiff_t run = 1; run < len; run *= 2) {
        for (ptrdiff_t low = 0; low < len; low += 2 * run) {
            ptrdiff_t middle = low + run < len ? low + run : len;
            ptrdiff_t high = middle + run < len ? middle + run : len;
            merge(coded, other, low, middle, high);
        }
        Coded *swapped = coded;
        coded = other;
        other = swapped;
    }
    return coded;
}

static ptrdiff_t list_coded(const Resolving *resolving, Coded *coded)
{
    const Hits *hits = &resolving->document->hits;
    const Rules *rules = &resolving->codebook->rules;
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        if (!hit->excluded) {
            coded[len++] = (Coded){
                (uint64_t)hit->coded.begin << 32 | (uint32_t)hit->coded.end,
                (uint64_t)rules->at[hit->rule].code << 32 | (uint64_t)i,
            };
        }
    }
    return len;
}

static bool same_coding(const Coded *a, const Coded *b)
{
    return a->place == b->place && a->what >> 32 == b->what >> 32;
}

void codings_by_rule(const Resolving *resolving, int32_t index,
                     Codings *codings)
{
    const Hits *hits = &resolving->document->hits;
    const Turns *turns = &resolving->document->transcript.turns;
    Coded *coded = NEW_ARRAY(resolving->arena, Coded, hits->len);
    ptrdiff_t len = list_coded(resolving, coded);
    coded = sorted(coded, len, resolving->arena);
    int32_t *hit_index = NEW_ARRAY(resolving->kept, int32_t, len);
    int32_t turn = NONE;
    if (codings->cap == 0) {
        codings->at = NEW_ARRAY(resolving->kept, Coding, len);
        codings->cap = len;
    }
    for (ptrdiff_t i = 0; i < len; i++) {
        hit_index[i] = (int32_t)(uint32_t)coded[i].what;
        const Hit *hit = &hits->at[hit_index[i]];
        if (i == 0 || !same_coding(&coded[i - 1], &coded[i])) {
            while (turn + 1 < turns->len &&
                   turns->at[turn + 1].span.begin <= hit->coded.begin) {
                turn++;
            }
            *PUSH(codings, resolving->kept) = (Coding){
                .document = index,
                .code = (int32_t)(coded[i].what >> 32),
                .span = hit->coded,
                .turn = turn,
                .origin = ORIGIN_RULE,
                .status = STATUS_CODED,
                .context = hit->context,
                .first_hit = hit_index[i],
                .hit_index = &hit_index[i],
            };
        }
        Coding *coding = &codings->at[codings->len - 1];
        coding->hits++;
        if (hit->context < coding->context) {
            coding->context = hit->context;
        }
    }
}
