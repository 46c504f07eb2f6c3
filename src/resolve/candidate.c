#include "resolve/vote.h"

#include <stdlib.h>

typedef struct Coded { // a hit that is coded
    int32_t code, hit;
    Span span;
} Coded;

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_span(int32_t code_a, Span a, int32_t code_b, Span b)
{
    int order = compare(code_a, code_b);
    order = order != 0 ? order : compare(a.begin, b.begin);
    return order != 0 ? order : compare(a.end, b.end);
}

static int by_coded(const void *a, const void *b)
{
    const Coded *left = a, *right = b;
    int order = by_span(left->code, left->span, right->code, right->span);
    return order != 0 ? order : compare(left->hit, right->hit);
}

static int by_candidate(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    int order = by_span(left->code, left->span, right->code, right->span);
    // What a rule coded comes first, so that it is what stays.
    return order != 0 ? order : right->by_rule - left->by_rule;
}

static bool same_place(const Candidate *a, const Candidate *b)
{
    return a->code == b->code && a->span.begin == b->span.begin &&
           a->span.end == b->span.end;
}

// Makes the candidates ready to be searched.
static void index_candidates(Resolving *resolving)
{
    Candidates *all = &resolving->candidates;
    ptrdiff_t codes = resolving->codebook->codes.len;
    Span *spans = NEW_ARRAY(resolving->arena, Span, all->len);
    all->first = NEW_ARRAY(resolving->arena, ptrdiff_t, codes + 1);
    ptrdiff_t code = 0;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        spans[i] = all->at[i].span;
        while (code <= all->at[i].code) {
            all->first[code++] = i;
        }
    }
    while (code <= codes) {
        all->first[code++] = all->len;
    }
    all->overlaps = overlaps_of(spans, all->len, resolving->arena);
}

static ptrdiff_t list_coded(const Resolving *resolving, Coded *coded)
{
    const Hits *hits = &resolving->document->hits;
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        if (!hit->excluded) {
            coded[len++] = (Coded){
                .code = resolving->codebook->rules.at[hit->rule].code,
                .hit = (int32_t)i,
                .span = hit->coded,
            };
        }
    }
    return len;
}

void candidates_by_rule(Resolving *resolving)
{
    Arena *arena = resolving->arena;
    Candidates *all = &resolving->candidates;
    ptrdiff_t hits = resolving->document->hits.len;
    Coded *coded = NEW_ARRAY(arena, Coded, hits);
    ptrdiff_t len = list_coded(resolving, coded);
    if (len > 0) {
        qsort(coded, (size_t)len, sizeof *coded, by_coded);
    }
    all->hit_index = NEW_ARRAY(resolving->kept, int32_t, len);
    for (ptrdiff_t i = 0; i < len; i++) {
        Candidate here = {coded[i].code, coded[i].span, true, (int32_t)i, 0};
        if (all->len == 0 || !same_place(&all->at[all->len - 1], &here)) {
            *PUSH(all, arena) = here;
        }
        all->at[all->len - 1].hits++;
        all->hit_index[i] = coded[i].hit;
    }
    index_candidates(resolving);
}

void candidates_add(Resolving *resolving, const Candidate *more,
                    ptrdiff_t count)
{
    Candidates *all = &resolving->candidates;
    if (count == 0) {
        return;
    }
    for (ptrdiff_t i = 0; i < count; i++) {
        *PUSH(all, resolving->arena) = more[i];
    }
    qsort(all->at, (size_t)all->len, sizeof *all->at, by_candidate);
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < all->len; i++) {
        if (kept == 0 || !same_place(&all->at[kept - 1], &all->at[i])) {
            all->at[kept++] = all->at[i];
        }
    }
    all->len = kept;
    index_candidates(resolving);
}
