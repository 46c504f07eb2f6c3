// store/migrate_1.h - from version 1 of the tables to version 2.
//
// Private to store/.
#ifndef STORE_MIGRATE_1_H
#define STORE_MIGRATE_1_H

#include "store/schema.h"

// Puts turns, sentences, marks and hits, which were rows, in one piece for each
// document.  What the views show stays the same, codings too, until a codebook
// is applied again.
Migration schema_migrate_1;

#endif
