// engine/load.h - the documents of a coded study, one after the other.
//
// Private to engine/.  Heads, people and decisions are there as long as the
// study is open; a document is made whole on any thread and lives in an arena
// of its own, so that numbers and excerpts take the memory of a few documents
// however large the study is.
#ifndef ENGINE_LOAD_H
#define ENGINE_LOAD_H

#include "engine/code.h"

typedef struct Loading {
    Themata *themata;
    const char *doing;    // for those who wait
    Study study;          // its documents are heads; no codings
    KnownRules rules;     // of the codebook
    Coded *coded;         // per document
    bool *asked;          // per document: its questions are those stored
    bool *fresh;          // per document: so is all that is counted of it
    Matcher *matcher;     // that finds questions where they are not
    Desk *desks;          // per thread
    Decisions *groups;    // per document, as resolve_groups gives them
    pthread_mutex_t lock; // of the store
} Loading;

typedef struct Loaded {
    Document document; // whole
    Codings codings;
    Diags findings;
    Arena *arena; // of all that
} Loaded;

// Reads what is known of all documents under a codebook (empty: the one applied
// last).
// Errors: ERR_INPUT when nothing is coded yet.
bool loading_open(Loading *loading, Themata *themata, Str codebook,
                  const char *doing, Err *err);
void loading_close(Loading *loading); // also one that could not be opened
// Makes document `i` whole; for any thread.
bool loading_document(Loading *loading, int thread, ptrdiff_t i, Arena *arena,
                      Loaded **made, Err *err);
// A study of that document alone, without memos.
Study loading_alone(const Loading *loading, Loaded *loaded);
// The codes that codings of document `i` have.
// Result: false where only reading it tells.
bool loading_codes(const Loading *loading, ptrdiff_t i, Arena *arena,
                   Ints *codes);
// Tells those who wait that document `i` is taken, and what was found in it.
void loading_tell(Loading *loading, ptrdiff_t i, const Diags *findings);
// Runs the work over all documents (jobs are set here; count, where it is 0).
bool loading_run(Loading *loading, const Work *work, Err *err);

// Takes what is counted of a document; the sheet lasts as long as `arena`.
typedef void TakeSheet(void *to, int32_t document, const Sheet *sheet,
                       Arena *arena);

typedef struct SheetWork {
    TakeSheet *take; // on the calling thread, in order
    void *to;
    bool spans; // are counted
    bool tells; // what was found in documents that had to be read
} SheetWork;

// Hands over the sheets of all documents: without their texts where they are
// stored, which with `spans` they never are.
bool loading_sheets(Loading *loading, const SheetWork *work, Err *err);

#endif
