#include "store/migrate_1.h"

#include "base/buf.h"
#include "store/query.h"

// Views and triggers are made anew at the end.
static const char begin_sql[] =
    "DROP VIEW v_documents; DROP VIEW v_turns; DROP VIEW v_texts;"
    "DROP VIEW v_codings; DROP VIEW v_codebook; DROP VIEW v_decisions;"
    "DROP VIEW v_cases; DROP VIEW v_participants; DROP VIEW newest_revision;"
    "DROP TRIGGER document_stays; DROP TRIGGER revision_stays;"
    "DROP TRIGGER revision_is_final; DROP TRIGGER turn_stays;"
    "DROP TRIGGER turn_is_final; DROP TRIGGER decision_stays;"
    "DROP TRIGGER decision_is_final;"
    "ALTER TABLE coding RENAME TO old_coding;"
    "ALTER TABLE codebook ADD COLUMN questions TEXT NOT NULL DEFAULT '[]';";

// The rules of a code stood one a line: the id, two blanks, the rule.  Their
// hashes are not known before the codebook is applied again.
static const char rules_sql[] =
    "CREATE TEMP TABLE old_rule AS"
    " WITH RECURSIVE line (codebook, code, n, one, rest) AS ("
    "  SELECT codebook, number, 0, '', rules || char(10) FROM code"
    "   WHERE rules <> ''"
    "  UNION ALL SELECT codebook, code, n + 1,"
    "   substr(rest, 1, instr(rest, char(10)) - 1),"
    "   substr(rest, instr(rest, char(10)) + 1) FROM line WHERE rest <> '')"
    " SELECT codebook, code, substr(one, 1, instr(one, '  ') - 1) AS id,"
    "  row_number() OVER (PARTITION BY codebook ORDER BY code, n) - 1"
    "   AS number FROM line WHERE n > 0;"
    "INSERT INTO known_rule (hash, occurrence)"
    " SELECT 'version 1, ' || codebook || ', ' || number, 0 FROM old_rule"
    " ORDER BY codebook, number;"
    "INSERT INTO rule (codebook, known, number, id, code)"
    " SELECT o.codebook, k.id, o.number, o.id, o.code FROM old_rule o"
    " JOIN known_rule k"
    "  ON k.hash = 'version 1, ' || o.codebook || ', ' || o.number;"
    "DROP TABLE old_rule;";

// Only the newest codebook's questions were known.
static const char questions_sql[] =
    "UPDATE codebook SET questions = (SELECT json_group_array(question)"
    "  FROM (SELECT DISTINCT question FROM turn_question ORDER BY 1));";

// All codings stand as if people had spoken of them.  Who speaks comes from
// the codings of each speaker.
static const char codings_sql[] =
    "INSERT INTO rule_set (rules) VALUES ('[]');"
    "INSERT INTO coded (lineage, revision, heard, rules, decided, voices,"
    "  hits, codings)"
    " SELECT (SELECT min(n.id) FROM codebook n WHERE n.name = b.name),"
    "  o.revision, 'version 1', (SELECT max(id) FROM rule_set), 'version 1',"
    "  (SELECT json_group_array(json(voice)) FROM"
    "   (SELECT coalesce((SELECT json_array(cases, participant, grouping)"
    "     FROM old_coding v LEFT JOIN turn t"
    "      ON t.revision = v.revision AND t.number = v.turn"
    "     WHERE v.codebook = o.codebook AND v.revision = o.revision"
    "      AND coalesce(t.speaker, -1) = s.number LIMIT 1),"
    "     '[\"\",\"\",\"\"]') AS voice FROM"
    "    (SELECT -1 AS number UNION ALL SELECT number FROM speaker"
    "     WHERE revision = o.revision ORDER BY 1) s)),"
    "  0, sum(o.status <> 'removed')"
    " FROM old_coding o JOIN codebook b ON b.id = o.codebook"
    " GROUP BY o.codebook, o.revision ORDER BY o.codebook, min(o.number);"
    "INSERT INTO coding (coded, number, rule, speaker, turn, line, begin, end,"
    "  hit_begin, hit_end, code, origin, status, disputed, context, coder, why)"
    " SELECT c.id, o.number,"
    "  (SELECT known FROM rule u"
    "   WHERE u.codebook = o.codebook AND u.id = o.rule),"
    "  coalesce(t.speaker + 1, 0), o.turn, o.line, o.begin, o.end,"
    "  o.hit_begin, o.hit_end, k.id, o.origin, o.status, o.disputed,"
    "  o.context, o.coder, o.why"
    " FROM old_coding o JOIN codebook b ON b.id = o.codebook"
    " JOIN coded c ON c.revision = o.revision AND c.lineage ="
    "  (SELECT min(n.id) FROM codebook n WHERE n.name = b.name)"
    " JOIN code k ON k.codebook = o.codebook AND k.number = o.code"
    " LEFT JOIN turn t ON t.revision = o.revision AND t.number = o.turn;";

