#include "store/store.h"

#include "store/query.h"

#include <assert.h>

typedef enum Statement {
    Q_KEY,
    Q_KEY_PUT,
    Q_CLEAR,
    Q_ADD,
    Q_HITS,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_KEY] = {"look for hits",
               "SELECT key FROM hit_key WHERE revision = ?1 AND codebook = ?2"},
    [Q_KEY_PUT] = {"store hits",
                   "INSERT INTO hit_key (revision, codebook, key)"
                   " VALUES (?1, ?2, ?3)"
                   " ON CONFLICT (revision, codebook) DO UPDATE SET key = ?3"},
    [Q_CLEAR] = {"store hits",
                 "DELETE FROM hit WHERE revision = ?1 AND codebook = ?2"},
    [Q_ADD] = {"store hits",
               "INSERT INTO hit (revision, codebook, number, byte_begin,"
               "  byte_end, coded_begin, coded_end, rule, turn, context,"
               "  trigger, excluded)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"},
    [Q_HITS] = {"read hits",
                "SELECT byte_begin, byte_end, coded_begin, coded_end, rule,"
                "  turn, context, trigger, excluded FROM hit"
                " WHERE revision = ?1 AND codebook = ?2 ORDER BY number"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_HIT, sql, (int)which, err);
}

bool store_hits_key(Store *store, int64_t revision, int64_t codebook,
                    Arena *arena, Str *key, Err *err)
{
    Query query = ask(store, Q_KEY, err);
    query_int(&query, revision);
    query_int(&query, codebook);
    *key = (Str){0};
    if (query_row(&query)) {
        *key = row_text(&query, arena);
        query_close(&query);
    }
    return err->kind == ERR_NONE;
}

static bool add(Store *store, int64_t revision, int64_t codebook,
                const Hits *hits, Err *err)
{
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < hits->len; i++) {
        const Hit *hit = &hits->at[i];
        Query query = ask(store, Q_ADD, err);
        query_int(&query, revision);
        query_int(&query, codebook);
        query_int(&query, i);
        query_int(&query, hit->span.begin);
        query_int(&query, hit->span.end);
        query_int(&query, hit->coded.begin);
        query_int(&query, hit->coded.end);
        query_int(&query, hit->rule);
        query_int(&query, hit->turn);
        query_int(&query, hit->context);
        query_text(&query, hit->trigger);
        query_int(&query, hit->excluded);
        ok = query_run(&query);
    }
    return ok;
}

bool store_put_hits(Store *store, int64_t revision, int64_t codebook, Str key,
                    const Hits *hits, const Codebook *rules, Err *err)
{
    for (ptrdiff_t i = 0; i < hits->len; i++) {
        assert(hits->at[i].rule < rules->rules.len);
    }
    (void)rules;
    if (!work_begin(store, err)) {
        return false;
    }
    Query clear = ask(store, Q_CLEAR, err);
    query_int(&clear, revision);
    query_int(&clear, codebook);
    bool ok = query_run(&clear);
    Query put = ask(store, Q_KEY_PUT, err);
    query_int(&put, revision);
    query_int(&put, codebook);
    query_text(&put, key);
    ok = ok && query_run(&put) && add(store, revision, codebook, hits, err);
    return work_end(store, ok, err);
}

static bool sound(const Hit *hit, const Codebook *rules)
{
    return hit->rule >= 0 && hit->rule < rules->rules.len && hit->turn >= 0 &&
           hit->span.begin >= 0 && hit->span.begin <= hit->span.end &&
           hit->coded.begin >= 0 && hit->coded.begin <= hit->coded.end;
}

bool store_hits(Store *store, int64_t revision, int64_t codebook,
                const Codebook *rules, Arena *arena, Hits *hits, Err *err)
{
    *hits = (Hits){0};
    Query rows = ask(store, Q_HITS, err);
    query_int(&rows, revision);
    query_int(&rows, codebook);
    while (query_row(&rows)) {
        Hit *hit = PUSH(hits, arena);
        hit->span.begin = row_int32(&rows);
        hit->span.end = row_int32(&rows);
        hit->coded.begin = row_int32(&rows);
        hit->coded.end = row_int32(&rows);
        hit->rule = row_int32(&rows);
        hit->turn = row_int32(&rows);
        int32_t context = row_int32(&rows);
        hit->trigger = row_text(&rows, arena);
        hit->excluded = row_int(&rows) != 0;
        if (context < 0 || context >= CONTEXTS || !sound(hit, rules)) {
            store_damaged(store, S("a hit is out of range"), err);
            continue;
        }
        hit->context = (Context)context;
    }
    return err->kind == ERR_NONE;
}
