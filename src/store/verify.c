#include "store/schema.h"

#include "base/arena.h"

// What must be there, and that no trigger is there that is not ours.  Further
// tables and views do no harm: nothing here reads them.
static const char ours_sql[] =
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
    " ORDER BY type, name";
static const char same_sql[] =
    "SELECT sql FROM sqlite_schema WHERE type = ?1 AND name = ?2";
static const char triggers_sql[] =
    "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'";

static Str column(sqlite3_stmt *statement, int place)
{
    return str_of((const char *)sqlite3_column_text(statement, place));
}

// True when `found` has the object that `ours` stands at.  Tables may have come
// about by a migration, so that their SQL reads differently.
static bool is_there(sqlite3_stmt *found, sqlite3_stmt *ours)
{
    Str kind = column(ours, 0), name = column(ours, 1);
    bool there =
        sqlite3_bind_text(found, 1, kind.at, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_bind_text(found, 2, name.at, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(found) == SQLITE_ROW;
    bool runs = str_eq(kind, S("view")) || str_eq(kind, S("trigger"));
    bool same = there && (!runs || str_eq(column(found, 0), column(ours, 2)));
    sqlite3_reset(found);
    return same;
}

static bool triggers_of(sqlite3 *db, int *count)
{
    sqlite3_stmt *statement = NULL;
    bool ok = sqlite3_prepare_v2(db, triggers_sql, -1, &statement, NULL) ==
                  SQLITE_OK &&
              sqlite3_step(statement) == SQLITE_ROW;
    *count = ok ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    return ok;
}

bool schema_verify(sqlite3 *db, const char *path, Err *err)
{
    sqlite3 *model = NULL;
    sqlite3_stmt *ours = NULL, *found = NULL;
    int wanted = 0, present = 0;
    bool ok = false;
    if (sqlite3_open(":memory:", &model) != SQLITE_OK ||
        !schema_make(model, err) ||
        sqlite3_prepare_v2(model, ours_sql, -1, &ours, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, same_sql, -1, &found, NULL) != SQLITE_OK ||
        !triggers_of(model, &wanted) || !triggers_of(db, &present)) {
        err_set(err, ERR_IO, "cannot open '%s': %s", path, sqlite3_errmsg(db));
        goto done;
    }
    while (sqlite3_step(ours) == SQLITE_ROW) {
        if (!is_there(found, ours)) {
            Str kind = column(ours, 0), name = column(ours, 1);
            err_set(err, ERR_IO,
                    "cannot open '%s': its %.*s '%.*s' was changed by "
                    "another program",
                    path, FMT(kind), FMT(name));
            goto done;
        }
    }
    ok = present == wanted ||
         err_set(err, ERR_IO,
                 "cannot open '%s': another program put a trigger into it",
                 path);
done:
    sqlite3_finalize(ours);
    sqlite3_finalize(found);
    sqlite3_close(model);
    return ok;
}
