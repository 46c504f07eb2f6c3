// The same table in different formats gives the same documents and turns.
#include "parsing.h"

#include <stdio.h>

enum { FILES_MAX = 4 };

static const struct {
    const char *promise;
    ptrdiff_t documents;
    const char *files[FILES_MAX]; // the first is what the others must equal
} families[] = {
    {"a table of answers, in a workbook, in a spreadsheet",
     57,
     {"csv/wac_transcripts.csv", "converted/wac_transcripts.xlsx",
      "converted/wac_transcripts.ods"}},
};

static void check_same(const Transcript *one, const Transcript *other,
                       const char *file)
{
    ck_assert_msg(str_eq(one->document, other->document), "%s: %.*s", file,
                  FMT(other->document));
    ck_assert_msg(one->turns.len == other->turns.len, "%s, %.*s: %lld turns",
                  file, FMT(one->document), (long long)other->turns.len);
    for (int32_t i = 0; i < one->turns.len; i++) {
        const Turn *a = &one->turns.at[i], *b = &other->turns.at[i];
        bool same = str_eq(transcript_turn_speaker(one, i),
                           transcript_turn_speaker(other, i)) &&
                    str_eq(transcript_text(one, a->span),
                           transcript_text(other, b->span)) &&
                    a->start_ms == b->start_ms && a->end_ms == b->end_ms;
        ck_assert_msg(same, "%s, %.*s: turn %d differs", file,
                      FMT(one->document), i + 1);
    }
}

static Parsed parse_shared(const char *name, Arena *arena)
{
    Str path = str_format(arena, "%s/data/%s", shared_folder(), name);
    return parse_file(str_terminated(arena, path), arena);
}

START_TEST(test_families)
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        if (!shared_folder()) {
            printf("skipped: THEMATA_SHARED names no folder with real data\n");
            return;
        }
        Arena arena = {0};
        Parsed first = parse_shared(families[i].files[0], &arena);
        for (int k = 0; k < FILES_MAX && families[i].files[k]; k++) {
            const char *file = families[i].files[k];
            Parsed parsed = parse_shared(file, &arena);
            ck_assert_msg(parsed.transcripts.len == families[i].documents,
                          "%s: %s: %lld documents", families[i].promise, file,
                          (long long)parsed.transcripts.len);
            for (ptrdiff_t n = 0; n < families[i].documents; n++) {
                check_same(&first.transcripts.at[n], &parsed.transcripts.at[n],
                           file);
            }
        }
        arena_release(&arena);
    }
}
END_TEST

UNIT_MAIN("table_families", test_families)
