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

static inline int is_member(const struct dirent *entry)
{
    // "_rels/.rels" is one.
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static inline void add_members(Str folder, Str within, Members *members,
                               Arena *arena)
{
    struct dirent **names;
    int count =
        scandir(str_terminated(arena, folder), &names, is_member, alphasort);
    for (int i = 0; i < count; i++) {
        Err err = {0};
        Str name = str_copy(arena, str_of(names[i]->d_name));
        Str path = path_join(arena, folder, name);
        Str member = within.len > 0 ? path_join(arena, within, name) : name;
        free(names[i]);
        Str bytes;
        if (io_read(str_terminated(arena, path), arena, &bytes, &err)) {
            *PUSH(members, arena) =
                (Member){str_terminated(arena, member), bytes};
        } else {
            add_members(path, member, members, arena);
        }
    }
    if (count >= 0) {
        free(names);
    }
}

// An archive of the files in a folder, or the empty view where it is none.
static inline Str zipped_folder(const char *folder, Arena *arena)
{
    Members members = {0};
    add_members(str_of(folder), (Str){0}, &members, arena);
    return members.len > 0 ? zipped(members.at, members.len, arena) : (Str){0};
}

#endif
