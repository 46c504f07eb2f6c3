#include "store/store.h"

#include "base/map.h"
#include "base/utf8.h"
#include "store/query.h"
#include "store/seal.h"

#include <stdlib.h>

typedef enum Statement {
    Q_LAST,
    Q_KNOWN,
    Q_ADD,
    Q_DECISIONS,
    Q_REVISION,
    Q_TELL,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_LAST] = {"read the decisions", "SELECT sequence, hash FROM decision"
                                      " ORDER BY sequence DESC LIMIT 1"},
    [Q_KNOWN] = {"read the decisions",
                 "SELECT sequence FROM decision"
                 " WHERE identity = ?1 AND occurrence = ?2"},
    [Q_ADD] = {"store a decision",
               "INSERT INTO decision (sequence, identity, occurrence, hash,"
               "  action, document, code, recode_to, quote, quote_to, before,"
               "  after, turn, coder, date, why, revision, byte_begin,"
               "  byte_end, byte_begin_to, byte_end_to, begin, end, begin_to,"
               "  end_to)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
               "  ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,"
               "  ?25)"},
    [Q_DECISIONS] = {"read the decisions",
                     "SELECT sequence, action, document, code, recode_to,"
                     "  quote, quote_to, before, after, turn, coder, date,"
                     "  why, revision, byte_begin, byte_end, byte_begin_to,"
                     "  byte_end_to, coalesce(source, ''),"
                     "  coalesce(number, sequence), in_force IS 0"
                     " FROM decision LEFT JOIN newest_told"
                     "  ON decision = sequence ORDER BY sequence"},
    [Q_TELL] = {"store a decision",
                "INSERT INTO decision_told (number, decision, source, in_force)"
                " SELECT 1 + max((SELECT coalesce(max(number), 0)"
                "                 FROM decision_told),"
                "                (SELECT max(sequence) FROM decision)),"
                "  ?1, ?2, ?3"},
    [Q_REVISION] = {"read a text", "SELECT r.id FROM document d"
                                   " JOIN revision r ON r.document = d.id"
                                   " WHERE d.name = ?1 AND r.hash = ?2"
                                   " ORDER BY r.number DESC LIMIT 1"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_DECISION, sql, (int)which, err);
}

enum { BEGIN, END, BEGIN_TO, END_TO, OFFSETS };

typedef struct Offset { // a byte of a text whose code point is wanted
    const Decision *decision;
    int32_t byte;
    int64_t *point;
} Offset;

typedef struct Offsets {
    Offset *at;
    ptrdiff_t len, cap;
} Offsets;

static int same_text(const Offset *a, const Offset *b)
{
    int order = str_compare(a->decision->document, b->decision->document);
    return order != 0
               ? order
               : str_compare(a->decision->revision, b->decision->revision);
}

static int by_text(const void *a, const void *b)
{
    const Offset *left = a, *right = b;
    int order = same_text(left, right);
    return order != 0 ? order
                      : (left->byte > right->byte) - (left->byte < right->byte);
}

static void want(Offsets *offsets, const Decision *decision, int64_t *points,
                 Arena *arena)
{
    Span span = span_kept(decision->span);
    Span span_to = span_kept(decision->span_to);
    const int32_t bytes[OFFSETS] = {
        [BEGIN] = span.begin,
        [END] = span.end,
        [BEGIN_TO] = span_to.begin,
        [END_TO] = span_to.end,
    };
    for (int i = 0; i < OFFSETS; i++) {
        points[i] = NONE;
        if (bytes[i] != NONE && decision->revision.len > 0) {
            *PUSH(offsets, arena) = (Offset){decision, bytes[i], &points[i]};
        }
    }
}

// The text that a decision was made on; empty when it is not in the study.
static Str text_of(Store *store, const Decision *decision, Arena *arena,
                   Err *err)
{
    int64_t revision = 0;
    Query query = ask(store, Q_REVISION, err);
    query_text(&query, decision->document);
    query_text(&query, decision->revision);
    if (query_row(&query)) {
        revision = row_int(&query);
        query_close(&query);
    }
    return revision ? stored_text(store, revision, arena, err) : (Str){0};
}

// Code points of all spans, every text read and counted once.
static int64_t *points_of_all(Store *store, const Decisions *decisions,
                              Arena *arena, Err *err)
{
    Offsets offsets = {0};
    int64_t *points = NEW_ARRAY(arena, int64_t, decisions->len * OFFSETS);
    for (ptrdiff_t i = 0; i < decisions->len; i++) {
        want(&offsets, &decisions->at[i], points + i * OFFSETS, arena);
    }
    if (offsets.len > 0) {
        qsort(offsets.at, (size_t)offsets.len, sizeof *offsets.at, by_text);
    }
    Arena text = {0};
    Points counted = {0};
    for (ptrdiff_t i = 0; i < offsets.len; i++) {
        const Offset *offset = &offsets.at[i];
        if (i == 0 || same_text(offset - 1, offset) != 0) {
            arena_release(&text);
            counted = points_of(text_of(store, offset->decision, &text, err));
        }
        if (offset->byte <= counted.text.len && counted.text.len > 0) {
            *offset->point = points_at(&counted, offset->byte);
        }
    }
    arena_release(&text);
    return points;
}

typedef struct Log { // the end of the stored decisions
    Store *store;
    Err *err;
    Arena *arena;
    int64_t last;
    Str hash;
} Log;

static bool log_open(Log *log)
{
    Query query = ask(log->store, Q_LAST, log->err);
    if (query_row(&query)) {
        log->last = row_int(&query);
        log->hash = row_text(&query, log->arena);
        query_close(&query);
    }
    return log->err->kind == ERR_NONE;
}

