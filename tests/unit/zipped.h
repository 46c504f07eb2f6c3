// tests/unit/zipped.h - archives made in memory, for tests.
#ifndef TESTS_ZIPPED_H
#define TESTS_ZIPPED_H

#include "unit.h"

#include "base/buf.h"
#include "base/io.h"

#include <dirent.h>
#include <stdlib.h>
#include <zip.h>

typedef struct Member {
    const char *name;
    Str bytes;
} Member;

// An archive of these members, deflated, in this order.
static inline Str zipped(const Member *members, ptrdiff_t count, Arena *arena)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, &error);
    ck_assert(whole != NULL);
    zip_source_keep(whole);
    zip_t *zip = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
    ck_assert(zip != NULL);
    for (ptrdiff_t i = 0; i < count; i++) {
        zip_source_t *one = zip_source_buffer(
            zip, members[i].bytes.at, (zip_uint64_t)members[i].bytes.len, 0);
        ck_assert(one != NULL);
        ck_assert(zip_file_add(zip, members[i].name, one, 0) >= 0);
    }
    ck_assert_int_eq(zip_close(zip), 0);
    zip_stat_t stat;
    ck_assert_int_eq(zip_source_stat(whole, &stat), 0);
    char *at = NEW_ARRAY(arena, char, (ptrdiff_t)stat.size + 1);
    ck_assert_int_eq(zip_source_open(whole), 0);
    zip_int64_t read = zip_source_read(whole, at, stat.size);
    ck_assert_int_eq((int64_t)read, (int64_t)stat.size);
    zip_source_close(whole);
    zip_source_free(whole);
    return (Str){at, (ptrdiff_t)read};
}

typedef struct Members {
    Member *at;
    ptrdiff_t len, cap;
} Members;

// Adds the files of a folder and of those within it, in the order of names.
static inline void members_of(const char *folder, const char *prefix,
                              Members *members, Arena *arena)
{
    struct dirent **entries;
    Err err = {0};
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        char *path = str_terminated(
            arena, path_join(arena, str_of(folder), str_of(name)));
        char *member =
            str_terminated(arena, str_format(arena, "%s%s", prefix, name));
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
            // Not a member.
        } else if (io_is_folder(path)) {
            members_of(path,
                       str_terminated(arena, str_format(arena, "%s/", member)),
                       members, arena);
        } else {
            Member *added = PUSH(members, arena);
            added->name = member;
            ck_assert_msg(io_read(path, arena, &added->bytes, &err), "%s",
                          err.message);
        }
        free(entries[i]);
    }
    free(entries);
}

// An archive of what is in a folder.
static inline Str zipped_folder(const char *folder, Arena *arena)
{
    Members members = {0};
    members_of(folder, "", &members, arena);
    return zipped(members.at, members.len, arena);
}

#endif
