// One interview in several files: what is the same, and what is not.
#include "parsing.h"

#include "base/map.h"

#include <stdio.h>

static Transcript parse_shared(const char *name, Arena *arena)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    Parsed parsed = parse_file(str_terminated(arena, path), arena);
    ck_assert_msg(parsed.transcripts.len == 1, "%s: %s", name,
                  parsed.err.message);
    return parsed.transcripts.at[0];
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' ||
           (unsigned char)c >= 0x80;
}

// All that is said, word by word.
static Strs words_of(const Transcript *transcript, Arena *arena)
{
    Strs words = {0};
    for (ptrdiff_t i = 0; i < transcript->turns.len; i++) {
        Str said = transcript_text(transcript, transcript->turns.at[i].span);
        for (ptrdiff_t begin = 0, end; begin < said.len; begin = end + 1) {
            for (end = begin; end < said.len && is_letter(said.at[end]);) {
                end++;
            }
            if (end > begin) {
                *PUSH(&words, arena) = str_slice(said, begin, end);
            }
        }
    }
    return words;
}

// How many runs of five words of `a` stand in `b` too.
static int32_t shared_runs(const Strs *a, const Strs *b, Arena *arena)
{
    enum { RUN = 5 };
    Map runs = {0};
    int32_t shared = 0;
    for (int side = 0; side < 2; side++) {
        const Strs *words = side == 0 ? b : a;
        for (ptrdiff_t i = 0; i + RUN <= words->len; i++) {
            Buf run = {.arena = arena};
            for (ptrdiff_t k = i; k < i + RUN; k++) {
                buf_add(&run, words->at[k]);
                buf_char(&run, ' ');
            }
            if (side == 0) {
                map_put(&runs, buf_str(&run), arena);
            } else {
                shared += map_find(&runs, buf_str(&run)) >= 0;
            }
        }
    }
    return shared;
}

// The two files are called after one interview, but are two stretches of it:
// their recordings are mop03-2b-02 and mop03-2b-05, the annotations end at
// 321.2 and 306.9 seconds, and no run of five words stands in both.  What is
// the same is who speaks.
START_TEST(test_two_stretches_of_an_interview)
{
    if (!shared_folder()) {
        printf("skipped: THEMATA_SHARED names no folder with real data\n");
        return;
    }
    Arena arena = {0};
    Transcript elan = parse_shared("eaf/mobileunit_mop03-2b.eaf", &arena);
    Transcript trs = parse_shared("trs/mobileunit_mop03-2b.trs", &arena);
    Strs a = words_of(&elan, &arena), b = words_of(&trs, &arena);
    ck_assert_int_gt(a.len, 500);
    ck_assert_int_gt(b.len, 500);
    ck_assert_int_eq(shared_runs(&a, &b, &arena), 0);
    ck_assert_int_eq(elan.speakers.len, 2);
    ck_assert_int_eq(trs.speakers.len, 2);
    ck_assert_int_ge(transcript_speaker(&elan, S("mop03-2b"), &arena), 0);
    ck_assert_int_lt(transcript_speaker(&elan, S("mop03-2b"), &arena), 2);
    ck_assert_int_lt(transcript_speaker(&trs, S("mop03-2b"), &arena), 2);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("parse_families", test_two_stretches_of_an_interview)
