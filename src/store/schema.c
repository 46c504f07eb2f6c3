#include "store/schema.h"

// Positions stand twice: byte_begin and byte_end for the program, begin and end
// in code points for the views.  Turns count from 1.  What is absent is NULL.

static const char texts[] =
    "CREATE TABLE document ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE"
    ") STRICT;"

    "CREATE TABLE revision ("
    "  id INTEGER PRIMARY KEY,"
    "  document INTEGER NOT NULL REFERENCES document,"
    "  number INTEGER NOT NULL CHECK (number > 0),"
    "  file TEXT NOT NULL,"
    "  source_hash TEXT NOT NULL,"
    "  format TEXT NOT NULL,"
    "  encoding TEXT NOT NULL,"
    "  hash TEXT NOT NULL,"  // of the text
    "  shape TEXT NOT NULL," // hash of the text's hash and its turns
    "  parts TEXT NOT NULL," // hash of sentences and marks
    "  grouping TEXT NOT NULL,"
    "  verbatim INTEGER NOT NULL,"
    "  cues INTEGER NOT NULL,"
    "  bytes INTEGER NOT NULL,"
    "  characters INTEGER NOT NULL,"
    "  turns INTEGER NOT NULL,"
    "  UNIQUE (document, number)"
    ") STRICT;"
    "CREATE INDEX revision_source ON revision (source_hash);"

    "CREATE TABLE speaker ("
    "  revision INTEGER NOT NULL REFERENCES revision,"
    "  number INTEGER NOT NULL,"
    "  name TEXT NOT NULL,"
    "  role TEXT NOT NULL,"
    "  role_by_default INTEGER NOT NULL,"
    "  turns INTEGER NOT NULL,"
    "  PRIMARY KEY (revision, number)"
    ") STRICT, WITHOUT ROWID;";

static const char codes[] =
    "CREATE TABLE codebook ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  version TEXT NOT NULL,"
    "  language TEXT NOT NULL,"
    "  questions TEXT NOT NULL," // JSON, their ids
    "  file TEXT NOT NULL,"
    "  hash TEXT NOT NULL UNIQUE,"
    "  yaml TEXT NOT NULL,"
    "  applied INTEGER NOT NULL UNIQUE" // the greatest is the newest
    ") STRICT;"

    "CREATE TABLE code ("
    "  codebook INTEGER NOT NULL REFERENCES codebook,"
    "  number INTEGER NOT NULL,"
    "  id TEXT NOT NULL,"
    "  label TEXT NOT NULL,"
    "  kind TEXT NOT NULL,"
    "  parent TEXT NOT NULL,"
    "  colour TEXT NOT NULL,"
    "  definition TEXT NOT NULL,"
    "  include TEXT NOT NULL,"
    "  exclude TEXT NOT NULL,"
    "  examples TEXT NOT NULL,"
    "  counterexamples TEXT NOT NULL,"
    "  rules TEXT NOT NULL,"
    "  PRIMARY KEY (codebook, number)"
    ") STRICT;";

