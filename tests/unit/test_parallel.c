#include "unit.h"

#include "engine/parallel.h"

#include <stdatomic.h>
#include <string.h>

enum { THINGS = 500, NEVER = THINGS };

typedef struct Trial {
    ptrdiff_t make_fails, take_fails; // the thing that fails, or NEVER
    ptrdiff_t numbers[THINGS];        // what was taken, in order
    ptrdiff_t taken;
    atomic_ptrdiff_t begun, ended; // makings, and takings that are over
    atomic_ptrdiff_t most;         // things in memory at once
} Trial;

// Some take longer, so that threads overtake one another.
static ptrdiff_t square_of(ptrdiff_t i)
{
    volatile ptrdiff_t sum = 0;
    for (ptrdiff_t k = 0; k < (i % 7 == 0 ? 20000 : 20); k++) {
        sum += i;
    }
    (void)sum;
    return i * i;
}

static bool make(void *shared, int job, ptrdiff_t i, Arena *arena, void **made,
                 Err *err)
{
    Trial *trial = shared;
    ptrdiff_t *square = NEW(arena, ptrdiff_t);
    ptrdiff_t there = atomic_fetch_add(&trial->begun, 1) + 1 - trial->ended;
    ptrdiff_t most = trial->most;
    while (there > most &&
           !atomic_compare_exchange_weak(&trial->most, &most, there)) {
    }
    ck_assert_int_ge(job, 0);
    *square = square_of(i);
    *made = square;
    return i < trial->make_fails ||
           err_set(err, ERR_INPUT, "thing %d cannot be made", (int)i);
}

static bool take(void *shared, ptrdiff_t i, void *made, Err *err)
{
    Trial *trial = shared;
    ck_assert_int_eq(i, trial->taken);
    trial->numbers[trial->taken++] = *(ptrdiff_t *)made;
    trial->ended++;
    return i != trial->take_fails ||
           err_set(err, ERR_IO, "thing %d cannot be taken", (int)i);
}

START_TEST(test_order)
{
    static const struct {
        const char *promise;
        int jobs;
        ptrdiff_t count, make_fails, take_fails, taken;
        const char *message;
    } rows[] = {
        {"one thread makes all", 1, THINGS, NEVER, NEVER, THINGS, ""},
        {"two threads do too", 2, THINGS, NEVER, NEVER, THINGS, ""},
        {"so do eight", 8, THINGS, NEVER, NEVER, THINGS, ""},
        {"and more than there are things", 8, 3, NEVER, NEVER, 3, ""},
        {"nothing to do is done", 8, 0, NEVER, NEVER, 0, ""},
        {"the first that fails is told, alone", 1, THINGS, 40, NEVER, 40,
         "thing 40 cannot be made"},
        {"and among eight threads", 8, THINGS, 40, NEVER, 40,
         "thing 40 cannot be made"},
        {"what cannot be taken ends it", 8, THINGS, NEVER, 70, 71,
         "thing 70 cannot be taken"},
        {"whichever comes first", 8, THINGS, 41, 40, 41,
         "thing 40 cannot be taken"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Trial trial = {rows[i].make_fails, rows[i].take_fails, {0}, 0, 0, 0, 0};
        Work work = {rows[i].count, rows[i].jobs, &trial, make, take};
        Err err = {0};
        bool ok = parallel_run(&work, &err);
        ck_assert_msg(ok == (rows[i].message[0] == '\0'), "%s",
                      rows[i].promise);
        ck_assert_str_eq(err.message, rows[i].message);
        ck_assert_msg(trial.taken == rows[i].taken, "%s: %td taken",
                      rows[i].promise, trial.taken);
        for (ptrdiff_t k = 0; k < trial.taken; k++) {
            ck_assert_int_eq(trial.numbers[k], k * k);
        }
        ck_assert_msg(trial.most <= (ptrdiff_t)rows[i].jobs * AHEAD_THINGS,
                      "%s: %td things at once", rows[i].promise, trial.most);
    }
}
END_TEST

// Things of a quarter of what may wait.
static bool make_large(void *shared, int job, ptrdiff_t i, Arena *arena,
                       void **made, Err *err)
{
    arena_take(arena, AHEAD_BYTES / 4, 1);
    return make(shared, job, i, arena, made, err);
}

static bool take_slowly(void *shared, ptrdiff_t i, void *made, Err *err)
{
    square_of(7 * i);
    return take(shared, i, made, err);
}

START_TEST(test_memory)
{
    enum { JOBS = 3, LARGE = 60 };
    Trial trial = {NEVER, NEVER, {0}, 0, 0, 0, 0};
    Work work = {LARGE, JOBS, &trial, make_large, take_slowly};
    Err err = {0};
    ck_assert(parallel_run(&work, &err));
    ck_assert_int_eq(trial.taken, LARGE);
    // Four wait, one a thread is made, one just was, one is being taken.
    ck_assert_int_le(trial.most, 4 + 2 * JOBS + 1);
}
END_TEST

UNIT_MAIN("parallel", test_order, test_memory)
