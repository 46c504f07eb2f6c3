// engine/parallel.h - the same work for many things on all cores, in order.
//
// What a thing becomes is made by any thread, in an arena of its own, and is
// taken by the calling thread, one after the other: whoever takes sees no
// threads.  So the result is the same for any number of jobs.
#ifndef ENGINE_PARALLEL_H
#define ENGINE_PARALLEL_H

#include "base/arena.h"
#include "base/err.h"

typedef struct Work {
    ptrdiff_t count; // things, numbered from 0
    int jobs;        // threads that make; 0: as many as there are processors
    void *shared;    // handed to both functions
    // Makes thing `i` on thread `job` (0 to jobs - 1) and hands over *made,
    // which lives in `arena`.  Nothing shared is written, but for what belongs
    // to `job` alone.
    bool (*make)(void *shared, int job, ptrdiff_t i, Arena *arena, void **made,
                 Err *err);
    // Takes thing `i`, in order, on the calling thread; its arena is released
    // afterwards.
    bool (*take)(void *shared, ptrdiff_t i, void *made, Err *err);
} Work;

// How many threads `jobs` stands for, at most JOBS_MAX.
enum { JOBS_MAX = 256 };
int parallel_jobs(int jobs);

// Makes and takes everything.  With one job, or one thing, no thread is
// started.
//
// Result: false as soon as a thing could not be made or taken, with the error
//         of the first one in order; later ones may be made by then, and none
//         is taken.
// Memory: the arenas of what is made and not yet taken: no further thing is
//         begun while AHEAD_BYTES or AHEAD_THINGS a thread wait, so besides
//         these there are at most two things a thread.
// Time:   the slower of making, divided by the threads, and of taking.
enum { AHEAD_BYTES = 32 * 1024 * 1024, AHEAD_THINGS = 64 };
bool parallel_run(const Work *work, Err *err);

#endif
