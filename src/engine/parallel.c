#include "engine/parallel.h"

#include <pthread.h>
#include <unistd.h>

enum { SPARE_BYTES = 2 * 1024 * 1024 }; // of an arena that is used again

typedef struct Slot { // a thing from its making to its taking
    Arena arena;
    void *made;
    Err err;
    bool ok;
    bool ready;
} Slot;

typedef struct Pool { // all but `work` and what a slot owns is under the lock
    const Work *work;
    pthread_mutex_t lock;
    pthread_cond_t ready, room;
    ptrdiff_t next;    // the first thing that nobody makes yet
    ptrdiff_t taken;   // things taken
    ptrdiff_t waiting; // bytes of things that are ready and not taken
    int jobs;
    bool stopped;
    Slot *slots; // thing i has slots[i % slot_count]
    ptrdiff_t slot_count;
    Arena *spares; // empty arenas with memory that is known already: at most
                   // one a job
    int spare_count;
} Pool;

typedef struct Maker {
    Pool *pool;
    int job;
    pthread_t thread;
} Maker;

int parallel_jobs(int jobs)
{
    long number = jobs > 0 ? jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return number < 1 ? 1 : number > JOBS_MAX ? JOBS_MAX : (int)number;
}

// True when a thing may be begun.  What is taken next is always under way,
// however much waits behind it.
static bool has_room(const Pool *pool)
{
    ptrdiff_t ahead = pool->next - pool->taken;
    return ahead < pool->slot_count &&
           (ahead < pool->jobs || pool->waiting < AHEAD_BYTES);
}

// The next thing to make, once there is room for it; or -1.
static ptrdiff_t begin_thing(Pool *pool)
{
    ptrdiff_t i = -1;
    pthread_mutex_lock(&pool->lock);
    while (!pool->stopped && pool->next < pool->work->count &&
           !has_room(pool)) {
        pthread_cond_wait(&pool->room, &pool->lock);
    }
    if (!pool->stopped && pool->next < pool->work->count) {
        i = pool->next++;
        if (pool->spare_count > 0) {
            Slot *slot = &pool->slots[i % pool->slot_count];
            slot->arena = pool->spares[--pool->spare_count];
        }
    }
    pthread_mutex_unlock(&pool->lock);
    return i;
}

static void end_thing(Pool *pool, Slot *slot)
{
    pthread_mutex_lock(&pool->lock);
    slot->ready = true;
    pool->waiting += slot->arena.bytes;
    pthread_cond_signal(&pool->ready);
    pthread_mutex_unlock(&pool->lock);
}

static void make_slot(const Work *work, int job, ptrdiff_t i, Slot *slot)
{
    slot->ok =
        work->make(work->shared, job, i, &slot->arena, &slot->made, &slot->err);
}

static void *make_things(void *argument)
{
    const Maker *maker = argument;
    Pool *pool = maker->pool;
    const Work *work = pool->work;
    for (ptrdiff_t i; (i = begin_thing(pool)) >= 0;) {
        Slot *slot = &pool->slots[i % pool->slot_count];
        make_slot(work, maker->job, i, slot);
        end_thing(pool, slot);
    }
    return NULL;
}

// The arena is empty then, for another thing.
static bool take_slot(const Work *work, ptrdiff_t i, Slot *slot, Err *err)
{
    bool ok = slot->ok ? work->take(work->shared, i, slot->made, err)
                       : err_set(err, slot->err.kind, "%s", slot->err.message);
    if (slot->arena.bytes > SPARE_BYTES) {
        arena_release(&slot->arena);
    }
    arena_reset(&slot->arena);
    *slot = (Slot){.arena = slot->arena};
    return ok;
}

// The slot's arena is used again, or released.
static void spare(Pool *pool, Slot *slot)
{
    if (pool->spare_count < pool->jobs) {
        pool->spares[pool->spare_count++] = slot->arena;
    } else {
        arena_release(&slot->arena);
    }
    slot->arena = (Arena){0};
}

static bool take_things(Pool *pool, Err *err)
{
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < pool->work->count; i++) {
        Slot *slot = &pool->slots[i % pool->slot_count];
        pthread_mutex_lock(&pool->lock);
        while (!slot->ready) {
            pthread_cond_wait(&pool->ready, &pool->lock);
        }
        pool->waiting -= slot->arena.bytes;
        pthread_mutex_unlock(&pool->lock);
        ok = take_slot(pool->work, i, slot, err);
        pthread_mutex_lock(&pool->lock);
        spare(pool, slot);
        pool->taken++;
        pool->stopped = !ok;
        pthread_cond_broadcast(&pool->room);
        pthread_mutex_unlock(&pool->lock);
    }
    return ok;
}

static bool run_alone(const Work *work, Err *err)
{
    bool ok = true;
    Slot slot = {0};
    for (ptrdiff_t i = 0; ok && i < work->count; i++) {
        make_slot(work, 0, i, &slot);
        ok = take_slot(work, i, &slot, err);
    }
    arena_release(&slot.arena);
    return ok;
}

// Where no thread can be started, the calling one does it all.
static bool run_together(const Work *work, int jobs, Err *err)
{
    Arena arena = {0};
    Maker *makers = NEW_ARRAY(&arena, Maker, jobs);
    Pool pool = {
        .work = work,
        .lock = PTHREAD_MUTEX_INITIALIZER,
        .ready = PTHREAD_COND_INITIALIZER,
        .room = PTHREAD_COND_INITIALIZER,
        .jobs = jobs,
        .slot_count = (ptrdiff_t)jobs * AHEAD_THINGS,
    };
    pool.slots = NEW_ARRAY(&arena, Slot, pool.slot_count);
    pool.spares = NEW_ARRAY(&arena, Arena, jobs);
    int started = 0;
    while (started < jobs) {
        Maker *maker = &makers[started];
        *maker = (Maker){.pool = &pool, .job = started};
        if (pthread_create(&maker->thread, NULL, make_things, maker) != 0) {
            break;
        }
        started++;
    }
    bool ok = started > 0 ? take_things(&pool, err) : run_alone(work, err);
    for (int i = 0; i < started; i++) {
        pthread_join(makers[i].thread, NULL);
    }
    for (ptrdiff_t i = 0; i < pool.slot_count; i++) {
        arena_release(&pool.slots[i].arena);
    }
    for (int i = 0; i < pool.spare_count; i++) {
        arena_release(&pool.spares[i]);
    }
    arena_release(&arena);
    return ok;
}

bool parallel_run(const Work *work, Err *err)
{
    int jobs = parallel_jobs(work->jobs);
    jobs = jobs < work->count ? jobs : (int)work->count;
    return jobs > 1 ? run_together(work, jobs, err) : run_alone(work, err);
}
