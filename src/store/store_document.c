#include "store/store.h"

#include "base/buf.h"
#include "store/query.h"

typedef enum Statement {
    Q_NEWEST,
    Q_NAMED,
    Q_NAMES,
    Q_FILES,
    Q_HEAD,
    Q_SPEAKERS,
    Q_CONTENT,
    Q_TEXT,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_NEWEST] = {"read the documents",
                  "SELECT r.id"
                  " FROM document d JOIN revision r ON r.document = d.id"
                  " WHERE r.number = (SELECT max(number) FROM revision"
                  "   WHERE document = d.id) ORDER BY d.name"},
    [Q_NAMED] = {"read a document",
                 "SELECT r.id"
                 " FROM document d JOIN revision r ON r.document = d.id"
                 " WHERE d.name = ?1 ORDER BY r.number DESC LIMIT 1"},
    [Q_NAMES] = {"read the documents",
                 "SELECT name FROM document ORDER BY name"},
    [Q_FILES] = {"read the documents",
                 "SELECT d.name, r.file"
                 " FROM document d JOIN revision r ON r.document = d.id"
                 " WHERE r.number = (SELECT max(number) FROM revision"
                 "                   WHERE document = d.id)"
                 " ORDER BY d.name"},
    [Q_HEAD] = {"read a transcript",
                "SELECT d.name, r.file, r.source_hash, r.format,"
                "  r.encoding, r.hash, r.grouping, r.verbatim, r.cues"
                " FROM revision r JOIN document d ON d.id = r.document"
                " WHERE r.id = ?1"},
    [Q_SPEAKERS] = {"read a transcript",
                    "SELECT name, role, role_by_default, turns FROM speaker"
                    " WHERE revision = ?1 ORDER BY number"},
    [Q_CONTENT] = {"read a transcript", "SELECT seal, turns, parts, text"
                                        " FROM content WHERE revision = ?1"},
    [Q_TEXT] = {"read a text", "SELECT text FROM content WHERE revision = ?1"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_DOCUMENT, sql, (int)which, err);
}

Str stored_text(Store *store, int64_t revision, Arena *arena, Err *err)
{
    Str text = {0};
    Query row = ask(store, Q_TEXT, err);
    query_int(&row, revision);
    if (query_row(&row)) {
        text = row_text(&row, arena);
        query_close(&row);
    }
    return text;
}

static void read_speakers(Store *store, int64_t revision, Arena *arena,
                          Speakers *speakers, Err *err)
{
    Query rows = ask(store, Q_SPEAKERS, err);
    query_int(&rows, revision);
    while (query_row(&rows)) {
        Speaker *speaker = PUSH(speakers, arena);
        speaker->name = row_text(&rows, arena);
        speaker->role = row_text(&rows, arena);
        speaker->role_by_default = row_int(&rows) != 0;
        speaker->turns = row_int32(&rows);
    }
}

static bool read_head(Store *store, Arena *arena, Document *document, Err *err)
{
    Transcript *transcript = &document->transcript;
    Query row = ask(store, Q_HEAD, err);
    query_int(&row, document->revision);
    if (query_row(&row)) {
        transcript->document = row_text(&row, arena);
        transcript->file = row_text(&row, arena);
        transcript->source_hash = row_text(&row, arena);
        transcript->format = row_text(&row, arena);
        transcript->encoding = row_text(&row, arena);
        transcript->hash = row_text(&row, arena);
        transcript->group = row_text(&row, arena);
        transcript->verbatim = row_int(&row) != 0;
        transcript->cues = row_int32(&row);
        query_close(&row);
    }
    read_speakers(store, document->revision, arena, &transcript->speakers, err);
    return err->kind == ERR_NONE;
}

bool store_heads(Store *store, Arena *arena, Documents *documents, Err *err)
{
    Query rows = ask(store, Q_NEWEST, err);
    *documents = (Documents){0};
    while (query_row(&rows)) {
        Document *document = PUSH(documents, arena);
        document->revision = row_int(&rows);
        read_head(store, arena, document, err);
    }
    return err->kind == ERR_NONE;
}

bool store_text(Store *store, int64_t revision, Arena *arena,
                PackedText *packed, Err *err)
{
    *packed = (PackedText){0};
    Query row = ask(store, Q_CONTENT, err);
    query_int(&row, revision);
    if (query_row(&row)) {
        packed->seal = row_int(&row);
        packed->turns = row_text(&row, arena);
        packed->parts = row_blob(&row, arena);
        packed->text = row_text(&row, arena);
        query_close(&row);
    }
    return err->kind == ERR_NONE;
}

bool store_fill(Store *store, Document *document, Arena *arena, Err *err)
{
    PackedText packed;
    return store_text(store, document->revision, arena, &packed, err) &&
           unpack_text(&packed, arena, &document->transcript, err);
}

bool stored_revision(Store *store, int64_t revision, Arena *arena,
                     Document *document, Err *err)
{
    *document = (Document){.revision = revision};
    return read_head(store, arena, document, err) &&
           store_fill(store, document, arena, err);
}

bool store_files(Store *store, Arena *arena, Strs *names, Strs *files, Err *err)
{
    Query rows = ask(store, Q_FILES, err);
    while (query_row(&rows)) {
        *PUSH(names, arena) = row_text(&rows, arena);
        *PUSH(files, arena) = row_text(&rows, arena);
    }
    return err->kind == ERR_NONE;
}

static bool unknown(Store *store, Str name, Err *err)
{
    Arena arena = {0};
    Strs names = {0};
    Query rows = ask(store, Q_NAMES, err);
    while (query_row(&rows)) {
        *PUSH(&names, &arena) = row_text(&rows, &arena);
    }
    err_unknown(err, "document", name, names);
    arena_release(&arena);
    return false;
}

bool store_document(Store *store, Str name, Arena *arena, Document *document,
                    Err *err)
{
    *document = (Document){0};
    Query row = ask(store, Q_NAMED, err);
    query_text(&row, name);
    if (!query_row(&row)) {
        return unknown(store, name, err);
    }
    int64_t revision = row_int(&row);
    query_close(&row);
    return stored_revision(store, revision, arena, document, err);
}
