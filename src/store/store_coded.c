// What rules and people gave, of one document under one codebook.
#include "store/store.h"

#include "base/buf.h"
#include "store/query.h"

typedef enum Statement {
    Q_CODED,
    Q_ADD,
    Q_CHANGE,
    Q_PACKED,
    Q_PACK,
    Q_SHEET,
    Q_SHEET_PUT,
    Q_CLEAR,
    Q_CODING_ADD,
    Q_FORGET_OLDER,
    Q_LEAVE_OUT,
    Q_LEAVE_OUT_SPOKEN,
    Q_LEAVE_OUT_PACKED,
    Q_LEAVE_OUT_SHEET,
    Q_FORGET_SETS,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_CODED] = {"look for hits",
                 "SELECT r.turns, r.bytes, coalesce(c.id, 0), c.heard,"
                 "  c.rules, c.decided, c.voices, c.hits, c.codings,"
                 "  c.found, s.coded IS NOT NULL, s.codes"
                 " FROM revision r LEFT JOIN coded c"
                 "  ON c.revision = r.id AND c.lineage = ?1"
                 " LEFT JOIN sheet s ON s.coded = c.id"
                 " WHERE r.id = ?2"},
    [Q_ADD] = {"store hits",
               "INSERT INTO coded (lineage, revision, heard, rules, decided,"
               "  voices, hits, codings, found)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"},
    [Q_CHANGE] = {"store hits",
                  "UPDATE coded SET heard = ?2, rules = ?3, decided = ?4,"
                  "  voices = ?5, hits = ?6, codings = ?7, found = ?8"
                  " WHERE id = ?1"},
    [Q_PACKED] = {"read hits",
                  "SELECT questions, hits FROM packed WHERE coded = ?1"},
    [Q_PACK] = {"store hits",
                "INSERT INTO packed (coded, questions, hits, codings)"
                " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (coded) DO UPDATE SET"
                "  questions = ?2, hits = ?3, codings = ?4"},
    [Q_SHEET] = {"read what is counted",
                 "SELECT codes, counted, seal FROM sheet WHERE coded = ?1"},
    [Q_SHEET_PUT] = {"store what is counted",
                     "INSERT INTO sheet (coded, codes, counted, seal)"
                     " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (coded) DO UPDATE"
                     " SET codes = ?2, counted = ?3, seal = ?4"},
    [Q_CLEAR] = {"store codings", "DELETE FROM coding WHERE coded = ?1"},
    [Q_CODING_ADD] =
        {"store codings",
         "INSERT INTO coding (coded, number, rule, speaker, turn, line,"
         "  begin, end, hit_begin, hit_end, code, origin, status, disputed,"
         "  context, coder, why)"
         " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
         "  ?14, ?15, ?16, ?17)"},
    [Q_FORGET_OLDER] =
        {"forget old hits",
         "DELETE FROM coded WHERE lineage = ?1"
         " AND revision NOT IN (SELECT id FROM newest_revision)"},
    [Q_LEAVE_OUT] = {"forget old codings",
                     "UPDATE coded SET decided = 'left out', codings = 0"
                     " WHERE lineage = ?1 AND decided <> 'left out'"
                     " AND revision NOT IN (SELECT value FROM json_each(?2))"},
    [Q_LEAVE_OUT_SPOKEN] = {"forget old codings",
                            "DELETE FROM coding WHERE coded IN"
                            " (SELECT id FROM coded"
                            "  WHERE decided = 'left out')"},
    [Q_LEAVE_OUT_PACKED] = {"forget old codings",
                            "UPDATE packed SET codings = '[]'"
                            " WHERE codings <> '[]' AND coded IN"
                            " (SELECT id FROM coded"
                            "  WHERE decided = 'left out')"},
    [Q_LEAVE_OUT_SHEET] = {"forget old codings",
                           "DELETE FROM sheet WHERE coded IN"
                           " (SELECT id FROM coded"
                           "  WHERE decided = 'left out')"},
    [Q_FORGET_SETS] = {"forget old rules",
                       "DELETE FROM rule_set"
                       " WHERE id NOT IN (SELECT rules FROM coded)"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_CODED, sql, (int)which, err);
}

bool store_coded(Store *store, int64_t lineage, const Documents *documents,
                 Arena *arena, Coded **coded, Err *err)
{
    *coded = NEW_ARRAY(arena, Coded, documents->len);
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        Coded *found = &(*coded)[i];
        found->revision = documents->at[i].revision;
        Query row = ask(store, Q_CODED, err);
        query_int(&row, lineage);
        query_int(&row, found->revision);
        if (query_row(&row)) {
            found->turns = row_int(&row);
            found->bytes = row_int(&row);
            found->id = row_int(&row);
            found->heard = row_text(&row, arena);
            found->set = row_int(&row);
            found->decided = row_text(&row, arena);
            found->voices = row_text(&row, arena);
            found->hits = row_int(&row);
            found->codings = row_int(&row);
            found->found = row_blob(&row, arena);
            found->counted = row_int(&row) != 0;
            found->codes = row_text(&row, arena);
            query_close(&row);
        }
    }
    return err->kind == ERR_NONE;
}

bool store_packed(Store *store, int64_t coded, Arena *arena, PackedHits *packed,
                  Err *err)
{
    *packed = (PackedHits){0};
    Query row = ask(store, Q_PACKED, err);
    query_int(&row, coded);
    if (query_row(&row)) {
        packed->questions = row_text(&row, arena);
        packed->hits = row_blob(&row, arena);
        query_close(&row);
    }
    return err->kind == ERR_NONE;
}

