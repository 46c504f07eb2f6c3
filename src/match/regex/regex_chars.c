#include "match/regex/regex_chars.h"

#include <string.h>

enum {
    WORD_BITS = 64,
    WORDS = 3,
    MOST = 1 << 20, // longer runs count as endless
    ENDLESS = -1,
};

// ---- sets

void chars_add(Chars *chars, int member)
{
    chars->bits[member / WORD_BITS] |= UINT64_C(1) << (member % WORD_BITS);
}

bool chars_have(const Chars *chars, int member)
{
    return (chars->bits[member / WORD_BITS] >> (member % WORD_BITS) & 1) != 0;
}

int chars_next(const Chars *chars, int from)
{
    for (int i = from; i < CHARS_END; i = (i / WORD_BITS + 1) * WORD_BITS) {
        uint64_t rest = chars->bits[i / WORD_BITS] >> (i % WORD_BITS);
        if (rest != 0) {
            return i + __builtin_ctzll(rest);
        }
    }
    return CHARS_END;
}

Chars chars_of(Str ascii)
{
    Chars chars = {0};
    for (ptrdiff_t i = 0; i < ascii.len; i++) {
        chars_add(&chars, ascii.at[i]);
    }
    return chars;
}

Chars chars_all(void)
{
    return (Chars){
        {~UINT64_C(0), ~UINT64_C(0), (UINT64_C(1) << (CHARS_END - ASCII)) - 1}};
}

Chars chars_letters(void)
{
    return (Chars){{0, // A-Z and a-z are both 26 bits from the second on
                    UINT64_C(0x3FFFFFF) << 1 | UINT64_C(0x3FFFFFF) << 33, 3}};
}

Chars chars_words(void)
{
    Chars letters = chars_letters();
    Chars others = chars_of(S("0123456789_"));
    return chars_either(&letters, &others);
}

bool chars_have_all(const Chars *chars, const Chars *of)
{
    bool all = true;
    for (int i = 0; i < WORDS; i++) {
        all = all && (of->bits[i] & ~chars->bits[i]) == 0;
    }
    return all;
}

bool chars_meet(const Chars *x, const Chars *y)
{
    bool meet = false;
    for (int i = 0; i < WORDS; i++) {
        meet = meet || (x->bits[i] & y->bits[i]) != 0;
    }
    return meet;
}

Chars chars_either(const Chars *x, const Chars *y)
{
    Chars chars;
    for (int i = 0; i < WORDS; i++) {
        chars.bits[i] = x->bits[i] | y->bits[i];
    }
    return chars;
}

Chars chars_not(const Chars *chars)
{
    Chars others = chars_all();
    for (int i = 0; i < WORDS; i++) {
        others.bits[i] &= ~chars->bits[i];
    }
    return others;
}

// ---- runs

Run run_of_nothing(void)
{
    return (Run){.empty = true};
}

Run run_of_anything(void)
{
    Chars all = chars_all();
    return (Run){.first = all,
                 .later = {all},
                 .steps = 1,
                 .most = ENDLESS,
                 .empty = true};
}

Run run_of(const Chars *chars)
{
    return (Run){.first = *chars, .most = 1};
}

// Adds a step at the end.  A step that has all of its neighbour's stands for
// both; so does the last one where steps are too many.
static void add_step(Run *run, const Chars *chars)
{
    Chars step = *chars;
    while (run->steps > 0) {
        const Chars *last = &run->later[run->steps - 1];
        bool more = chars_have_all(last, &step);
        if (!more && !chars_have_all(&step, last) && run->steps < RUN_STEPS) {
            break;
        }
        step = chars_either(&step, last);
        run->steps--;
    }
    run->later[run->steps++] = step;
}

// The characters of all steps.
static Chars all_later(const Run *run)
{
    Chars all = {0};
    for (int i = 0; i < run->steps; i++) {
        all = chars_either(&all, &run->later[i]);
    }
    return all;
}

Run run_then(const Run *x, const Run *y)
{
    int64_t most = (int64_t)x->most + y->most;
    bool endless = x->most < 0 || y->most < 0 || most > MOST;
    Run run = *x;
    if (x->empty) {
        run.first = chars_either(&x->first, &y->first);
    }
    if (x->most != 0 && y->most != 0) {
        add_step(&run, &y->first);
    }
    for (int i = 0; i < y->steps; i++) {
        add_step(&run, &y->later[i]);
    }
    run.most = endless ? ENDLESS : (int32_t)most;
    run.empty = x->empty && y->empty;
    return run;
}

// True where what `y` allows `x` allows, behind the first character.
static bool has_steps_of(const Run *x, const Run *y)
{
    int i = 0, j = 0;
    while (i < x->steps && j < y->steps) {
        if (chars_have_all(&x->later[i], &y->later[j])) {
            j++;
        } else {
            i++;
        }
    }
    return j == y->steps;
}

Run run_either(const Run *x, const Run *y)
{
    bool endless = x->most < 0 || y->most < 0;
    Run run = has_steps_of(x, y) ? *x : *y;
    if (!has_steps_of(&run, x) || !has_steps_of(&run, y)) {
        Chars all_x = all_later(x), all_y = all_later(y);
        run.later[0] = chars_either(&all_x, &all_y);
        run.steps = 1;
    }
    run.first = chars_either(&x->first, &y->first);
    run.most = endless ? ENDLESS : x->most > y->most ? x->most : y->most;
    run.empty = x->empty || y->empty;
    return run;
}

Run run_repeated(const Run *run, int32_t least, int32_t most)
{
    if (most == 0 || run->most == 0) {
        return run_of_nothing();
    }
    int64_t product = (int64_t)run->most * most;
    bool endless = most < 0 || run->most < 0 || product > MOST;
    Run all = *run;
    if (most != 1) {
        Chars later = all_later(run);
        all.later[0] = chars_either(&later, &run->first);
        all.steps = 1;
    }
    all.most = endless ? ENDLESS : (int32_t)product;
    all.empty = run->empty || least == 0;
    return all;
}

Run run_at_most(const Run *run, int32_t most)
{
    Run capped = *run;
    if (most >= 0 && (run->most < 0 || run->most > most)) {
        capped.most = most;
    }
    return capped;
}

bool run_is_open(const Run *run)
{
    Chars all = chars_all();
    bool open = false;
    for (int i = 0; i < run->steps; i++) {
        open = open || chars_have_all(&run->later[i], &all);
    }
    return open && run->most < 0;
}