// What a document has in one piece, instead of a row for each of thousands.
static const char packed[] =
    // What a revision says, in one piece: pack.h, schema.md.
    "CREATE TABLE content ("
    "  revision INTEGER PRIMARY KEY REFERENCES revision,"
    "  seal INTEGER NOT NULL," // of all that follows
    "  turns TEXT NOT NULL,"   // JSON
    "  parts BLOB NOT NULL,"   // sentences and marks
    "  text TEXT NOT NULL"
    ") STRICT;"

    // Every rule that ever was, once for each time that a codebook has it.
    "CREATE TABLE known_rule ("
    "  id INTEGER PRIMARY KEY,"
    "  hash TEXT NOT NULL,"
    "  occurrence INTEGER NOT NULL,"
    "  UNIQUE (hash, occurrence)"
    ") STRICT;"
    "CREATE TABLE rule ("
    "  codebook INTEGER NOT NULL REFERENCES codebook,"
    "  known INTEGER NOT NULL REFERENCES known_rule,"
    "  number INTEGER NOT NULL," // place in the codebook
    "  id TEXT NOT NULL,"
    "  code INTEGER NOT NULL,"
    "  PRIMARY KEY (codebook, known)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE rule_set (" // what documents were coded with
    "  id INTEGER PRIMARY KEY,"
    "  rules TEXT NOT NULL UNIQUE" // JSON, [known rule, code] in order
    ") STRICT;"

    // One document under the versions of one codebook.
    "CREATE TABLE coded ("
    "  id INTEGER PRIMARY KEY,"
    "  lineage INTEGER NOT NULL REFERENCES codebook," // the first version
    "  revision INTEGER NOT NULL REFERENCES revision,"
    "  heard TEXT NOT NULL," // hash of who speaks and what is a question
    "  rules INTEGER NOT NULL REFERENCES rule_set,"
    "  decided TEXT NOT NULL," // names the decisions that were applied
    "  voices TEXT NOT NULL,"  // JSON, for nobody and each speaker
    "  hits INTEGER NOT NULL,"
    "  codings INTEGER NOT NULL,"
    "  UNIQUE (lineage, revision)"
    ") STRICT;"
    // What that gave, in one piece: pack.h, schema.md.
    "CREATE TABLE packed ("
    "  coded INTEGER PRIMARY KEY REFERENCES coded ON DELETE CASCADE,"
    "  questions TEXT NOT NULL," // JSON, for each turn
    "  hits BLOB NOT NULL,"
    "  codings TEXT NOT NULL" // JSON, those that nobody spoke of
    ") STRICT;"
    // Those that people spoke of.
    "CREATE TABLE coding ("
    "  coded INTEGER NOT NULL REFERENCES coded ON DELETE CASCADE,"
    "  number INTEGER NOT NULL,"
    "  rule INTEGER," // known rule
    "  speaker INTEGER NOT NULL,"
    "  turn INTEGER,"
    "  line INTEGER NOT NULL,"
    "  begin INTEGER NOT NULL,"
    "  end INTEGER NOT NULL,"
    "  hit_begin INTEGER,"
    "  hit_end INTEGER,"
    "  code TEXT NOT NULL,"
    "  origin TEXT NOT NULL,"
    "  status TEXT NOT NULL,"
    "  disputed INTEGER NOT NULL,"
    "  context TEXT NOT NULL,"
    "  coder TEXT NOT NULL,"
    "  why TEXT NOT NULL,"
    "  PRIMARY KEY (coded, number)"
    ") STRICT, WITHOUT ROWID;";

static const char people[] =
    // Every hash is that of the hash before it and of this decision's own
    // identity, so that a change anywhere shows.
    "CREATE TABLE decision ("
    "  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),"
    "  action TEXT NOT NULL,"
    "  document TEXT NOT NULL,"
    "  code TEXT NOT NULL,"
    "  recode_to TEXT NOT NULL,"
    "  quote TEXT NOT NULL,"
    "  quote_to TEXT NOT NULL,"
    "  before TEXT NOT NULL,"
    "  after TEXT NOT NULL,"
    "  turn INTEGER,"
    "  coder TEXT NOT NULL,"
    "  date TEXT NOT NULL,"
    "  why TEXT NOT NULL,"
    "  revision TEXT NOT NULL," // hash of the text
    "  byte_begin INTEGER,"
    "  byte_end INTEGER,"
    "  byte_begin_to INTEGER,"
    "  byte_end_to INTEGER,"
    "  begin INTEGER,"
    "  end INTEGER,"
    "  begin_to INTEGER,"
    "  end_to INTEGER,"
    "  identity TEXT NOT NULL," // hash of all the columns of people above
    "  occurrence INTEGER NOT NULL,"
    "  hash TEXT NOT NULL,"
    "  UNIQUE (identity, occurrence)"
    ") STRICT;"

    "CREATE TABLE study_case ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  label TEXT NOT NULL,"
    "  implied INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE case_attribute ("
    "  study_case INTEGER NOT NULL REFERENCES study_case,"
    "  number INTEGER NOT NULL,"
    "  name TEXT NOT NULL,"
    "  value TEXT NOT NULL,"
    "  PRIMARY KEY (study_case, number)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE document_case ("
    "  study_case INTEGER NOT NULL REFERENCES study_case,"
    "  document TEXT NOT NULL,"
    "  PRIMARY KEY (study_case, document)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE participant ("
    "  number INTEGER PRIMARY KEY,"
    "  id TEXT NOT NULL UNIQUE,"
    "  grouping TEXT NOT NULL,"
    "  position TEXT NOT NULL,"
    "  consent TEXT NOT NULL,"
    "  implied INTEGER NOT NULL"
    ") STRICT;"
    "CREATE TABLE participant_case ("
    "  participant INTEGER NOT NULL REFERENCES participant,"
    "  study_case INTEGER NOT NULL REFERENCES study_case,"
    "  PRIMARY KEY (participant, study_case)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE casting ("
    "  document TEXT NOT NULL,"
    "  speaker TEXT NOT NULL,"
    "  participant INTEGER NOT NULL REFERENCES participant,"
    "  PRIMARY KEY (document, speaker)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE setting ("
    "  name TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;";