bool store_sheet(Store *store, int64_t coded, Arena *arena, PackedSheet *packed,
                 Err *err)
{
    *packed = (PackedSheet){0};
    Query row = ask(store, Q_SHEET, err);
    query_int(&row, coded);
    if (query_row(&row)) {
        packed->codes = row_text(&row, arena);
        packed->counted = row_blob(&row, arena);
        packed->seal = row_int(&row);
        query_close(&row);
    }
    return err->kind == ERR_NONE;
}

static bool put_row(Store *store, int64_t lineage, Coded *coded, Err *err)
{
    Query put = ask(store, coded->id > 0 ? Q_CHANGE : Q_ADD, err);
    query_int(&put, coded->id > 0 ? coded->id : lineage);
    if (coded->id == 0) {
        query_int(&put, coded->revision);
    }
    query_text(&put, coded->heard);
    query_int(&put, coded->set);
    query_text(&put, coded->decided);
    query_text(&put, coded->voices);
    query_int(&put, coded->hits);
    query_int(&put, coded->codings);
    query_blob(&put, coded->found);
    bool ok = query_run(&put);
    if (ok && coded->id == 0) {
        coded->id = sqlite3_last_insert_rowid(store->db);
    }
    return ok;
}

static bool put_coding(Store *store, int64_t coded, ptrdiff_t number,
                       const PlacedCoding *placed, const Codebook *codebook,
                       Err *err)
{
    const Coding *coding = &placed->coding;
    const CodingPlace *place = &placed->place;
    bool hit = coding->first_hit != NONE;
    Query add = ask(store, Q_CODING_ADD, err);
    query_int(&add, coded);
    query_int(&add, number);
    query_maybe(&add, place->rule, 0);
    query_int(&add, place->speaker);
    query_maybe(&add, place->turn, 0);
    query_int(&add, place->line);
    query_int(&add, place->begin);
    query_int(&add, place->end);
    query_maybe(&add, hit ? place->hit_begin : NONE, NONE);
    query_maybe(&add, hit ? place->hit_end : NONE, NONE);
    query_text(&add, codebook->codes.at[coding->code].id);
    query_text(&add, str_of(origin_name(coding->origin)));
    query_text(&add, str_of(status_name(coding->status)));
    query_int(&add, coding->disputed);
    query_text(&add, str_of(context_name(coding->context)));
    query_text(&add, coding->coder);
    query_text(&add, coding->why);
    return query_run(&add);
}

static bool put_packed(Store *store, int64_t coded, const NewlyCoded *made,
                       Err *err)
{
    const PlacedCodings *spoken = &made->codings.spoken;
    Query pack = ask(store, Q_PACK, err);
    query_int(&pack, coded);
    query_text(&pack, made->packed.questions);
    query_blob(&pack, made->packed.hits);
    query_text(&pack, made->codings.by_rule);
    bool ok = query_run(&pack);
    Query sheet = ask(store, Q_SHEET_PUT, err);
    query_int(&sheet, coded);
    query_text(&sheet, made->sheet.codes);
    query_blob(&sheet, made->sheet.counted);
    query_int(&sheet, made->sheet.seal);
    ok = ok && query_run(&sheet);
    Query clear = ask(store, Q_CLEAR, err);
    query_int(&clear, coded);
    ok = ok && query_run(&clear);
    for (ptrdiff_t i = 0; ok && i < spoken->len; i++) {
        ok = put_coding(store, coded, i, &spoken->at[i], made->codebook, err);
    }
    return ok;
}

bool store_put_coded(Store *store, int64_t lineage, Coded *coded,
                     const NewlyCoded *made, Err *err)
{
    if (!work_begin(store, err)) {
        return false;
    }
    bool ok = put_row(store, lineage, coded, err) &&
              (!made || put_packed(store, coded->id, made, err));
    return work_end(store, ok, err);
}

static bool run_alone(Store *store, Statement which, Err *err)
{
    Query query = ask(store, which, err);
    return query_run(&query);
}

// Hits stay, for when the documents are back.
static bool leave_out(Store *store, int64_t lineage, const Documents *documents,
                      Err *err)
{
    Arena arena = {0};
    Buf revisions = {.arena = &arena};
    buf_char(&revisions, '[');
    for (ptrdiff_t i = 0; i < documents->len; i++) {
        buf_add(&revisions, i > 0 ? S(",") : (Str){0});
        buf_int(&revisions, documents->at[i].revision);
    }
    buf_char(&revisions, ']');
    Query others = ask(store, Q_LEAVE_OUT, err);
    query_int(&others, lineage);
    query_text(&others, buf_str(&revisions));
    bool ok = query_run(&others);
    arena_release(&arena);
    return ok && run_alone(store, Q_LEAVE_OUT_SPOKEN, err) &&
           run_alone(store, Q_LEAVE_OUT_PACKED, err) &&
           run_alone(store, Q_LEAVE_OUT_SHEET, err);
}

bool store_forget_coded(Store *store, int64_t lineage,
                        const Documents *documents, Err *err)
{
    Query older = ask(store, Q_FORGET_OLDER, err);
    query_int(&older, lineage);
    return query_run(&older) && leave_out(store, lineage, documents, err) &&
           run_alone(store, Q_FORGET_SETS, err);
}
