// tests/unit/store_sample.h - a study's database for the tests of store/.
#ifndef TESTS_STORE_SAMPLE_H
#define TESTS_STORE_SAMPLE_H

#include "store/store.h"

#include "base/buf.h"
#include "base/hash.h"
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// A folder of this test's own, and the study's database in it.
static char folder[] = "/tmp/themata-store-XXXXXX";
static char path[64];

static inline void setup(void)
{
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/themata.db", folder);
}

static inline void teardown(void)
{
    static const char *const names[] = {"themata.db",
                                        "themata.db-journal",
                                        "themata.db.before-version-4",
                                        "themata.db.before-version-3",
                                        "themata.db.before-version-2",
                                        "copy.db",
                                        "themata.db.before-version-4.part"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s/%s", folder, names[i]);
        unlink(name);
    }
    rmdir(folder);
}

static inline Store *opened(StoreMode mode)
{
    Err err = {0};
    Store *store = store_open(path, mode, &err);
    ck_assert_msg(store != NULL, "%s", err.message);
    return store;
}

// What any other program does to the file.
static inline void elsewhere(const char *sql, bool allowed)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    ck_assert_msg((code == SQLITE_OK) == allowed, "%s: %s", sql,
                  sqlite3_errmsg(db));
    sqlite3_close(db);
}

// The rows of a statement as text, '|' between columns, '\n' after rows, "-"
// for NULL: asked by another program, without anything of ours.
static inline Str rows_of(const char *sql, Arena *arena)
{
    Buf rows = {.arena = arena};
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    ck_assert_msg(code == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *text = (const char *)sqlite3_column_text(statement, i);
            buf_add(&rows, i > 0 ? S("|") : (Str){0});
            buf_add(&rows, text ? str_of(text) : S("-"));
        }
        buf_add(&rows, S("\n"));
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return buf_str(&rows);
}

// Two speakers, characters of one to four bytes, captions that continue, marks
// and a tail after the last turn.
static inline Transcript sample(Str name, Str last_words, Arena *arena)
{
    static const char *const labels[] = {"INT", "Señora P01", "Señora P01"};
    static const char *const said[] = {"How are you?", "Été: no budget 💶.",
                                       "It was hard"};
    Transcript t = {
        .document = name,
        .file = str_format(arena, "transcripts/%.*s.vtt", FMT(name)),
        .format = S("vtt"),
        .encoding = S("UTF-8"),
        .group = S("clinic"),
        .cues = 4,
    };
    Buf text = {.arena = arena};
    buf_add(&text, S("Interview – head\n\n"));
    for (int32_t i = 0; i < 4; i++) {
        Str words = i < 3 ? str_of(said[i]) : last_words;
        int32_t speaker = NO_SPEAKER;
        if (i < 3) {
            speaker = transcript_speaker(&t, str_of(labels[i]), arena);
            t.speakers.at[speaker].turns++;
        }
        if (i < 2) {
            buf_format(&text, "%s: ", labels[i]);
        }
        int32_t begin = (int32_t)text.len;
        buf_add(&text, words);
        int32_t end = (int32_t)text.len;
        *PUSH(&t.turns, arena) = (Turn){
            .span = {begin, end},
            .speaker = speaker,
            .start_ms = i == 1 ? NO_TIME : 1000 * i,
            .end_ms = i == 1 ? NO_TIME : 1000 * i + 900,
            .line = 3 + 2 * i,
            .continues = i == 2,
            .question = NO_QUESTION,
            .column = i == 3 ? S("Q2") : (Str){0},
        };
        *PUSH(&t.sentences, arena) = (Sentence){{begin, end}, i};
        *PUSH(&t.marks, arena) =
            (Mark){begin, i == 0 ? NO_TIME : i * 10, 3 + 2 * i};
        buf_add(&text, i == 1 ? S("\n") : S("\n\n"));
    }
    buf_add(&text, S("the end\n"));
    t.speakers.at[0].role = S("interviewer");
    t.speakers.at[0].role_by_default = false;
    t.text = buf_str(&text);
    t.hash = hash_hex(arena, t.text);
    t.source_hash = hash_hex(arena, t.file);
    return t;
}

static inline ImportStatus put(Store *store, const Transcript *transcript,
                               int64_t *revision)
{
    Err err = {0};
    ImportStatus status = IMPORT_NEW;
    bool ok = store_put_transcript(store, transcript, &status, revision, &err);
    ck_assert_msg(ok, "%s", err.message);
    return status;
}

