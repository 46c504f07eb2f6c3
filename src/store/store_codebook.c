#include "store/store.h"

#include "base/json.h"
#include "store/query.h"

typedef enum Statement {
    Q_FIND,
    Q_NEWEST,
    Q_NAMES,
    Q_APPLIED,
    Q_APPLY,
    Q_ADD,
    Q_CODE_ADD,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_FIND] = {"look for a codebook",
                "SELECT id, applied FROM codebook WHERE hash = ?1"},
    [Q_NEWEST] = {"read the codebook",
                  "SELECT id, yaml, file FROM codebook"
                  " WHERE ?1 = '' OR name = ?1 ORDER BY applied DESC LIMIT 1"},
    [Q_NAMES] = {"read the codebooks", "SELECT name FROM codebook"
                                       " GROUP BY name"
                                       " ORDER BY max(applied) DESC"},
    [Q_APPLIED] = {"look for a codebook",
                   "SELECT coalesce(max(applied), 0) FROM codebook"},
    [Q_APPLY] = {"store a codebook", "UPDATE codebook SET applied = ?2,"
                                     "  file = ?3, questions = ?4"
                                     " WHERE id = ?1"},
    [Q_ADD] = {"store a codebook",
               "INSERT INTO codebook (name, title, version, language,"
               "  questions, file, hash, yaml, applied)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    [Q_CODE_ADD] = {"store a code",
                    "INSERT INTO code (codebook, number, id, label, kind,"
                    "  parent, colour, definition, include, exclude,"
                    "  examples, counterexamples, rules)"
                    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                    "  ?12, ?13)"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_CODEBOOK, sql, (int)which, err);
}

// The examples in one text, one a line.
static Str examples_in_lines(Examples examples, Arena *arena)
{
    Buf lines = {.arena = arena};
    for (ptrdiff_t i = 0; i < examples.len; i++) {
        buf_add(&lines, i > 0 ? S("\n") : (Str){0});
        buf_add(&lines, str_trim(examples.at[i].text));
    }
    return buf_str(&lines);
}

// The rules of a code, one a line: "data.2  any: data shar*".
static Str rules_in_lines(const Codebook *codebook, const Code *code,
                          Arena *arena)
{
    Buf lines = {.arena = arena};
    for (int32_t i = 0; i < code->rules; i++) {
        const Rule *rule = &codebook->rules.at[code->first_rule + i];
        buf_add(&lines, i > 0 ? S("\n") : (Str){0});
        buf_add(&lines, rule->id);
        buf_add(&lines, S("  "));
        buf_add(&lines, rule->written);
    }
    return buf_str(&lines);
}

static bool add_code(Store *store, const Codebook *codebook, int64_t id,
                     ptrdiff_t number, Err *err)
{
    Arena arena = {0};
    const Code *code = &codebook->codes.at[number];
    Query add = ask(store, Q_CODE_ADD, err);
    query_int(&add, id);
    query_int(&add, number);
    query_text(&add, code->id);
    query_text(&add, code->label);
    query_text(&add, str_of(kind_name(code->kind)));
    query_text(&add, code->parent == NONE
                         ? (Str){0}
                         : codebook->codes.at[code->parent].id);
    query_text(&add, code->colour);
    query_text(&add, code->definition);
    query_text(&add, code->include);
    query_text(&add, code->exclude);
    query_text(&add, examples_in_lines(code->examples, &arena));
    query_text(&add, examples_in_lines(code->counterexamples, &arena));
    query_text(&add, rules_in_lines(codebook, code, &arena));
    bool ok = query_run(&add);
    arena_release(&arena);
    return ok;
}

static Str question_ids(const Codebook *codebook, Arena *arena)
{
    Buf ids = {.arena = arena};
    Json json = {.out = &ids};
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < codebook->questions.len; i++) {
        json_str(&json, codebook->questions.at[i].id);
    }
    json_close(&json);
    return buf_str(&ids);
}

