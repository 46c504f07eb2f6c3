#include "recommend/excerpts.h"

#include <stdlib.h>

enum { WORDS_MIN = 12, WORDS_MAX = 60 };

typedef enum Length { LENGTH_GOOD, LENGTH_LONG, LENGTH_SHORT } Length;

typedef struct Candidate {
    const Mention *mention;
    Length length;
    int32_t owner;   // the number of its case; of its group in the second pass
    ptrdiff_t round; // how many of its case come before it
    ptrdiff_t in_turn; // how many of its group come before it in that round
    ptrdiff_t place;   // in the order of quality
} Candidate;

static Length length_of(int64_t words)
{
    if (words < WORDS_MIN) {
        return LENGTH_SHORT;
    }
    return words > WORDS_MAX ? LENGTH_LONG : LENGTH_GOOD;
}

static int compare(ptrdiff_t a, ptrdiff_t b)
{
    return (a > b) - (a < b);
}

static int by_quality(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    const Mention *one = left->mention, *other = right->mention;
    int order = compare(other->quotable, one->quotable);
    order = order ? order : compare(one->context, other->context);
    order = order ? order : compare(left->length, right->length);
    // Mentions lie by document and place.
    return order ? order : compare(one - other, 0);
}

// By round, and in it by quality.
static int by_round(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    int order = compare(left->round, right->round);
    return order ? order : compare(left->place, right->place);
}

static int by_turn(const void *a, const void *b)
{
    const Candidate *left = a, *right = b;
    int order = compare(right->mention->quotable, left->mention->quotable);
    order = order ? order : compare(left->round, right->round);
    order = order ? order : compare(left->in_turn, right->in_turn);
    return order ? order : compare(left->place, right->place);
}

typedef struct Candidates {
    Candidate *at;
    ptrdiff_t len, cap;
} Candidates;

static void sort(Candidates *all, int (*order)(const void *, const void *))
{
    qsort(all->at, (size_t)all->len, sizeof *all->at, order);
}

// Counts, for each candidate, those of its owner before it in its stretch of
// candidates: all that are as quotable, and with `per_round` of its round.
static void count_before(Candidates *all, ptrdiff_t owners, bool per_round,
                         Arena *arena)
{
    ptrdiff_t *counts = NEW_ARRAY(arena, ptrdiff_t, owners);
    ptrdiff_t begin = 0; // of the stretch
    for (ptrdiff_t i = 0; i < all->len; i++) {
        Candidate *now = &all->at[i];
        bool new =
            i > 0 && (now[-1].mention->quotable != now->mention->quotable ||
                      (per_round && now[-1].round != now->round));
        for (; new &&begin < i; begin++) {
            counts[all->at[begin].owner] = 0;
        }
        ptrdiff_t before = counts[now->owner]++;
        *(per_round ? &now->in_turn : &now->round) = before;
    }
}

// The number of a participant's group: that of the first participant who has
// it; without one, the number after all participants.
static int32_t *number_groups(const Study *study, Arena *arena)
{
    ptrdiff_t participants = study->participants.len;
    int32_t *numbers = NEW_ARRAY(arena, int32_t, participants + 1);
    Strs groups = {0};
    for (ptrdiff_t i = 0; i < participants; i++) {
        Str group = study->participants.at[i].group;
        ptrdiff_t number = strs_find(groups, group);
        if (number < 0) {
            number = groups.len;
            *PUSH(&groups, arena) = group;
        }
        numbers[i] = (int32_t)number;
    }
    numbers[participants] = (int32_t)groups.len;
    return numbers;
}

static Candidates candidates_of(const Study *study, const Mentions *mentions,
                                Arena *arena)
{
    Candidates all = {
        .at = NEW_ARRAY(arena, Candidate, mentions->len),
        .len = mentions->len,
        .cap = mentions->len,
    };
    for (ptrdiff_t i = 0; i < mentions->len; i++) {
        const Mention *mention = &mentions->at[i];
        Ints cases = mention_cases(study, mention, arena);
        all.at[i] = (Candidate){
            .mention = mention,
            .length = length_of(mention->words),
            .owner = cases.len > 0 ? cases.at[0] : (int32_t)study->cases.len,
        };
    }
    return all;
}

Evidences excerpts_arrange(const Study *study, const Mentions *mentions,
                           Arena *arena)
{
    Evidences arranged = {0};
    if (mentions->len == 0) {
        return arranged;
    }
    Arena scratch = {0};
    Candidates all = candidates_of(study, mentions, &scratch);
    sort(&all, by_quality);
    count_before(&all, study->cases.len + 1, false, &scratch);

    const int32_t *groups = number_groups(study, &scratch);
    for (ptrdiff_t i = 0; i < all.len; i++) {
        int32_t who = all.at[i].mention->participant;
        all.at[i].place = i;
        all.at[i].owner = groups[who == NONE ? study->participants.len : who];
    }
    sort(&all, by_round);
    count_before(&all, study->participants.len + 1, true, &scratch);
    sort(&all, by_turn);
    arranged.at = NEW_ARRAY(arena, Evidence, all.len);
    arranged.len = arranged.cap = all.len;
    for (ptrdiff_t i = 0; i < all.len; i++) {
        arranged.at[i] = all.at[i].mention->evidence;
    }
    arena_release(&scratch);
    return arranged;
}
