#include "container/zip.h"

#include "container/limits.h"

#include <stdlib.h>
#include <zip.h>

struct Zip {
    zip_t *archive;
    zip_source_t *source;
    int64_t unpacked; // bytes of the members read so far
};

bool zip_begins(Str bytes)
{
    return str_starts(bytes, S("PK\003\004")) ||
           str_starts(bytes, S("PK\005\006"));
}

static bool refuse(Err *err, zip_error_t *error)
{
    err_set(err, ERR_INPUT, "the archive is damaged or cut short: %s",
            zip_error_strerror(error));
    zip_error_fini(error);
    return false;
}

static bool open_archive(Zip *zip, Str bytes, Err *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip->source =
        zip_source_buffer_create(bytes.at, (zip_uint64_t)bytes.len, 0, &error);
    if (!zip->source) {
        return refuse(err, &error);
    }
    zip->archive = zip_open_from_source(zip->source, ZIP_RDONLY, &error);
    if (!zip->archive) {
        zip_source_free(zip->source);
        return refuse(err, &error);
    }
    zip_error_fini(&error);
    if (zip_get_num_entries(zip->archive, 0) > MEMBERS_MAX) {
        return err_set(err, ERR_INPUT, "the archive holds more than %d members",
                       MEMBERS_MAX);
    }
    return true;
}

Zip *zip_open_bytes(Str bytes, Err *err)
{
    Zip *zip = calloc(1, sizeof *zip);
    if (!zip) {
        err_set(err, ERR_INTERNAL, "out of memory");
        return NULL;
    }
    if (!open_archive(zip, bytes, err)) {
        zip_shut(zip);
        return NULL;
    }
    return zip;
}

void zip_shut(Zip *zip)
{
    if (zip && zip->archive) {
        zip_discard(zip->archive);
    }
    free(zip);
}

Str zip_name(Zip *zip, ptrdiff_t i)
{
    const char *name =
        zip_get_name(zip->archive, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
    return name ? str_of(name) : (Str){0};
}

// The number of the first member of that name, or -1.
static zip_int64_t member_named(Zip *zip, Str name)
{
    zip_int64_t count = zip_get_num_entries(zip->archive, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        if (str_eq(zip_name(zip, i), name)) {
            return i;
        }
    }
    return -1;
}

bool zip_has(Zip *zip, Str name)
{
    return member_named(zip, name) >= 0;
}

// What the archive says of a member, held against the limits.
static bool measure(Zip *zip, zip_int64_t member, Str name, zip_stat_t *stat,
                    Err *err)
{
    enum { SMALL = 1024 * 1024 };
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(zip->archive, (zip_uint64_t)member, 0, stat) != 0 ||
        (stat->valid & needed) != needed) {
        return err_set(err, ERR_INPUT, "'%.*s' in the archive is damaged",
                       FMT(name));
    }
    if ((stat->valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat->encryption_method != ZIP_EM_NONE) {
        return err_set(err, ERR_INPUT,
                       "it is protected by a password; save it without one");
    }
    bool large = stat->size > MEMBER_BYTES_MAX ||
                 zip->unpacked + (int64_t)stat->size > ARCHIVE_BYTES_MAX;
    bool thin =
        stat->size > SMALL && stat->size / MEMBER_RATIO_MAX > stat->comp_size;
    if (large || thin) {
        return err_set(err, ERR_INPUT,
                       "'%.*s' in the archive would unpack to %llu bytes from "
                       "%llu, which is more than is read",
                       FMT(name), (unsigned long long)stat->size,
                       (unsigned long long)stat->comp_size);
    }
    return true;
}

bool zip_member(Zip *zip, Str name, Arena *arena, Str *bytes, Err *err)
{
    zip_stat_t stat;
    zip_int64_t member = member_named(zip, name);
    if (member < 0) {
        return err_set(err, ERR_INPUT, "there is no '%.*s' in the archive",
                       FMT(name));
    }
    if (!measure(zip, member, name, &stat, err)) {
        return false;
    }
    char *at = NEW_ARRAY(arena, char, (ptrdiff_t)stat.size + 1), beyond;
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)member, 0);
    zip_int64_t read = file ? zip_fread(file, at, stat.size) : -1;
    // At its end the sum of what was read is checked.
    bool whole =
        read == (zip_int64_t)stat.size && zip_fread(file, &beyond, 1) == 0;
    whole = (!file || zip_fclose(file) == 0) && whole;
    if (!whole) {
        return err_set(err, ERR_INPUT, "'%.*s' in the archive is damaged",
                       FMT(name));
    }
    zip->unpacked += read;
    *bytes = (Str){at, (ptrdiff_t)read};
    return true;
}

const char *zip_library(void)
{
    return zip_libzip_version();
}
