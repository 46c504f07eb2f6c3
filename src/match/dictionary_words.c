// One look at each word: its first bytes lead to all that may begin there.
#include "match/dictionary_inside.h"

#include "match/glob.h"

#include <string.h>

// Keys of several lengths may tell of one place out of turn.
static void see(const Scan *scan, const Entry *entry, ptrdiff_t begin,
                ptrdiff_t end)
{
    Sightings *seen = &scan->seen[entry->owner];
    Sighting *at = PUSH(seen, scan->arena);
    while (at > seen->at && at[-1].begin == begin &&
           at[-1].number > entry->number) {
        at[0] = at[-1];
        at--;
    }
    *at = (Sighting){(int32_t)begin, (int32_t)end, entry->number};
}

ptrdiff_t phrase_end(const Scan *scan, Str phrase, ptrdiff_t at)
{
    const char *text = scan->text.at;
    for (ptrdiff_t i = 0; i < phrase.len; i++) {
        if (text[at++] != phrase.at[i]) {
            return -1;
        }
        while (phrase.at[i] == ' ' && text[at] == ' ') {
            at++;
        }
    }
    return at;
}

// A word may not go on behind the literal, unless there is a star.
static ptrdiff_t end_behind(const Scan *scan, const Entry *entry, ptrdiff_t end)
{
    if (entry->star) {
        return word_end(scan->words, end);
    }
    return word_goes_on(scan->words, end) ? -1 : end;
}

static void try_entry(const Scan *scan, const Entry *entry, ptrdiff_t at)
{
    ptrdiff_t end = at;
    switch (entry->kind) {
    case ENTRY_WORD:
        end = end_behind(scan, entry, at + entry->term.len - entry->star);
        break;
    case ENTRY_PHRASE:
        end = phrase_end(scan, entry->term, at);
        end = end < 0 ? end : end_behind(scan, entry, end);
        break;
    case ENTRY_GLOB:
        end = glob_fits(entry->term, scan->text, at, &end) ? end : -1;
        break;
    case ENTRY_PLACE:
        break;
    }
    if (end >= 0) {
        see(scan, entry, at, end);
    }
}

static bool has_two_blanks(uint64_t bytes)
{
    const uint64_t ones = 0x0101010101010101u;
    uint64_t other = bytes ^ (' ' * ones);
    // The high bit of each byte that is a blank; where a carry deceives, some
    // byte below it is one.
    uint64_t blanks = (other - ones) & ~other & ones << 7;
    return (blanks & blanks << 8) != 0;
}

static void try_group(const Scan *scan, const Group *group, ptrdiff_t at)
{
    const Entry *entries = scan->dictionary->entries.at;
    const Check *checks = scan->dictionary->checks;
    uint64_t bytes;
    memcpy(&bytes, scan->text.at + at, sizeof bytes);
    bool narrow = has_two_blanks(bytes);
    bool inside = at > 0 && word_bit(scan->words, at - 1);
    bool goes_on = narrow || (group->seconds >> second_bit(bytes) & 1) != 0;
    int32_t end = goes_on ? group->end : group->middle;
    for (int32_t i = group->first; i < end; i++) {
        uint64_t mask = narrow ? entries[i].narrow : checks[i].mask;
        if (((bytes ^ checks[i].bytes) & mask) == 0 &&
            (!inside || entries[i].kind == ENTRY_PLACE)) {
            try_entry(scan, &entries[i], at);
        }
    }
}

typedef struct Candidate { // a word whose key may be in a table
    int32_t at;
    uint32_t key;
} Candidate;

static void look_up(const Scan *scan, const Table *table,
                    const Candidate *candidate)
{
    uint32_t key = candidate->key & table->key_mask;
    for (uint32_t i = key_hash(key) >> 7;; i++) {
        int32_t number = table->slots[i & table->slot_mask];
        if (number == 0) {
            return;
        }
        const Group *group = &table->groups.at[number - 1];
        if (group->key == key) {
            try_group(scan, group, candidate->at);
            return;
        }
    }
}

enum { CANDIDATES = 1024 };

typedef struct Crowd {
    Candidate at[CANDIDATES + BLOCK_BYTES];
    int len;
} Crowd;

// 1 when the bitmap of some table has the key.
static inline unsigned is_candidate(const Table *tables, int count,
                                    uint32_t key)
{
    uint64_t found = 0;
    for (int i = 0; i < count; i++) {
        uint32_t bit = key_hash(key & tables[i].key_mask) >> (32 - BITMAP_BITS);
        found |= tables[i].bitmap[bit / 64] >> bit % 64;
    }
    return (unsigned)found & 1;
}

// Which bytes of a key count, by which of the four belong to words: those
// before the first that does not.
static const uint32_t key_masks[] = {
    0, 0xFF, 0, 0xFFFF, 0, 0xFF, 0, 0xFFFFFF,
    0, 0xFF, 0, 0xFFFF, 0, 0xFF, 0, UINT32_MAX,
};

// Most words are no candidates, and which are cannot be foreseen: so all are
// written down and few are kept.
static void add_candidates(const Scan *scan, ptrdiff_t block, uint64_t within,
                           Crowd *crowd)
{
    uint64_t places = word_places(scan->words, block) & within;
    uint64_t bits = scan->words->bits[block];
    uint64_t behind = scan->words->bits[block + 1];
    const char *text = scan->text.at + block * BLOCK_BYTES;
    const Table *tables = scan->dictionary->tables;
    int count = scan->dictionary->table_count, len = crowd->len;
    for (; places != 0; places &= places - 1) {
        int bit = __builtin_ctzll(places);
        uint64_t word = bits >> bit | behind << 1 << (63 - bit);
        uint32_t key;
        memcpy(&key, text + bit, sizeof key);
        key &= key_masks[word & 15];
        crowd->at[len] = (Candidate){(int32_t)(block * BLOCK_BYTES + bit), key};
        len += (int)is_candidate(tables, count, key);
    }
    crowd->len = len;
}

static void try_candidates(const Scan *scan, Crowd *crowd)
{
    const Dictionary *dictionary = scan->dictionary;
    for (int i = 0; i < crowd->len; i++) {
        const Candidate *candidate = &crowd->at[i];
        for (int j = 0; j < dictionary->table_count; j++) {
            look_up(scan, &dictionary->tables[j], candidate);
        }
    }
    crowd->len = 0;
}

// The bits of a block that lie in [begin, end).
static uint64_t bits_within(ptrdiff_t block, ptrdiff_t begin, ptrdiff_t end)
{
    ptrdiff_t from = begin - block * BLOCK_BYTES;
    ptrdiff_t to = end - block * BLOCK_BYTES;
    uint64_t bits = from > 0 ? UINT64_MAX << from : UINT64_MAX;
    return to < BLOCK_BYTES ? bits & ((UINT64_C(1) << to) - 1) : bits;
}

void look_at_words(const Scan *scan)
{
    Crowd crowd;
    crowd.len = 0;
    for (ptrdiff_t block = scan->begin / BLOCK_BYTES;
         block * BLOCK_BYTES < scan->end; block++) {
        add_candidates(scan, block, bits_within(block, scan->begin, scan->end),
                       &crowd);
        if (crowd.len >= CANDIDATES) {
            try_candidates(scan, &crowd);
        }
    }
    try_candidates(scan, &crowd);
}
