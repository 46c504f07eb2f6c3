#include "preview.h"

#include "base/io.h"
#include "engine/themata.h"
#include "ways.h"

#include <stdio.h>

enum { BEGIN, FIRST, AGAIN, TIMES, EXCERPTS = 50 };

typedef struct Latency {
    double seconds, processor;
} Latency;

typedef struct Plan {
    const char *folder;
    PreviewWanted wanted;
    int32_t threads, megabytes, rounds;
    int64_t documents, hits;
    Latency *latencies[TIMES]; // of every round
    Latency begun;             // the preview under way
    Latency *told;             // when it told of its first document
} Plan;

static Latency now(void)
{
    return (Latency){clock_now(), processor_now()};
}

static Latency since(Latency begun)
{
    return (Latency){clock_now() - begun.seconds,
                     processor_now() - begun.processor};
}

static bool told(void *to, const PreviewReport *so_far)
{
    const Plan *plan = to;
    if (so_far->documents == 1) {
        *plan->told = since(plan->begun);
    }
    return true;
}

static bool read_plan(Plan *plan, char **arguments, Arena *arena, Err *err)
{
    plan->folder = arguments[0];
    plan->wanted = (PreviewWanted){
        .file = str_of(arguments[1]),
        .rule = str_of(arguments[2]),
        .excerpts = EXCERPTS,
        .tell = told,
        .to = plan,
    };
    if (!str_number(str_of(arguments[3]), &plan->threads) ||
        !str_number(str_of(arguments[4]), &plan->megabytes) ||
        !str_number(str_of(arguments[5]), &plan->rounds) || plan->rounds < 1) {
        return err_set(err, ERR_USAGE, "THREADS MEGABYTES ROUNDS are numbers");
    }
    for (int i = 0; i < TIMES; i++) {
        plan->latencies[i] = NEW_ARRAY(arena, Latency, plan->rounds);
    }
    return io_read(arguments[1], arena, &plan->wanted.yaml, err);
}

static bool preview(Plan *plan, Themata *study, Err *err)
{
    Arena arena = {0};
    PreviewReport report;
    bool ok = themata_preview(study, &plan->wanted, &arena, &report, err);
    bool same = plan->documents == 0 || (plan->hits == report.hits &&
                                         plan->documents == report.documents);
    plan->hits = report.hits;
    plan->documents = report.documents;
    arena_release(&arena);
    return ok && (same || err_set(err, ERR_UNMET, "two previews differ"));
}

static bool run_round(Plan *plan, int32_t round, Err *err)
{
    bool ok = true;
    Themata *study = NULL;
    for (int i = FIRST; ok && i < TIMES; i++) {
        Latency ignored;
        plan->begun = now();
        plan->told = i == FIRST ? &plan->latencies[BEGIN][round] : &ignored;
        if (i == FIRST) {
            study = themata_open(plan->folder, STUDY_READ, err);
        }
        if (study && i == FIRST) {
            themata_use_jobs(study, plan->threads);
            themata_keep_texts(study, (int64_t)plan->megabytes << 20);
        }
        ok = study && preview(plan, study, err);
        plan->latencies[i][round] = since(plan->begun);
    }
    themata_close(study);
    return ok;
}

static void print_latencies(const Plan *plan, const char *name,
                            const Latency *latencies)
{
    printf("%s\t%lld\t%lld", name, (long long)plan->documents,
           (long long)plan->hits);
    for (int32_t round = 0; round < plan->rounds; round++) {
        printf("\t%.6f %.6f", latencies[round].seconds,
               latencies[round].processor);
    }
    printf("\n");
}

bool run_preview(char **arguments, Arena *arena, Err *err)
{
    Plan plan = {0};
    bool ok = read_plan(&plan, arguments, arena, err);
    for (int32_t round = 0; ok && round < plan.rounds; round++) {
        ok = run_round(&plan, round, err);
    }
    if (ok) {
        print_latencies(&plan, "begin", plan.latencies[BEGIN]);
        print_latencies(&plan, "first", plan.latencies[FIRST]);
        print_latencies(&plan, "again", plan.latencies[AGAIN]);
    }
    return ok;
}
