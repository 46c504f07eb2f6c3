// engine/shelf.h - texts of an open study that stay in memory.
//
// Private to engine/.  What is kept is what is stored: when anybody writes to
// the study, all of it is taken from the shelf.
#ifndef ENGINE_SHELF_H
#define ENGINE_SHELF_H

#include "match/signature.h"
#include "store/store.h"

#include <pthread.h>

enum { SHELF_BYTES = 256 * 1024 * 1024 };

typedef struct Volume {  // a document on the shelf
    Signature signature; // or nothing known
    bool kept;           // its text, that is:
    Str text;
    Turns turns; // which question they answer is not known
    Sentences sentences;
    Marks marks;
} Volume;

typedef struct Shelf {
    int64_t ceiling;      // bytes of memory for texts
    StoreVersion version; // of the study, for what follows
    bool filled;
    Arena arena; // of heads
    Documents heads;
    Volume *volumes;      // per document
    Arena texts;          // of what is kept
    Arena people;         // of who speaks, as people_now had it last:
    Str people_key;       // by these roles and this register
    Study study;          // its documents are heads
    pthread_mutex_t lock; // of the store
} Shelf;

// An empty shelf.
Shelf shelf_of(int64_t ceiling);
void shelf_release(Shelf *shelf);

// True when the shelf holds this version of the study.
bool shelf_holds(const Shelf *shelf, StoreVersion version);
// Fills an empty shelf with heads, which live in its arena, of this version.
void shelf_fill(Shelf *shelf, Documents heads, StoreVersion version);
// Text, turns, sentences and marks of document `i`, which are only read: from
// the shelf, else from the store into `arena`.  For any thread.
//
// Shape:  `transcript` has its speakers.
bool shelf_text(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                Transcript *transcript, Err *err);
// Its signature likewise.
bool shelf_signature(Shelf *shelf, Store *store, ptrdiff_t i, Arena *arena,
                     Signature *signature, Err *err);
// Puts what these gave on the shelf, where there is room for it.  On the thread
// that fills the shelf.
void shelf_keep_signature(Shelf *shelf, ptrdiff_t i,
                          const Signature *signature);
void shelf_keep(Shelf *shelf, ptrdiff_t i, const Transcript *transcript);

#endif
