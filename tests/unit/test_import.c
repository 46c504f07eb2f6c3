// What an import gives, whatever the number of threads.
#include "unit.h"

#include "base/buf.h"
#include "base/io.h"
#include "engine/themata.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
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

// ---- a table of many documents

enum { DOCUMENTS = 8000, ROUNDS = 3, WORDS = 40 };

// Its documents take turns.  Two rows have times that are none: the first of
// them, by the line, is not in the first of their documents.
static Str table_of_many(Arena *arena)
{
    Buf table = {.arena = arena};
    buf_add(&table, S("document,speaker,start,text\n"));
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < DOCUMENTS; i++) {
            bool bad = (i == 5 && round == 2) || (i == 7 && round == 0);
            buf_format(&table, "d%04d,%s,%s,\"Round %d,", i,
                       round % 2 ? "Ben" : "Anna", bad ? "soon" : "1", round);
            for (int k = 0; k < WORDS; k++) {
                buf_add(&table, S(" words"));
            }
            buf_format(&table, " of \"\"%d\"\".\"\n", i);
        }
    }
    return buf_str(&table);
}

static void check_many(Themata *study, const ImportReport *report,
                       ImportedStatus status, Arena *arena)
{
    Err err = {0};
    Transcript stored;
    ck_assert_int_eq(report->imported.len, DOCUMENTS);
    for (int i = 0; i < DOCUMENTS; i++) {
        const Imported *one = &report->imported.at[i];
        Str name = str_format(arena, "d%04d", i);
        ck_assert_msg(str_eq(one->document, name), "documents as they came");
        ck_assert_int_eq(one->turns, ROUNDS);
        ck_assert_int_eq(one->status, status);
        ck_assert_msg((one->findings.len > 0) == (i == 0),
                      "the first has what is to be said of the file");
    }
    ck_assert(themata_transcript(study, S("d7999"), arena, &stored, &err));
    ck_assert_int_gt(str_find(stored.text, S("Ben: Round 1, words"), 0), 0);
    ck_assert_int_gt(str_find(stored.text, S(" of \"7999\".\n"), 0), 0);
}

START_TEST(test_many)
{
    Arena arena = {0};
    Err err = {0};
    char folder[] = "/tmp/themata-many-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    Str path = str_format(&arena, "%s/many.csv", folder);
    const char *file = str_terminated(&arena, path);
    ck_assert(io_write_again(file, table_of_many(&arena), &err));
    Themata *study = themata_open(folder, STUDY_WRITE, &err);
    ck_assert_msg(study != NULL, "%s", err.message);
    for (int round = 0; round < 2; round++) {
        ImportReport report = {0};
        ck_assert_msg(themata_import(study, (Strs){&path, 1, 1},
                                     &(ImportOptions){0}, &report, &err),
                      "%s", err.message);
        check_many(study, &report, round ? IMPORTED_UNCHANGED : IMPORTED_NEW,
                   &arena);
        const Diag *first = &report.imported.at[0].findings.at[1];
        ck_assert_msg(first->id == DIAG_T008 && first->place.line == 9,
                      "the first time that is none: line %d",
                      first->place.line);
    }
    themata_close(study);
    Str database = str_format(&arena, "%s/themata.db", folder);
    ck_assert(unlink(str_terminated(&arena, database)) == 0);
    ck_assert(unlink(file) == 0 && rmdir(folder) == 0);
    arena_release(&arena);
}
END_TEST

// ---- what another program prints

#define PAGE(words)                                                            \
    "<doc><page width='600' height='800'><flow><block><line xMin='50' "        \
    "yMin='50' xMax='90' yMax='60'>" words                                     \
    "</line></block></flow></page></doc>"
#define WORD(x, word)                                                          \
    "<word xMin='" x "0' yMin='50' xMax='" x "9' yMax='60'>" word "</word>"

static const struct {
    const char *promise, *begins, *script;
    const char *says; // what was said, or the refusal
} printed[] = {
    {"it prints here, and what it prints is read apart", "%PDF-1.7",
     "echo \"" PAGE(WORD("5", "Anna:") WORD("7", "Yes.")) "\"\n", "Anna: Yes."},
    {"what is no page is refused", "%PDF-1.7", "echo '<doc>'; echo '<'\n",
     "line 2 is not well-formed XML"},
    {"a failure is one", "%PDF-1.7", "exit 1\n",
     "this PDF file is damaged: no page of it can be read"},
    {"a reader starts no program, whatever an archive holds", "PK\3\4 %PDF-1.7",
     "echo \"" PAGE(WORD("5", "No.")) "\"\n",
     "this seems to be a ZIP archive; unpack it first"},
};

static void read_printed(const char *folder, size_t i, Arena *arena)
{
    enum { BYTES = 5 * 1024 * 1024 }; // so large a file is read apart anyway
    Err err = {0};
    Transcripts read = {0};
    Diags findings = {.arena = arena};
    Str bytes = {arena_take(arena, 1, BYTES), BYTES};
    memcpy((char *)bytes.at, printed[i].begins, strlen(printed[i].begins));
    const char *file =
        str_terminated(arena, str_format(arena, "%s/a.pdf", folder));
    const char *program =
        str_terminated(arena, str_format(arena, "%s/pdftotext", folder));
    Str script = str_format(arena, "#!/bin/sh\n%s", printed[i].script);
    ck_assert(io_write_again(file, bytes, &err) &&
              io_write_again(program, script, &err));
    ck_assert(chmod(program, 0700) == 0);
    bool ok = themata_read(file, &(ImportOptions){0}, &(Codebook){0}, arena,
                           &read, &findings, &err);
    const Transcript *one = &read.at[0];
    ASSERT_STR(ok ? transcript_text(one, one->turns.at[0].span)
                  : str_of(err.message),
               printed[i].says, printed[i].promise);
    ck_assert(unlink(file) == 0 && unlink(program) == 0);
}

START_TEST(test_printed)
{
    char folder[] = "/tmp/themata-printed-XXXXXX";
    ck_assert_ptr_nonnull(mkdtemp(folder));
    setenv("PATH", folder, 1);
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        Arena arena = {0};
        read_printed(folder, i, &arena);
        arena_release(&arena);
    }
    ck_assert(rmdir(folder) == 0);
}
END_TEST

UNIT_MAIN("import", test_threads, test_many, test_printed)
