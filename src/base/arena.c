#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_BYTES = 64 * 1024,
    KEPT_BYTES = 16 * 1024 * 1024, // of an arena that is used again
    ALIGNMENT = 16,
    LARGE_BYTES = 1024 * 1024, // an array that is grows by an eighth
    EXIT_INTERNAL = 70,
};

// In a build that checks addresses whoever looks at an array where it was
// before it grew is found out.
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define LEFT_BEHIND(at, bytes) __asan_poison_memory_region(at, (size_t)(bytes))
#define HANDED_OUT(at, bytes) __asan_unpoison_memory_region(at, (size_t)(bytes))
#else
#define LEFT_BEHIND(at, bytes) (void)(at)
#define HANDED_OUT(at, bytes) (void)(at)
#endif

struct ArenaBlock {
    ArenaBlock *older;
    ptrdiff_t bytes; // of the payload, which follows, aligned
};

static _Noreturn void out_of_memory(void)
{
    static const char line[] = "themata: out of memory\n";
    fwrite(line, 1, sizeof line - 1, stderr);
    _Exit(EXIT_INTERNAL);
}

static void add_block(Arena *arena, ptrdiff_t bytes)
{
    if (bytes < BLOCK_BYTES) {
        bytes = BLOCK_BYTES;
    }
    ArenaBlock *block = calloc(1, sizeof *block + (size_t)bytes);
    if (!block) {
        out_of_memory();
    }
    block->older = arena->blocks;
    block->bytes = bytes;
    arena->blocks = block;
    arena->next = (char *)(block + 1);
    arena->end = arena->next + bytes;
    arena->bytes += bytes;
}

static ptrdiff_t aligned(ptrdiff_t bytes)
{
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_take(Arena *arena, ptrdiff_t size, ptrdiff_t count)
{
    ptrdiff_t bytes;
    if (__builtin_mul_overflow(size, count, &bytes) ||
        bytes > PTRDIFF_MAX - BLOCK_BYTES) {
        out_of_memory();
    }
    bytes = aligned(bytes);
    if (!arena->blocks || arena->end - arena->next < bytes) {
        add_block(arena, bytes);
    }
    void *taken = arena->next;
    arena->next += bytes;
    return taken;
}

void arena_release(Arena *arena)
{
    for (ArenaBlock *block = arena->blocks; block;) {
        ArenaBlock *older = block->older;
        free(block);
        block = older;
    }
    *arena = (Arena){0};
}

void arena_adopt(Arena *into, Arena *from)
{
    ArenaBlock *oldest = from->blocks;
    if (!into->blocks) {
        *into = *from;
    } else if (oldest) {
        while (oldest->older) {
            oldest = oldest->older;
        }
        oldest->older = into->blocks->older; // its newest goes on being used
        into->blocks->older = from->blocks;
        into->bytes += from->bytes;
    }
    *from = (Arena){0};
}

void arena_reset(Arena *arena)
{
    ArenaBlock *block = arena->blocks;
    ptrdiff_t bytes = 0;
    if (!block) {
        return;
    }
    for (; block; block = block->older) {
        bytes += block->bytes;
    }
    block = arena->blocks;
    if (block->older || bytes > KEPT_BYTES) {
        arena_release(arena);
        add_block(arena, bytes < KEPT_BYTES ? bytes : KEPT_BYTES);
        return;
    }
    char *first = (char *)(block + 1);
    HANDED_OUT(first, arena->next - first);
    memset(first, 0, (size_t)(arena->next - first));
    arena->next = first;
}

Str str_copy(Arena *arena, Str s)
{
    return (Str){str_terminated(arena, s), s.len};
}

char *str_terminated(Arena *arena, Str s)
{
    char *copy = arena_take(arena, 1, s.len + 1);
    if (s.len > 0) {
        memcpy(copy, s.at, (size_t)s.len);
    }
    return copy;
}

// ---- what grows

// Where the block is linked in that holds nothing but `bytes` bytes at `old`,
// or NULL.
static ArenaBlock **block_of(Arena *arena, const void *old, ptrdiff_t bytes)
{
    ArenaBlock **link = &arena->blocks;
    while (bytes > BLOCK_BYTES && *link) {
        if (*link + 1 == old) {
            return (*link)->bytes == aligned(bytes) ? link : NULL;
        }
        link = &(*link)->older;
    }
    return NULL;
}

static void *grow_block(Arena *arena, ArenaBlock **link, ptrdiff_t wanted)
{
    bool newest = link == &arena->blocks;
    ptrdiff_t before = (*link)->bytes;
    wanted = aligned(wanted);
    ArenaBlock *block = realloc(*link, sizeof *block + (size_t)wanted);
    if (!block) {
        out_of_memory();
    }
    char *first = (char *)(block + 1);
    memset(first + before, 0, (size_t)(wanted - before));
    block->bytes = wanted;
    arena->bytes += wanted - before;
    *link = block;
    if (newest) {
        arena->next = arena->end = first + wanted;
    }
    return first;
}

void *arena_grow(Arena *arena, void *old, ptrdiff_t bytes, ptrdiff_t wanted)
{
    bool last = bytes > 0 && (char *)old + aligned(bytes) == arena->next;
    ptrdiff_t more = aligned(wanted) - aligned(bytes);
    if (last && arena->end - arena->next >= more) {
        arena->next += more;
        return old;
    }
    ArenaBlock **link = block_of(arena, old, bytes);
    if (link) {
        return grow_block(arena, link, wanted);
    }
    void *moved = arena_take(arena, 1, wanted);
    if (bytes > 0) {
        memcpy(moved, old, (size_t)bytes);
        LEFT_BEHIND(old, bytes);
    }
    return moved;
}

ptrdiff_t arena_grown(ptrdiff_t cap, ptrdiff_t size)
{
    return cap <= LARGE_BYTES / size ? cap * 2 : cap + cap / 8;
}

void array_reserve(void *at, ptrdiff_t *cap, ptrdiff_t len, ptrdiff_t size,
                   Arena *arena)
{
    if (len < *cap) {
        return;
    }
    ptrdiff_t grown = *cap > 0 ? arena_grown(*cap, size) : 4, bytes;
    if (__builtin_mul_overflow(grown, size, &bytes)) {
        out_of_memory();
    }
    void *array;
    memcpy(&array, at, sizeof array);
    array = arena_grow(arena, array, size * *cap, bytes);
    memcpy(at, &array, sizeof array);
    *cap = grown;
}

ptrdiff_t strs_find(Strs list, Str s)
{
    for (ptrdiff_t i = 0; i < list.len; i++) {
        if (str_eq(list.at[i], s)) {
            return i;
        }
    }
    return -1;
}

bool ints_have(Ints list, ptrdiff_t number)
{
    for (ptrdiff_t i = 0; i < list.len; i++) {
        if (list.at[i] == number) {
            return true;
        }
    }
    return false;
}
