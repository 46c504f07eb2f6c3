// tests/unit/zipped.h - archives made in memory, for tests.
#ifndef TESTS_ZIPPED_H
#define TESTS_ZIPPED_H

#include "unit.h"

#include "base/arena.h"

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

#endif
