// What an import gives, whatever the number of threads.
#include "unit.h"

#include "base/buf.h"
#include "base/io.h"
#include "engine/themata.h"

#include <stdio.h>
#include <unistd.h>

enum { FILES = 150 };

// A file of each kind that behaves in its own way, by number.
static Str words_of_file(int number, Arena *arena)
{
    Buf text = {.arena = arena};
    switch (number % 5) {
    case 0: // no transcript at all
        buf_add(&text, S("\x89PNG\r\n\x1A\n"));
        break;
    case 1: // of windows-1252, which is guessed
        buf_add(&text, S("Anna: Die Pr\xFC"
                         "fung war gut.\n"));
        break;
    default:
        for (int turn = 0; turn < number; turn++) {
            buf_format(&text, "%s: Turn %d of Dr. File %d. (laughs) Next!\n\n",
                       turn % 2 ? "P1" : "Interviewer", turn, number);
        }
    }
    return buf_str(&text);
}

static void write_files(const char *folder, Arena *arena)
{
    Err err = {0};
    for (int i = 0; i < FILES; i++) {
        Str path = str_format(arena, "%s/f%03d.txt", folder, i);
        ck_assert_msg(io_write_again(str_terminated(arena, path),
                                     words_of_file(i, arena), &err),
                      "%s", err.message);
    }
}

static void add_report(const ImportReport *report, Buf *all)
{
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Imported *one = &report->imported.at[i];
        buf_format(all, "%.*s %.*s %d %lld %lld %lld %lld\n",
                   FMT(one->document), FMT(one->encoding), (int)one->status,
                   (long long)one->turns, (long long)one->sentences,
                   (long long)one->words, (long long)one->characters);
        for (ptrdiff_t k = 0; k < one->findings.len; k++) {
            buf_format(all, "  %.*s\n", FMT(one->findings.at[k].message));
        }
    }
    for (ptrdiff_t i = 0; i < report->refused.len; i++) {
        buf_format(all, "%.*s: %.*s\n", FMT(report->refused.at[i].file),
                   FMT(report->refused.at[i].message));
    }
}

static void add_stored(Themata *study, const ImportReport *report, Buf *all)
{
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        Transcript stored;
        Err err = {0};
        ck_assert_msg(themata_transcript(study, report->imported.at[i].document,
                                         all->arena, &stored, &err),
                      "%s", err.message);
        buf_format(all, "%.*s", FMT(stored.hash));
        for (ptrdiff_t k = 0; k < stored.turns.len; k++) {
            Span span = stored.turns.at[k].span;
            buf_format(all, " %d-%d", span.begin, span.end);
        }
        for (ptrdiff_t k = 0; k < stored.sentences.len; k++) {
            Span span = stored.sentences.at[k].span;
            buf_format(all, " %d-%d", span.begin, span.end);
        }
        buf_char(all, '\n');
    }
}

// All that importing the files twice tells and stores.
static Str import_with(int jobs, const char *files, Arena *arena)
{
    char folder[] = "/tmp/themata-import-XXXXXX";
    Buf all = {.arena = arena};
    Err err = {0};
    ck_assert_ptr_nonnull(mkdtemp(folder));
    Themata *study = themata_open(folder, STUDY_WRITE, &err);
    ck_assert_msg(study != NULL, "%s", err.message);
    themata_use_jobs(study, jobs);
    for (int round = 0; round < 2; round++) {
        ImportReport report = {0};
        Str path = str_of(files);
        ck_assert_msg(themata_import(study, (Strs){&path, 1, 1},
                                     &(ImportOptions){0}, &report, &err),
                      "%s", err.message);
        add_report(&report, &all);
        add_stored(study, &report, &all);
    }
    themata_close(study);
    Str database = str_format(arena, "%s/themata.db", folder);
    ck_assert(unlink(str_terminated(arena, database)) == 0);
    ck_assert(rmdir(folder) == 0);
    return buf_str(&all);
}

START_TEST(test_threads)
{
    static const int jobs[] = {2, 8};
    Arena arena = {0};
    char files[] = "/tmp/themata-files-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(files));
    write_files(files, &arena);
    Str alone = import_with(1, files, &arena);
    ck_assert_int_gt(str_find(alone, S("f002 UTF-8 0 2 "), 0), -1);
    ck_assert_int_gt(str_find(alone, S("f002 UTF-8 1 2 "), 0), -1);
    ck_assert_int_gt(str_find(alone, S("f000.txt: this seems to be"), 0), -1);
    ck_assert_int_gt(str_find(alone, S("f001 windows-1252 0 1 1"), 0), -1);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        ck_assert_msg(str_eq(import_with(jobs[i], files, &arena), alone),
                      "%d threads give what one gives", jobs[i]);
    }
    for (int i = 0; i < FILES; i++) {
        Str path = str_format(&arena, "%s/f%03d.txt", files, i);
        ck_assert(unlink(str_terminated(&arena, path)) == 0);
    }
    ck_assert(rmdir(files) == 0);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("import", test_threads)
