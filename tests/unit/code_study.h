// tests/unit/code_study.h - whole studies on the disk, for the tests of coding.
#ifndef TESTS_CODE_STUDY_H
#define TESTS_CODE_STUDY_H

#include "engine/themata.h"

#include "base/buf.h"
#include "base/io.h"
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

// A folder of this test's own, removed by remove_folder.
static inline const char *make_folder(Arena *arena)
{
    char *folder = str_terminated(arena, S("/tmp/themata-code-XXXXXX"));
    ck_assert_ptr_nonnull(mkdtemp(folder));
    return folder;
}

static inline void remove_folder(const char *folder)
{
    char command[128];
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static inline void write_file(const char *folder, const char *name, Str bytes)
{
    Arena arena = {0};
    Err err = {0};
    const char *path = str_format(&arena, "%s/%s", folder, name).at;
    Str parent = str_of(path);
    while (parent.at[parent.len - 1] != '/') {
        parent.len--;
    }
    parent.len--;
    io_make_folder(str_terminated(&arena, parent), &err);
    ck_assert_msg(io_write(path, bytes, &err), "%s", err.message);
    arena_release(&arena);
}

// What people say in these studies: words that rules seek, some of them often.
static inline const char *said_there(unsigned number)
{
    static const char *const said[] = {
        "We had no budget for the data",
        "The data were shared with the registry and the hospital",
        "Perhaps a budget would have helped, and the staff was tired",
        "Été: the “budget” was small, and nobody shared the data",
        "It was not a problem",
        "The training, the training and again the training",
        "Hospital staff trained the registry",
    };
    return said[number % (sizeof said / sizeof *said)];
}

// The bytes of a study's database.
static inline Str database(const char *folder, Arena *arena)
{
    Err err = {0};
    Str bytes;
    const char *path = str_format(arena, "%s/themata.db", folder).at;
    ck_assert(io_read(path, arena, &bytes, &err));
    return bytes;
}

static inline Themata *open_study(const char *folder, int jobs)
{
    Err err = {0};
    Themata *study = themata_open(folder, STUDY_WRITE, &err);
    ck_assert_msg(study != NULL, "%s", err.message);
    themata_use_jobs(study, jobs);
    return study;
}

// Imports all of a folder's transcripts.
static inline void import_all(Themata *study, const char *folder)
{
    Err err = {0};
    ImportReport report = {0};
    Arena *arena = themata_arena(study);
    Strs paths = {0};
    *PUSH(&paths, arena) = str_format(arena, "%s/transcripts", folder);
    ck_assert_msg(
        themata_import(study, paths, &(ImportOptions){0}, &report, &err), "%s",
        err.message);
}

static inline const char *codebook_path(Themata *study, const char *folder)
{
    return str_format(themata_arena(study), "%s/codebooks/c.yaml", folder).at;
}

static inline CodeReport code_all(Themata *study, const char *folder)
{
    Err err = {0};
    CodeReport report = {0};
    ck_assert_msg(
        themata_code(study, codebook_path(study, folder), &report, &err), "%s",
        err.message);
    return report;
}

// What `sql` gives, '|' after columns and '\n' after rows.
static inline void add_rows(sqlite3 *db, const char *sql, Buf *rows)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            buf_add(rows, text ? str_of(text) : S("-"));
            buf_char(rows, '|');
        }
        buf_char(rows, '\n');
    }
    sqlite3_finalize(statement);
}

// What a stranger sees of the study's newest texts under its codebooks.
static inline Str shown(const char *folder, Arena *arena)
{
    static const char *const queries[] = {
        "SELECT * FROM v_turns ORDER BY document, turn",
        "SELECT * FROM v_codings ORDER BY document, begin, end, code, rule",
        "SELECT * FROM v_codebook ORDER BY place",
        "SELECT * FROM v_cases ORDER BY \"case\", attribute",
        "SELECT * FROM v_participants ORDER BY participant",
    };
    sqlite3 *db = NULL;
    Buf rows = {.arena = arena};
    const char *path = str_format(arena, "%s/themata.db", folder).at;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        add_rows(db, queries[i], &rows);
    }
    sqlite3_close(db);
    return buf_str(&rows);
}

#endif