static bool add_codebook(Store *store, const Codebook *codebook, Str yaml,
                         int64_t applied, Err *err)
{
    Arena arena = {0};
    bool named = codebook->id.len > 0;
    Query add = ask(store, Q_ADD, err);
    query_text(&add, named ? codebook->id : codebook->file);
    query_text(&add, codebook->title);
    query_text(&add, codebook->version);
    query_text(&add, codebook->language);
    query_text(&add, question_ids(codebook, &arena));
    query_text(&add, codebook->file);
    query_text(&add, codebook->hash);
    query_text(&add, yaml);
    query_int(&add, applied);
    bool ok = query_run(&add);
    int64_t id = sqlite3_last_insert_rowid(store->db);
    arena_release(&arena);
    for (ptrdiff_t i = 0; ok && i < codebook->codes.len; i++) {
        ok = add_code(store, codebook, id, i, err);
    }
    return ok;
}

static bool newest_applied(Store *store, int64_t *applied, Err *err)
{
    Query query = ask(store, Q_APPLIED, err);
    if (query_row(&query)) {
        *applied = row_int(&query);
        query_close(&query);
    }
    return err->kind == ERR_NONE;
}

// The stored codebook with this hash; *id is 0 when there is none.
static bool find(Store *store, Str hash, int64_t *id, int64_t *applied,
                 Err *err)
{
    *id = 0;
    Query query = ask(store, Q_FIND, err);
    query_text(&query, hash);
    if (query_row(&query)) {
        *id = row_int(&query);
        *applied = row_int(&query);
        query_close(&query);
    }
    return err->kind == ERR_NONE;
}

bool store_put_codebook(Store *store, const Codebook *codebook, Str yaml,
                        int64_t *id, Err *err)
{
    int64_t applied = 0, newest = 0;
    if (!work_begin(store, err)) {
        return false;
    }
    bool ok = find(store, codebook->hash, id, &applied, err) &&
              newest_applied(store, &newest, err);
    if (ok && *id == 0) {
        ok = add_codebook(store, codebook, yaml, newest + 1, err) &&
             find(store, codebook->hash, id, &applied, err);
    } else if (ok) {
        Query apply = ask(store, Q_APPLY, err);
        query_int(&apply, *id);
        query_int(&apply, applied < newest ? newest + 1 : newest);
        query_text(&apply, codebook->file);
        // A migrated study knows them in another order.
        Arena arena = {0};
        query_text(&apply, question_ids(codebook, &arena));
        ok = query_run(&apply);
        arena_release(&arena);
    }
    return work_end(store, ok && put_rules(store, codebook, *id, err), err);
}

static bool none_called(Store *store, Str name, Err *err)
{
    Arena arena = {0};
    Strs names = {0};
    Query rows = ask(store, Q_NAMES, err);
    while (query_row(&rows)) {
        *PUSH(&names, &arena) = row_text(&rows, &arena);
    }
    Str near = nearest_name(name, names);
    if (names.len == 0) {
        err_set(err, ERR_INPUT,
                "nothing is coded yet: run 'themata run' first");
    } else if (near.len > 0) {
        err_set(err, ERR_USAGE,
                "no codebook is called '%.*s'; did you mean '%.*s'?", FMT(name),
                FMT(near));
    } else {
        err_set(err, ERR_USAGE, "no codebook is called '%.*s'; there is '%.*s'",
                FMT(name), FMT(names.at[0]));
    }
    arena_release(&arena);
    return false;
}

bool store_codebook(Store *store, Str name, Arena *arena,
                    StoredCodebook *stored, Err *err)
{
    *stored = (StoredCodebook){0};
    Query query = ask(store, Q_NEWEST, err);
    query_text(&query, name);
    if (!query_row(&query)) {
        return none_called(store, name, err);
    }
    stored->id = row_int(&query);
    stored->yaml = row_text(&query, arena);
    stored->file = row_text(&query, arena);
    query_close(&query);
    return err->kind == ERR_NONE;
}
