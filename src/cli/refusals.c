// What was refused: file by file, or, where they are many, by reason.
#include "cli/command.h"

#include <stdio.h>

enum {
    ALONE_MAX = 10,   // files that are told one by one
    REASONS_MAX = 20, // reasons
    NAMED_MAX = 3,    // files that stand for all with the same reason
};

static void say_one(const Refused *refused)
{
    fprintf(stderr, "refused %.*s: %.*s\n", FMT(refused->file),
            FMT(refused->message));
}

static bool same_reason(const Refusals *refused, ptrdiff_t a, ptrdiff_t b)
{
    return str_eq(refused->at[a].message, refused->at[b].message);
}

static bool told_before(const Refusals *refused, ptrdiff_t i)
{
    for (ptrdiff_t k = 0; k < i; k++) {
        if (same_reason(refused, k, i)) {
            return true;
        }
    }
    return false;
}

// All files that were refused for the reason of file `first`.
static ptrdiff_t say_reason(const Refusals *refused, ptrdiff_t first)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = first; i < refused->len; i++) {
        count += same_reason(refused, first, i);
    }
    if (count == 1) {
        say_one(&refused->at[first]);
        return count;
    }
    fprintf(stderr, "refused %lld files: %.*s\n", (long long)count,
            FMT(refused->at[first].message));
    ptrdiff_t named = 0;
    for (ptrdiff_t i = first; named < NAMED_MAX && i < refused->len; i++) {
        if (same_reason(refused, first, i)) {
            fprintf(stderr, "    %.*s\n", FMT(refused->at[i].file));
            named++;
        }
    }
    if (count > named) {
        fprintf(stderr, "    and %lld more\n", (long long)(count - named));
    }
    return count;
}

static void say_by_reason(const Refusals *refused)
{
    ptrdiff_t told = 0;
    int reasons = 0;
    for (ptrdiff_t i = 0; reasons < REASONS_MAX && i < refused->len; i++) {
        if (!told_before(refused, i)) {
            told += say_reason(refused, i);
            reasons++;
        }
    }
    if (told < refused->len) {
        fprintf(stderr, "refused %lld more; all of them: --format json\n",
                (long long)(refused->len - told));
    }
}

bool say_refusals(const Request *request, const Refusals *refused, Err *err)
{
    ErrKind kind = ERR_IO;
    for (ptrdiff_t i = 0; i < refused->len; i++) {
        kind = refused->at[i].kind == ERR_IO ? kind : ERR_INPUT;
        if (refused->len <= ALONE_MAX) {
            say_one(&refused->at[i]);
        }
    }
    if (refused->len > ALONE_MAX) {
        say_by_reason(refused);
    }
    Str files = count_of(refused->len, "file", request->arena);
    return refused->len == 0 ||
           err_set(err, kind, "%.*s refused; all others are read", FMT(files));
}
