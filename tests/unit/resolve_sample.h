// tests/unit/resolve_sample.h - transcripts for the tests of resolve/.
#ifndef TESTS_RESOLVE_SAMPLE_H
#define TESTS_RESOLVE_SAMPLE_H

#include "resolve/resolve.h"

#include "base/buf.h"
#include "base/hash.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

// What was said stands between '[' and ']', which are taken out; labels and
// everything else outside.
static inline Transcript interviewed(const char *marked, Arena *arena)
{
    Transcript t = {.document = S("P01"), .file = S("P01.txt")};
    Buf text = {.arena = arena};
    for (const char *c = marked; *c; c++) {
        if (*c == '[') {
            *PUSH(&t.turns, arena) = (Turn){.span = {(int32_t)text.len, 0},
                                            .speaker = NO_SPEAKER,
                                            .line = 1};
        } else if (*c == ']') {
            t.turns.at[t.turns.len - 1].span.end = (int32_t)text.len;
        } else {
            buf_char(&text, *c);
        }
    }
    t.text = buf_str(&text);
    t.hash = hash_hex(arena, t.text);
    return t;
}

// The ids of the findings, with blanks between.
static inline Str findings_written(const Diags *diags, Arena *arena)
{
    Buf all = {.arena = arena};
    for (ptrdiff_t i = 0; i < diags->len; i++) {
        buf_format(&all, "%s%s", i > 0 ? " " : "", diag_name(diags->at[i].id));
    }
    return buf_str(&all);
}

#endif
