#include "store/store.h"

#include "base/buf.h"
#include "base/hash.h"
#include "store/query.h"
#include "store/seal.h"

#include <string.h>

typedef enum Statement {
    Q_NEWEST,
    Q_NAMED,
    Q_NAMES,
    Q_FILES,
    Q_REVISION,
    Q_SPEAKERS,
    Q_TURNS,
    Q_SENTENCES,
    Q_MARKS,
    Q_PIECES,
    Q_SIZE,
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
    [Q_REVISION] = {"read a transcript",
                    "SELECT d.name, r.file, r.source_hash, r.format,"
                    "  r.encoding, r.hash, r.shape, r.parts, r.grouping,"
                    "  r.verbatim, r.cues"
                    " FROM revision r JOIN document d ON d.id = r.document"
                    " WHERE r.id = ?1"},
    [Q_SPEAKERS] = {"read a transcript",
                    "SELECT name, role, role_by_default, turns FROM speaker"
                    " WHERE revision = ?1 ORDER BY number"},
    [Q_TURNS] = {"read a transcript",
                 "SELECT byte_begin, byte_end, speaker, start_ms, end_ms,"
                 "  line, continues, table_column FROM turn"
                 " WHERE revision = ?1 ORDER BY number"},
    [Q_SENTENCES] = {"read a transcript",
                     "SELECT byte_begin, byte_end, turn FROM sentence"
                     " WHERE revision = ?1 ORDER BY number"},
    [Q_MARKS] = {"read a transcript", "SELECT byte, ms, line FROM mark"
                                      " WHERE revision = ?1 ORDER BY number"},
    [Q_PIECES] = {"read a text", "SELECT before, text FROM turn"
                                 " WHERE revision = ?1 ORDER BY number"},
    [Q_SIZE] = {"read a text",
                "SELECT bytes, tail FROM revision WHERE id = ?1"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_DOCUMENT, sql, (int)which, err);
}

typedef struct Filling { // a text of known size that pieces are put into
    char *at;
    ptrdiff_t len, size;
} Filling;

static void fill(Filling *filling, Str piece)
{
    if (piece.len > 0 && piece.len <= filling->size - filling->len) {
        memcpy(filling->at + filling->len, piece.at, (size_t)piece.len);
    }
    filling->len += piece.len;
}

