#include "store/store.h"

#include "base/buf.h"
#include "base/hash.h"
#include "store/query.h"
#include "store/seal.h"

typedef enum Statement {
    Q_INTEGRITY,
    Q_REFERENCES,
    Q_REVISIONS,
    Q_SEALS,
    Q_HASHES,
    Q_CODEBOOKS,
    Q_CODED,
    Q_SHEETS,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_INTEGRITY] = {"check the study", "PRAGMA integrity_check"},
    [Q_REFERENCES] = {"check the study",
                      "SELECT \"table\", count(*)"
                      " FROM pragma_foreign_key_check GROUP BY 1 ORDER BY 1"},
    [Q_REVISIONS] = {"check the study",
                     "SELECT r.id, d.name, r.number FROM revision r"
                     " JOIN document d ON d.id = r.document ORDER BY r.id"},
    [Q_SEALS] = {"check the study", "SELECT hash, shape, parts FROM revision"
                                    " WHERE id = ?1"},
    [Q_HASHES] = {"check the study",
                  "SELECT sequence, identity, hash FROM decision"
                  " ORDER BY sequence"},
    [Q_CODEBOOKS] = {"check the study",
                     "SELECT file, hash, yaml FROM codebook ORDER BY id"},
    // How many codings stand is kept beside them.
    [Q_CODED] = {"check the study",
                 "SELECT DISTINCT d.name FROM coded c"
                 " JOIN revision r ON r.id = c.revision"
                 " JOIN document d ON d.id = r.document"
                 " LEFT JOIN packed p ON p.coded = c.id"
                 " WHERE NOT json_valid(c.voices)"
                 "  OR NOT json_valid(coalesce(p.codings, '[]'))"
                 "  OR c.codings <> (SELECT count(*) FROM coding"
                 "   WHERE coded = c.id AND status <> 'removed')"
                 "   + CASE WHEN json_valid(p.codings)"
                 "   THEN json_array_length(p.codings) ELSE 0 END"
                 " ORDER BY 1"},
    [Q_SHEETS] = {"check the study",
                  "SELECT d.name, c.heard, c.decided, s.codes, s.counted,"
                  "  s.seal FROM sheet s JOIN coded c ON c.id = s.coded"
                  " JOIN revision r ON r.id = c.revision"
                  " JOIN document d ON d.id = r.document"
                  " WHERE c.heard <> '' ORDER BY 1"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_CHECK, sql, (int)which, err);
}

static void check_file(Store *store, Arena *arena, Strs *problems, Err *err)
{
    Query rows = ask(store, Q_INTEGRITY, err);
    while (query_row(&rows)) {
        Str answer = row_view(&rows);
        if (!str_eq(answer, S("ok"))) {
            *PUSH(problems, arena) = str_copy(arena, answer);
        }
    }
    Query references = ask(store, Q_REFERENCES, err);
    while (query_row(&references)) {
        Str table = row_view(&references);
        *PUSH(problems, arena) = str_format(
            arena, "table '%.*s' refers to what is not there", FMT(table));
    }
}

// True when a text, its turns and what follows from them have the hashes that
// they had when they were stored.
static bool unharmed(Store *store, const Document *document, Arena *arena,
                     Err *err)
{
    const Transcript *transcript = &document->transcript;
    Query row = ask(store, Q_SEALS, err);
    query_int(&row, document->revision);
    bool same = false;
    if (query_row(&row)) {
        Str hash = hash_hex(arena, transcript->text);
        Str shape = transcript_shape(transcript, arena);
        Str parts = transcript_parts(transcript, arena);
        same = str_eq(row_view(&row), hash);
        same &= str_eq(row_view(&row), shape);
        same &= str_eq(row_view(&row), parts);
        query_close(&row);
    }
    return err->kind == ERR_NONE &&
           (same || err_set(err, ERR_IO, "the text or turns changed"));
}

static void check_texts(Store *store, Arena *arena, Strs *problems, Err *err)
{
    Query rows = ask(store, Q_REVISIONS, err);
    while (query_row(&rows)) {
        Arena scratch = {0};
        Err damage = {0};
        Document document;
        int64_t revision = row_int(&rows);
        Str name = row_view(&rows);
        if (!stored_revision(store, revision, &scratch, &document, &damage) ||
            !unharmed(store, &document, &scratch, &damage)) {
            *PUSH(problems, arena) =
                str_format(arena, "document '%.*s', revision %d: %s", FMT(name),
                           (int)row_int32(&rows), damage.message);
        }
        arena_release(&scratch);
    }
}

// Each decision against its own words and against the one before it.
static void check_decisions(Store *store, Arena *arena, Strs *problems,
                            Err *err)
{
    Arena scratch = {0};
    Decisions decisions;
    store_decisions(store, &scratch, &decisions, err);
    Query rows = ask(store, Q_HASHES, err);
    Str before = {0};
    for (ptrdiff_t i = 0; query_row(&rows) && i < decisions.len; i++) {
        int64_t sequence = row_int(&rows);
        Str identity = row_text(&rows, &scratch);
        Str hash = row_text(&rows, &scratch);
        Str words = decision_identity(&decisions.at[i], &scratch);
        Str whole = decision_hash(before, identity, &scratch);
        if (sequence != i + 1 || !str_eq(words, identity) ||
            !str_eq(whole, hash)) {
            *PUSH(problems, arena) = str_format(
                arena, "decision %lld was changed", (long long)sequence);
        }
        before = hash;
    }
    query_close(&rows);
    arena_release(&scratch);
}

static void check_codebooks(Store *store, Arena *arena, Strs *problems,
                            Err *err)
{
    Query rows = ask(store, Q_CODEBOOKS, err);
    while (query_row(&rows)) {
        Arena scratch = {0};
        Str file = row_text(&rows, &scratch);
        Str hash = row_text(&rows, &scratch);
        if (!str_eq(hash_hex(&scratch, row_view(&rows)), hash)) {
            *PUSH(problems, arena) =
                str_format(arena, "codebook '%.*s' was changed", FMT(file));
        }
        arena_release(&scratch);
    }
}

static void check_coded(Store *store, Arena *arena, Strs *problems, Err *err)
{
    Query rows = ask(store, Q_CODED, err);
    while (query_row(&rows)) {
        Str name = row_view(&rows);
        *PUSH(problems, arena) =
            str_format(arena, "codings of '%.*s' were changed", FMT(name));
    }
}

static void check_sheets(Store *store, Arena *arena, Strs *problems, Err *err)
{
    Query rows = ask(store, Q_SHEETS, err);
    while (query_row(&rows)) {
        Arena scratch = {0};
        Str name = row_view(&rows);
        Str heard = row_view(&rows);
        Str key = sheet_key(heard, row_view(&rows), &scratch);
        PackedSheet packed = {.codes = row_view(&rows)};
        packed.counted = row_view(&rows);
        packed.seal = row_int(&rows);
        if (sheet_seal(&packed, key) != packed.seal) {
            *PUSH(problems, arena) = str_format(
                arena, "what is counted of '%.*s' was changed", FMT(name));
        }
        arena_release(&scratch);
    }
}

bool store_check(Store *store, Arena *arena, Strs *problems, Err *err)
{
    *problems = (Strs){0};
    check_file(store, arena, problems, err);
    check_texts(store, arena, problems, err);
    check_decisions(store, arena, problems, err);
    check_codebooks(store, arena, problems, err);
    check_coded(store, arena, problems, err);
    check_sheets(store, arena, problems, err);
    return err->kind == ERR_NONE;
}
