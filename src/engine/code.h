// engine/code.h - applying a codebook, document by document.
//
// Private to engine/.  code.c knows what is stored and what that means for each
// document; code_document.c does the work on one, on any thread.
#ifndef ENGINE_CODE_H
#define ENGINE_CODE_H

#include "engine/inside.h"
#include "engine/parallel.h"
#include "match/match.h"

#include <pthread.h>

// From the rules that documents were coded with to those that hold now.
typedef struct Change {
    int64_t set;      // of the rules then
    Matcher *matcher; // of the rules that are new; NULL without one
    bool *gone;       // per lasting number below `numbers`: the rule is no more
    int32_t numbers;
    bool moved; // rules that stay come in another order or belong
                // together otherwise: the codings follow anew
} Change;

typedef struct Changes {
    Change *at;
    ptrdiff_t len, cap;
} Changes;

// What has to be done about a document.
typedef struct Plan {
    Coded was, now;
    const Matcher *matcher; // of the rules to run, or NULL
    bool anew;              // nothing that is stored holds
    bool gone;              // some of its hits may be
    bool derive;            // its codings follow anew
    bool decide;            // people decided about it, which is told each time
    bool roles;             // other roles than those stored
} Plan;

typedef struct Desk {       // what one thread works with
    const Matcher *matcher; // of the searcher
    Searcher *searcher;     // made when it is needed
} Desk;

// Desks for as many threads as `jobs` stands for.
Desk *desks_open(int jobs, Arena *arena);
void desks_close(Desk *desks, int jobs);
Searcher *desk_searcher(Desk *desk, const Matcher *matcher);

typedef struct Job { // all that coding the study needs
    Themata *study;
    const Codebook *codebook;
    const Matcher *matcher; // of all rules
    KnownRules rules;
    Changes changes;
    Study loaded;      // its documents are heads
    Plan *plans;       // per document
    Decisions *groups; // per document, as resolve_groups gives them
    CodeReport *report;
    Desk *desks;          // per thread
    pthread_mutex_t lock; // of the store and the job's findings
} Job;

// Makes one document: hits, codings and how they are stored.
bool code_make(void *job, int thread, ptrdiff_t i, Arena *arena, void **made,
               Err *err);
// Stores what was made of it.
bool code_take(void *job, ptrdiff_t i, void *made, Err *err);

// What decides who is heard in a document and what counts as a question: the
// program, the questions' words, the roles.
Str heard_key(const Transcript *transcript, Str questions_key, Arena *arena);
Str questions_key(const Codebook *codebook, Arena *arena);
// Names the decisions about a document, where they were found, and the codes
// they can mean; empty without any.
Str decided_key(const KnownRules *rules, const Decisions *decisions,
                Arena *arena);
// Which question each turn of a document asks or answers.
bool tell_questions(Searcher *searcher, const Codebook *codebook,
                    Transcript *transcript, Arena *arena, Err *err);

#endif
