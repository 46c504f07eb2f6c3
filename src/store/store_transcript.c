#include "store/store.h"

#include "base/utf8.h"
#include "store/pack.h"
#include "store/query.h"
#include "store/seal.h"

typedef enum Statement {
    Q_NEWEST,
    Q_DOCUMENT,
    Q_DOCUMENT_ADD,
    Q_REVISION_ADD,
    Q_REVISION_FILE,
    Q_REVISION_PARTS,
    Q_SPEAKER_ADD,
    Q_SPEAKER_ROLE,
    Q_CONTENT_ADD,
    Q_CONTENT_PARTS,
    Q_OLD_HITS,
    Q_SIGNATURE,
    Q_SIGNATURE_PUT,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_NEWEST] = {"read a document",
                  "SELECT r.id, r.number, r.shape, r.parts"
                  " FROM document d JOIN revision r ON r.document = d.id"
                  " WHERE d.name = ?1 ORDER BY r.number DESC LIMIT 1"},
    [Q_DOCUMENT] = {"read a document",
                    "SELECT id FROM document WHERE name = ?1"},
    [Q_DOCUMENT_ADD] = {"store a document",
                        "INSERT INTO document (name) VALUES (?1)"},
    [Q_REVISION_ADD] =
        {"store a transcript",
         "INSERT INTO revision (document, number, file, source_hash, format,"
         "  encoding, hash, shape, parts, grouping, verbatim, cues, bytes,"
         "  characters, turns)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
         "  ?14, ?15)"},
    [Q_REVISION_FILE] = {"store a file's name",
                         "UPDATE revision SET file = ?2, source_hash = ?3,"
                         "  format = ?4, encoding = ?5, grouping = ?6,"
                         "  verbatim = ?7, cues = ?8 WHERE id = ?1"},
    [Q_REVISION_PARTS] = {"store sentences",
                          "UPDATE revision SET parts = ?2 WHERE id = ?1"},
    [Q_SPEAKER_ADD] = {"store a speaker",
                       "INSERT INTO speaker (revision, number, name, role,"
                       "  role_by_default, turns)"
                       " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
    [Q_SPEAKER_ROLE] = {"store a speaker's role",
                        "UPDATE speaker SET role = ?3, role_by_default = ?4"
                        " WHERE revision = ?1 AND number = ?2"
                        "  AND (role <> ?3 OR role_by_default <> ?4)"},
    [Q_CONTENT_ADD] = {"store a text",
                       "INSERT INTO content (revision, seal, turns, parts,"
                       "  text) VALUES (?1, ?2, ?3, ?4, ?5)"},
    [Q_CONTENT_PARTS] = {"store sentences",
                         "UPDATE content SET seal = ?2, parts = ?3"
                         " WHERE revision = ?1"},
    // What they gave is shown until the next run.
    [Q_OLD_HITS] = {"forget old hits",
                    "UPDATE coded SET heard = '' WHERE revision = ?1"},
    [Q_SIGNATURE] = {"read a signature",
                     "SELECT bits FROM signature WHERE revision = ?1"},
    [Q_SIGNATURE_PUT] = {"store a signature",
                         "INSERT INTO signature (revision, bits)"
                         " VALUES (?1, ?2) ON CONFLICT (revision) DO"
                         " UPDATE SET bits = ?2"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_TRANSCRIPT, sql, (int)which, err);
}

static bool put_speakers(Store *store, const Transcript *transcript,
                         int64_t revision, Err *err)
{
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < transcript->speakers.len; i++) {
        const Speaker *speaker = &transcript->speakers.at[i];
        Query add = ask(store, Q_SPEAKER_ADD, err);
        query_int(&add, revision);
        query_int(&add, i);
        query_text(&add, speaker->name);
        query_text(&add, speaker->role);
        query_int(&add, speaker->role_by_default);
        query_int(&add, speaker->turns);
        ok = query_run(&add);
    }
    return ok;
}

bool store_put_roles(Store *store, const Transcript *transcript,
                     int64_t revision, Err *err)
{
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < transcript->speakers.len; i++) {
        const Speaker *speaker = &transcript->speakers.at[i];
        Query role = ask(store, Q_SPEAKER_ROLE, err);
        query_int(&role, revision);
        query_int(&role, i);
        query_text(&role, speaker->role);
        query_int(&role, speaker->role_by_default);
        ok = query_run(&role);
    }
    return ok;
}

static bool put_content(Store *store, const Transcript *transcript,
                        int64_t revision, Err *err)
{
    Arena arena = {0};
    PackedText packed = pack_text(transcript, &arena);
    Query add = ask(store, Q_CONTENT_ADD, err);
    query_int(&add, revision);
    query_int(&add, packed.seal);
    query_text(&add, packed.turns);
    query_blob(&add, packed.parts);
    query_text(&add, packed.text);
    bool ok = query_run(&add);
    arena_release(&arena);
    return ok;
}

static bool put_parts(Store *store, const Transcript *transcript,
                      int64_t revision, Err *err)
{
    Arena arena = {0};
    PackedText packed = pack_text(transcript, &arena);
    Query put = ask(store, Q_CONTENT_PARTS, err);
    query_int(&put, revision);
    query_int(&put, packed.seal);
    query_blob(&put, packed.parts);
    bool ok = query_run(&put);
    arena_release(&arena);
    return ok;
}

