// Who speaks, and whose words may be shown: found once, until somebody changes
// the study, the roles or cases.yaml.
#include "engine/inside.h"

#include "base/buf.h"
#include "segment/segment.h"

// All that decides it, but for the documents.
static Str key_of(const Roles *roles, const CasesFile *file, Arena *arena)
{
    Buf key = {.arena = arena};
    for (ptrdiff_t i = 0; i < roles->len; i++) {
        const RolePatterns *role = &roles->at[i];
        buf_format(&key, "%lld:%.*s %lld", (long long)role->role.len,
                   FMT(role->role), (long long)role->patterns.len);
        for (ptrdiff_t k = 0; k < role->patterns.len; k++) {
            Str pattern = role->patterns.at[k];
            buf_format(&key, " %lld:%.*s", (long long)pattern.len,
                       FMT(pattern));
        }
        buf_char(&key, '\n');
    }
    buf_format(&key, "%.*s %d\n", FMT(file->path), file->lost);
    buf_add(&key, file->yaml);
    return buf_str(&key);
}

static Roles lasting_roles(const Roles *roles, Arena *arena)
{
    Roles kept = {0};
    for (ptrdiff_t i = 0; i < roles->len; i++) {
        RolePatterns *role = PUSH(&kept, arena);
        role->role = str_copy(arena, roles->at[i].role);
        for (ptrdiff_t k = 0; k < roles->at[i].patterns.len; k++) {
            *PUSH(&role->patterns, arena) =
                str_copy(arena, roles->at[i].patterns.at[k]);
        }
    }
    return kept;
}

static void tell_people(Shelf *shelf, const Roles *roles,
                        const Register *declared)
{
    Arena *arena = &shelf->people;
    Documents *documents = &shelf->study.documents;
    Codebook codebook = {.roles = lasting_roles(roles, arena)};
    Diags told = {.arena = arena}; // when the study is coded
    for (ptrdiff_t i = 0; i < shelf->heads.len; i++) {
        Document *document = PUSH(documents, arena);
        const Speakers *speakers = &shelf->heads.at[i].transcript.speakers;
        *document = shelf->heads.at[i];
        document->transcript.speakers = (Speakers){0};
        for (ptrdiff_t k = 0; k < speakers->len; k++) {
            *PUSH(&document->transcript.speakers, arena) = speakers->at[k];
        }
        segment_roles(&document->transcript, &codebook, &told);
    }
    resolve_register(&shelf->study, declared, arena, &told);
}

static bool read_people(Themata *study, const Roles *roles, Arena *scratch,
                        Diags *diags, Err *err)
{
    Shelf *shelf = &study->shelf;
    const Register *declared;
    Diags told = {.arena = scratch};
    CasesFile file;
    if (!study_cases_file(study, scratch, &file, err)) {
        return false;
    }
    Str key = key_of(roles, &file, scratch);
    if (str_eq(key, shelf->people_key)) {
        return true;
    }
    arena_release(&shelf->people);
    shelf->people_key = (Str){0};
    shelf->study = (Study){0};
    if (!study_declared(&file, &shelf->people, &told, &declared, err)) {
        for (ptrdiff_t i = 0; i < told.len; i++) {
            diag_copy(diags, &told.at[i]);
        }
        return false;
    }
    tell_people(shelf, roles, declared);
    shelf->people_key = str_copy(&shelf->people, key);
    return true;
}

// The documents that count.
static bool read_heads(Themata *study, Err *err)
{
    Shelf *shelf = &study->shelf;
    StoreVersion now;
    Documents heads;
    Decisions none = {0};
    if (!store_version(study->store, &now, err)) {
        return false;
    }
    if (shelf_holds(shelf, now)) {
        return true;
    }
    shelf_release(shelf);
    if (!store_heads(study->store, &shelf->arena, &heads, err) ||
        !study_leave_out(study, &heads, &none, err)) {
        return false;
    }
    shelf_fill(shelf, heads, now);
    return true;
}

bool people_now(Themata *study, const Roles *roles, Diags *diags, Err *err)
{
    Arena scratch = {0};
    bool ok = read_heads(study, err) &&
              read_people(study, roles, &scratch, diags, err);
    arena_release(&scratch);
    return ok;
}
