// store/query.h - one statement, bound and read from left to right.
//
// Private to store/.  Every file keeps its SQL in one table of Sql, named by an
// enum; a statement is prepared when first asked for and kept.  A Query that
// went wrong does nothing more, so a walk is written without checks and looks
// at `err` once, after it:
//     Query rows = ask(store, Q_TURNS, err);
//     query_int(&rows, revision);
//     while (query_row(&rows)) { ... row_int(&rows) ... }
//     return err->kind == ERR_NONE;
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "base/arena.h"
#include "store/pack.h"
#include "store/store.h"

#include <sqlite3.h>

typedef enum Section { // whose table of Sql
    SECTION_STORE,
    SECTION_TRANSCRIPT,
    SECTION_DOCUMENT,
    SECTION_CODEBOOK,
    SECTION_RULE,
    SECTION_CODED,
    SECTION_DECISION,
    SECTION_REGISTER,
    SECTION_CHECK,
    SECTION_MIGRATE,
    SECTIONS
} Section;

enum { QUERIES_MAX = 24 }; // of one section

struct Store {
    sqlite3 *db;
    const char *path;
    bool inner; // the work under way is a savepoint of the caller's
    sqlite3_stmt *prepared[SECTIONS][QUERIES_MAX];
};

typedef struct Sql {
    const char *doing; // for messages: "cannot <doing>: ..."
    const char *text;
} Sql;

typedef struct Query {
    Store *store;
    sqlite3_stmt *statement; // NULL once something went wrong
    const char *doing;
    Err *err;
    int place; // of the next parameter or column
} Query;

// The statement sql[which] of a section, ready to be bound; a Query that does
// nothing where `err` is set already.
Query query_open(Store *store, Section section, const Sql *sql, int which,
                 Err *err);
// Bind the next parameter.
void query_int(Query *query, int64_t number);
// NULL for the value that means "absent".
void query_maybe(Query *query, int64_t number, int64_t absent);
void query_text(Query *query, Str text);  // must live until the query has run
void query_blob(Query *query, Str bytes); // the same
// Runs a statement that gives no rows.
bool query_run(Query *query);
// True with the next row; false at the end or on failure.
bool query_row(Query *query);
// Ends a walk before its end; harmless after it.
void query_close(Query *query);

// Read the next column of the row.
int64_t row_int(Query *query);
int32_t row_int32(Query *query);                 // out of range is an error
int32_t row_maybe(Query *query, int32_t absent); // NULL gives `absent`
Str row_view(Query *query);                      // until the next row
Str row_text(Query *query, Arena *arena);
Str row_blob(Query *query, Arena *arena);

// Records "cannot <doing>: <what SQLite says>"; always false.
bool store_fail(const Store *store, const char *doing, Err *err);
// Records that a stored thing is not what was stored; always false.
bool store_damaged(const Store *store, Str what, Err *err);

// All or nothing: a transaction of its own, or a part of the caller's.
bool work_begin(Store *store, Err *err);
bool work_end(Store *store, bool ok, Err *err); // gives back ok, or false

// What the files of this folder know of one another.
Str stored_text(Store *store, int64_t revision, Arena *arena, Err *err);
bool stored_revision(Store *store, int64_t revision, Arena *arena,
                     Document *document, Err *err);
bool put_rules(Store *store, const Codebook *codebook, int64_t id, Err *err);
bool backup_into(sqlite3 *db, const char *path, Err *err);

#endif
