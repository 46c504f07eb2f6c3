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

// The literal of a part stands at `at`.  *last is where the part was tried
// before: a word may hold its literal several times.
static void try_part(const Scan *scan, const Part *part, ptrdiff_t at,
                     ptrdiff_t *last)
{
    ptrdiff_t from = part->rewinds ? rewound(scan, at) : at, to = from;
    if (from >= scan->begin && from < scan->end && from > *last &&
        (part->place || glob_fits(part->term, scan->text, from, &to))) {
        *PUSH(&scan->seen[part->owner], scan->arena) =
            (Sighting){(int32_t)from, (int32_t)to, part->number};
    }
    *last = from;
}

// No literal that matters begins behind the end.
static void look_for_part(const Scan *scan, const Part *part)
{
    ptrdiff_t last = -1, at = scan->begin;
    ptrdiff_t reach = scan->end + part->literal.text.len;
    Str text = str_slice(scan->text, 0,
                         reach < scan->text.len ? reach : scan->text.len);
    while ((at = literal_find(&part->literal, text, at)) >= 0) {
        try_part(scan, part, at, &last);
        at++;
    }
}

static bool stands_at(const Scan *scan, Str literal, ptrdiff_t at)
{
    return at >= scan->begin && at + literal.len <= scan->text.len &&
           memcmp(scan->text.at + at, literal.at, (size_t)literal.len) == 0;
}

// All parts in one reading, by their rarest pairs of bytes.
static void look_for_pairs(const Scan *scan)
{
    const Dictionary *dictionary = scan->dictionary;
    const Pairs *pairs = &dictionary->pairs;
    ptrdiff_t *last = NEW_ARRAY(scan->arena, ptrdiff_t, dictionary->parts.len);
    for (ptrdiff_t i = 0; i < dictionary->parts.len; i++) {
        last[i] = -1;
    }
    for (ptrdiff_t at = scan->begin; at + 1 < scan->text.len; at++) {
        uint16_t pair = pair_of(scan->text.at + at);
        if ((pairs->bitmap[pair / 64] >> pair % 64 & 1) == 0) {
            continue;
        }
        for (int32_t i = pairs->first[pair]; i > 0; i = pairs->next[i - 1]) {
            const Part *part = &dictionary->parts.at[i - 1];
            ptrdiff_t begin = at - part->literal.rare;
            if (stands_at(scan, part->literal.text, begin)) {
                try_part(scan, part, begin, &last[i - 1]);
            }
        }
    }
}

void look_for_parts(const Scan *scan)
{
    const Dictionary *dictionary = scan->dictionary;
    bool many = dictionary->pairs.bitmap &&
                scan->end - scan->begin > dictionary->parts.len * BLOCK_BYTES;
    if (many) {
        look_for_pairs(scan);
    }
    for (ptrdiff_t i = 0; i < dictionary->parts.len; i++) {
        const Part *part = &dictionary->parts.at[i];
        if (!many || part->literal.text.len == 1) {
            look_for_part(scan, part);
        }
    }
}
