#include "match/dictionary.h"

#include "match/dictionary_inside.h"
#include "base/utf8.h"
#include "match/glob.h"
#include "text/text.h"

#include <stdlib.h>

// ---- compiling

static uint64_t load_bytes(const char *at, ptrdiff_t len)
{
    uint64_t bytes = 0;
    for (int i = 0; i < CHECK_BYTES && i < len; i++) {
        bytes |= (uint64_t)(unsigned char)at[i] << 8 * i;
    }
    return bytes;
}

static uint64_t low_bytes(ptrdiff_t count)
{
    return count >= 8 ? UINT64_MAX : (UINT64_C(1) << 8 * count) - 1;
}

static bool is_wild(Str text, ptrdiff_t at)
{
    return at < text.len && (text.at[at] == '*' || text.at[at] == '?');
}

// Where the literal that begins at `at` ends: in a term before a wildcard.
static ptrdiff_t literal_end(const Needle *needle, ptrdiff_t at)
{
    Str text = needle->text;
    while (at < text.len &&
           (needle->kind != NEEDLE_TERM || !is_wild(text, at))) {
        at++;
    }
    return at;
}

// The same, but no further than the first blank, which may be several in the
// text.
static ptrdiff_t blank_end(Str text, ptrdiff_t at, ptrdiff_t end)
{
    while (at < end && text.at[at] != ' ') {
        at++;
    }
    return at < end ? at + 1 : end;
}

static ptrdiff_t word_prefix(Str text, ptrdiff_t literal)
{
    ptrdiff_t end = 0, next = 0;
    while (next < literal && char_is_word(utf8_next(text, &next))) {
        end = next;
    }
    return end;
}

static bool ends_in_word(Str text, ptrdiff_t end)
{
    ptrdiff_t last = end > 0 ? utf8_before(text, end) : 0;
    return end > 0 && char_is_word(utf8_next(text, &last));
}

static EntryKind entry_kind(const Entry *entry, ptrdiff_t literal,
                            ptrdiff_t prefix)
{
    bool whole = literal + entry->star == entry->term.len;
    return !whole                                       ? ENTRY_GLOB
           : prefix == literal && prefix <= CHECK_BYTES ? ENTRY_WORD
                                                        : ENTRY_PHRASE;
}

static void add_entry(Dictionary *dictionary, const Needle *needle,
                      ptrdiff_t literal, ptrdiff_t prefix, Arena *arena)
{
    Str text = needle->text;
    bool term = needle->kind == NEEDLE_TERM;
    // Behind the end of a short word the key is zero.
    bool closed = prefix < literal || (term && prefix == text.len);
    ptrdiff_t key = prefix >= KEY_BYTES || closed ? KEY_BYTES : prefix;
    ptrdiff_t known = prefix < KEY_BYTES ? prefix : KEY_BYTES;
    ptrdiff_t narrow = term ? blank_end(text, 0, literal) : literal;
    Entry *entry = PUSH(&dictionary->entries, arena);
    *entry = (Entry){
        .check = {load_bytes(text.at, literal), low_bytes(literal)},
        .narrow = low_bytes(narrow),
        .term = text,
        .owner = needle->owner,
        .number = needle->number,
        .key = (uint32_t)load_bytes(text.at, known),
        .key_bytes = (int8_t)key,
        .star = term && literal + 1 == text.len && text.at[literal] == '*',
        .kind = ENTRY_PLACE,
    };
    entry->goes_on = entry->check.mask >= low_bytes(KEY_BYTES + 2);
    // A star behind a sign is a word of its own.
    entry->star = entry->star && ends_in_word(text, literal);
    if (term) {
        entry->kind = entry_kind(entry, literal, prefix);
        entry->term.len -= entry->kind == ENTRY_PHRASE && entry->star;
    }
}

// What follows the stars that a term begins with, when that is a literal.
static Str ending_of(const Needle *needle, ptrdiff_t begin)
{
    Str text = needle->text;
    bool plain = needle->kind == NEEDLE_TERM && begin > 0 &&
                 text.at[begin] != ' ' &&
                 literal_end(needle, begin) == text.len;
    for (ptrdiff_t i = 0; i < begin; i++) {
        plain = plain && text.at[i] == '*';
    }
    return plain ? str_slice(text, begin, text.len) : (Str){0};
}

