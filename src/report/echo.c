#include "report/echo.h"

#include "base/utf8.h"
#include "report/excerpt.h"

#include <stdlib.h>

typedef struct Hashes {
    uint64_t *at;
    ptrdiff_t len, cap;
} Hashes;

// Letters and digits; beyond ASCII everything but punctuation and blanks.
static bool in_word(uint32_t point)
{
    if (point < 0x80) {
        return (point >= '0' && point <= '9') ||
               (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
    }
    return point >= 0xC0 && !(point >= 0x2000 && point <= 0x206F) &&
           point != 0xD7 && point != 0xF7;
}

// FNV-1a, one code point at a time.
static uint64_t mixed(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * 0x100000001B3u;
}

static const uint64_t seed = 0xCBF29CE484222325u;

static void words_into(Str text, Hashes *words, Arena *arena)
{
    uint64_t hash = seed;
    bool inside = false;
    for (ptrdiff_t i = 0; i < text.len;) {
        uint32_t point = utf8_next(text, &i);
        bool more = in_word(point);
        if (more) {
            bool capital = point >= 'A' && point <= 'Z';
            hash = mixed(inside ? hash : seed, capital ? point + 32 : point);
        } else if (inside) {
            *PUSH(words, arena) = hash | 1; // 0 is kept for "between turns"
        }
        inside = more;
    }
    if (inside) {
        *PUSH(words, arena) = hash | 1;
    }
}

static bool run_at(const uint64_t *words, ptrdiff_t len, uint64_t *run)
{
    *run = seed;
    for (ptrdiff_t i = 0; i < ECHO_WORDS; i++) {
        if (i >= len || words[i] == 0) {
            return false;
        }
        *run = mixed(*run, words[i]) ^ (*run >> 29);
    }
    return true;
}

static int hash_order(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

Echo echo_of(const Study *study, Arena *arena)
{
    Hashes words = {0}, runs = {0};
    for (int32_t d = 0; d < study->documents.len; d++) {
        const Transcript *transcript = &study->documents.at[d].transcript;
        for (int32_t t = 0; t < transcript->turns.len; t++) {
            if (excerpt_may_show(study, d, t)) {
                continue;
            }
            Span span = transcript->turns.at[t].span;
            words_into(transcript_text(transcript, span), &words, arena);
            bool goes_on = t + 1 < transcript->turns.len &&
                           transcript->turns.at[t + 1].continues;
            if (!goes_on) {
                *PUSH(&words, arena) = 0;
            }
        }
    }
    for (ptrdiff_t i = 0; i < words.len; i++) {
        uint64_t run;
        if (run_at(words.at + i, words.len - i, &run)) {
            *PUSH(&runs, arena) = run;
        }
    }
    if (runs.len > 0) {
        qsort(runs.at, (size_t)runs.len, sizeof *runs.at, hash_order);
    }
    return (Echo){words.at, words.len, runs.at, runs.len};
}

// True when these words stand in a row somewhere.
static bool said_in_a_row(const Echo *echo, const Hashes *words)
{
    for (ptrdiff_t i = 0; i + words->len <= echo->words_len; i++) {
        ptrdiff_t same = 0;
        while (same < words->len && echo->words[i + same] == words->at[same]) {
            same++;
        }
        if (same == words->len) {
            return true;
        }
    }
    return false;
}

bool echo_repeats(const Echo *echo, Str text, Arena *arena)
{
    if (echo->words_len == 0) {
        return false;
    }
    Hashes words = {0};
    words_into(text, &words, arena);
    if (words.len < ECHO_WORDS) {
        return words.len > 0 && said_in_a_row(echo, &words);
    }
    for (ptrdiff_t i = 0; i + ECHO_WORDS <= words.len; i++) {
        uint64_t run;
        if (run_at(words.at + i, words.len - i, &run) && echo->runs_len > 0 &&
            bsearch(&run, echo->runs, (size_t)echo->runs_len, sizeof run,
                    hash_order)) {
            return true;
        }
    }
    return false;
}
