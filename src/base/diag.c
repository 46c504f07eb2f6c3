#include "base/diag.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name;
    Level level;
    const char *meaning;
} catalogue[] = {
#define X(id, level, meaning) {#id, LEVEL_##level, meaning},
    DIAG_LIST(X)
#undef X
};

const char *diag_name(DiagId id)
{
    return catalogue[id].name;
}

const char *diag_meaning(DiagId id)
{
    return catalogue[id].meaning;
}

Level diag_level(DiagId id)
{
    return catalogue[id].level;
}

const char *level_name(Level level)
{
    static const char *const names[] = {"note", "warning", "error"};
    return names[level];
}

Diag *diag_add(Diags *diags, DiagId id, Place place, const char *format, ...)
{
    char message[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    // A message has one line and whole characters, whatever it quotes.
    Str words = str_of(message[0] ? message : diag_meaning(id));
    words = one_line(str_slice(words, 0, utf8_valid(words)), diags->arena);
    Diag *diag = PUSH(diags, diags->arena);
    *diag = (Diag){
        .id = id,
        .place = place,
        .message = str_copy(diags->arena, words),
    };
    diag->place.file = str_copy(diags->arena, place.file);
    return diag;
}

void diag_copy(Diags *diags, const Diag *finding)
{
    Arena *arena = diags->arena;
    Diag *copy = PUSH(diags, arena);
    *copy = *finding;
    copy->place.file = str_copy(arena, finding->place.file);
    copy->message = str_copy(arena, finding->message);
    copy->source = str_copy(arena, finding->source);
    copy->help = str_copy(arena, finding->help);
}

ptrdiff_t diag_count(const Diags *diags, Level level)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < diags->len; i++) {
        count += diag_level(diags->at[i].id) >= level;
    }
    return count;
}

enum { NEAR_ENOUGH = 2 };

Str nearest_name(Str word, Strs names)
{
    Str nearest = {0};
    int least = NEAR_ENOUGH + 1;
    for (ptrdiff_t i = 0; i < names.len; i++) {
        int distance = str_distance(word, names.at[i], NEAR_ENOUGH);
        // A word of two letters is two edits from any other.
        if (distance < least && distance < word.len) {
            least = distance;
            nearest = names.at[i];
        }
    }
    return nearest;
}

bool err_unknown(Err *err, const char *what, Str name, Strs names)
{
    Str near = nearest_name(name, names);
    return near.len > 0
               ? err_set(err, ERR_USAGE,
                         "no %s is called '%.*s'; did you mean '%.*s'?", what,
                         FMT(name), FMT(near))
               : err_set(err, ERR_USAGE, "no %s is called '%.*s'", what,
                         FMT(name));
}
