// base/io.h - files, whole.
#ifndef BASE_IO_H
#define BASE_IO_H

#include "base/arena.h"
#include "base/err.h"

enum { IO_FILE_MAX = 128 * 1024 * 1024 }; // bytes of the largest file read

// All bytes of a file.
// Errors: ERR_IO when it cannot be read; ERR_INPUT when it is larger than
//         IO_FILE_MAX or not a regular file.
bool io_read(const char *path, Arena *arena, Str *bytes, Err *err);
// Writes by way of a temporary file in the same folder, fsync and rename, so
// that the file is the old one or the new one whatever happens.  A file that
// already holds these bytes is left alone; a device or a pipe is written to.
bool io_write(const char *path, Str bytes, Err *err);
// The same without waiting for the disk: for what can be made again.
bool io_write_again(const char *path, Str bytes, Err *err);
typedef struct IoFile { // that is written bit by bit
    int fd;
    char path[4096];
    bool open;
} IoFile;

// The same, bit by bit: io_add after io_begin, at last io_end, also after an
// error (then the file stays what it was).
bool io_begin(IoFile *file, const char *path, Err *err);
bool io_add(IoFile *file, Str bytes, Err *err);
bool io_end(IoFile *file, Err *err);
// Makes a folder and those above it; one that is there is fine.
bool io_make_folder(const char *path, Err *err);
bool io_exists(const char *path);
bool io_is_folder(const char *path);
// Files below a folder, recursively, sorted by path (byte order).  Names that
// begin with '.' or '~' or end in '~' are passed over; links are not followed
// to folders.  A path that is a file gives itself.
bool io_list(const char *path, Arena *arena, Strs *paths, Err *err);
// "folder/name", or "name" when folder is empty or ".".
Str path_join(Arena *arena, Str folder, Str name);
// "b.txt" of "a/b.txt"; ".txt" of it (empty without one); "b" of it.
Str path_base(Str path);
Str path_extension(Str path);
Str path_stem(Str path);

#endif
