#include "store/store.h"

#include "base/hash.h"
#include "store/numbers.h"
#include "store/query.h"

typedef enum Statement {
    Q_CASTING_CLEAR, // what refers to others is cleared first
    Q_PARTICIPANT_CASE_CLEAR,
    Q_PARTICIPANT_CLEAR,
    Q_DOCUMENT_CASE_CLEAR,
    Q_ATTRIBUTE_CLEAR,
    Q_CASE_CLEAR,
    Q_CASE_ADD,
    Q_ATTRIBUTE_ADD,
    Q_DOCUMENT_CASE_ADD,
    Q_PARTICIPANT_ADD,
    Q_PARTICIPANT_CASE_ADD,
    Q_CASTING_ADD,
    QUERIES
} Statement;

static const Sql sql[QUERIES] = {
    [Q_CASTING_CLEAR] = {"store speakers", "DELETE FROM casting"},
    [Q_PARTICIPANT_CASE_CLEAR] = {"store participants",
                                  "DELETE FROM participant_case"},
    [Q_PARTICIPANT_CLEAR] = {"store participants", "DELETE FROM participant"},
    [Q_DOCUMENT_CASE_CLEAR] = {"store cases", "DELETE FROM document_case"},
    [Q_ATTRIBUTE_CLEAR] = {"store cases", "DELETE FROM case_attribute"},
    [Q_CASE_CLEAR] = {"store cases", "DELETE FROM study_case"},
    [Q_CASE_ADD] = {"store cases",
                    "INSERT INTO study_case (number, id, label, implied)"
                    " VALUES (?1, ?2, ?3, ?4)"},
    [Q_ATTRIBUTE_ADD] = {"store cases",
                         "INSERT INTO case_attribute (study_case, number,"
                         "  name, value) VALUES (?1, ?2, ?3, ?4)"},
    [Q_DOCUMENT_CASE_ADD] = {"store cases",
                             "INSERT OR IGNORE INTO document_case"
                             " (study_case, document) VALUES (?1, ?2)"},
    [Q_PARTICIPANT_ADD] = {"store participants",
                           "INSERT INTO participant (number, id, grouping,"
                           "  position, consent, implied)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
    [Q_PARTICIPANT_CASE_ADD] = {"store participants",
                                "INSERT OR IGNORE INTO participant_case"
                                " (participant, study_case) VALUES (?1, ?2)"},
    [Q_CASTING_ADD] = {"store speakers",
                       "INSERT OR IGNORE INTO casting (document, speaker,"
                       "  participant) VALUES (?1, ?2, ?3)"},
};

static Query ask(Store *store, Statement which, Err *err)
{
    return query_open(store, SECTION_REGISTER, sql, (int)which, err);
}

static bool clear_all(Store *store, Err *err)
{
    bool ok = true;
    for (int which = Q_CASTING_CLEAR; ok && which <= Q_CASE_CLEAR; which++) {
        Query query = ask(store, (Statement)which, err);
        ok = query_run(&query);
    }
    return ok;
}

static bool add_pair(Store *store, Statement which, int64_t first,
                     int64_t second, Err *err)
{
    Query add = ask(store, which, err);
    query_int(&add, first);
    query_int(&add, second);
    return query_run(&add);
}

static bool add_case(Store *store, const Case *entry, ptrdiff_t number,
                     Err *err)
{
    Query add = ask(store, Q_CASE_ADD, err);
    query_int(&add, number);
    query_text(&add, entry->id);
    query_text(&add, entry->label);
    query_int(&add, entry->implied);
    bool ok = query_run(&add);
    for (ptrdiff_t i = 0; ok && i < entry->attributes.len; i++) {
        Query attribute = ask(store, Q_ATTRIBUTE_ADD, err);
        query_int(&attribute, number);
        query_int(&attribute, i);
        query_text(&attribute, entry->attributes.at[i].name);
        query_text(&attribute, entry->attributes.at[i].value);
        ok = query_run(&attribute);
    }
    return ok;
}

static bool add_participant(Store *store, const Participant *participant,
                            ptrdiff_t number, Err *err)
{
    Query add = ask(store, Q_PARTICIPANT_ADD, err);
    query_int(&add, number);
    query_text(&add, participant->id);
    query_text(&add, participant->group);
    query_text(&add, participant->position);
    query_text(&add, str_of(consent_name(participant->consent)));
    query_int(&add, participant->implied);
    bool ok = query_run(&add);
    for (ptrdiff_t i = 0; ok && i < participant->cases.len; i++) {
        ok = add_pair(store, Q_PARTICIPANT_CASE_ADD, number,
                      participant->cases.at[i], err);
    }
    return ok;
}

static bool add_document(Store *store, const Document *document, Err *err)
{
    Str name = document->transcript.document;
    bool ok = true;
    for (ptrdiff_t i = 0; ok && i < document->cases.len; i++) {
        Query add = ask(store, Q_DOCUMENT_CASE_ADD, err);
        query_int(&add, document->cases.at[i]);
        query_text(&add, name);
        ok = query_run(&add);
    }
    for (ptrdiff_t i = 0; ok && i < document->participants.len; i++) {
        if (document->participants.at[i] == NONE) {
            continue;
        }
        Query add = ask(store, Q_CASTING_ADD, err);
        query_text(&add, name);
        query_text(&add, document->transcript.speakers.at[i].name);
        query_int(&add, document->participants.at[i]);
        ok = query_run(&add);
    }
    return ok;
}

// ---- is it what is stored already?

static void put_numbers(Buf *buf, Ints numbers)
{
    put_number(buf, numbers.len);
    for (ptrdiff_t i = 0; i < numbers.len; i++) {
        put_number(buf, numbers.at[i]);
    }
}

static void put_case(Buf *buf, const Case *entry)
{
    put_string(buf, entry->id);
    put_string(buf, entry->label);
    put_number(buf, entry->implied);
    put_number(buf, entry->attributes.len);
    for (ptrdiff_t i = 0; i < entry->attributes.len; i++) {
        put_string(buf, entry->attributes.at[i].name);
        put_string(buf, entry->attributes.at[i].value);
    }
}

static void put_participant(Buf *buf, const Participant *participant)
{
    put_string(buf, participant->id);
    put_string(buf, participant->group);
    put_string(buf, participant->position);
    put_number(buf, participant->consent);
    put_number(buf, participant->implied);
    put_numbers(buf, participant->cases);
}

static void put_document(Buf *buf, const Document *document)
{
    const Speakers *speakers = &document->transcript.speakers;
    put_string(buf, document->transcript.document);
    put_numbers(buf, document->cases);
    put_numbers(buf, document->participants);
    for (ptrdiff_t i = 0; i < document->participants.len; i++) {
        put_string(buf, speakers->at[i].name);
    }
}

// Names all that is stored here.
static Str register_key(const Study *study, Arena *arena)
{
    Buf all = {.arena = arena};
    put_string(&all, study->title);
    put_number(&all, study->cases.len);
    for (ptrdiff_t i = 0; i < study->cases.len; i++) {
        put_case(&all, &study->cases.at[i]);
    }
    put_number(&all, study->participants.len);
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        put_participant(&all, &study->participants.at[i]);
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        put_document(&all, &study->documents.at[i]);
    }
    return hash_hex(arena, buf_str(&all));
}

static bool replace(Store *store, const Study *study, Str key, Err *err)
{
    bool ok = clear_all(store, err) &&
              store_put_setting(store, S("title"), study->title, err) &&
              store_put_setting(store, S("register"), key, err);
    for (ptrdiff_t i = 0; ok && i < study->cases.len; i++) {
        ok = add_case(store, &study->cases.at[i], i, err);
    }
    for (ptrdiff_t i = 0; ok && i < study->participants.len; i++) {
        ok = add_participant(store, &study->participants.at[i], i, err);
    }
    for (ptrdiff_t i = 0; ok && i < study->documents.len; i++) {
        ok = add_document(store, &study->documents.at[i], err);
    }
    return ok;
}

bool store_put_register(Store *store, const Study *study, Err *err)
{
    Arena arena = {0};
    Str stored;
    if (!work_begin(store, err)) {
        return false;
    }
    Str key = register_key(study, &arena);
    bool ok = store_setting(store, S("register"), &arena, &stored, err) &&
              (str_eq(stored, key) || replace(store, study, key, err));
    arena_release(&arena);
    return work_end(store, ok, err);
}
