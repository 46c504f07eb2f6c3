#include "match/probe.h"

#include "base/buf.h"
#include "text/text.h"

enum {
    REPEATS = 60,
    LETTERS_MAX = 16,
    PROBE_BYTES = 4000, // counts as a text of this length: a million steps
};

// Distinct ASCII letters and digits of the pattern, and 'a'.
static Str letters_of(Str pattern, Arena *arena)
{
    Buf letters = {.arena = arena};
    buf_char(&letters, 'a');
    for (ptrdiff_t i = 0; i < pattern.len && letters.len < LETTERS_MAX; i++) {
        char c = pattern.at[i];
        bool letter = (unsigned char)c < 0x80 && char_is_word((unsigned char)c);
        if (letter && str_find(buf_str(&letters), (Str){&c, 1}, 0) < 0) {
            buf_char(&letters, c);
        }
    }
    return buf_str(&letters);
}

typedef struct Probe {
    const Search *search;
    Runner *runner;
    Str pattern;
    Arena *arena;
} Probe;

static bool gives_up_on(const Probe *probe, char letter, Str between)
{
    Buf text = {.arena = probe->arena};
    Found found;
    for (int i = 0; i < REPEATS; i++) {
        buf_char(&text, letter);
        buf_add(&text, between);
    }
    // What the pattern asks for later has to be there, or it is not begun.
    buf_char(&text, '!');
    buf_add(&text, probe->pattern);
    search_next(probe->search, probe->runner, buf_str(&text), 0, &found);
    return runner_problem(probe->runner) != NULL;
}

bool is_explosive(const Search *search, Str pattern, Arena *arena)
{
    Probe probe = {search, runner_open(PROBE_BYTES, arena), pattern, arena};
    Str letters = letters_of(pattern, arena);
    bool gave_up = false;
    for (ptrdiff_t i = 0; i < letters.len && !gave_up; i++) {
        gave_up = gives_up_on(&probe, letters.at[i], (Str){0}) ||
                  gives_up_on(&probe, letters.at[i], S(" "));
    }
    runner_close(probe.runner);
    return gave_up;
}
