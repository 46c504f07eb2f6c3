// Encodings: what --encoding said of a file's bytes holds for these bytes, so
// that a run reads them as the import before it did.
#include "engine/import.h"

#include "base/buf.h"

static const char setting[] = "encodings"; // lines: HASH, a blank, ENCODING

static void note(Encodings *encodings, Str hash, Str encoding, Arena *arena)
{
    int32_t number = map_put(&encodings->hashes, hash, arena);
    if (number == encodings->names.len) {
        *PUSH(&encodings->names, arena) = encoding;
    }
    encodings->names.at[number] = encoding;
}

bool encodings_read(Themata *study, Encodings *encodings, Err *err)
{
    Str rest = {0}, line, hash;
    Arena *arena = &study->arena;
    *encodings = (Encodings){0};
    if (!store_setting(study->store, str_of(setting), arena, &rest, err)) {
        return false;
    }
    while (str_line(&rest, &line)) {
        str_cut(&line, ' ', &hash);
        note(encodings, hash, line, arena);
    }
    return true;
}

void encodings_note(Encodings *encodings, Str hash, Str encoding, Arena *arena)
{
    note(encodings, str_copy(arena, hash), str_copy(arena, encoding), arena);
}

bool encodings_keep(Themata *study, const Encodings *encodings, Err *err)
{
    Buf lines = {.arena = &study->arena};
    for (ptrdiff_t i = 0; i < encodings->names.len; i++) {
        buf_format(&lines, "%.*s %.*s\n", FMT(encodings->hashes.keys.at[i]),
                   FMT(encodings->names.at[i]));
    }
    return store_put_setting(study->store, str_of(setting), buf_str(&lines),
                             err);
}

Str encodings_find(const Encodings *encodings, Str hash)
{
    int32_t number = encodings ? map_find(&encodings->hashes, hash) : -1;
    return number < 0 ? (Str){0} : encodings->names.at[number];
}
