#include "decode/inside.h"

#include "base/buf.h"
#include "text/text.h"

enum {
    SAMPLE_MAX = 64 * 1024,
    RELATIVES = 6,
    CANDIDATES_MAX = 2 * RELATIVES + 4,
};

// Sets of one script that share most places, so that ICU tells them apart by
// little.
static const char *const families[][RELATIVES] = {
    {"ISO-8859-7", "windows-1253"},
    {"windows-1251", "KOI8-R", "ISO-8859-5", "MAC-CYRILLIC", "IBM866"},
    {"ISO-8859-2", "windows-1250", "MAC-CENTRALEUROPE"},
    {"ISO-8859-9", "windows-1254"},
    {"ISO-8859-8", "windows-1255"},
    {"ISO-8859-6", "windows-1256"},
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

typedef struct Candidates { // the likeliest first, were all scores equal
    Candidate at[CANDIDATES_MAX];
    int len;
} Candidates;

static void add_candidate(Candidates *candidates, Str name)
{
    for (int i = 0; i < candidates->len; i++) {
        if (str_eq_nocase(candidates->at[i].name, name)) {
            return;
        }
    }
    if (name.len > 0) {
        candidates->at[candidates->len++].name = name;
    }
}

static void add_relatives(Candidates *candidates, Str name)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        bool member = false;
        for (int j = 0; j < RELATIVES && families[i][j]; j++) {
            member = member || str_eq_nocase(str_of(families[i][j]), name);
        }
        for (int j = 0; member && j < RELATIVES && families[i][j]; j++) {
            add_candidate(candidates, str_of(families[i][j]));
        }
    }
}

// What ICU is seldom wrong about, though it may be read as Cyrillic as well.
static bool is_sure(Str name)
{
    static const char *const sure[] = {
        "ISO-8859-7", "windows-1253", "SHIFT_JIS",  "EUC-JP",
        "EUC-KR",     "GB18030",      "BIG5-HKSCS",
    };
    bool found = false;
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++) {
        found = found || str_eq_nocase(str_of(sure[i]), name);
    }
    return found;
}

// True for bytes that mostly stand beside others beyond ASCII, as the letters
// of a script of its own do and those of western Europe do not.
static bool is_other_script(Str sample)
{
    ptrdiff_t beyond = 0, beside = 0;
    for (ptrdiff_t i = 0; i < sample.len; i++) {
        bool high = (unsigned char)sample.at[i] >= 0x80;
        bool next =
            i + 1 < sample.len && (unsigned char)sample.at[i + 1] >= 0x80;
        bool last = i > 0 && (unsigned char)sample.at[i - 1] >= 0x80;
        beyond += high;
        beside += high && (next || last);
    }
    return beside * 2 > beyond;
}

// The others whose score comes within a tenth of the best.
static Str runners_up(const Candidates *candidates, int best, Arena *arena)
{
    Buf names = {.arena = arena};
    int64_t most = candidates->at[best].score;
    int64_t enough = most - most / 10 - 2;
    for (int i = 0; i < candidates->len; i++) {
        const Candidate *other = &candidates->at[i];
        if (i != best && other->score >= enough) {
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
    Candidates candidates = {0};
    add_candidate(&candidates, WINDOWS);
    add_candidate(&candidates, icu);
    add_candidate(&candidates, S("ISO-8859-15"));
    add_candidate(&candidates, S("macintosh"));
    add_relatives(&candidates, icu);
    if (!is_sure(icu) && is_other_script(sample)) {
        add_relatives(&candidates, S("windows-1251"));
    }
    int best = 0;
    for (int i = 0; i < candidates.len; i++) {
        Candidate *candidate = &candidates.at[i];
        candidate->score =
            plausibility(convert(sample, candidate->name, arena).text);
        best = candidate->score > candidates.at[best].score ? i : best;
    }
    return (Guess){candidates.at[best].name,
                   runners_up(&candidates, best, arena)};
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

// Four bytes to a character of which the upper two are zero, or nearly always.
Str guess_utf32(Str bytes)
{
    enum { HEAD = 4096, UNIT = 4, OFTEN = 10 };
    ptrdiff_t units = (bytes.len < HEAD ? bytes.len : HEAD) / UNIT;
    ptrdiff_t zeros[UNIT] = {0};
    for (ptrdiff_t i = 0; i < UNIT * units; i++) {
        zeros[i % UNIT] += bytes.at[i] == '\0';
    }
    bool whole = units > 0 && bytes.len % UNIT == 0;
    bool little = zeros[3] == units && zeros[2] * OFTEN >= units * (OFTEN - 1);
    bool big = zeros[0] == units && zeros[1] * OFTEN >= units * (OFTEN - 1);
    return whole && little && zeros[0] * OFTEN < units ? S("UTF-32LE")
           : whole && big && zeros[3] * OFTEN < units  ? S("UTF-32BE")
                                                       : (Str){0};
}