static const char told[] =
    // Which decisions are in force: of each the newest row tells.
    "CREATE TABLE decision_told ("
    "  number INTEGER PRIMARY KEY CHECK (number > 0),"
    "  decision INTEGER NOT NULL REFERENCES decision,"
    "  source TEXT NOT NULL," // the file; empty: the command line
    "  in_force INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX told_of ON decision_told (decision, number);";

static const char signatures[] =
    // What a text has, so that it need not be read to know that it has not
    // what a rule seeks: match/signature.h.
    "CREATE TABLE signature ("
    "  revision INTEGER PRIMARY KEY REFERENCES revision,"
    "  bits BLOB NOT NULL"
    ") STRICT;"
    // Which rules have hits in a document: pack.h; empty: not known.
    "ALTER TABLE coded ADD COLUMN found BLOB NOT NULL DEFAULT x'';";

static const char sheets[] =
    // What is counted of a document, and which codes it has: pack.h, schema.md.
    "CREATE TABLE sheet ("
    "  coded INTEGER PRIMARY KEY REFERENCES coded ON DELETE CASCADE,"
    "  codes TEXT NOT NULL,"   // JSON, by what their codings come from
    "  seal INTEGER NOT NULL," // of all that, and of what it rests on
    "  counted BLOB NOT NULL"
    ") STRICT;";

static const char guards[] =
    "CREATE TRIGGER document_stays BEFORE DELETE ON document"
    " BEGIN SELECT RAISE(ABORT, 'documents are never removed'); END;"
    "CREATE TRIGGER revision_stays BEFORE DELETE ON revision"
    " BEGIN SELECT RAISE(ABORT, 'texts are never removed'); END;"
    "CREATE TRIGGER revision_is_final BEFORE UPDATE OF"
    " id, document, number, hash, shape, bytes, characters, turns"
    " ON revision"
    " BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;"
    "CREATE TRIGGER content_stays BEFORE DELETE ON content"
    " BEGIN SELECT RAISE(ABORT, 'texts are never removed'); END;"
    "CREATE TRIGGER content_is_final BEFORE UPDATE OF revision, text, turns"
    " ON content"
    " BEGIN SELECT RAISE(ABORT, 'texts are never changed'); END;"
    "CREATE TRIGGER decision_stays BEFORE DELETE ON decision"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;"
    "CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;"
    "CREATE TRIGGER told_stays BEFORE DELETE ON decision_told"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never removed'); END;"
    "CREATE TRIGGER told_is_final BEFORE UPDATE ON decision_told"
    " BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;";

static const char text_views[] =
    "CREATE VIEW newest_revision AS"
    " SELECT r.* FROM document d JOIN revision r ON r.document = d.id"
    "  AND r.number ="
    "   (SELECT max(number) FROM revision WHERE document = d.id);"

    "CREATE VIEW v_documents AS"
    " SELECT d.name AS document, r.file, r.format, r.encoding,"
    "  r.number AS revision, r.hash, r.characters, r.turns,"
    "  r.cues AS captions, d.id AS imported"
    " FROM newest_revision r JOIN document d ON d.id = r.document;"

    "CREATE VIEW newest_codebook AS"
    " SELECT b.*,"
    "  (SELECT min(id) FROM codebook o WHERE o.name = b.name) AS lineage"
    " FROM codebook b WHERE b.applied ="
    "  (SELECT max(applied) FROM codebook o WHERE o.name = b.name);"

    "CREATE VIEW v_turns AS"
    " SELECT d.name AS document, t.key + 1 AS turn, s.name AS speaker,"
    "  coalesce(s.role, 'participant') AS role,"
    "  nullif(t.value ->> 6, -1) AS start_ms,"
    "  nullif(t.value ->> 7, -1) AS end_ms, t.value ->> 0 AS line,"
    "  t.value ->> 2 AS begin, t.value ->> 3 AS end,"
    "  substr(c.text, (t.value ->> 2) + 1, (t.value ->> 3) - (t.value ->> 2))"
    "   AS text,"
    "  CASE WHEN p.questions <> '' THEN b.questions ->> "
    "   ((p.questions ->> t.key) / 2 - 1) END AS question,"
    "  coalesce(t.value ->> 8, 0) AS continues"
    " FROM newest_revision r JOIN document d ON d.id = r.document"
    " JOIN content c ON c.revision = r.id JOIN json_each(c.turns) t"
    " LEFT JOIN speaker s"
    "  ON s.revision = r.id AND s.number = (t.value ->> 1)"
    " LEFT JOIN newest_codebook b"
    "  ON b.applied = (SELECT max(applied) FROM codebook)"
    " LEFT JOIN coded k ON k.lineage = b.lineage AND k.revision = r.id"
    " LEFT JOIN packed p ON p.coded = k.id;"

    "CREATE VIEW v_texts AS"
    " SELECT d.name AS document, r.number AS revision, r.hash, c.text"
    " FROM revision r JOIN document d ON d.id = r.document"
    " JOIN content c ON c.revision = r.id;";

