#include "engine/names.h"

#include "base/io.h"
#include "base/utf8.h"

bool names_of(Themata *study, Strs files, bool whole, Names *names, Err *err)
{
    Arena *arena = &study->arena;
    Strs documents = {0}, sources = {0};
    *names = (Names){0};
    if (!store_files(study->store, arena, &documents, &sources, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < files.len; i++) {
        int32_t stem = map_put(
            &names->stems, utf8_clean(path_stem(files.at[i]), arena), arena);
        if (stem == names->counts.len) {
            *PUSH(&names->counts, arena) = 0;
        }
        names->counts.at[stem]++;
    }
    for (ptrdiff_t i = 0; i < documents.len; i++) {
        if (whole && str_starts(sources.at[i], S("transcripts/"))) {
            continue;
        }
        int32_t file = map_put(&names->known, sources.at[i], arena);
        if (file == names->called.len) {
            *PUSH(&names->called, arena) = documents.at[i];
        }
        map_put(&names->taken, documents.at[i], arena);
        *PUSH(&names->taken_by, arena) = file;
    }
    return true;
}

// True when the stem is the name of a document whose own file is among those to
// read, or is there for another reason.
static bool is_taken(const Names *names, const Themata *study, Str stem)
{
    int32_t document = map_find(&names->taken, stem);
    if (document < 0) {
        return false;
    }
    Str file = names->known.keys.at[names->taken_by.at[document]];
    Arena scratch = {0};
    Str path = path_join(&scratch, study->folder, file);
    bool there = io_exists(str_terminated(&scratch, path));
    arena_release(&scratch);
    return there;
}

Str name_of_file(const Names *names, const Themata *study, Str path,
                 Arena *arena)
{
    Str inside = study_relative(study, path, arena);
    Str stem = utf8_clean(path_stem(path), arena);
    int32_t known = map_find(&names->known, inside);
    int32_t count = map_find(&names->stems, stem);
    // A table holds several documents, which it names itself.
    if (known >= 0 && (str_eq(names->called.at[known], stem) ||
                       str_eq(names->called.at[known], inside))) {
        return names->called.at[known];
    }
    bool alone = count < 0 || names->counts.at[count] < 2;
    return alone && !is_taken(names, study, stem) ? stem : inside;
}
