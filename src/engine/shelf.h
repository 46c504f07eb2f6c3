// engine/shelf.h - texts of an open study that stay in memory.
//
// Private to engine/.  What is kept is what is stored: when anybody writes to
// the study, all of it is taken from the shelf.
#ifndef ENGINE_SHELF_H
#define ENGINE_SHELF_H

#include "store/store.h"

#include <pthread.h>

enum { SHELF_BYTES = 256 * 1024 * 1024 };

typedef struct Volume { // a text on the shelf
    Arena arena;
    bool kept;
    Str text;
    Turns turns;
    Sentences sentences;
    Marks marks;
} Volume;

typedef struct Shelf {
    int64_t ceiling;      // bytes of memory for texts
    int64_t bytes;        // taken
    StoreVersion version; // of the study, for what follows
    bool filled;
    Arena arena;
    Documents heads;
    Volume *volumes;      // per document
    pthread_mutex_t lock; // of the store and of `bytes`
} Shelf;

// An empty shelf.
Shelf shelf_of(int64_t ceiling);
void shelf_release(Shelf *shelf);

// Makes heads and volumes those of the study as it is now.
bool shelf_fill(Shelf *shelf, Store *store, Err *err);
// Text, turns, sentences and marks of document `i`, which are only read: from
// the shelf, else from the store; then they are kept where there is room.  For
// any thread, each document on one.
//
// Shape:  `transcript` has its speakers; `arena` is empty, and may be again
//         afterwards.
bool shelf_text(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                Transcript *transcript, Err *err);

#endif
