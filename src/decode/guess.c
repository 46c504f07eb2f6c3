#include "decode/inside.h"

#include "base/buf.h"
#include "text/text.h"

enum {
    SAMPLE_MAX = 64 * 1024,
    CANDIDATES = 4,
};

// The lines that are not plain ASCII, as far as they fit.
static Str sample_of(Str bytes, Arena *arena)
{
    Buf sample = {.arena = arena};
    Str line;
    while (sample.len < SAMPLE_MAX && str_line(&bytes, &line)) {
        bool ascii = true;
        for (ptrdiff_t i = 0; i < line.len && ascii; i++) {
            ascii = (unsigned char)line.at[i] < 0x80;
        }
        if (!ascii) {
            ptrdiff_t room = SAMPLE_MAX - sample.len;
            buf_add(&sample,
                    str_slice(line, 0, line.len < room ? line.len : room));
            buf_char(&sample, '\n');
        }
    }
    return buf_str(&sample);
}

typedef struct Candidate {
    Str name;
    int64_t score;
} Candidate;

// The others whose score comes within a tenth of the best.
static Str runners_up(const Candidate *candidates, int best, Arena *arena)
{
    Buf names = {.arena = arena};
    int64_t enough = candidates[best].score - candidates[best].score / 10 - 2;
    for (int i = 0; i < CANDIDATES; i++) {
        const Candidate *other = &candidates[i];
        if (i != best && other->name.len > 0 && other->score >= enough) {
            buf_format(&names, "%s%.*s", names.len > 0 ? ", " : "",
                       FMT(other->name));
        }
    }
    return buf_str(&names);
}

Guess guess_encoding(Str bytes, Arena *arena)
{
    Str sample = sample_of(bytes, arena);
    Str icu = encoding_name(text_guess_charset(sample, arena).name, arena);
    Candidate candidates[CANDIDATES] = {
        {.name = icu},
        {.name = WINDOWS},
        {.name = S("ISO-8859-15")},
        {.name = S("macintosh")},
    };
    int best = 1;
    for (int i = 1; i < CANDIDATES; i++) {
        if (str_eq_nocase(candidates[i].name, icu)) {
            candidates[0].name = (Str){0};
        }
    }
    for (int i = 0; i < CANDIDATES; i++) {
        Candidate *candidate = &candidates[i];
        if (candidate->name.len > 0) {
            candidate->score =
                plausibility(convert(sample, candidate->name, arena).text);
        }
    }
    for (int i = 0; i < CANDIDATES; i++) {
        if (candidates[i].name.len > 0 &&
            candidates[i].score > candidates[best].score) {
            best = i;
        }
    }
    return (Guess){candidates[best].name, runners_up(candidates, best, arena)};
}

// True when one side of the pairs is often zero and the other one hardly ever:
// letters and blanks of Latin text have a zero on one side only.
static bool one_sided(ptrdiff_t zeros, ptrdiff_t other, ptrdiff_t pairs)
{
    enum { OFTEN = 10, SELDOM = 10, ENOUGH = 3 };
    return (zeros >= ENOUGH || zeros == pairs) && zeros > 0 &&
           zeros * OFTEN >= pairs && other * SELDOM <= zeros;
}

Str guess_utf16(Str bytes)
{
    enum { HEAD = 4096 };
    ptrdiff_t pairs = (bytes.len < HEAD ? bytes.len : HEAD) / 2;
    ptrdiff_t zeros[2] = {0};
    for (ptrdiff_t i = 0; i < 2 * pairs; i++) {
        zeros[i % 2] += bytes.at[i] == '\0';
    }
    return one_sided(zeros[1], zeros[0], pairs)   ? S("UTF-16LE")
           : one_sided(zeros[0], zeros[1], pairs) ? S("UTF-16BE")
                                                  : (Str){0};
}