static void add_part(Dictionary *dictionary, const Needle *needle,
                     ptrdiff_t begin, Arena *arena)
{
    ptrdiff_t end = literal_end(needle, begin);
    if (needle->kind == NEEDLE_TERM) {
        end = blank_end(needle->text, begin, end);
    }
    *PUSH(&dictionary->parts, arena) = (Part){
        .literal = literal_of(str_slice(needle->text, begin, end)),
        .rewinds = begin > 0,
        .place = needle->kind != NEEDLE_TERM,
        .ending = ending_of(needle, begin),
        .term = needle->text,
        .owner = needle->owner,
        .number = needle->number,
    };
}

static void add_needle(Dictionary *dictionary, const Needle *needle,
                       Arena *arena)
{
    bool term = needle->kind == NEEDLE_TERM;
    ptrdiff_t literal = literal_end(needle, 0), begin = 0;
    ptrdiff_t prefix = word_prefix(needle->text, literal);
    while (term && is_wild(needle->text, begin)) {
        begin++;
    }
    if (needle->kind != NEEDLE_PLACE && prefix > 0) {
        add_entry(dictionary, needle, literal, prefix, arena);
    } else if (begin < needle->text.len) {
        add_part(dictionary, needle, begin, arena);
    } else if (begin > 0) {
        *PUSH(&dictionary->anywhere, arena) = *needle;
    }
    if (needle->owner >= dictionary->owners) {
        dictionary->owners = needle->owner + 1;
    }
}

static int entry_order(const void *a, const void *b)
{
    const Entry *one = a, *other = b;
    if (one->key_bytes != other->key_bytes) {
        return other->key_bytes - one->key_bytes;
    }
    if (one->key != other->key) {
        return one->key < other->key ? -1 : 1;
    }
    if (one->goes_on != other->goes_on) {
        return one->goes_on - other->goes_on;
    }
    if (one->owner != other->owner) {
        return one->owner < other->owner ? -1 : 1;
    }
    return (one->number > other->number) - (one->number < other->number);
}

static Group group_of(const Entry *entries, int32_t first, int32_t end)
{
    Group group = {.key = entries[first].key, .first = first, .end = end};
    group.middle = first;
    for (int32_t i = first; i < end; i++) {
        if (entries[i].goes_on) {
            group.seconds |= UINT64_C(1) << second_bit(entries[i].check.bytes);
        } else {
            group.middle = i + 1;
        }
    }
    return group;
}

static void add_group(Table *table, Group group, Arena *arena)
{
    uint32_t bit = key_hash(group.key) >> (32 - BITMAP_BITS);
    uint32_t slot = key_hash(group.key) >> 7;
    table->bitmap[bit / 64] |= UINT64_C(1) << bit % 64;
    while (table->slots[slot & table->slot_mask] > 0) {
        slot++;
    }
    *PUSH(&table->groups, arena) = group;
    table->slots[slot & table->slot_mask] = (int32_t)table->groups.len;
}

// A table of the entries [first, end), whose keys have `length` bytes.
static void open_table(Dictionary *dictionary, int length, int32_t first,
                       int32_t end, Arena *arena)
{
    Table *table = &dictionary->tables[dictionary->table_count++];
    const Entry *entries = dictionary->entries.at;
    uint32_t slots = 16;
    while (slots < 4 * (uint32_t)(end - first)) {
        slots *= 2;
    }
    table->slots = NEW_ARRAY(arena, int32_t, slots);
    table->slot_mask = slots - 1;
    table->bitmap = NEW_ARRAY(arena, uint64_t, (1 << BITMAP_BITS) / 64);
    table->key_mask = (uint32_t)low_bytes(length);
    for (int32_t i = first; i < end;) {
        int32_t next = i + 1;
        while (next < end && entries[next].key == entries[i].key) {
            next++;
        }
        add_group(table, group_of(entries, i, next), arena);
        i = next;
    }
}

