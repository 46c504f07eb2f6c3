#include "store/store.h"

#include "base/io.h"
#include "store/query.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WAIT_MS = 5000 }; // for another program to finish its writing

typedef enum Statement {
    Q_BEGIN,
    Q_COMMIT,
    Q_ROLLBACK,
    Q_SAVE,
    Q_KEEP,
    Q_UNDO,
    Q_SETTING_PUT,
    Q_SETTING,
    Q_VERSION,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_BEGIN] = {"write to the study", "BEGIN IMMEDIATE"},
    [Q_COMMIT] = {"save the study", "COMMIT"},
    [Q_ROLLBACK] = {"go back", "ROLLBACK"},
    [Q_SAVE] = {"write to the study", "SAVEPOINT work"},
    [Q_KEEP] = {"save the study", "RELEASE work"},
    [Q_UNDO] = {"go back", "ROLLBACK TO work"},
    [Q_SETTING_PUT] = {"store a setting",
                       "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                       " ON CONFLICT (name) DO UPDATE SET value = ?2"},
    [Q_SETTING] = {"read a setting",
                   "SELECT value FROM setting WHERE name = ?1"},
    [Q_VERSION] = {"read the study", "PRAGMA data_version"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_STORE, sql, (int)which, err);
}

static bool run(Store *store, Statement which, Err *err)
{
    Query query = ask(store, which, err);
    return query_run(&query);
}

// The file is made here and not by SQLite, so that nobody else may read it.
static bool file_make(const char *path, Err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno != EEXIST) {
        return err_set(err, ERR_IO, "cannot make '%s': %s", path,
                       strerror(errno));
    }
    if (fd >= 0) {
        close(fd);
    }
    return true;
}

// A rollback journal, no memory mapping, nothing trusted that the file itself
// says: with "delete" and "extra" no power failure loses what was committed.
// Pages of a new file are large, since texts are; what a transaction changes
// waits in memory, within bounds.
static const char pragmas[] = "PRAGMA page_size = 16384;"
                              "PRAGMA cache_size = -32768;"
                              "PRAGMA trusted_schema = OFF;"
                              "PRAGMA cell_size_check = ON;"
                              "PRAGMA mmap_size = 0;"
                              "PRAGMA temp_store = MEMORY;"
                              "PRAGMA secure_delete = ON;"
                              "PRAGMA synchronous = EXTRA;"
                              "PRAGMA foreign_keys = ON;";

static bool connect(Store *store, Err *err)
{
    // Reading too may have to undo what a crash left half-done, so the file is
    // opened for writing where that is allowed.
    int code =
        sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE, NULL);
    if (code != SQLITE_OK) {
        return store->db ? store_fail(store, "open the study", err)
                         : err_set(err, ERR_INTERNAL, "out of memory");
    }
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, WAIT_MS);
    if (sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) !=
            SQLITE_OK ||
        sqlite3_exec(store->db, pragmas, NULL, NULL, NULL) != SQLITE_OK) {
        return store_fail(store, "open the study", err);
    }
    return true;
}

static bool adopt(Store *store, StoreMode mode, Err *err)
{
    int version;
    if (!schema_version(store->db, store->path, &version, err)) {
        return false;
    }
    if (version > SCHEMA_VERSION) {
        return err_set(err, ERR_IO,
                       "cannot open '%s': a newer version of the program "
                       "wrote it (tables %d, known here %d)",
                       store->path, version, SCHEMA_VERSION);
    }
    if (mode == STORE_READ && version < SCHEMA_VERSION) {
        return err_set(err, ERR_IO, "cannot read '%s': %s", store->path,
                       version == 0 ? "it is empty"
                                    : "an older version of the program wrote "
                                      "it; 'themata run' brings it up to date");
    }
    return schema_migrate(store->db, store->path, schema_migrations,
                          SCHEMA_VERSION, err) &&
           schema_verify(store->db, store->path, err);
}

// Other programs may have set another journal; ours is kept in the file.
static bool settle(Store *store, StoreMode mode, Err *err)
{
    const char *last = mode == STORE_READ ? "PRAGMA query_only = ON"
                                          : "PRAGMA journal_mode = DELETE";
    return sqlite3_exec(store->db, last, NULL, NULL, NULL) == SQLITE_OK ||
           store_fail(store, "open the study", err);
}

Store *store_open(const char *path, StoreMode mode, Err *err)
{
    Store *store = NULL;
    bool ok = false;
    if (mode == STORE_WRITE ? !file_make(path, err) : !io_exists(path)) {
        err_set(err, ERR_IO, "cannot open '%s': %s", path, strerror(errno));
        goto done;
    }
    store = calloc(1, sizeof *store);
    if (!store || !(store->path = strdup(path))) {
        err_set(err, ERR_INTERNAL, "out of memory");
        goto done;
    }
    ok = connect(store, err) && adopt(store, mode, err) &&
         settle(store, mode, err);
done:
    if (!ok) {
        store_close(store);
        store = NULL;
    }
    return store;
}

void store_close(Store *store)
{
    if (!store) {
        return;
    }
    for (int i = 0; i < SECTIONS; i++) {
        for (int j = 0; j < QUERIES_MAX; j++) {
            sqlite3_finalize(store->prepared[i][j]);
        }
    }
    sqlite3_close(store->db);
    free((char *)store->path);
    free(store);
}

bool store_begin(Store *store, Err *err)
{
    return run(store, Q_BEGIN, err);
}

bool store_commit(Store *store, Err *err)
{
    return run(store, Q_COMMIT, err);
}

void store_rollback(Store *store)
{
    Err ignored = {0};
    if (!sqlite3_get_autocommit(store->db)) {
        run(store, Q_ROLLBACK, &ignored);
    }
}

bool work_begin(Store *store, Err *err)
{
    store->inner = !sqlite3_get_autocommit(store->db);
    return run(store, store->inner ? Q_SAVE : Q_BEGIN, err);
}

bool work_end(Store *store, bool ok, Err *err)
{
    if (ok && run(store, store->inner ? Q_KEEP : Q_COMMIT, err)) {
        return true;
    }
    if (store->inner) {
        Err ignored = {0}; // SQLite may have gone back already
        run(store, Q_UNDO, &ignored);
        run(store, Q_KEEP, &ignored);
    } else {
        store_rollback(store);
    }
    return false;
}

bool store_version(Store *store, StoreVersion *version, Err *err)
{
    Query get = ask(store, Q_VERSION, err);
    *version = (StoreVersion){.own = sqlite3_total_changes64(store->db)};
    if (query_row(&get)) {
        version->others = row_int(&get);
        query_close(&get);
    }
    return err->kind == ERR_NONE;
}

bool store_put_setting(Store *store, Str name, Str value, Err *err)
{
    Query put = ask(store, Q_SETTING_PUT, err);
    query_text(&put, name);
    query_text(&put, value);
    return query_run(&put);
}

bool store_setting(Store *store, Str name, Arena *arena, Str *value, Err *err)
{
    Query get = ask(store, Q_SETTING, err);
    query_text(&get, name);
    *value = (Str){0};
    if (query_row(&get)) {
        *value = row_text(&get, arena);
        query_close(&get);
    }
    return err->kind == ERR_NONE;
}

bool store_backup(Store *store, const char *path, Err *err)
{
    return backup_into(store->db, path, err);
}

const char *store_library(void)
{
    return sqlite3_libversion();
}