static bool document_id(Store *store, Str name, int64_t *id, Err *err)
{
    Query find = ask(store, Q_DOCUMENT, err);
    query_text(&find, name);
    if (query_row(&find)) {
        *id = row_int(&find);
        query_close(&find);
        return true;
    }
    Query add = ask(store, Q_DOCUMENT_ADD, err);
    query_text(&add, name);
    bool ok = query_run(&add);
    *id = sqlite3_last_insert_rowid(store->db);
    return ok;
}

typedef struct Newest { // revision of a document
    int64_t revision;   // 0 when there is none
    int64_t number;
    Str shape, parts;
} Newest;

static Newest newest_of(Store *store, Str name, Arena *arena, Err *err)
{
    Newest newest = {0};
    Query find = ask(store, Q_NEWEST, err);
    query_text(&find, name);
    if (query_row(&find)) {
        newest.revision = row_int(&find);
        newest.number = row_int(&find);
        newest.shape = row_text(&find, arena);
        newest.parts = row_text(&find, arena);
        query_close(&find);
    }
    return newest;
}

static bool add_revision(Store *store, const Transcript *transcript,
                         const Newest *next, int64_t *revision, Err *err)
{
    int64_t document;
    if (!document_id(store, transcript->document, &document, err)) {
        return false;
    }
    Query add = ask(store, Q_REVISION_ADD, err);
    query_int(&add, document);
    query_int(&add, next->number);
    query_text(&add, transcript->file);
    query_text(&add, transcript->source_hash);
    query_text(&add, transcript->format);
    query_text(&add, transcript->encoding);
    query_text(&add, transcript->hash);
    query_text(&add, next->shape);
    query_text(&add, next->parts);
    query_text(&add, transcript->group);
    query_int(&add, transcript->verbatim);
    query_int(&add, transcript->cues);
    query_int(&add, transcript->text.len);
    query_int(&add, utf8_count(transcript->text));
    query_int(&add, transcript_turns(transcript));
    bool ok = query_run(&add);
    *revision = sqlite3_last_insert_rowid(store->db);
    return ok && put_speakers(store, transcript, *revision, err) &&
           put_content(store, transcript, *revision, err);
}

static bool forget_hits(Store *store, int64_t revision, Err *err)
{
    Query forget = ask(store, Q_OLD_HITS, err);
    query_int(&forget, revision);
    return query_run(&forget);
}

// The file was moved, or is read by a newer program: text and turns are the
// same, what follows from them may differ.
static bool refresh(Store *store, const Transcript *transcript,
                    const Newest *newest, Str parts, Err *err)
{
    Query file = ask(store, Q_REVISION_FILE, err);
    query_int(&file, newest->revision);
    query_text(&file, transcript->file);
    query_text(&file, transcript->source_hash);
    query_text(&file, transcript->format);
    query_text(&file, transcript->encoding);
    query_text(&file, transcript->group);
    query_int(&file, transcript->verbatim);
    query_int(&file, transcript->cues);
    if (!query_run(&file) ||
        !store_put_roles(store, transcript, newest->revision, err)) {
        return false;
    }
    if (str_eq(newest->parts, parts)) {
        return true;
    }
    Query changed = ask(store, Q_REVISION_PARTS, err);
    query_int(&changed, newest->revision);
    query_text(&changed, parts);
    return query_run(&changed) &&
           put_parts(store, transcript, newest->revision, err) &&
           forget_hits(store, newest->revision, err);
}

bool store_put_transcript(Store *store, const Transcript *transcript,
                          ImportStatus *status, int64_t *revision, Err *err)
{
    Arena arena = {0};
    if (!work_begin(store, err)) {
        return false;
    }
    Newest newest = newest_of(store, transcript->document, &arena, err);
    Newest next = {
        .number = newest.number + 1,
        .shape = transcript_shape(transcript, &arena),
        .parts = transcript_parts(transcript, &arena),
    };
    bool ok = err->kind == ERR_NONE;
    if (ok && newest.revision && str_eq(newest.shape, next.shape)) {
        *status = IMPORT_UNCHANGED;
        *revision = newest.revision;
        ok = refresh(store, transcript, &newest, next.parts, err);
    } else if (ok) {
        *status = newest.revision ? IMPORT_REVISED : IMPORT_NEW;
        ok = add_revision(store, transcript, &next, revision, err) &&
             (!newest.revision || forget_hits(store, newest.revision, err));
    }
    arena_release(&arena);
    return work_end(store, ok, err);
}

bool store_put_signature(Store *store, int64_t revision, Str signature,
                         Err *err)
{
    Query put = ask(store, Q_SIGNATURE_PUT, err);
    query_int(&put, revision);
    query_blob(&put, signature);
    return query_run(&put);
}

bool store_signature(Store *store, int64_t revision, Arena *arena,
                     Str *signature, Err *err)
{
    *signature = (Str){0};
    Query row = ask(store, Q_SIGNATURE, err);
    query_int(&row, revision);
    if (query_row(&row)) {
        *signature = row_blob(&row, arena);
        query_close(&row);
    }
    return err->kind == ERR_NONE;
}
