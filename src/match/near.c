#include "match/near.h"

#include <stdlib.h>

// The first match that begins at or after `offset`.
static ptrdiff_t first_from(const Matches *matches, int32_t offset)
{
    ptrdiff_t low = 0, high = matches->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (matches->at[middle].span.begin < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// The first match, of those by end, that ends after `offset`.
static ptrdiff_t first_beyond(const Matches *by_end, int32_t offset)
{
    ptrdiff_t low = 0, high = by_end->len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (by_end->at[middle].span.end <= offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static int end_order(const void *a, const void *b)
{
    Span one = ((const Match *)a)->span, other = ((const Match *)b)->span;
    return one.end != other.end
               ? (one.end > other.end) * 2 - 1
               : (one.begin > other.begin) - (one.begin < other.begin);
}

static Matches sorted_by_end(const Matches *matches, Arena *arena)
{
    Matches sorted = {0};
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        *PUSH(&sorted, arena) = matches->at[i];
    }
    if (sorted.len > 1) {
        qsort(sorted.at, (size_t)sorted.len, sizeof *sorted.at, end_order);
    }
    return sorted;
}

static bool together(const Match *a, const Match *b)
{
    return a->unit == b->unit && a->passage == b->passage;
}

// Words between a and the match behind it, or -1 when that is no neighbour.
static int32_t distance(const Interview *interview, const Match *a,
                        const Match *b)
{
    return together(a, b)
               ? words_between(interview, &interview->passages[a->passage],
                               a->span.end, b->span.begin)
               : -1;
}

typedef struct Pair {  // what goes with one match of A
    const Match *with; // or NULL
    int32_t words;     // between
} Pair;

static void consider(Pair *pair, const Match *with, int32_t words)
{
    if (words >= 0 && (!pair->with || words < pair->words)) {
        *pair = (Pair){with, words};
    }
}

static int cover_order(const void *a, const void *b)
{
    Span one = ((const Match *)a)->span, other = ((const Match *)b)->span;
    return one.begin != other.begin
               ? (one.begin > other.begin) * 2 - 1
               : (other.end > one.end) - (other.end < one.end);
}

// Without what lies inside another one.
static void drop_inner(Matches *matches)
{
    ptrdiff_t kept = 0;
    int32_t reached = -1;
    if (matches->len > 1) {
        qsort(matches->at, (size_t)matches->len, sizeof *matches->at,
              cover_order);
    }
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        if (matches->at[i].span.end > reached) {
            reached = matches->at[i].span.end;
            matches->at[kept++] = matches->at[i];
        }
    }
    matches->len = kept;
}

Matches near_matches(const Interview *interview, const Rule *rule,
                     const Matches *a, const Matches *b, Arena *arena)
{
    Matches found = {0};
    Matches by_end = sorted_by_end(b, arena);
    for (ptrdiff_t i = 0; i < a->len; i++) {
        const Match *one = &a->at[i];
        ptrdiff_t behind = first_from(b, one->span.end);
        ptrdiff_t before = first_beyond(&by_end, one->span.begin) - 1;
        Pair pair = {0};
        if (rule->order != ORDER_B_FIRST && behind < b->len) {
            const Match *with = &b->at[behind];
            consider(&pair, with, distance(interview, one, with));
        }
        if (rule->order != ORDER_A_FIRST && before >= 0) {
            const Match *with = &by_end.at[before];
            consider(&pair, with, distance(interview, with, one));
        }
        if (pair.with && pair.words <= rule->words) {
            Span other = pair.with->span;
            Match *match = PUSH(&found, arena);
            *match = *one;
            if (other.begin < one->span.begin) {
                match->span.begin = other.begin;
            } else {
                match->span.end = other.end;
            }
        }
    }
    drop_inner(&found);
    return found;
}

bool any_near(const Interview *interview, const Matches *veto,
              const Match *match, int32_t words)
{
    const Passage *passage = &interview->passages[match->passage];
    ptrdiff_t behind = first_from(veto, match->span.end);
    for (ptrdiff_t i = behind - 1; i <= behind; i++) {
        if (i < 0 || i >= veto->len || veto->at[i].passage != match->passage) {
            continue;
        }
        Span other = veto->at[i].span;
        int32_t between = span_overlaps(other, match->span) ? 0
                          : other.begin >= match->span.end
                              ? words_between(interview, passage,
                                              match->span.end, other.begin)
                              : words_between(interview, passage, other.end,
                                              match->span.begin);
        if (between <= words) {
            return true;
        }
    }
    return false;
}