// The codings that `source` places, with their code found by `code`.
#define CODINGS(source, code)                                                  \
    " SELECT d.name AS document,"                                              \
    "  c.voices ->> ('$[' || x.speaker || '][0]') AS \"case\","                \
    "  s.name AS speaker,"                                                     \
    "  nullif(c.voices ->> ('$[' || x.speaker || '][1]'), '')"                 \
    "   AS participant,"                                                       \
    "  nullif(c.voices ->> ('$[' || x.speaker || '][2]'), '')"                 \
    "   AS \"group\", nullif(x.turn, 0) AS turn, x.line, x.begin, x.end,"      \
    "  substr(t.text, x.begin + 1, x.end - x.begin) AS text,"                  \
    "  k.id AS code, k.kind, x.origin, x.status, u.id AS rule, x.hit_begin,"   \
    "  x.hit_end,"                                                             \
    "  substr(t.text, x.hit_begin + 1, x.hit_end - x.hit_begin) AS hit_text,"  \
    "  x.context, nullif(x.coder, '') AS coder, nullif(x.why, '') AS why,"     \
    "  b.hash AS codebook, x.disputed"                                         \
    " FROM newest_codebook b JOIN coded c ON c.lineage = b.lineage"            \
    " JOIN revision r ON r.id = c.revision"                                    \
    " JOIN document d ON d.id = r.document"                                    \
    " JOIN content t ON t.revision = r.id"                                     \
    " JOIN " source " x ON x.coded = c.id"                                     \
    " LEFT JOIN rule u ON u.codebook = b.id AND u.known = x.rule"              \
    " LEFT JOIN code k ON k.codebook = b.id AND " code " LEFT JOIN speaker s"  \
    "  ON s.revision = r.id AND s.number = x.speaker - 1"

#define CODINGS_BY_RULE CODINGS("coding_by_rule", "k.number = u.code")
#define CODINGS_SPOKEN_OF CODINGS("coding", "k.id = x.code")

static const char code_views[] =
    "CREATE VIEW coding_by_rule AS"
    " SELECT p.coded, j.value ->> 0 AS rule,"
    "  coalesce(j.value ->> 1, 0) AS speaker, coalesce(j.value ->> 2, 0)"
    "   AS turn, coalesce(j.value ->> 3, 0) AS line,"
    "  coalesce(j.value ->> 4, 0) AS begin,"
    "  coalesce(j.value ->> 4, 0) + coalesce(j.value ->> 5, 0) AS end,"
    "  coalesce(j.value ->> 4, 0) + coalesce(j.value ->> 6, 0) AS hit_begin,"
    "  coalesce(j.value ->> 4, 0) + coalesce(j.value ->> 6, 0)"
    "   + coalesce(j.value ->> 5, 0) - coalesce(j.value ->> 7, 0) AS hit_end,"
    "  'rule' AS origin, 'coded' AS status, 0 AS disputed,"
    "  '[\"affirmed\",\"hedged\",\"hypothetical\",\"negated\"]'"
    "   ->> coalesce(j.value ->> 8, 0) AS context, '' AS coder, '' AS why"
    " FROM packed p JOIN json_each(p.codings) j;"

    "CREATE VIEW v_codings AS" CODINGS_BY_RULE " UNION ALL" CODINGS_SPOKEN_OF
    ";"

    "CREATE VIEW v_codebook AS"
    " SELECT k.id AS code, k.label, k.kind, nullif(k.parent, '') AS parent,"
    "  nullif(k.colour, '') AS colour,"
    "  nullif(k.definition, '') AS definition,"
    "  nullif(k.include, '') AS include, nullif(k.exclude, '') AS exclude,"
    "  nullif(k.examples, '') AS examples,"
    "  nullif(k.counterexamples, '') AS counterexamples,"
    "  nullif(k.rules, '') AS rules, k.number + 1 AS place,"
    "  b.hash AS codebook, b.file"
    " FROM newest_codebook b JOIN code k ON k.codebook = b.id;";

