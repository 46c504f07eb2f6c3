// base/arena.h - memory with one lifetime.
//
// An Arena hands out zeroed memory and gives all of it back at once.  Nothing
// taken from it is freed alone.  Running out of memory ends the program with
// one line and status 70, so no caller checks for NULL.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena { // {0} is an empty arena, ready for use
    ArenaBlock *blocks;
    char *next; // free bytes of the newest block: [next, end)
    char *end;
    ptrdiff_t bytes; // of all blocks
} Arena;

// Zeroed memory for `count` objects of `size` bytes, aligned for any type.
// A product that overflows counts as out of memory.
void *arena_take(Arena *arena, ptrdiff_t size, ptrdiff_t count);
// Makes what was taken, `bytes` bytes at `old`, larger: what a growing array
// does.
// Result: where it is now, its new bytes zeroed; no view of the old ones may be
//         used any more.
// Memory: a large one is alone in its block, which grows with it.
void *arena_grow(Arena *arena, void *old, ptrdiff_t bytes, ptrdiff_t wanted);
// What an array of `cap` elements grows to: doubled, a large one by an eighth.
ptrdiff_t arena_grown(ptrdiff_t cap, ptrdiff_t size);
// Gives everything back; the arena is empty and may be used again.
void arena_release(Arena *arena);
// What was taken from `from` lives as long as `into`; `from` is empty then.
void arena_adopt(Arena *into, Arena *from);
// Takes everything back to hand it out again: as arena_release, but the memory
// is kept, in one block, for the next round of about the same size.
void arena_reset(Arena *arena);
// A copy of `s`; always terminated by a NUL that is not counted in len.
Str str_copy(Arena *arena, Str s);
// The same as a terminated string for the C library.
char *str_terminated(Arena *arena, Str s);

#define NEW(arena, Type) ((Type *)arena_take((arena), sizeof(Type), 1))
#define NEW_ARRAY(arena, Type, count)                                          \
    ((Type *)arena_take((arena), sizeof(Type), (count)))

// The new, zeroed last slot of an array {at, len, cap}:
//     *PUSH(&turns, arena) = (Turn){...};
#define PUSH(array, arena)                                                     \
    (array_reserve(&(array)->at, &(array)->cap, (array)->len,                  \
                   sizeof *(array)->at, (arena)),                              \
     &(array)->at[(array)->len++])

// Makes room for one more element; the growth behind PUSH.  `at` is the
// address of the array's pointer.
void array_reserve(void *at, ptrdiff_t *cap, ptrdiff_t len, ptrdiff_t size,
                   Arena *arena);

typedef struct Strs {
    Str *at;
    ptrdiff_t len, cap;
} Strs;

typedef struct Ints {
    int32_t *at;
    ptrdiff_t len, cap;
} Ints;

// Index of `s` in the list, or -1.
ptrdiff_t strs_find(Strs list, Str s);
bool ints_have(Ints list, ptrdiff_t number);

#endif
