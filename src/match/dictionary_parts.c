// What begins inside a word or with a sign, by literals that it holds.
#include "match/dictionary_inside.h"

#include "match/glob.h"

#include <string.h>

// Where a term may begin whose literal stands at `at`.
static ptrdiff_t rewound(const Scan *scan, ptrdiff_t at)
{
    const char *text = scan->text.at;
    while (at > 0 && text[at] == ' ' && text[at - 1] == ' ') {
        at--;
    }
    while (at > 0 && word_bit(scan->words, at - 1)) {
        at--;
    }
    return at;
}

// Where the part's term ends that begins at `from` and whose literal stands at
// `at`; -1 when it does not fit there.
static ptrdiff_t part_end(const Scan *scan, const Part *part, ptrdiff_t from,
                          ptrdiff_t at)
{
    ptrdiff_t end;
    if (part->place) {
        return from;
    }
    if (part->ending.len == 0) {
        return glob_fits(part->term, scan->text, from, &end) ? end : -1;
    }
    end = phrase_end(scan, part->ending, at);
    bool goes_on = end > 0 && word_goes_on(scan->words, end);
    return goes_on ? -1 : end;
}

// The literal of a part stands at `at`.  *last is where the part was found
// before: a word may hold its literal several times.
static void try_part(const Scan *scan, const Part *part, ptrdiff_t at,
                     ptrdiff_t *last)
{
    ptrdiff_t from = part->rewinds ? rewound(scan, at) : at;
    ptrdiff_t end = from >= scan->begin && from > *last
                        ? part_end(scan, part, from, at)
                        : -1;
    if (end >= 0) {
        *PUSH(&scan->seen[part->owner], scan->arena) =
            (Sighting){(int32_t)from, (int32_t)end, part->number};
        *last = from;
    }
}

static bool stands_at(const Scan *scan, Str literal, ptrdiff_t at)
{
    return at >= scan->begin && at + literal.len <= scan->text.len &&
           memcmp(scan->text.at + at, literal.at, (size_t)literal.len) == 0;
}

// The rarest pair of some parts stands at `at`.
static void try_pair(const Scan *scan, ptrdiff_t at, ptrdiff_t *last)
{
    const Dictionary *dictionary = scan->dictionary;
    const Pairs *pairs = &dictionary->pairs;
    int32_t i = pairs->first[pair_of(scan->text.at + at)];
    for (; i > 0; i = pairs->next[i - 1]) {
        const Part *part = &dictionary->parts.at[i - 1];
        ptrdiff_t begin = at - part->literal.rare;
        if (stands_at(scan, part->literal.text, begin)) {
            try_part(scan, part, begin, &last[i - 1]);
        }
    }
}

// All in one reading.
static void look_for_many(const Scan *scan, ptrdiff_t *last)
{
    const Pairs *pairs = &scan->dictionary->pairs;
    for (ptrdiff_t at = scan->begin; at + 1 < scan->end; at++) {
        uint16_t pair = pair_of(scan->text.at + at);
        if ((pairs->bitmap[pair / 64] >> pair % 64 & 1) != 0) {
            try_pair(scan, at, last);
        }
    }
}

// One after the other.
static void look_for_few(const Scan *scan, ptrdiff_t *last)
{
    const Pairs *pairs = &scan->dictionary->pairs;
    Str text = str_slice(scan->text, 0, scan->end);
    for (int i = 0; i < pairs->len; i++) {
        ptrdiff_t at = scan->begin;
        while ((at = literal_find(&pairs->at[i], text, at)) >= 0) {
            try_pair(scan, at++, last);
        }
    }
}

static void look_for_byte(const Scan *scan, const Part *part, ptrdiff_t *last)
{
    ptrdiff_t at = scan->begin;
    Str text = str_slice(scan->text, 0, scan->end);
    while ((at = literal_find(&part->literal, text, at)) >= 0) {
        try_part(scan, part, at++, last);
    }
}

void look_for_parts(const Scan *scan)
{
    const Parts *parts = &scan->dictionary->parts;
    const Pairs *pairs = &scan->dictionary->pairs;
    ptrdiff_t *last = NEW_ARRAY(scan->arena, ptrdiff_t, parts->len);
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        last[i] = -1;
        if (parts->at[i].literal.text.len == 1) {
            look_for_byte(scan, &parts->at[i], &last[i]);
        }
    }
    if (pairs->len > FEW_PAIRS) {
        look_for_many(scan, last);
    } else {
        look_for_few(scan, last);
    }
}