static const char people_views[] =
    "CREATE VIEW newest_told AS"
    " SELECT * FROM decision_told t WHERE number ="
    "  (SELECT max(number) FROM decision_told WHERE decision = t.decision);"

    "CREATE VIEW v_decisions_all AS"
    " SELECT sequence, action, document, code,"
    "  nullif(recode_to, '') AS \"to\", quote,"
    "  nullif(quote_to, '') AS quote_to, nullif(before, '') AS before,"
    "  nullif(after, '') AS after, turn, nullif(coder, '') AS coder,"
    "  nullif(date, '') AS date, nullif(why, '') AS why,"
    "  nullif(revision, '') AS revision, begin, end, begin_to, end_to,"
    "  nullif(source, '') AS file, coalesce(in_force, 1) AS in_force"
    " FROM decision LEFT JOIN newest_told ON decision = sequence;"

    "CREATE VIEW v_cases AS"
    " SELECT c.id AS \"case\", c.label, a.name AS attribute, a.value,"
    "  (SELECT group_concat(document, ',') FROM"
    "   (SELECT document FROM document_case WHERE study_case = c.number"
    "    ORDER BY document)) AS documents"
    " FROM study_case c"
    " LEFT JOIN case_attribute a ON a.study_case = c.number;"

    "CREATE VIEW v_participants AS"
    " SELECT p.id AS participant, nullif(p.grouping, '') AS \"group\","
    "  nullif(p.position, '') AS position, p.consent,"
    "  (SELECT group_concat(id, ',') FROM"
    "   (SELECT c.id FROM participant_case pc"
    "    JOIN study_case c ON c.number = pc.study_case"
    "    WHERE pc.participant = p.number ORDER BY c.number)) AS cases,"
    "  (SELECT group_concat(document, ',') FROM"
    "   (SELECT DISTINCT document FROM casting"
    "    WHERE participant = p.number ORDER BY document)) AS documents"
    " FROM participant p;";

static const char memo_views[] =
    "CREATE VIEW v_decisions AS"
    " SELECT sequence, action, document, code, \"to\", quote, quote_to,"
    "  before, after, turn, coder, date, why, revision, begin, end,"
    "  begin_to, end_to FROM v_decisions_all"
    "  WHERE in_force AND action <> 'memo';"

    "CREATE VIEW v_memos AS"
    " SELECT sequence, document, turn, begin, end, quote, \"to\" AS kind,"
    "  why AS text, coder AS author, date, revision, file"
    " FROM v_decisions_all WHERE in_force AND action = 'memo';";

static bool run_all(sqlite3 *db, const char *const *parts, size_t len, Err *err)
{
    for (size_t i = 0; i < len; i++) {
        if (sqlite3_exec(db, parts[i], NULL, NULL, NULL) != SQLITE_OK) {
            return err_set(err, ERR_IO, "cannot make the study's tables: %s",
                           sqlite3_errmsg(db));
        }
    }
    return true;
}

bool schema_make_added(sqlite3 *db, Err *err)
{
    static const char *const parts[] = {packed, told};
    return run_all(db, parts, sizeof parts / sizeof *parts, err);
}

bool schema_make_known(sqlite3 *db, Err *err)
{
    static const char *const parts[] = {signatures, sheets};
    return run_all(db, parts, sizeof parts / sizeof *parts, err);
}

bool schema_migrate_3(sqlite3 *db, Err *err)
{
    static const char *const parts[] = {
        "DROP VIEW IF EXISTS v_decisions; DROP VIEW IF EXISTS v_memos;",
        memo_views};
    return run_all(db, parts, sizeof parts / sizeof *parts, err);
}

bool schema_make_views(sqlite3 *db, Err *err)
{
    static const char *const parts[] = {guards, text_views, code_views,
                                        people_views, memo_views};
    return run_all(db, parts, sizeof parts / sizeof *parts, err);
}

bool schema_make(sqlite3 *db, Err *err)
{
    static const char *const parts[] = {texts, codes, people};
    return run_all(db, parts, sizeof parts / sizeof *parts, err) &&
           schema_make_added(db, err) && schema_make_known(db, err) &&
           schema_make_views(db, err);
}