// Captions that continue one another were turns each.
static const char turns_sql[] =
    "UPDATE revision SET turns = turns - (SELECT count(*) FROM turn t"
    "  WHERE t.revision = revision.id AND t.continues);"
    "UPDATE speaker SET turns = turns - (SELECT count(*) FROM turn t"
    "  WHERE t.revision = speaker.revision AND t.speaker = speaker.number"
    "   AND t.continues);";

static const char end_sql[] =
    "DROP TABLE old_coding; DROP TABLE hit; DROP TABLE hit_key;"
    "DROP TABLE turn_question; DROP TABLE mark; DROP TABLE sentence;"
    "DROP TABLE turn; ALTER TABLE revision DROP COLUMN tail;";

typedef enum Statement {
    Q_REVISIONS,
    Q_PIECES,
    Q_TURNS,
    Q_SENTENCES,
    Q_MARKS,
    Q_CONTENT,
    Q_CODED,
    Q_RULES,
    Q_HITS,
    Q_QUESTIONS,
    Q_QUESTIONS_PUT,
    Q_PACK,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_REVISIONS] = {"read the texts",
                     "SELECT id, tail FROM revision ORDER BY id"},
    [Q_PIECES] = {"read a text", "SELECT before, text FROM turn"
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
    [Q_CONTENT] = {"store a text",
                   "INSERT INTO content (revision, seal, turns, parts, text)"
                   " VALUES (?1, ?2, ?3, ?4, ?5)"},
    [Q_CODED] = {"read hits",
                 "SELECT c.id, c.revision, h.codebook FROM coded c"
                 " JOIN hit_key h ON h.revision = c.revision"
                 " JOIN codebook b ON b.id = h.codebook WHERE c.lineage ="
                 "  (SELECT min(n.id) FROM codebook n WHERE n.name = b.name)"
                 " ORDER BY c.id"},
    [Q_RULES] = {"read rules", "SELECT known FROM rule WHERE codebook = ?1"
                               " ORDER BY number"},
    [Q_HITS] = {"read hits",
                "SELECT byte_begin, byte_end, coded_begin, coded_end, rule,"
                "  turn, context, trigger, excluded FROM hit"
                " WHERE revision = ?1 AND codebook = ?2 ORDER BY number"},
    [Q_QUESTIONS] = {"read questions",
                     "SELECT json_group_array(n) FROM"
                     " (SELECT 2 * coalesce((SELECT j.key + 1 FROM codebook b,"
                     "    json_each(b.questions) j WHERE b.id = ?2"
                     "    AND j.value = q.question), 0) AS n"
                     "  FROM turn t LEFT JOIN turn_question q"
                     "   ON q.revision = t.revision AND q.turn = t.number"
                     "  WHERE t.revision = ?1 ORDER BY t.number)"},
    [Q_PACK] = {"store hits",
                "INSERT INTO packed (coded, questions, hits, codings)"
                " VALUES (?1, ?2, ?3, '[]')"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_MIGRATE, sql, (int)which, err);
}

static Query ask_of(Store *store, Statement which, int64_t revision, Err *err)
{
    Query query = ask(store, which, err);
    query_int(&query, revision);
    return query;
}

static bool run(Store *store, const char *text, Err *err)
{
    return sqlite3_exec(store->db, text, NULL, NULL, NULL) == SQLITE_OK ||
           store_fail(store, "bring the study up to date", err);
}

// ---- texts

static void read_turns(Query *rows, Turns *turns, Arena *arena)
{
    while (query_row(rows)) {
        Turn *turn = PUSH(turns, arena);
        turn->span.begin = row_int32(rows);
        turn->span.end = row_int32(rows);
        turn->speaker = row_maybe(rows, NO_SPEAKER);
        turn->start_ms = row_maybe(rows, NO_TIME);
        turn->end_ms = row_maybe(rows, NO_TIME);
        turn->line = row_int32(rows);
        turn->continues = row_int(rows) != 0;
        turn->column = row_text(rows, arena);
    }
}

static void read_sentences(Query *rows, Sentences *sentences, Arena *arena)
{
    while (query_row(rows)) {
        Sentence *sentence = PUSH(sentences, arena);
        sentence->span.begin = row_int32(rows);
        sentence->span.end = row_int32(rows);
        sentence->turn = row_int32(rows) - 1;
    }
}

static void read_marks(Query *rows, Marks *marks, Arena *arena)
{
    while (query_row(rows)) {
        Mark *mark = PUSH(marks, arena);
        mark->offset = row_int32(rows);
        mark->ms = row_maybe(rows, NO_TIME);
        mark->line = row_int32(rows);
    }
}