static void open_tables(Dictionary *dictionary, Arena *arena)
{
    Entries *entries = &dictionary->entries;
    if (entries->len > 1) {
        qsort(entries->at, (size_t)entries->len, sizeof *entries->at,
              entry_order);
    }
    dictionary->checks = NEW_ARRAY(arena, Check, entries->len);
    for (ptrdiff_t i = 0; i < entries->len; i++) {
        dictionary->checks[i] = entries->at[i].check;
    }
    for (int32_t first = 0, end; first < entries->len; first = end) {
        int length = entries->at[first].key_bytes;
        end = first;
        while (end < entries->len && entries->at[end].key_bytes == length) {
            end++;
        }
        open_table(dictionary, length, first, end, arena);
    }
}

// Parts of one byte stand alone: they are searched for by themselves.
static void open_pairs(Dictionary *dictionary, Arena *arena)
{
    Pairs *pairs = &dictionary->pairs;
    const Parts *parts = &dictionary->parts;
    pairs->bitmap = NEW_ARRAY(arena, uint64_t, PAIRS / 64);
    pairs->first = NEW_ARRAY(arena, int32_t, PAIRS);
    pairs->next = NEW_ARRAY(arena, int32_t, parts->len);
    for (ptrdiff_t i = parts->len - 1; i >= 0; i--) {
        const Literal *literal = &parts->at[i].literal;
        if (literal->text.len > 1) {
            const char *rare = literal->text.at + literal->rare;
            uint16_t pair = pair_of(rare);
            if (pairs->first[pair] == 0 && pairs->len++ < FEW_PAIRS) {
                pairs->at[pairs->len - 1] = literal_of((Str){rare, 2});
            }
            pairs->bitmap[pair / 64] |= UINT64_C(1) << pair % 64;
            pairs->next[i] = pairs->first[pair];
            pairs->first[pair] = (int32_t)i + 1;
        }
    }
}

Dictionary *dictionary_open(const Needles *needles, Arena *arena)
{
    Dictionary *dictionary = NEW(arena, Dictionary);
    for (ptrdiff_t i = 0; i < needles->len; i++) {
        add_needle(dictionary, &needles->at[i], arena);
    }
    if (dictionary->parts.len > 0) {
        open_pairs(dictionary, arena);
    }
    open_tables(dictionary, arena);
    return dictionary;
}

// ---- finding

static void look_anywhere(const Scan *scan, const Needle *needle)
{
    ptrdiff_t to;
    for (ptrdiff_t at = scan->begin; at < scan->end; at++) {
        if (word_bit(scan->words, at) &&
            glob_fits(needle->text, scan->text, at, &to)) {
            *PUSH(&scan->seen[needle->owner], scan->arena) =
                (Sighting){(int32_t)at, (int32_t)to, needle->number};
        }
    }
}

static int sighting_order(const void *a, const void *b)
{
    const Sighting *one = a, *other = b;
    return one->begin != other->begin
               ? (one->begin > other->begin) * 2 - 1
               : (one->number > other->number) - (one->number < other->number);
}

static void sort_sightings(Sightings *sightings)
{
    bool sorted = true;
    for (ptrdiff_t i = 1; i < sightings->len && sorted; i++) {
        sorted = sighting_order(&sightings->at[i - 1], &sightings->at[i]) <= 0;
    }
    if (!sorted) {
        qsort(sightings->at, (size_t)sightings->len, sizeof *sightings->at,
              sighting_order);
    }
}

void dictionary_scan(const Dictionary *dictionary, Str text,
                     const WordBits *words, ptrdiff_t begin, ptrdiff_t end,
                     Sightings *seen, Arena *arena)
{
    Scan scan = {dictionary, text, words, begin, end, seen, arena};
    look_at_words(&scan);
    look_for_parts(&scan);
    for (ptrdiff_t i = 0; i < dictionary->anywhere.len; i++) {
        look_anywhere(&scan, &dictionary->anywhere.at[i]);
    }
    for (ptrdiff_t i = 0; i < dictionary->parts.len; i++) {
        sort_sightings(&seen[dictionary->parts.at[i].owner]);
    }
    for (ptrdiff_t i = 0; i < dictionary->anywhere.len; i++) {
        sort_sightings(&seen[dictionary->anywhere.at[i].owner]);
    }
}
