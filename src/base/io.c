#include "base/io.h"

#include "base/buf.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *doing, const char *path, Err *err)
{
    return err_set(err, ERR_IO, "cannot %s '%s': %s", doing, path,
                   strerror(errno));
}

// Reads until `size` bytes or the end; false on failure.
static bool read_fully(int fd, char *at, ptrdiff_t size, ptrdiff_t *got)
{
    *got = 0;
    while (*got < size) {
        ssize_t n = read(fd, at + *got, (size_t)(size - *got));
        if (n == 0) {
            break;
        }
        if (n > 0) {
            *got += n;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool io_read(const char *path, Arena *arena, Str *bytes, Err *err)
{
    bool ok = false;
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 || fstat(fd, &info) != 0) {
        fail("open", path, err);
        goto done;
    }
    if (!S_ISREG(info.st_mode)) {
        err_set(err, ERR_INPUT, "cannot read '%s': not a file", path);
        goto done;
    }
    if (info.st_size > IO_FILE_MAX) {
        err_set(err, ERR_INPUT, "cannot read '%s': larger than %d MiB", path,
                IO_FILE_MAX / 1024 / 1024);
        goto done;
    }
    char *at = arena_take(arena, 1, info.st_size + 1);
    ptrdiff_t got;
    if (!read_fully(fd, at, info.st_size, &got)) {
        fail("read", path, err);
        goto done;
    }
    *bytes = (Str){at, got};
    ok = true;
done:
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool write_fully(int fd, Str bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(fd, bytes.at, (size_t)bytes.len);
        if (n >= 0) {
            bytes = str_slice(bytes, n, bytes.len);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

static bool holds_already(const char *path, Str bytes)
{
    Arena arena = {0};
    Err ignored = {0};
    struct stat info;
    Str old;
    bool same = stat(path, &info) == 0 && info.st_size == bytes.len &&
                io_read(path, &arena, &old, &ignored) && str_eq(old, bytes);
    arena_release(&arena);
    return same;
}

static void sync_folder_of(const char *path)
{
    char *copy = strdup(path);
    char *slash = copy ? strrchr(copy, '/') : NULL;
    if (slash) {
        slash[slash == copy] = '\0';
    }
    int fd = open(slash ? copy : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(copy);
}

// True for a device, a pipe: what must be written to, never replaced.
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) &&
           !S_ISDIR(info.st_mode);
}

static bool write_through(const char *path, Str bytes, Err *err)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool ok = fd >= 0 && write_fully(fd, bytes);
    ok = ok || fail("write", path, err);
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static bool write_whole(const char *path, Str bytes, bool wait, Err *err)
{
    Arena arena = {0};
    bool ok = false;
    int fd = -1;
    char *temporary = NULL;
    if (is_special(path)) {
        return write_through(path, bytes, err);
    }
    if (holds_already(path, bytes)) {
        return true;
    }
    temporary = str_terminated(&arena, str_format(&arena, "%s.part", path));
    fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
              0666);
    if (fd < 0) {
        fail("write", path, err);
        goto done;
    }
    if (!write_fully(fd, bytes) || (wait && fsync(fd) != 0) ||
        rename(temporary, path) != 0) {
        fail("write", path, err);
        unlink(temporary);
        goto done;
    }
    if (wait) {
        sync_folder_of(path);
    }
    ok = true;
done:
    if (fd >= 0) {
        close(fd);
    }
    arena_release(&arena);
    return ok;
}

bool io_write(const char *path, Str bytes, Err *err)
{
    return write_whole(path, bytes, true, err);
}

bool io_write_again(const char *path, Str bytes, Err *err)
{
    return write_whole(path, bytes, false, err);
}

enum { PART_MAX = sizeof((IoFile *)NULL)->path + 8 };

static void part_of(const IoFile *file, char part[PART_MAX])
{
    snprintf(part, PART_MAX, "%s.part", file->path);
}

bool io_begin(IoFile *file, const char *path, Err *err)
{
    char part[PART_MAX];
    *file = (IoFile){.fd = -1};
    if (strlen(path) >= sizeof file->path) {
        errno = ENAMETOOLONG;
        return fail("write", path, err);
    }
    memcpy(file->path, path, strlen(path) + 1);
    part_of(file, part);
    file->fd =
        open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    file->open = file->fd >= 0;
    return file->open || fail("write", path, err);
}

bool io_add(IoFile *file, Str bytes, Err *err)
{
    return err->kind == ERR_NONE &&
           (write_fully(file->fd, bytes) || fail("write", file->path, err));
}

// True when two open files hold the same bytes.
static bool same_bytes(int a, int b)
{
    char one[1 << 14], other[1 << 14];
    for (off_t at = 0;;) {
        ssize_t n = pread(a, one, sizeof one, at);
        ssize_t m = pread(b, other, sizeof other, at);
        if (n != m || n < 0 || memcmp(one, other, (size_t)n) != 0) {
            return false;
        }
        if (n == 0) {
            return true;
        }
        at += n;
    }
}

bool io_end(IoFile *file, Err *err)
{
    char part[PART_MAX];
    if (!file->open) {
        return false;
    }
    part_of(file, part);
    int old = open(file->path, O_RDONLY | O_CLOEXEC);
    bool same = old >= 0 && same_bytes(old, file->fd);
    bool ok = err->kind == ERR_NONE && (same || rename(part, file->path) == 0 ||
                                        fail("write", file->path, err));
    if (same || !ok) {
        unlink(part);
    }
    if (old >= 0) {
        close(old);
    }
    close(file->fd);
    file->open = false;
    return ok;
}

bool io_make_folder(const char *path, Err *err)
{
    bool ok = true;
    char *copy = strdup(path);
    for (char *slash = copy; slash && ok;) {
        slash = strchr(slash + 1, '/');
        if (slash) {
            *slash = '\0';
        }
        ok = mkdir(copy, 0777) == 0 || io_is_folder(copy);
        if (slash) {
            *slash = '/';
        }
    }
    free(copy);
    return ok || fail("make the folder", path, err);
}

bool io_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool io_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool passed_over(const char *name)
{
    size_t len = strlen(name);
    return name[0] == '.' || name[0] == '~' || name[len - 1] == '~';
}

static int by_path(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

static bool list_into(const char *path, Arena *arena, Strs *paths, Err *err)
{
    struct stat info;
    if (!io_is_folder(path)) {
        *PUSH(paths, arena) = str_copy(arena, str_of(path));
        return true;
    }
    DIR *folder = opendir(path);
    if (!folder) {
        return fail("open", path, err);
    }
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(folder));) {
        if (passed_over(entry->d_name)) {
            continue;
        }
        Str inner = path_join(arena, str_of(path), str_of(entry->d_name));
        const char *at = str_terminated(arena, inner);
        if (lstat(at, &info) == 0 && S_ISLNK(info.st_mode) &&
            io_is_folder(at)) {
            continue;
        }
        ok = list_into(at, arena, paths, err);
    }
    closedir(folder);
    return ok;
}

bool io_list(const char *path, Arena *arena, Strs *paths, Err *err)
{
    if (!io_exists(path)) {
        return fail("open", path, err);
    }
    ptrdiff_t first = paths->len;
    bool ok = list_into(path, arena, paths, err);
    if (ok && paths->len > first) {
        qsort(paths->at + first, (size_t)(paths->len - first),
              sizeof *paths->at, by_path);
    }
    return ok;
}

Str path_join(Arena *arena, Str folder, Str name)
{
    if (folder.len == 0 || str_eq(folder, S(".")) || str_starts(name, S("/"))) {
        return str_copy(arena, name);
    }
    bool slash = str_ends(folder, S("/"));
    return str_format(arena, "%.*s%s%.*s", FMT(folder), slash ? "" : "/",
                      FMT(name));
}

Str path_base(Str path)
{
    ptrdiff_t at = path.len;
    while (at > 0 && path.at[at - 1] != '/') {
        at--;
    }
    return str_slice(path, at, path.len);
}

Str path_extension(Str path)
{
    Str base = path_base(path);
    for (ptrdiff_t i = base.len - 1; i > 0; i--) {
        if (base.at[i] == '.') {
            return str_slice(base, i, base.len);
        }
    }
    return (Str){0};
}

Str path_stem(Str path)
{
    Str base = path_base(path);
    return str_slice(base, 0, base.len - path_extension(path).len);
}
