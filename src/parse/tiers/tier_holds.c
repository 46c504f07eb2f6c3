// What the parts of a tier tell.
#include "parse/tiers/tiers.h"

#include "parse/talk/line.h"
#include "parse/tiers/tier_inside.h"

#include <stdlib.h>

bool is_silence(Str value)
{
    static const char *const silences[] = {
        "",     "sil", "<sil>", "sp",       "<sp>",      "#",       "##",
        "_",    "-",   "<p:>",  "<p>",      "<silence>", "silence", "silent",
        "{sl}", "0.",  "<eps>", "sounding", NULL};
    value = str_trim(value);
    for (const char *const *one = silences; *one; one++) {
        if (str_eq_nocase(str_of(*one), value)) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

static bool is_numeral(Str value)
{
    bool digit = false;
    for (ptrdiff_t i = 0; i < value.len; i++) {
        digit = digit || is_digit(value.at[i]);
        if (is_letter(value.at[i])) {
            return false;
        }
    }
    return digit;
}

static bool has_blank(Str value)
{
    for (ptrdiff_t i = 0; i < value.len; i++) {
        if (blank_len(value, i, false) > 0) {
            return true;
        }
    }
    return false;
}

// A letter alone, letters with digits or "_", or a chain of words: nobody says
// so.
static bool is_code(Str value)
{
    enum { CHAIN = 3 };
    int links = 0;
    bool odd = value.len == 1;
    for (ptrdiff_t i = 0; i < value.len; i++) {
        odd = odd || is_digit(value.at[i]) || value.at[i] == '_';
        links += value.at[i] == '-';
    }
    return (odd || links >= CHAIN) && !has_blank(value);
}

static int by_length(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

// The middle one of how long the parts that say something last, or NO_TIME.
static int32_t usual_length(const Tier *tier, Arena *arena)
{
    int32_t *lengths = NEW_ARRAY(arena, int32_t, tier->parts.len + 1);
    ptrdiff_t len = 0;
    for (ptrdiff_t i = 0; i < tier->parts.len; i++) {
        const Utterance *said = &tier->parts.at[i].said;
        if (!is_silence(said->text) && said->start_ms != NO_TIME &&
            said->end_ms > said->start_ms) {
            lengths[len++] = said->end_ms - said->start_ms;
        }
    }
    qsort(lengths, (size_t)len, sizeof *lengths, by_length);
    return len > 0 ? lengths[len / 2] : NO_TIME;
}

typedef struct Values { // how many of a tier's values are such
    int32_t marks;      // of silence
    int32_t filled, numerals, codes, single;
} Values;

static Values count_values(const Tier *tier)
{
    Values values = {0};
    for (ptrdiff_t i = 0; i < tier->parts.len; i++) {
        Str value = str_trim(tier->parts.at[i].said.text);
        values.marks += value.len > 0 && is_silence(value);
        if (!is_silence(value)) {
            values.filled++;
            values.numerals += is_numeral(value) && !is_event(value);
            values.codes += is_code(value);
            values.single += !has_blank(value);
        }
    }
    return values;
}

TierKind tier_holds(const Tier *tier, Arena *arena)
{
    enum { MANY = 8, SOUND_MS = 150, WORD_MS = 600 };
    Values values = count_values(tier);
    bool person = str_eq(tier->participant, tier->name);
    TierKind named = person ? TIER_SPEECH : tier_named(tier->name);
    bool single = values.single == values.filled && values.filled >= MANY;
    int32_t usual = single ? usual_length(tier, arena) : NO_TIME;
    if (values.filled == 0) {
        return values.marks > 0 ? TIER_NOISE : TIER_EMPTY;
    }
    if (named == TIER_PEOPLE) {
        return TIER_PEOPLE;
    }
    if (values.numerals == values.filled) {
        return TIER_NUMBERS;
    }
    if (values.codes == values.filled) {
        return named == TIER_SOUNDS ? TIER_SOUNDS : TIER_CODES;
    }
    // A tier of single words or sounds holds none that are several.
    bool units =
        named == TIER_WORDS || named == TIER_SOUNDS || named == TIER_MARKS;
    bool several = values.single * 2 < values.filled;
    if (named != TIER_SPEECH && !(units && several)) {
        return named;
    }
    return usual == NO_TIME   ? TIER_SPEECH
           : usual < SOUND_MS ? TIER_SOUNDS
           : usual < WORD_MS  ? TIER_WORDS
                              : TIER_SPEECH;
}

// True when `word` stands in `text` without regard to the case of ASCII.
static bool stands_in(Str word, Str text)
{
    for (ptrdiff_t i = 0; i + word.len <= text.len; i++) {
        if (str_eq_nocase(str_slice(text, i, i + word.len), word)) {
            return true;
        }
    }
    return false;
}

bool tier_repeats(const Tier *words, const Tier *other)
{
    enum { SLACK_MS = 50, MOST = 4 /* of five */ };
    ptrdiff_t filled = 0, found = 0, from = 0;
    for (ptrdiff_t i = 0; i < words->parts.len; i++) {
        const Utterance *word = &words->parts.at[i].said;
        if (is_silence(word->text)) {
            continue;
        }
        filled++;
        while (from < other->parts.len &&
               other->parts.at[from].said.end_ms + SLACK_MS <= word->start_ms) {
            from++;
        }
        if (from < other->parts.len &&
            other->parts.at[from].said.start_ms <= word->start_ms + SLACK_MS) {
            found += stands_in(str_trim(word->text),
                               other->parts.at[from].said.text);
        }
    }
    return filled > 0 && found * 5 >= filled * MOST;
}

bool tier_shadows(const Tier *a, const Tier *b)
{
    enum { FEW = 2, SAME_MS = 2, MOST = 4 /* of five */ };
    ptrdiff_t filled = 0, found = 0, k = 0;
    for (ptrdiff_t i = 0; i < a->parts.len; i++) {
        const Utterance *said = &a->parts.at[i].said;
        if (is_silence(said->text) || said->start_ms == NO_TIME) {
            continue;
        }
        filled++;
        while (k < b->parts.len &&
               b->parts.at[k].said.start_ms + SAME_MS < said->start_ms) {
            k++;
        }
        const Utterance *other = k < b->parts.len ? &b->parts.at[k].said : NULL;
        found += other && !is_silence(other->text) &&
                 other->start_ms - said->start_ms <= SAME_MS &&
                 other->end_ms - said->end_ms <= SAME_MS &&
                 said->end_ms - other->end_ms <= SAME_MS;
    }
    return filled >= FEW && found * 5 >= filled * MOST;
}