static inline void same_turns(const Transcript *a, const Transcript *b)
{
    ck_assert_int_eq(a->turns.len, b->turns.len);
    for (ptrdiff_t i = 0; i < a->turns.len; i++) {
        const Turn *x = &a->turns.at[i], *y = &b->turns.at[i];
        ck_assert_int_eq(x->span.begin, y->span.begin);
        ck_assert_int_eq(x->span.end, y->span.end);
        ck_assert_int_eq(x->speaker, y->speaker);
        ck_assert_int_eq(x->start_ms, y->start_ms);
        ck_assert_int_eq(x->end_ms, y->end_ms);
        ck_assert_int_eq(x->line, y->line);
        ck_assert_int_eq(x->continues, y->continues);
        ck_assert_int_eq(x->question, y->question);
        ck_assert_int_eq(x->asks, y->asks);
        ck_assert(str_eq(x->column, y->column));
    }
}

static inline void same_parts(const Transcript *a, const Transcript *b)
{
    ck_assert_int_eq(a->speakers.len, b->speakers.len);
    for (ptrdiff_t i = 0; i < a->speakers.len; i++) {
        const Speaker *x = &a->speakers.at[i], *y = &b->speakers.at[i];
        ck_assert(str_eq(x->name, y->name) && str_eq(x->role, y->role));
        ck_assert_int_eq(x->role_by_default, y->role_by_default);
        ck_assert_int_eq(x->turns, y->turns);
    }
    ck_assert_int_eq(a->sentences.len, b->sentences.len);
    for (ptrdiff_t i = 0; i < a->sentences.len; i++) {
        const Sentence *x = &a->sentences.at[i], *y = &b->sentences.at[i];
        ck_assert_int_eq(x->span.begin, y->span.begin);
        ck_assert_int_eq(x->span.end, y->span.end);
        ck_assert_int_eq(x->turn, y->turn);
    }
    ck_assert_int_eq(a->marks.len, b->marks.len);
    for (ptrdiff_t i = 0; i < a->marks.len; i++) {
        const Mark *x = &a->marks.at[i], *y = &b->marks.at[i];
        ck_assert_int_eq(x->offset, y->offset);
        ck_assert_int_eq(x->ms, y->ms);
        ck_assert_int_eq(x->line, y->line);
    }
}

static inline void same_transcript(const Transcript *a, const Transcript *b)
{
    ck_assert(str_eq(a->document, b->document) && str_eq(a->file, b->file));
    ck_assert(str_eq(a->format, b->format));
    ck_assert(str_eq(a->encoding, b->encoding));
    ck_assert(str_eq(a->text, b->text) && str_eq(a->hash, b->hash));
    ck_assert(str_eq(a->source_hash, b->source_hash));
    ck_assert(str_eq(a->group, b->group));
    ck_assert_int_eq(a->verbatim, b->verbatim);
    ck_assert_int_eq(a->cues, b->cues);
    same_turns(a, b);
    same_parts(a, b);
}

static inline Codebook tiny_codebook(Str hash, Arena *arena)
{
    Codebook book = {.id = S("pm"), .title = S("T"), .version = S("1")};
    book.file = S("codebooks/pm.yaml");
    book.hash = hash;
    *PUSH(&book.codes, arena) = (Code){.id = S("money"),
                                       .label = S("Money"),
                                       .parent = NONE,
                                       .definition = S("About money."),
                                       .rules = 1};
    *PUSH(&book.codes, arena) = (Code){.id = S("lack"),
                                       .label = S("Lack"),
                                       .kind = KIND_CHALLENGE,
                                       .parent = 0,
                                       .first_rule = 1,
                                       .rules = 2};
    *PUSH(&book.codes.at[0].examples, arena) = (Example){.text = S("no money")};
    *PUSH(&book.codes.at[0].examples, arena) = (Example){.text = S("rich\n")};
    static const char *const rules[] = {"money.1", "lack.1", "lack.none"};
    for (int32_t i = 0; i < 3; i++) {
        *PUSH(&book.rules, arena) = (Rule){
            .id = str_of(rules[i]), .code = i > 0, .written = S("any: budget")};
    }
    *PUSH(&book.questions, arena) = (Question){.id = S("Q1")};
    return book;
}

