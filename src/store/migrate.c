#include "store/schema.h"

#include "base/buf.h"
#include "store/migrate_1.h"
#include "store/query.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Signatures are made when texts are next read, sheets when documents are coded
// next; until then they are counted by their hits.
Migration *const schema_migrations[SCHEMA_VERSION] = {
    schema_make, schema_migrate_1, schema_make_known, schema_migrate_3};

static bool fail(sqlite3 *db, const char *doing, const char *path, Err *err)
{
    int code = sqlite3_errcode(db) & 0xff;
    if (code == SQLITE_NOTADB) {
        return err_set(err, ERR_IO, "cannot %s '%s': it is not a database",
                       doing, path);
    }
    if (code == SQLITE_BUSY) {
        return err_set(err, ERR_IO,
                       "cannot %s '%s': another program is using it", doing,
                       path);
    }
    return err_set(err, ERR_IO, "cannot %s '%s': %s", doing, path,
                   sqlite3_errmsg(db));
}

// The one number that a statement gives.
static bool number_of(sqlite3 *db, const char *sql, int *number)
{
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW;
    if (ok) {
        *number = sqlite3_column_int(statement, 0);
    }
    return sqlite3_finalize(statement) == SQLITE_OK && ok;
}

bool schema_version(sqlite3 *db, const char *path, int *version, Err *err)
{
    int application, objects;
    if (!number_of(db, "PRAGMA application_id", &application) ||
        !number_of(db, "PRAGMA user_version", version) ||
        !number_of(db, "SELECT count(*) FROM sqlite_schema", &objects)) {
        return fail(db, "open", path, err);
    }
    if (application == 0 && *version == 0 && objects == 0) {
        return true;
    }
    if (application != SCHEMA_APPLICATION || *version < 1) {
        return err_set(err, ERR_IO,
                       "cannot open '%s': it is the database of another "
                       "program",
                       path);
    }
    return true;
}

// Waits until a file's bytes, or a folder's names, are on the disk.
static bool sync_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return ok;
}

static const char *folder_of(const char *path, Arena *arena)
{
    char *folder = str_terminated(arena, str_of(path));
    char *slash = strrchr(folder, '/');
    if (!slash) {
        return ".";
    }
    slash[slash == folder] = '\0';
    return folder;
}

bool backup_into(sqlite3 *db, const char *path, Err *err)
{
    Arena arena = {0};
    bool ok = false;
    sqlite3_stmt *statement = NULL;
    Str part = str_format(&arena, "%s.part", path);
    unlink(part.at);
    // Made here, so that nobody else may read it: VACUUM takes an empty file.
    int fd = open(part.at, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                  0600);
    if (fd < 0) {
        err_set(err, ERR_IO, "cannot write '%s'", path);
        goto done;
    }
    if (sqlite3_prepare_v2(db, "VACUUM INTO ?1", -1, &statement, NULL) !=
            SQLITE_OK ||
        sqlite3_bind_text(statement, 1, part.at, -1, SQLITE_STATIC) !=
            SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_DONE) {
        fail(db, "copy the study to", path, err);
        goto done;
    }
    ok = sync_path(part.at) && rename(part.at, path) == 0 &&
         sync_path(folder_of(path, &arena));
    if (!ok) {
        err_set(err, ERR_IO, "cannot write '%s'", path);
    }
done:
    if (!ok) {
        unlink(part.at);
    }
    if (fd >= 0) {
        close(fd);
    }
    sqlite3_finalize(statement);
    arena_release(&arena);
    return ok;
}

static bool set_version(sqlite3 *db, int version)
{
    char sql[96];
    snprintf(sql, sizeof sql,
             "PRAGMA application_id = %d; PRAGMA user_version = %d",
             SCHEMA_APPLICATION, version);
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool copy_first(sqlite3 *db, const char *path, int version, Err *err)
{
    Arena arena = {0};
    Str copy = str_format(&arena, "%s.before-version-%d", path, version);
    bool ok = backup_into(db, copy.at, err);
    arena_release(&arena);
    return ok;
}

bool schema_migrate(sqlite3 *db, const char *path, Migration *const *migrations,
                    int version, Err *err)
{
    int now;
    if (!schema_version(db, path, &now, err)) {
        return false;
    }
    if (now >= version) {
        return true;
    }
    if (now > 0 && !copy_first(db, path, version, err)) {
        return false;
    }
    if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) {
        return fail(db, "write", path, err);
    }
    // Read again: another program may have been here first.
    bool ok = schema_version(db, path, &now, err);
    while (ok && now < version) {
        ok = migrations[now](db, err);
        now = now == 0 ? version : now + 1;
    }
    ok = ok && ((set_version(db, now) &&
                 sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK) ||
                fail(db, "write", path, err));
    if (!ok) {
        sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    }
    return ok;
}
