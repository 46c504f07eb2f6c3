// Rules by lasting numbers: what stays the same keeps its hits.
#include "store/store.h"

#include "base/map.h"
#include "store/numbers.h"
#include "store/query.h"

typedef enum Statement {
    Q_KNOWN,
    Q_KNOW,
    Q_CLEAR,
    Q_ADD,
    Q_RULES,
    Q_LINEAGE,
    Q_SET_FIND,
    Q_SET_ADD,
    Q_SET,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_KNOWN] = {"read the rules", "SELECT id FROM known_rule"
                                   " WHERE hash = ?1 AND occurrence = ?2"},
    [Q_KNOW] = {"store a rule", "INSERT INTO known_rule (hash, occurrence)"
                                " VALUES (?1, ?2)"},
    [Q_CLEAR] = {"store the rules", "DELETE FROM rule WHERE codebook = ?1"},
    [Q_ADD] = {"store a rule",
               "INSERT INTO rule (codebook, known, number, id, code)"
               " VALUES (?1, ?2, ?3, ?4, ?5)"},
    [Q_RULES] = {"read the rules", "SELECT known, code FROM rule"
                                   " WHERE codebook = ?1 ORDER BY number"},
    [Q_LINEAGE] = {"read the codebook",
                   "SELECT min(o.id) FROM codebook o JOIN codebook b"
                   " ON o.name = b.name WHERE b.id = ?1"},
    [Q_SET_FIND] = {"read the rules",
                    "SELECT id FROM rule_set WHERE rules = ?1"},
    [Q_SET_ADD] = {"store the rules",
                   "INSERT INTO rule_set (rules) VALUES (?1)"},
    [Q_SET] = {"read the rules", "SELECT rules FROM rule_set WHERE id = ?1"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_RULE, sql, (int)which, err);
}

// The number of the n-th rule with this hash, which is made when new.
static int64_t know(Store *store, Str hash, int32_t occurrence, Err *err)
{
    int64_t known = 0;
    Query find = ask(store, Q_KNOWN, err);
    query_text(&find, hash);
    query_int(&find, occurrence);
    if (query_row(&find)) {
        known = row_int(&find);
        query_close(&find);
        return known;
    }
    Query add = ask(store, Q_KNOW, err);
    query_text(&add, hash);
    query_int(&add, occurrence);
    query_run(&add);
    return sqlite3_last_insert_rowid(store->db);
}

bool put_rules(Store *store, const Codebook *codebook, int64_t id, Err *err)
{
    Arena arena = {0};
    Map hashes = {0};
    int32_t *met = NEW_ARRAY(&arena, int32_t, codebook->rules.len);
    Query clear = ask(store, Q_CLEAR, err);
    query_int(&clear, id);
    bool ok = query_run(&clear);
    for (ptrdiff_t i = 0; ok && i < codebook->rules.len; i++) {
        const Rule *rule = &codebook->rules.at[i];
        int32_t occurrence = met[map_put(&hashes, rule->hash, &arena)]++;
        int64_t known = know(store, rule->hash, occurrence, err);
        Query add = ask(store, Q_ADD, err);
        query_int(&add, id);
        query_int(&add, known);
        query_int(&add, i);
        query_text(&add, rule->id);
        query_int(&add, rule->code);
        ok = query_run(&add);
    }
    arena_release(&arena);
    return ok;
}

// Rules of one code have one number, whatever other codes there are.
static void add_rule(KnownRules *rules, int32_t number, int32_t code,
                     int32_t *last, Arena *arena)
{
    ptrdiff_t len = rules->codes.len;
    int32_t place = len > 0 ? rules->codes.at[len - 1] + (code != *last) : 0;
    *last = code;
    *PUSH(&rules->numbers, arena) = number;
    *PUSH(&rules->codes, arena) = place;
}

static Str set_json(const KnownRules *rules, Arena *arena)
{
    static const int32_t usual[2] = {NONE, NONE};
    Buf buf = {.arena = arena};
    buf_char(&buf, '[');
    for (ptrdiff_t i = 0; i < rules->numbers.len; i++) {
        int32_t fields[2] = {rules->numbers.at[i], rules->codes.at[i]};
        buf_add(&buf, i > 0 ? S(",") : (Str){0});
        put_list(&buf, fields, usual, 2);
    }
    buf_char(&buf, ']');
    return buf_str(&buf);
}

static int64_t number_of(Query *query)
{
    int64_t number = 0;
    if (query_row(query)) {
        number = row_int(query);
        query_close(query);
    }
    return number;
}

bool store_rules(Store *store, int64_t id, Arena *arena, KnownRules *rules,
                 Err *err)
{
    *rules = (KnownRules){.codebook = id};
    int32_t last = NONE;
    Query rows = ask(store, Q_RULES, err);
    query_int(&rows, id);
    while (query_row(&rows)) {
        int32_t known = row_int32(&rows);
        add_rule(rules, known, row_int32(&rows), &last, arena);
    }
    Query lineage = ask(store, Q_LINEAGE, err);
    query_int(&lineage, id);
    rules->lineage = number_of(&lineage);
    Query find = ask(store, Q_SET_FIND, err);
    query_text(&find, set_json(rules, arena));
    rules->set = number_of(&find);
    return err->kind == ERR_NONE;
}

bool store_put_rule_set(Store *store, KnownRules *rules, Err *err)
{
    if (rules->set > 0) {
        return true;
    }
    Arena arena = {0};
    Query add = ask(store, Q_SET_ADD, err);
    query_text(&add, set_json(rules, &arena));
    bool ok = query_run(&add);
    rules->set = sqlite3_last_insert_rowid(store->db);
    arena_release(&arena);
    return ok;
}

bool store_rule_set(Store *store, int64_t set, Arena *arena, KnownRules *rules,
                    Err *err)
{
    *rules = (KnownRules){.set = set};
    Query row = ask(store, Q_SET, err);
    query_int(&row, set);
    Str json = {0};
    if (query_row(&row)) {
        json = row_text(&row, arena);
        query_close(&row);
    }
    static const int32_t usual[2] = {NONE, NONE};
    Numbers numbers = numbers_of(json);
    int32_t fields[2];
    next_char(&numbers, '[');
    while (next_list(&numbers, fields, usual, 2)) {
        *PUSH(&rules->numbers, arena) = fields[0];
        *PUSH(&rules->codes, arena) = fields[1];
        next_char(&numbers, ',');
    }
    return err->kind == ERR_NONE;
}