static inline Decision decided(int64_t number, Arena *arena)
{
    return (Decision){
        .action = ACTION_REMOVE,
        .document = S("P01"),
        .code = S("money"),
        .quote = S("no budget"),
        .coder = S("anna"),
        .date = S("2026-11-20"),
        .why = str_format(arena, "reason %lld", (long long)number),
        .span = {NONE, NONE},
        .span_to = {NONE, NONE},
    };
}

// One document whose second turn is coded by rule, and more by people.
static inline Study small_study(const Transcript *t, int64_t revision,
                                const Codebook *book, Arena *arena)
{
    Study study = {.title = S("Study"), .codebook = book};
    *PUSH(&study.cases, arena) = (Case){.id = S("C1"), .label = S("One")};
    *PUSH(&study.cases, arena) = (Case){.id = S("C2"), .label = S("Two")};
    Attributes *attributes = &study.cases.at[0].attributes;
    *PUSH(attributes, arena) = (Attribute){S("country"), S("EE")};
    *PUSH(attributes, arena) = (Attribute){S("level"), S("national")};
    *PUSH(&study.participants, arena) = (Participant){
        .id = S("R1"), .group = S("clinician"), .consent = CONSENT_QUOTE};
    *PUSH(&study.participants.at[0].cases, arena) = 0;
    *PUSH(&study.participants.at[0].cases, arena) = 1;
    Document *document = PUSH(&study.documents, arena);
    *document = (Document){.transcript = *t, .revision = revision};
    *PUSH(&document->cases, arena) = 0;
    *PUSH(&document->cases, arena) = 1;
    *PUSH(&document->participants, arena) = NONE;
    *PUSH(&document->participants, arena) = 0;
    document->transcript.turns.at[1].question = 0;
    Span turn = t->turns.at[1].span;
    int32_t from = (int32_t)str_find(t->text, S("budget"), 0);
    *PUSH(&document->hits, arena) =
        (Hit){.span = {from, from + 6}, .coded = turn, .rule = 2, .turn = 1};
    *PUSH(&study.codings, arena) = (Coding){
        .span = turn, .turn = 1, .code = 1, .hits = 1, .disputed = true};
    *PUSH(&study.codings, arena) = (Coding){.span = {from, from + 6},
                                            .turn = 1,
                                            .origin = ORIGIN_CODER,
                                            .status = STATUS_ADDED,
                                            .first_hit = NONE,
                                            .coder = S("anna"),
                                            .why = S("seen")};
    return study;
}

// Stores a study's first document as coded, as the engine does.
static inline bool put_coded(Store *store, const Study *study, int64_t id,
                             Str heard, Err *err)
{
    Arena arena = {0};
    KnownRules rules;
    Coded *coded;
    bool ok = store_rules(store, id, &arena, &rules, err) &&
              store_put_rule_set(store, &rules, err) &&
              store_coded(store, rules.lineage, &study->documents, &arena,
                          &coded, err);
    if (ok) {
        const Document *document = &study->documents.at[0];
        Str key = sheet_key(heard, (Str){0}, &arena);
        const Codings *codings = &study->codings;
        const NewlyCoded made = {
            .packed = {pack_questions(&document->transcript, &arena),
                       pack_hits(&document->hits, &rules, &arena)},
            .codings = pack_codings(document, codings, &rules, &arena),
            .sheet = pack_sheet(&(Sheet){.voices = {0}}, document, codings,
                                &rules, key, &arena),
            .codebook = study->codebook,
        };
        coded[0].heard = heard;
        coded[0].set = rules.set;
        coded[0].voices = pack_voices(study, 0, &arena);
        coded[0].hits = document->hits.len;
        coded[0].codings = study->codings.len;
        ok = store_put_coded(store, rules.lineage, &coded[0], &made, err);
    }
    arena_release(&arena);
    return ok;
}

// What is stored of the newest revision of the first document.
static inline Coded coded_of(Store *store, int64_t id, Arena *arena)
{
    Err err = {0};
    KnownRules rules;
    Documents documents;
    Coded *coded;
    ck_assert(store_rules(store, id, arena, &rules, &err));
    ck_assert(store_heads(store, arena, &documents, &err));
    ck_assert(
        store_coded(store, rules.lineage, &documents, arena, &coded, &err));
    return coded[0];
}

#endif
