#include "match/regex/regex_held.h"

// A text in which letters with anything before them stand is read as a whole.
enum { OPEN_COSTS = 16 };

static int64_t cost_of(const Held *held)
{
    return fixeds_rarity(&held->texts) *
           (run_is_open(&held->before) ? OPEN_COSTS : 1);
}

void held_keep_better(Held *best, const Held *other)
{
    for (ptrdiff_t i = 0; i < other->texts.len; i++) {
        if (other->texts.at[i].len < HELD_BYTES) {
            return;
        }
    }
    bool better = best->texts.len == 0 || cost_of(other) < cost_of(best);
    if (other->texts.len > 0 && better) {
        *best = *other;
    }
}

void held_add(Held *to, const Held *from, Arena *arena)
{
    to->before = to->texts.len > 0 ? run_either(&to->before, &from->before)
                                   : from->before;
    fixeds_add(&to->texts, &from->texts, arena);
}
