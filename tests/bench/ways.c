#include "ways.h"

#include "base/utf8.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

enum { THREADS_MAX = 64 };

// ---- one document

bool way_read(Searcher *searcher, const Transcript *transcript, Arena *arena,
              Hits *hits, Err *err)
{
    (void)searcher, (void)err;
    Str text = transcript->text;
    uint64_t sum = 0, word;
    for (ptrdiff_t i = 0; i + 8 <= text.len; i += 8) {
        memcpy(&word, text.at + i, sizeof word);
        sum += word;
    }
    // One hit that depends on the sum, so that no compiler leaves it out.
    *PUSH(hits, arena) = (Hit){.span = {0, (int32_t)(sum >> 33)}};
    return true;
}

bool way_validate(Searcher *searcher, const Transcript *transcript,
                  Arena *arena, Hits *hits, Err *err)
{
    (void)searcher, (void)err;
    ptrdiff_t valid = utf8_valid(transcript->text);
    *PUSH(hits, arena) = (Hit){.span = {0, (int32_t)valid}};
    return true;
}

// ---- the hash

// Source: the finaliser of splitmix64 (Steele, Lea, Flood 2014).
static uint64_t mixed(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9U;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

// The sum over a document's hits: quick beside finding them.
static uint64_t hits_hash(ptrdiff_t document, const Hits *hits)
{
    uint64_t sum = 0, seed = mixed((uint64_t)document + 1);
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        uint64_t place =
            (uint64_t)(uint32_t)hit->span.begin << 32 | (uint32_t)hit->span.end;
        uint64_t meaning = (uint64_t)(uint32_t)hit->rule << 3 |
                           (uint64_t)hit->context << 1 | hit->excluded;
        sum += mixed((place ^ seed) + meaning * 0x9E3779B97F4A7C15U);
    }
    return sum;
}

// ---- all documents

typedef struct Walk { // what the threads share
    const Way *way;
    const Corpus *corpus;
    const Matcher *matcher;
    atomic_ptrdiff_t next; // document
} Walk;

typedef struct Worker {
    pthread_t thread;
    Walk *walk;
    Outcome outcome;
    Err err;
} Worker;

static void *work(void *argument)
{
    Worker *worker = argument;
    Walk *walk = worker->walk;
    const Transcripts *all = &walk->corpus->transcripts;
    bool ok = true;
    Searcher *searcher = searcher_open(walk->matcher);
    for (ptrdiff_t i;
         ok && (i = atomic_fetch_add(&walk->next, 1)) < all->len;) {
        Arena arena = {0};
        Hits hits = {0};
        ok = walk->way->run(searcher, &all->at[i], &arena, &hits, &worker->err);
        worker->outcome.hash += ok ? hits_hash(i, &hits) : 0;
        worker->outcome.hits += hits.len;
        arena_release(&arena);
    }
    searcher_close(searcher);
    return NULL;
}

static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

double clock_now(void)
{
    return now(CLOCK_MONOTONIC);
}

double processor_now(void)
{
    return now(CLOCK_PROCESS_CPUTIME_ID);
}

bool way_walk(const Way *way, const Corpus *corpus, const Matcher *matcher,
              Outcome *outcome, Err *err)
{
    Walk walk = {.way = way, .corpus = corpus, .matcher = matcher};
    Worker workers[THREADS_MAX] = {0};
    int threads = way->threads < THREADS_MAX ? way->threads : THREADS_MAX, made;
    *outcome = (Outcome){0};
    double begun = clock_now();
    double spent = processor_now();
    workers[0].walk = &walk;
    for (made = 1; made < threads; made++) {
        workers[made].walk = &walk;
        if (pthread_create(&workers[made].thread, NULL, work, &workers[made])) {
            err_set(err, ERR_INTERNAL, "cannot start thread %d", made);
            break;
        }
    }
    work(&workers[0]);
    for (int i = 0; i < made; i++) {
        if (i > 0) {
            pthread_join(workers[i].thread, NULL);
        }
        outcome->hits += workers[i].outcome.hits;
        outcome->hash += workers[i].outcome.hash;
        if (workers[i].err.kind) {
            err_set(err, workers[i].err.kind, "%s", workers[i].err.message);
        }
    }
    outcome->seconds = clock_now() - begun;
    outcome->processor = processor_now() - spent;
    return err->kind == ERR_NONE;
}
