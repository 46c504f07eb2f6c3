// The part of the benchmark that runs in one process.
//
// usage: bench_program ways CODEBOOK FOLDER BYTES SAMPLE ROUNDS
//        bench_program preview STUDY CODEBOOK RULE THREADS MEGABYTES ROUNDS
//        bench_program reading FILE ROUNDS
//        bench_program patterns CODEBOOK
//        bench_program machine
//
// `ways` reads a folder of transcripts (BYTES of text, 0: all) and walks it in
// every way, one after the other, ROUNDS times; the plain path walks only the
// first SAMPLE bytes.  Prints for each way: name, threads, documents, bytes,
// hits, their hash, and for every round the seconds of the clock and of the
// processor; with tabs between.  Ends with status 1 when two ways find
// different hits.  `preview`, `reading`: see preview.h, reading.h.
#include "base/io.h"
#include "codebook/load.h"
#include "engine/themata.h"
#include "patterns.h"
#include "preview.h"
#include "reading.h"
#include "ways.h"

#include <stdio.h>
#include <string.h>

static const Way ways[] = {
    {"read", way_read, 1, false},
    {"validate", way_validate, 1, false},
    {"plain", searcher_hits_plainly, 1, true},
    {"engine", searcher_hits, 1, true},
    {"engine", searcher_hits, 1, false},
    {"engine", searcher_hits, 2, false},
};
enum { PLAIN = 2, ENGINE = 4, WAYS = sizeof ways / sizeof *ways };

// The codebook of a file; it must be without mistakes.
static bool open_codebook(const char *file, Arena *arena, Codebook **codebook,
                          Matcher **matcher, Err *err)
{
    Str yaml;
    Diags diags = {.arena = arena};
    if (!io_read(file, arena, &yaml, err)) {
        return false;
    }
    *codebook = codebook_load(yaml, str_of(file), arena, &diags);
    *matcher = matcher_open(*codebook, NULL, &diags);
    return diag_count(&diags, LEVEL_ERROR) == 0 ||
           err_set(err, ERR_INPUT, "'%s' has mistakes", file);
}

// ---- ways

typedef struct Plan {
    Corpus whole, sample;
    const Matcher *matcher;
    int32_t rounds;
    Outcome *outcomes[WAYS]; // of every round
} Plan;

static const Corpus *corpus_of(const Plan *plan, const Way *way)
{
    return way->sample ? &plan->sample : &plan->whole;
}

static bool run_rounds(Plan *plan, Arena *arena, Err *err)
{
    for (int i = 0; i < WAYS; i++) {
        plan->outcomes[i] = NEW_ARRAY(arena, Outcome, plan->rounds);
    }
    for (int32_t round = 0; round < plan->rounds; round++) {
        for (int i = 0; i < WAYS; i++) {
            if (!way_walk(&ways[i], corpus_of(plan, &ways[i]), plan->matcher,
                          &plan->outcomes[i][round], err)) {
                return false;
            }
        }
    }
    return true;
}

static void print_way(const Plan *plan, int i)
{
    const Way *way = &ways[i];
    const Corpus *corpus = corpus_of(plan, way);
    const Outcome *outcomes = plan->outcomes[i];
    printf("%s\t%d\t%td\t%lld\t%lld\t%016llx", way->name, way->threads,
           corpus->transcripts.len, (long long)corpus->bytes,
           (long long)outcomes->hits, (unsigned long long)outcomes->hash);
    for (int32_t round = 0; round < plan->rounds; round++) {
        printf("\t%.6f %.6f", outcomes[round].seconds,
               outcomes[round].processor);
    }
    printf("\n");
}

// True when the ways that walk one corpus found the same hits in it.
static bool same_hits(const Plan *plan)
{
    bool same = true;
    for (int i = PLAIN + 1; i < WAYS; i++) {
        const Outcome *one = plan->outcomes[i];
        const Outcome *other = plan->outcomes[ways[i].sample ? PLAIN : ENGINE];
        same = same && one->hash == other->hash && one->hits == other->hits;
    }
    return same;
}

static bool read_plan(Plan *plan, char **arguments, const Codebook *codebook,
                      Arena *arena, Err *err)
{
    int32_t bytes, sample;
    if (!str_number(str_of(arguments[2]), &bytes) ||
        !str_number(str_of(arguments[3]), &sample) ||
        !str_number(str_of(arguments[4]), &plan->rounds) || plan->rounds < 1) {
        return err_set(err, ERR_USAGE, "BYTES SAMPLE ROUNDS are numbers");
    }
    if (!corpus_read(&plan->whole, arguments[1], bytes, codebook, plan->matcher,
                     arena, err)) {
        return false;
    }
    plan->sample = corpus_start(&plan->whole, sample);
    return true;
}

static bool run_ways(char **arguments, Arena *arena, Err *err)
{
    Codebook *codebook;
    Matcher *matcher = NULL;
    bool ok = open_codebook(arguments[0], arena, &codebook, &matcher, err);
    Plan plan = {.matcher = matcher};
    ok = ok && read_plan(&plan, arguments, codebook, arena, err) &&
         run_rounds(&plan, arena, err);
    for (int i = 0; ok && i < WAYS; i++) {
        print_way(&plan, i);
    }
    if (ok && !same_hits(&plan)) {
        ok = err_set(err, ERR_UNMET, "two ways found different hits");
    }
    matcher_close(matcher);
    return ok;
}

// ---- patterns, machine

static bool run_patterns(char **arguments, Arena *arena, Err *err)
{
    Codebook *codebook;
    Matcher *matcher = NULL;
    bool ok = open_codebook(arguments[0], arena, &codebook, &matcher, err);
    for (ptrdiff_t i = 0; ok && i < codebook->rules.len; i++) {
        const Rule *rule = &codebook->rules.at[i];
        printf("%.*s\t%s\t%.*s\n", FMT(rule->id), rule_sort(rule),
               FMT(rule_pattern(rule, arena)));
    }
    matcher_close(matcher);
    return ok;
}

static bool run_machine(char **arguments, Arena *arena, Err *err)
{
    (void)arguments, (void)err;
#ifdef __clang__
    printf("compiler\tclang %s\n", __clang_version__);
#else
    printf("compiler\tgcc %s\n", __VERSION__);
#endif
    printf("PCRE2\t%s\n", match_library(arena));
    return true;
}

// ---- the command

typedef struct Job {
    const char *name;
    int arguments;
    bool (*run)(char **arguments, Arena *arena, Err *err);
} Job;

static const Job jobs[] = {
    {"ways", 5, run_ways},       {"preview", 6, run_preview},
    {"reading", 2, run_reading}, {"patterns", 1, run_patterns},
    {"machine", 0, run_machine},
};

static bool run(int count, char **arguments, Arena *arena, Err *err)
{
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        if (count == 2 + jobs[i].arguments &&
            strcmp(arguments[1], jobs[i].name) == 0) {
            return jobs[i].run(arguments + 2, arena, err);
        }
    }
    return err_set(err, ERR_USAGE,
                   "usage: bench_program ways CODEBOOK FOLDER BYTES "
                   "SAMPLE ROUNDS | preview STUDY CODEBOOK RULE THREADS "
                   "MEGABYTES ROUNDS | reading FILE ROUNDS | patterns CODEBOOK "
                   "| machine");
}

int main(int count, char **arguments)
{
    Arena arena = {0};
    Err err = {0};
    if (!run(count, arguments, &arena, &err)) {
        fprintf(stderr, "bench: %s\n", err.message);
    }
    arena_release(&arena);
    return (int)err.kind;
}
