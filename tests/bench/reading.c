#include "reading.h"

#include "base/io.h"
#include "engine/themata.h"
#include "parse/format.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { READINGS_MAX = 10000 };

static double seconds_of(int who)
{
    struct rusage usage;
    getrusage(who, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double spent(void)
{
    return seconds_of(RUSAGE_SELF) + seconds_of(RUSAGE_CHILDREN);
}

typedef struct Outcome {
    Str format;
    int64_t documents, turns;
} Outcome;

static bool read_once(const char *file, Outcome *outcome, Arena *arena,
                      Err *err)
{
    Arena scratch = {0};
    Diags diags = {.arena = &scratch};
    Transcripts transcripts = {0};
    const ImportOptions options = {0};
    Codebook codebook = {0};
    bool ok = themata_read(file, &options, &codebook, &scratch, &transcripts,
                           &diags, err);
    *outcome = (Outcome){.documents = transcripts.len};
    for (ptrdiff_t i = 0; ok && i < transcripts.len; i++) {
        outcome->format = str_copy(arena, transcripts.at[i].format);
        outcome->turns += transcripts.at[i].turns.len;
    }
    arena_release(&scratch);
    return ok;
}

bool run_reading(char **arguments, Arena *arena, Err *err)
{
    const double enough = 0.1;
    const char *file = arguments[0];
    int rounds = atoi(arguments[1]);
    Outcome outcome;
    Str bytes;
    if (!io_read(file, arena, &bytes, err) ||
        !read_once(file, &outcome, arena, err)) {
        return false;
    }
    const Format *format = format_named(outcome.format);
    printf("%.*s\t%s\t%lld\t%lld\t%lld", FMT(outcome.format),
           format ? format->title : "", (long long)bytes.len,
           (long long)outcome.documents, (long long)outcome.turns);
    for (int round = 0; round < rounds; round++) {
        double begun = spent();
        int readings = 0;
        while (spent() - begun < enough && readings < READINGS_MAX) {
            if (!read_once(file, &outcome, arena, err)) {
                return false;
            }
            readings++;
        }
        printf("\t%.9f", (spent() - begun) / readings);
    }
    printf("\n");
    return true;
}