static int64_t known_as(const Log *log, Str identity, int32_t occurrence)
{
    int64_t sequence = 0;
    Query query = ask(log->store, Q_KNOWN, log->err);
    query_text(&query, identity);
    query_int(&query, occurrence);
    if (query_row(&query)) {
        sequence = row_int(&query);
        query_close(&query);
    }
    return sequence;
}

static void bind_words(Query *add, const Decision *decision)
{
    query_text(add, str_of(action_name(decision->action)));
    query_text(add, decision->document);
    query_text(add, decision->code);
    query_text(add, decision->to);
    query_text(add, decision->quote);
    query_text(add, decision->quote_to);
    query_text(add, decision->before);
    query_text(add, decision->after);
    query_maybe(add, decision->turn, 0);
    query_text(add, decision->coder);
    query_text(add, decision->date);
    query_text(add, decision->why);
    query_text(add, decision->revision);
}

static void bind_places(Query *add, const Decision *decision,
                        const int64_t *points)
{
    Span span = span_kept(decision->span);
    Span span_to = span_kept(decision->span_to);
    query_maybe(add, span.begin, NONE);
    query_maybe(add, span.end, NONE);
    query_maybe(add, span_to.begin, NONE);
    query_maybe(add, span_to.end, NONE);
    for (int i = 0; i < OFFSETS; i++) {
        query_maybe(add, points[i], NONE);
    }
}

// Appends one decision; its hash is that of the log so far and of itself.
static bool append(Log *log, Decision *decision, Str identity,
                   int32_t occurrence, const int64_t *points)
{
    log->last++;
    log->hash = decision_hash(log->hash, identity, log->arena);
    decision->sequence = log->last;
    Query add = ask(log->store, Q_ADD, log->err);
    query_int(&add, log->last);
    query_text(&add, identity);
    query_int(&add, occurrence);
    query_text(&add, log->hash);
    bind_words(&add, decision);
    bind_places(&add, decision, points);
    return query_run(&add);
}

// Appends what is new.  The n-th decision of these words among `decisions` is
// known when n of them are stored: so the same file read again adds nothing,
// and a coder who goes there and back again is heard each time.
static bool append_new(Log *log, Decisions *decisions, ptrdiff_t *known)
{
    Map identities = {0};
    int32_t *met = NEW_ARRAY(log->arena, int32_t, decisions->len);
    int64_t *points =
        points_of_all(log->store, decisions, log->arena, log->err);
    bool ok = log->err->kind == ERR_NONE;
    for (ptrdiff_t i = 0; ok && i < decisions->len; i++) {
        Decision *decision = &decisions->at[i];
        Str identity = decision_identity(decision, log->arena);
        int32_t occurrence = ++met[map_put(&identities, identity, log->arena)];
        int64_t sequence = known_as(log, identity, occurrence);
        if (sequence > 0) {
            decision->sequence = sequence;
            ++*known;
        } else {
            ok = append(log, decision, identity, occurrence,
                        points + i * OFFSETS);
        }
    }
    return ok;
}

bool store_add_decisions(Store *store, Decisions *decisions, ptrdiff_t *known,
                         Err *err)
{
    Arena arena = {0};
    Log log = {.store = store, .err = err, .arena = &arena};
    *known = 0;
    if (!work_begin(store, err)) {
        return false;
    }
    bool ok = log_open(&log) && append_new(&log, decisions, known);
    arena_release(&arena);
    return work_end(store, ok, err);
}

static Span read_span(Query *rows)
{
    int32_t begin = row_maybe(rows, NONE);
    return (Span){begin, row_maybe(rows, NONE)};
}

static bool read_decision(Query *rows, Decision *decision, Arena *arena)
{
    decision->sequence = row_int(rows);
    bool known = action_named(row_view(rows), &decision->action);
    decision->document = row_text(rows, arena);
    decision->code = row_text(rows, arena);
    decision->to = row_text(rows, arena);
    decision->quote = row_text(rows, arena);
    decision->quote_to = row_text(rows, arena);
    decision->before = row_text(rows, arena);
    decision->after = row_text(rows, arena);
    decision->turn = row_maybe(rows, 0);
    decision->coder = row_text(rows, arena);
    decision->date = row_text(rows, arena);
    decision->why = row_text(rows, arena);
    decision->revision = row_text(rows, arena);
    decision->span = read_span(rows);
    decision->span_to = read_span(rows);
    decision->source = row_text(rows, arena);
    decision->told = row_int(rows);
    decision->withdrawn = row_int(rows) != 0;
    return known;
}

bool store_decisions(Store *store, Arena *arena, Decisions *decisions, Err *err)
{
    *decisions = (Decisions){0};
    Query rows = ask(store, Q_DECISIONS, err);
    while (query_row(&rows)) {
        if (!read_decision(&rows, PUSH(decisions, arena), arena)) {
            store_damaged(store, S("a decision has an unknown action"), err);
        }
    }
    return err->kind == ERR_NONE;
}

bool store_tell(Store *store, const Tellings *tellings, Err *err)
{
    if (!work_begin(store, err)) {
        return false;
    }
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < tellings->len; i++) {
        const Telling *telling = &tellings->at[i];
        Query tell = ask(store, Q_TELL, err);
        query_int(&tell, telling->decision);
        query_text(&tell, telling->source);
        query_int(&tell, telling->in_force);
        ok = query_run(&tell);
    }
    return work_end(store, ok, err);
}