Str stored_text(Store *store, int64_t revision, Arena *arena, Err *err)
{
    Query size = ask(store, Q_SIZE, err);
    query_int(&size, revision);
    if (!query_row(&size)) {
        return (Str){0};
    }
    Filling filling = {.size = row_int32(&size)};
    if (err->kind != ERR_NONE || filling.size < 0) {
        query_close(&size);
        return (Str){0};
    }
    filling.at = NEW_ARRAY(arena, char, filling.size + 1);
    Query pieces = ask(store, Q_PIECES, err);
    query_int(&pieces, revision);
    while (query_row(&pieces)) {
        fill(&filling, row_view(&pieces));
        fill(&filling, row_view(&pieces));
    }
    fill(&filling, row_view(&size));
    query_close(&size);
    bool whole = filling.len == filling.size;
    return whole ? (Str){filling.at, filling.size} : (Str){0};
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

static void read_turns(Store *store, int64_t revision, Arena *arena,
                       Turns *turns, Err *err)
{
    Query rows = ask(store, Q_TURNS, err);
    query_int(&rows, revision);
    while (query_row(&rows)) {
        Turn *turn = PUSH(turns, arena);
        turn->span.begin = row_int32(&rows);
        turn->span.end = row_int32(&rows);
        turn->speaker = row_maybe(&rows, NO_SPEAKER);
        turn->start_ms = row_maybe(&rows, NO_TIME);
        turn->end_ms = row_maybe(&rows, NO_TIME);
        turn->line = row_int32(&rows);
        turn->continues = row_int(&rows) != 0;
        turn->question = NO_QUESTION;
        turn->column = row_text(&rows, arena);
    }
}

static void read_sentences(Store *store, int64_t revision, Arena *arena,
                           Sentences *sentences, Err *err)
{
    Query rows = ask(store, Q_SENTENCES, err);
    query_int(&rows, revision);
    while (query_row(&rows)) {
        Sentence *sentence = PUSH(sentences, arena);
        sentence->span.begin = row_int32(&rows);
        sentence->span.end = row_int32(&rows);
        sentence->turn = row_int32(&rows) - 1;
    }
}

static void read_marks(Store *store, int64_t revision, Arena *arena,
                       Marks *marks, Err *err)
{
    Query rows = ask(store, Q_MARKS, err);
    query_int(&rows, revision);
    while (query_row(&rows)) {
        Mark *mark = PUSH(marks, arena);
        mark->offset = row_int32(&rows);
        mark->ms = row_maybe(&rows, NO_TIME);
        mark->line = row_int32(&rows);
    }
}

typedef struct Seals { // the hashes that a transcript was stored with
    Str shape, parts;
} Seals;

static void read_revision(Store *store, int64_t revision, Arena *arena,
                          Transcript *transcript, Seals *seals, Err *err)
{
    Query row = ask(store, Q_REVISION, err);
    query_int(&row, revision);
    if (!query_row(&row)) {
        return;
    }
    transcript->document = row_text(&row, arena);
    transcript->file = row_text(&row, arena);
    transcript->source_hash = row_text(&row, arena);
    transcript->format = row_text(&row, arena);
    transcript->encoding = row_text(&row, arena);
    transcript->hash = row_text(&row, arena);
    seals->shape = row_text(&row, arena);
    seals->parts = row_text(&row, arena);
    transcript->group = row_text(&row, arena);
    transcript->verbatim = row_int(&row) != 0;
    transcript->cues = row_int32(&row);
    query_close(&row);
}

// True when everything that positions rest on is what was stored, so that no
// later stage meets a span outside the text.
static bool unharmed(const Transcript *transcript, const Seals *seals)
{
    Arena arena = {0};
    bool same = str_eq(hash_hex(&arena, transcript->text), transcript->hash) &&
                str_eq(transcript_shape(transcript, &arena), seals->shape) &&
                str_eq(transcript_parts(transcript, &arena), seals->parts);
    arena_release(&arena);
    return same;
}

bool stored_transcript(Store *store, int64_t revision, Arena *arena,
                       Transcript *transcript, Err *err)
{
    Seals seals = {0};
    *transcript = (Transcript){0};
    read_revision(store, revision, arena, transcript, &seals, err);
    read_speakers(store, revision, arena, &transcript->speakers, err);
    read_turns(store, revision, arena, &transcript->turns, err);
    read_sentences(store, revision, arena, &transcript->sentences, err);
    read_marks(store, revision, arena, &transcript->marks, err);
    transcript->text = stored_text(store, revision, arena, err);
    if (err->kind == ERR_NONE && !unharmed(transcript, &seals)) {
        Str what = str_format(arena, "the text or turns of '%.*s' changed",
                              FMT(transcript->document));
        store_damaged(store, what, err);
    }
    return err->kind == ERR_NONE;
}

bool store_documents(Store *store, Arena *arena, Documents *documents, Err *err)
{
    Query rows = ask(store, Q_NEWEST, err);
    *documents = (Documents){0};
    while (query_row(&rows)) {
        Document *document = PUSH(documents, arena);
        document->revision = row_int(&rows);
        stored_transcript(store, document->revision, arena,
                          &document->transcript, err);
    }
    return err->kind == ERR_NONE;
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
    Str near = nearest_name(name, names);
    err_set(err, ERR_USAGE, "no document is called '%.*s'%s%.*s%s", FMT(name),
            near.len > 0 ? "; did you mean '" : "", FMT(near),
            near.len > 0 ? "'?" : "");
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
    document->revision = row_int(&row);
    query_close(&row);
    return stored_transcript(store, document->revision, arena,
                             &document->transcript, err);
}
