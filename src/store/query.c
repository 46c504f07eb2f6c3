#include "store/query.h"

#include <assert.h>

bool store_fail(const Store *store, const char *doing, Err *err)
{
    int code = sqlite3_errcode(store->db) & 0xff;
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) {
        return err_set(err, ERR_IO, "cannot %s: another program is using '%s'",
                       doing, store->path);
    }
    if (code == SQLITE_NOTADB) {
        return err_set(err, ERR_IO, "cannot %s: '%s' is not a database", doing,
                       store->path);
    }
    if (code == SQLITE_CORRUPT) {
        return err_set(err, ERR_IO, "cannot %s: '%s' is damaged", doing,
                       store->path);
    }
    return err_set(err, ERR_IO, "cannot %s: %s", doing,
                   sqlite3_errmsg(store->db));
}

bool store_damaged(const Store *store, Str what, Err *err)
{
    return err_set(err, ERR_IO, "'%s' is damaged: %.*s", store->path,
                   FMT(what));
}

Query query_open(Store *store, Section section, const Sql *sql, int which,
                 Err *err)
{
    Query query = {.store = store, .doing = sql[which].doing, .err = err};
    if (err->kind != ERR_NONE) {
        return query;
    }
    assert(which < QUERIES_MAX);
    sqlite3_stmt **prepared = &store->prepared[section][which];
    if (!*prepared && sqlite3_prepare_v3(store->db, sql[which].text, -1,
                                         SQLITE_PREPARE_PERSISTENT, prepared,
                                         NULL) != SQLITE_OK) {
        store_fail(store, query.doing, err);
        return query;
    }
    assert(!sqlite3_stmt_busy(*prepared)); // one walk of a kind at a time
    query.statement = *prepared;
    return query;
}

static void bound(Query *query, int code)
{
    if (code != SQLITE_OK) {
        store_fail(query->store, query->doing, query->err);
        query_close(query);
    }
}

void query_int(Query *query, int64_t number)
{
    if (query->statement) {
        bound(query,
              sqlite3_bind_int64(query->statement, ++query->place, number));
    }
}

void query_maybe(Query *query, int64_t number, int64_t absent)
{
    if (number != absent) {
        query_int(query, number);
    } else if (query->statement) {
        bound(query, sqlite3_bind_null(query->statement, ++query->place));
    }
}

void query_text(Query *query, Str text)
{
    if (query->statement) {
        bound(query, sqlite3_bind_text64(query->statement, ++query->place,
                                         text.len > 0 ? text.at : "",
                                         (uint64_t)text.len, SQLITE_STATIC,
                                         SQLITE_UTF8));
    }
}

void query_blob(Query *query, Str bytes)
{
    if (query->statement) {
        bound(query, sqlite3_bind_blob64(query->statement, ++query->place,
                                         bytes.len > 0 ? bytes.at : "",
                                         (uint64_t)bytes.len, SQLITE_STATIC));
    }
}

void query_close(Query *query)
{
    if (query->statement) {
        sqlite3_reset(query->statement);
        sqlite3_clear_bindings(query->statement);
        query->statement = NULL;
    }
}

bool query_row(Query *query)
{
    if (!query->statement) {
        return false;
    }
    if (query->err->kind != ERR_NONE) { // a column that could not be read
        query_close(query);
        return false;
    }
    query->place = 0;
    int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        store_fail(query->store, query->doing, query->err);
    }
    query_close(query);
    return false;
}

bool query_run(Query *query)
{
    bool row = query_row(query);
    assert(!row);
    (void)row;
    return query->err->kind == ERR_NONE;
}

int64_t row_int(Query *query)
{
    return sqlite3_column_int64(query->statement, query->place++);
}

int32_t row_int32(Query *query)
{
    int64_t number = row_int(query);
    if (number < INT32_MIN || number > INT32_MAX) {
        store_damaged(query->store, S("a number is out of range"), query->err);
        return 0;
    }
    return (int32_t)number;
}

int32_t row_maybe(Query *query, int32_t absent)
{
    if (sqlite3_column_type(query->statement, query->place) == SQLITE_NULL) {
        query->place++;
        return absent;
    }
    return row_int32(query);
}

Str row_view(Query *query)
{
    int column = query->place++;
    const char *at =
        (const char *)sqlite3_column_text(query->statement, column);
    return (Str){at, sqlite3_column_bytes(query->statement, column)};
}

Str row_text(Query *query, Arena *arena)
{
    return str_copy(arena, row_view(query));
}

Str row_blob(Query *query, Arena *arena)
{
    int column = query->place++;
    const char *at = sqlite3_column_blob(query->statement, column);
    return str_copy(arena,
                    (Str){at, sqlite3_column_bytes(query->statement, column)});
}
