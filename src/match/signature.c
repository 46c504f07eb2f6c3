#include "match/signature.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "match/interview.h"
#include "text/text.h"

#include <string.h>

enum {
    FORMAT = 1, // another one for each change of what is hashed and how
    PROBES = 4,
    BITS_MAX = 1 << 30,
    PART_BYTES = 1024 * 1024, // of a text, looked at together
    WORD_BYTES = 8,           // looked at, from either end of a word
    FLAG_ODD = 1,
    FLAG_UNEVEN = 2,
};

// How many bytes of words' beginnings are hashed.
static const int lengths[] = {4, 6, 8};
enum { LENGTHS = sizeof lengths / sizeof *lengths };

typedef struct Head { // before the bits
    uint64_t seal;    // of all that follows
    uint64_t flags;
} Head;

// ---- hashes

static uint64_t mixed(uint64_t hash)
{
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

static uint64_t low_bytes(uint64_t bytes, ptrdiff_t count)
{
    return count >= WORD_BYTES ? bytes
                               : bytes & ((UINT64_C(1) << 8 * count) - 1);
}

// Never 0, which stands for nothing.
static uint64_t hash_begin(uint64_t first, int length)
{
    return mixed(low_bytes(first, length) + (uint64_t)length) | 1;
}

static uint64_t hash_whole(uint64_t first, uint64_t last, ptrdiff_t length)
{
    return mixed(mixed(first + ((uint64_t)length << 32)) + last) | 1;
}

// Shape: eight bytes of `at` can be read.
static uint64_t load(const char *at)
{
    uint64_t bytes;
    memcpy(&bytes, at, sizeof bytes);
    return bytes;
}

static uint64_t hash_of_word(const char *at, ptrdiff_t length)
{
    uint64_t first = low_bytes(load(at), length);
    uint64_t last = length > WORD_BYTES ? load(at + length - WORD_BYTES) : 0;
    return hash_whole(first, last, length);
}

// ---- making

typedef struct Traces { // different numbers, in a table
    uint64_t *slots;    // 0 where there is none
    ptrdiff_t slot_count, len;
} Traces;

// Shape: a power of two.
static Traces no_traces(ptrdiff_t slots, Arena *arena)
{
    return (Traces){NEW_ARRAY(arena, uint64_t, slots), slots, 0};
}

// Where the number is, or belongs.
static uint64_t *slot_of(const Traces *traces, uint64_t trace)
{
    uint64_t last = (uint64_t)traces->slot_count - 1;
    uint64_t at = trace * 0x9E3779B97F4A7C15u >> 32;
    while (traces->slots[at & last] != 0 && traces->slots[at & last] != trace) {
        at++;
    }
    return &traces->slots[at & last];
}

static void grow(Traces *traces, Arena *arena)
{
    Traces larger = no_traces(2 * traces->slot_count, arena);
    larger.len = traces->len;
    for (ptrdiff_t i = 0; i < traces->slot_count; i++) {
        if (traces->slots[i] != 0) {
            *slot_of(&larger, traces->slots[i]) = traces->slots[i];
        }
    }
    *traces = larger;
}

// Result: false when it was there.
static bool add_trace(Traces *traces, uint64_t trace, Arena *arena)
{
    uint64_t *slot = slot_of(traces, trace);
    if (*slot != 0) {
        return false;
    }
    *slot = trace;
    traces->len++;
    if (2 * traces->len > traces->slot_count) {
        grow(traces, arena);
    }
    return true;
}

typedef struct Words { // of a transcript
    Traces beginnings; // their first bytes, as they are
    Traces hashes;
    Arena *arena;
} Words;

// Most words were met before.  A beginning that does not fill all bytes is a
// word by itself.
static void add_word(Words *words, const char *at, ptrdiff_t length)
{
    uint64_t first = low_bytes(load(at), length);
    bool known = !add_trace(&words->beginnings, first, words->arena);
    if (!known || length >= WORD_BYTES) {
        add_trace(&words->hashes, hash_of_word(at, length), words->arena);
    }
    for (int i = 0; i < LENGTHS && !known && lengths[i] <= length; i++) {
        add_trace(&words->hashes, hash_begin(first, lengths[i]), words->arena);
    }
}

static Words no_words(const Transcript *transcript, Arena *arena)
{
    ptrdiff_t slots = 256; // of an interview's words some are new
    while (slots < transcript->text.len / 16 && slots < 1 << 16) {
        slots *= 2;
    }
    return (Words){no_traces(slots, arena), no_traces(2 * slots, arena), arena};
}

static void add_words(Words *words, const Interview *interview)
{
    const WordBits *bits = &interview->bits;
    for (ptrdiff_t block = 0; block < bits->blocks; block++) {
        uint64_t places = word_places(bits, block);
        for (; places != 0; places &= places - 1) {
            ptrdiff_t at = block * BLOCK_BYTES + __builtin_ctzll(places);
            add_word(words, interview->text.at + at, word_end(bits, at) - at);
        }
    }
}

typedef struct Parts { // of a transcript, which is looked at part by part
    const Transcript *whole;
    int32_t turn;       // the next one
    ptrdiff_t sentence; // likewise
} Parts;

// The next turns, about PART_BYTES of them or what one stretch has, with their
// sentences; false at the end.
static bool next_part(Parts *parts, Transcript *part, Arena *arena)
{
    const Transcript *whole = parts->whole;
    const Turn *turns = whole->turns.at;
    int32_t first = parts->turn, end = first;
    if (first == whole->turns.len) {
        return false;
    }
    while (end < whole->turns.len &&
           (turns[end].continues ||
            turns[end].span.begin - turns[first].span.begin < PART_BYTES)) {
        end++;
    }
    *part = (Transcript){.text = whole->text};
    part->turns = (Turns){whole->turns.at + first, end - first, 0};
    while (parts->sentence < whole->sentences.len &&
           whole->sentences.at[parts->sentence].turn < end) {
        Sentence *sentence = PUSH(&part->sentences, arena);
        *sentence = whole->sentences.at[parts->sentence++];
        sentence->turn -= first;
    }
    parts->turn = end;
    return true;
}

// The bit that a probe of a hash looks at.
static uint64_t bit_of(uint64_t trace, int probe, ptrdiff_t bytes)
{
    uint32_t step = (uint32_t)(trace >> 32) | 1;
    uint32_t hash = (uint32_t)trace + (uint32_t)probe * step;
    return hash * (uint64_t)(8 * bytes) >> 32;
}

static void put_bits(const Traces *traces, char *bits, ptrdiff_t bytes)
{
    for (ptrdiff_t i = 0; i < traces->slot_count; i++) {
        uint64_t trace = traces->slots[i];
        for (int probe = 0; probe < PROBES && trace != 0; probe++) {
            uint64_t bit = bit_of(trace, probe, bytes);
            bits[bit / 8] = (char)(bits[bit / 8] | 1 << bit % 8);
        }
    }
}

static uint64_t seal_of(Str kept, Str maker)
{
    uint64_t seal = hash_quick(FORMAT, maker);
    seal = hash_quick(seal, str_of(text_library()));
    return hash_quick(seal, str_slice(kept, sizeof seal, kept.len));
}

Str signature_of(const Transcript *transcript, Str maker, Arena *arena)
{
    Arena own = {0}, scratch = {0};
    Words words = no_words(transcript, &own);
    Parts parts = {.whole = transcript};
    bool odd = false, uneven = false;
    for (Transcript part; next_part(&parts, &part, &scratch);) {
        Interview interview;
        interview_open(&part, &scratch, &interview);
        interview_fold(&interview, (Needs){0}, NULL, NULL, &scratch);
        add_words(&words, &interview);
        odd = odd || interview.odd;
        uneven = uneven || interview.uneven;
        arena_reset(&scratch);
    }
    Traces hashes = words.hashes;
    ptrdiff_t bytes = hashes.len < BITS_MAX / 8 ? hashes.len + 1 : BITS_MAX / 8;
    Head head = {.flags = (odd ? FLAG_ODD : 0) | (uneven ? FLAG_UNEVEN : 0)};
    Str kept = {arena_take(arena, 1, (ptrdiff_t)sizeof head + bytes),
                (ptrdiff_t)sizeof head + bytes};
    char *at = (char *)kept.at;
    memset(at, 0, (size_t)kept.len);
    put_bits(&hashes, at + sizeof head, bytes);
    memcpy(at, &head, sizeof head);
    head.seal = seal_of(kept, maker);
    memcpy(at, &head, sizeof head);
    arena_release(&scratch);
    arena_release(&own);
    return kept;
}

// ---- reading

Signature signature_read(Str kept, Str maker)
{
    Head head;
    if (kept.len <= (ptrdiff_t)sizeof head) {
        return (Signature){0};
    }
    memcpy(&head, kept.at, sizeof head);
    if (head.seal != seal_of(kept, maker)) {
        return (Signature){0};
    }
    return (Signature){
        .bits = str_slice(kept, sizeof head, kept.len),
        .odd = (head.flags & FLAG_ODD) != 0,
        .uneven = (head.flags & FLAG_UNEVEN) != 0,
    };
}

static bool has_trace(const Signature *signature, uint64_t trace)
{
    Str bits = signature->bits;
    for (int probe = 0; probe < PROBES; probe++) {
        uint64_t bit = bit_of(trace, probe, bits.len);
        if (((unsigned char)bits.at[bit / 8] >> bit % 8 & 1) == 0) {
            return false;
        }
    }
    return true;
}

bool signature_has(const Signature *signature, const Clues *clues, bool odd)
{
    for (ptrdiff_t i = 0; i < clues->len; i++) {
        const Clue *clue = &clues->at[i];
        uint64_t trace = odd ? clue->begin : clue->whole;
        if (trace != 0 && !has_trace(signature, trace)) {
            return false;
        }
    }
    return true;
}

// ---- what to look for

static bool is_wild(const Needle *needle, ptrdiff_t at)
{
    char c = at < needle->text.len ? needle->text.at[at] : ' ';
    return needle->kind == NEEDLE_TERM && (c == '*' || c == '?');
}

static ptrdiff_t run_end(Str text, ptrdiff_t at)
{
    ptrdiff_t next = at;
    while (next < text.len && char_is_word(utf8_next(text, &next))) {
        at = next;
    }
    return at;
}

// The word characters [begin, end) of a needle, which stand where a word
// begins; `whole` where it ends behind them too.
static void add_clue(Clues *clues, Str word, bool whole, Arena *arena)
{
    char bytes[2 * WORD_BYTES] = {0}; // read by eights
    Clue clue = {0};
    memcpy(bytes, word.at,
           word.len < WORD_BYTES ? (size_t)word.len : WORD_BYTES);
    for (int i = 0; i < LENGTHS && lengths[i] <= word.len; i++) {
        clue.begin = hash_begin(load(bytes), lengths[i]);
    }
    clue.whole = clue.begin;
    if (whole) {
        uint64_t last =
            word.len > WORD_BYTES ? load(word.at + word.len - WORD_BYTES) : 0;
        clue.whole = hash_whole(load(bytes), last, word.len);
    }
    if (clue.whole != 0) {
        *PUSH(clues, arena) = clue;
    }
}

Clues clues_of(const Needle *needle, Arena *arena)
{
    Clues clues = {0};
    Str text = needle->text;
    bool begins = needle->kind != NEEDLE_PLACE; // a word does at `at`
    for (ptrdiff_t at = 0; at < text.len;) {
        ptrdiff_t end = run_end(text, at);
        bool ends = needle->kind == NEEDLE_TERM || end < text.len;
        if (end > at && begins) {
            add_clue(&clues, str_slice(text, at, end),
                     ends && !is_wild(needle, end), arena);
        }
        begins = !is_wild(needle, end);
        at = end;
        if (at < text.len) {
            utf8_next(text, &at);
        }
    }
    return clues;
}