static bool migrate_text(Store *store, int64_t revision, Str tail, Err *err)
{
    Arena arena = {0};
    Transcript transcript = {0};
    Buf text = {.arena = &arena};
    Query pieces = ask_of(store, Q_PIECES, revision, err);
    while (query_row(&pieces)) {
        buf_add(&text, row_view(&pieces));
        buf_add(&text, row_view(&pieces));
    }
    buf_add(&text, tail);
    transcript.text = buf_str(&text);
    Query turns = ask_of(store, Q_TURNS, revision, err);
    read_turns(&turns, &transcript.turns, &arena);
    Query sentences = ask_of(store, Q_SENTENCES, revision, err);
    read_sentences(&sentences, &transcript.sentences, &arena);
    Query marks = ask_of(store, Q_MARKS, revision, err);
    read_marks(&marks, &transcript.marks, &arena);
    bool ok = err->kind == ERR_NONE;
    if (ok) {
        PackedText packed = pack_text(&transcript, &arena);
        Query put = ask_of(store, Q_CONTENT, revision, err);
        query_int(&put, packed.seal);
        query_text(&put, packed.turns);
        query_blob(&put, packed.parts);
        query_text(&put, packed.text);
        ok = query_run(&put);
    }
    arena_release(&arena);
    return ok;
}

static bool migrate_texts(Store *store, Err *err)
{
    Query rows = ask(store, Q_REVISIONS, err);
    while (query_row(&rows)) {
        int64_t revision = row_int(&rows);
        migrate_text(store, revision, row_view(&rows), err);
    }
    return err->kind == ERR_NONE;
}

// ---- hits

static Hits read_hits(Store *store, int64_t revision, int64_t codebook,
                      const KnownRules *rules, Arena *arena, Err *err)
{
    Hits hits = {0};
    Query rows = ask_of(store, Q_HITS, revision, err);
    query_int(&rows, codebook);
    while (query_row(&rows)) {
        Hit *hit = PUSH(&hits, arena);
        hit->span.begin = row_int32(&rows);
        hit->span.end = row_int32(&rows);
        hit->coded.begin = row_int32(&rows);
        hit->coded.end = row_int32(&rows);
        hit->rule = row_int32(&rows);
        hit->turn = row_int32(&rows);
        hit->context = (Context)(row_int(&rows) % CONTEXTS);
        hit->trigger = row_text(&rows, arena);
        hit->excluded = row_int(&rows) != 0;
        if (hit->rule < 0 || hit->rule >= rules->numbers.len) {
            store_damaged(store, S("a hit is out of range"), err);
        }
    }
    return hits;
}

static bool migrate_hits_of(Store *store, int64_t coded, int64_t revision,
                            int64_t codebook, Err *err)
{
    Arena arena = {0};
    KnownRules rules = {0};
    Query known = ask_of(store, Q_RULES, codebook, err);
    while (query_row(&known)) {
        *PUSH(&rules.numbers, &arena) = row_int32(&known);
    }
    Hits hits = read_hits(store, revision, codebook, &rules, &arena, err);
    Query row = ask_of(store, Q_QUESTIONS, revision, err);
    query_int(&row, codebook);
    Str questions = {0};
    if (query_row(&row)) {
        questions = row_text(&row, &arena);
        query_close(&row);
    }
    bool ok = err->kind == ERR_NONE;
    if (ok) {
        Query pack = ask_of(store, Q_PACK, coded, err);
        query_text(&pack, questions);
        query_blob(&pack, pack_hits(&hits, &rules, &arena));
        ok = query_run(&pack);
    }
    arena_release(&arena);
    return ok;
}

static bool migrate_hits(Store *store, Err *err)
{
    Query rows = ask(store, Q_CODED, err);
    while (query_row(&rows)) {
        int64_t coded = row_int(&rows);
        int64_t revision = row_int(&rows);
        migrate_hits_of(store, coded, revision, row_int(&rows), err);
    }
    return err->kind == ERR_NONE;
}

bool schema_migrate_1(sqlite3 *db, Err *err)
{
    Store store = {.db = db, .path = "themata.db"};
    bool ok = run(&store, begin_sql, err) && schema_make_added(db, err) &&
              run(&store, rules_sql, err) && run(&store, questions_sql, err) &&
              migrate_texts(&store, err) && run(&store, codings_sql, err) &&
              migrate_hits(&store, err);
    for (int i = 0; i < QUERIES_MAX; i++) {
        sqlite3_finalize(store.prepared[SECTION_MIGRATE][i]);
    }
    return ok && run(&store, turns_sql, err) && run(&store, end_sql, err) &&
           schema_make_views(db, err);
}
