#include "parse/captions/rolling.h"

enum { LINES_MAX = 8, APART_MS = 250, REPEATS_MIN = 3 };

typedef struct Rows { // the lines of a caption, the last LINES_MAX of them
    Str at[LINES_MAX];
    int len;
} Rows;

static Rows rows_of(Str text)
{
    Rows rows = {.len = 0};
    for (Str line; str_line(&text, &line);) {
        if (rows.len == LINES_MAX) {
            return (Rows){.len = 0};
        }
        rows.at[rows.len++] = str_trim(line);
    }
    return rows;
}

// How many lines at the start of `now` are the last ones of `before`.
static int shared_rows(const Rows *before, const Rows *now)
{
    int most = before->len < now->len ? before->len : now->len;
    for (int n = most; n > 0; n--) {
        int same = 0;
        while (same < n &&
               str_eq(before->at[before->len - n + same], now->at[same])) {
            same++;
        }
        if (same == n) {
            return n;
        }
    }
    return 0;
}

static bool follows(const Saying *before, const Saying *now)
{
    return !now->voiced && now->start_ms >= before->start_ms &&
           (int64_t)now->start_ms <= (int64_t)before->end_ms + APART_MS;
}

static bool rolls(const Sayings *sayings, bool karaoke)
{
    int64_t repeats = 0;
    Rows before = {.len = 0};
    for (ptrdiff_t i = 0; i < sayings->len; i++) {
        Rows now = rows_of(sayings->at[i].text);
        repeats += i > 0 && follows(&sayings->at[i - 1], &sayings->at[i]) &&
                   shared_rows(&before, &now) > 0;
        before = now;
    }
    return karaoke ? repeats > 0
                   : repeats >= REPEATS_MIN && repeats * 2 >= sayings->len - 1;
}

void sayings_unroll(Sayings *sayings, bool karaoke, Odds *odds)
{
    if (!rolls(sayings, karaoke)) {
        return;
    }
    ptrdiff_t kept = 0;
    Rows before = {.len = 0};
    Saying last = {.start_ms = -1, .end_ms = -1};
    for (ptrdiff_t i = 0; i < sayings->len; i++) {
        Saying saying = sayings->at[i];
        Rows now = rows_of(saying.text);
        int shared =
            i > 0 && follows(&last, &saying) ? shared_rows(&before, &now) : 0;
        last = saying;
        before = now;
        if (shared > 0) {
            odds_add(odds, ODD_REPEATED, saying.line);
            saying.line += shared;
            for (Str line; shared > 0; shared--) {
                str_line(&saying.text, &line);
            }
        }
        if (saying.text.len > 0 || now.len == 0) {
            sayings->at[kept++] = saying;
        }
    }
    sayings->len = kept;
}
