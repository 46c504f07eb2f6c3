// tests/fuzz/replay.c - runs a fuzz target without a fuzzer.
//
// usage: fuzz_NAME FOLDER [ROUNDS]
// Gives the target every file of FOLDER, in the order of their names, then
// ROUNDS mutations of them. These depend on nothing but the files, so a crash
// comes again.
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED_MAX = 1 << 16, SEEDS_MAX = 4096, CHANGES_MAX = 8 };

typedef struct Seed {
    uint8_t *bytes;
    size_t len;
} Seed;

typedef struct Random { // xorshift64*, never 0
    uint64_t state;
} Random;

// A number in [0, below).
static size_t random_below(Random *random, size_t below)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (size_t)((random->state * 0x2545F4914F6CDD1DU) >> 33) % below;
}

static Seed seed_read(const char *folder, const char *name)
{
    char path[4096];
    Seed seed = {malloc(SEED_MAX), 0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file || !seed.bytes) {
        fprintf(stderr, "cannot read '%s'\n", path);
        exit(EXIT_FAILURE);
    }
    seed.len = fread(seed.bytes, 1, SEED_MAX, file);
    fclose(file);
    return seed;
}

static int is_seed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

// The files of a folder; without any, one empty seed.
static size_t seeds_read(const char *folder, Seed *seeds)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_seed, alphasort);
    size_t len = 0;
    for (int i = 0; i < count; i++) {
        if (len < SEEDS_MAX) {
            seeds[len++] = seed_read(folder, names[i]->d_name);
        }
        free(names[i]);
    }
    free(names);
    if (len == 0) {
        seeds[len++] = (Seed){calloc(1, 1), 0};
    }
    return len;
}

// Changes one place of `seed`, which has room for SEED_MAX bytes: another
// byte, a piece lost, a piece twice, a piece of `other`.
static void seed_change(Seed *seed, const Seed *other, Random *random)
{
    static const uint8_t telling[] = "\0\n\r\t \"':,-<>[]{}#*\\|\x7f\x80\xff";
    size_t at = random_below(random, seed->len + 1);
    size_t rest = seed->len - at;
    size_t piece = random_below(random, 64);
    const uint8_t *from = telling + random_below(random, sizeof telling);
    size_t insert = 1;
    switch (random_below(random, 4)) {
    case 0:
        if (rest > 0) {
            seed->bytes[at] = *from;
        }
        return;
    case 1:
        piece = piece < rest ? piece : rest;
        memmove(seed->bytes + at, seed->bytes + at + piece, rest - piece);
        seed->len -= piece;
        return;
    case 2:
        if (other->len > 0) {
            size_t start = random_below(random, other->len);
            from = other->bytes + start;
            insert = piece < other->len - start ? piece : other->len - start;
        }
        break;
    default:
        break;
    }
    if (seed->len + insert <= SEED_MAX) {
        memmove(seed->bytes + at + insert, seed->bytes + at, rest);
        memcpy(seed->bytes + at, from, insert);
        seed->len += insert;
    }
}

// The target gets a block of exactly its size, so that a sanitizer or valgrind
// sees a read beyond it.
static void target_run(const Seed *seed)
{
    uint8_t *exact = malloc(seed->len > 0 ? seed->len : 1);
    if (!exact) {
        abort();
    }
    memcpy(exact, seed->bytes, seed->len);
    LLVMFuzzerTestOneInput(exact, seed->len);
    free(exact);
}

static void mutations_run(const Seed *seeds, size_t len, long rounds)
{
    Random random = {0x9E3779B97F4A7C15U};
    Seed changed = {malloc(SEED_MAX), 0};
    if (!changed.bytes) {
        abort();
    }
    for (long round = 0; round < rounds; round++) {
        const Seed *seed = &seeds[random_below(&random, len)];
        size_t changes = 1 + random_below(&random, CHANGES_MAX);
        memcpy(changed.bytes, seed->bytes, seed->len);
        changed.len = seed->len;
        for (size_t i = 0; i < changes; i++) {
            seed_change(&changed, &seeds[random_below(&random, len)], &random);
        }
        target_run(&changed);
    }
    free(changed.bytes);
}

int main(int argc, char **argv)
{
    Seed seeds[SEEDS_MAX];
    if (argc < 2) {
        fprintf(stderr, "usage: %s FOLDER [ROUNDS]\n", argv[0]);
        return EXIT_FAILURE;
    }
    long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : 2000;
    size_t len = seeds_read(argv[1], seeds);
    for (size_t i = 0; i < len; i++) {
        target_run(&seeds[i]);
    }
    mutations_run(seeds, len, rounds);
    printf("%zu files, %ld mutations of them\n", len, rounds);
    for (size_t i = 0; i < len; i++) {
        free(seeds[i].bytes);
    }
    return EXIT_SUCCESS;
}
