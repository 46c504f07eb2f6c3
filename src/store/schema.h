// store/schema.h - the tables of themata.db and how older ones become them.
//
// Private to store/.  The views are described in schema.md.
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "base/err.h"

#include <sqlite3.h>

enum {
    SCHEMA_APPLICATION = 0x7468656d, // "them", in the file's header
    SCHEMA_VERSION = 4,              // user_version
};

// Brings a database from one version to the next; runs in a transaction.
typedef bool Migration(sqlite3 *db, Err *err);

// migrations[n] leads from version n to n + 1; the first makes all tables of
// the last version in an empty file.
extern Migration *const schema_migrations[SCHEMA_VERSION];

// Makes all tables, views and triggers of SCHEMA_VERSION.
bool schema_make(sqlite3 *db, Err *err);
// Of them, those that version 2 added; version 3; and all views and triggers.
bool schema_make_added(sqlite3 *db, Err *err);
bool schema_make_known(sqlite3 *db, Err *err);
bool schema_make_views(sqlite3 *db, Err *err);
// From version 3 to 4: memos apart from decisions.
bool schema_migrate_3(sqlite3 *db, Err *err);

// Brings the database at `path` from its version to `version`, all or nothing.
// One that holds a study is copied first, to "PATH.before-version-N".
bool schema_migrate(sqlite3 *db, const char *path, Migration *const *migrations,
                    int version, Err *err);

// Is this file ours, and what version?  0 for an empty file.
// Errors: ERR_IO when it is a database of something else, or newer.
bool schema_version(sqlite3 *db, const char *path, int *version, Err *err);

// Refuses a file whose tables, views or triggers are not what schema_make
// makes: a view or trigger made by somebody else could run on our data.
bool schema_verify(sqlite3 *db, const char *path, Err *err);

#endif
