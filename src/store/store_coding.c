#include "store/store.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "store/query.h"

typedef enum Statement {
    Q_CLEAR,
    Q_ADD,
    Q_QUESTIONS_CLEAR,
    Q_QUESTION_ADD,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_CLEAR] = {"store codings", "DELETE FROM coding WHERE codebook = ?1"},
    [Q_ADD] = {"store codings",
               "INSERT INTO coding (codebook, number, revision, cases,"
               "  participant, grouping, turn, line, begin, end, text, code,"
               "  origin, status, disputed, rule, hits, hit_begin, hit_end,"
               "  hit_text, context, coder, why)"
               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
               "  ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)"},
    [Q_QUESTIONS_CLEAR] = {"store questions",
                           "DELETE FROM turn_question WHERE revision = ?1"},
    [Q_QUESTION_ADD] = {"store questions",
                        "INSERT INTO turn_question (revision, turn, question)"
                        " VALUES (?1, ?2, ?3)"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_CODING, sql, (int)which, err);
}

// The cases that a coding counts for, with commas between.
static Str cases_of(const Study *study, const Coding *coding, Arena *arena)
{
    Ints cases =
        coding->turn == NONE
            ? study->documents.at[coding->document].cases
            : study_cases(study, coding->document, coding->turn, arena);
    Buf names = {.arena = arena};
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        buf_add(&names, i > 0 ? S(",") : (Str){0});
        buf_add(&names, study->cases.at[cases.at[i]].id);
    }
    return buf_str(&names);
}

static Str participant_of(const Study *study, const Coding *coding)
{
    int32_t participant =
        coding->turn == NONE
            ? NONE
            : study_participant(study, coding->document, coding->turn);
    return participant == NONE ? (Str){0}
                               : study->participants.at[participant].id;
}

static Str group_of(const Study *study, const Coding *coding)
{
    return coding->turn == NONE
               ? (Str){0}
               : study_group(study, coding->document, coding->turn);
}

static void bind_place(Query *add, const Study *study, const Coding *coding,
                       Points *points)
{
    const Transcript *transcript =
        &study->documents.at[coding->document].transcript;
    query_maybe(add, coding->turn == NONE ? NONE : coding->turn + 1, NONE);
    query_int(add, transcript_line_at(transcript, coding->span.begin));
    query_int(add, points_at(points, coding->span.begin));
    query_int(add, points_at(points, coding->span.end));
    query_text(add, transcript_text(transcript, coding->span));
}

// Rule and words of the first hit; all of them absent without one.
static void bind_hit(Query *add, const Study *study, const Coding *coding,
                     Points *points)
{
    const Document *document = &study->documents.at[coding->document];
    if (coding->first_hit == NONE) {
        query_text(add, (Str){0});
        query_int(add, 0);
        query_maybe(add, NONE, NONE);
        query_maybe(add, NONE, NONE);
        query_text(add, (Str){0});
        return;
    }
    const Hit *hit = &document->hits.at[coding->first_hit];
    query_text(add, study->codebook->rules.at[hit->rule].id);
    query_int(add, coding->hits);
    query_int(add, points_at(points, hit->span.begin));
    query_int(add, points_at(points, hit->span.end));
    query_text(add, transcript_text(&document->transcript, hit->span));
}

typedef struct Target { // where the codings of a study go
    Store *store;
    int64_t codebook;
    Err *err;
} Target;

static bool put_coding(const Target *target, const Study *study,
                       ptrdiff_t number, Points *points)
{
    Arena arena = {0};
    const Coding *coding = &study->codings.at[number];
    Query add = ask(target->store, Q_ADD, target->err);
    query_int(&add, target->codebook);
    query_int(&add, number);
    query_int(&add, study->documents.at[coding->document].revision);
    query_text(&add, cases_of(study, coding, &arena));
    query_text(&add, participant_of(study, coding));
    query_text(&add, group_of(study, coding));
    bind_place(&add, study, coding, points);
    query_int(&add, coding->code);
    query_text(&add, str_of(origin_name(coding->origin)));
    query_text(&add, str_of(status_name(coding->status)));
    query_int(&add, coding->disputed);
    bind_hit(&add, study, coding, points);
    query_text(&add, str_of(context_name(coding->context)));
    query_text(&add, coding->coder);
    query_text(&add, coding->why);
    bool ok = query_run(&add);
    arena_release(&arena);
    return ok;
}

// Which question each turn answers, and who has which role: both as this
// study's codebook says.
static bool put_turns(Store *store, const Study *study,
                      const Document *document, Err *err)
{
    const Turns *turns = &document->transcript.turns;
    Query clear = ask(store, Q_QUESTIONS_CLEAR, err);
    query_int(&clear, document->revision);
    bool ok = query_run(&clear);
    for (ptrdiff_t i = 0; ok && i < turns->len; i++) {
        if (turns->at[i].question == NO_QUESTION) {
            continue;
        }
        Query add = ask(store, Q_QUESTION_ADD, err);
        query_int(&add, document->revision);
        query_int(&add, i + 1);
        query_text(&add,
                   study->codebook->questions.at[turns->at[i].question].id);
        ok = query_run(&add);
    }
    return ok &&
           put_roles(store, &document->transcript, document->revision, err);
}

bool store_put_codings(Store *store, const Study *study, int64_t codebook,
                       Err *err)
{
    const Target target = {store, codebook, err};
    if (!work_begin(store, err)) {
        return false;
    }
    Query clear = ask(store, Q_CLEAR, err);
    query_int(&clear, codebook);
    bool ok = query_run(&clear);
    for (ptrdiff_t i = 0; ok && i < study->documents.len; i++) {
        ok = put_turns(store, study, &study->documents.at[i], err);
    }
    Points points = {0};
    int32_t document = NONE;
    for (ptrdiff_t i = 0; ok && i < study->codings.len; i++) {
        const Coding *coding = &study->codings.at[i];
        if (coding->document != document) {
            document = coding->document;
            points = points_of(study->documents.at[document].transcript.text);
        }
        ok = put_coding(&target, study, i, &points);
    }
    return work_end(store, ok, err);
}
