#include "resolve/resolve.h"

#include "base/buf.h"
#include "base/map.h"
#include "text/text.h"

#include <stdlib.h>

typedef struct Registering {
    Study *study;
    const Register *declared;
    Arena *arena;   // the study's
    Arena *scratch; // until it is done
    Diags *diags;
    Map cases, participants, documents; // ids to numbers
    Map casts;    // "document\nspeaker" to casts[], the same numbers
    Ints cast;    // participants
    Map alike;    // keys of labels to who[], the same numbers
    Ints who;     // participants: of all that are called so, declared for any
                  // document, the one who consented to least
    Map assigned; // documents to numbers of Register.assignments
    Map labels;   // of undeclared speakers
    Ints met;     // in how many documents each label is
} Registering;

static void suggest(Diag *diag, Str word, Strs names, Diags *diags)
{
    Str near = nearest_name(word, names);
    if (near.len > 0) {
        diag->help =
            str_format(diags->arena, "did you mean '%.*s'?", FMT(near));
    }
}

// The number of a declared document, or NONE; said once for each name.
static int32_t document_of(Registering *job, Str name, Place place, Map *said)
{
    int32_t document = map_find(&job->documents, name);
    if (document >= 0) {
        return document;
    }
    if (map_find(said, name) < 0) {
        map_put(said, name, job->scratch);
        Diag *diag = diag_add(job->diags, DIAG_K004, place,
                              "no document is called '%.*s'", FMT(name));
        suggest(diag, name, job->documents.keys, job->diags);
    }
    return NONE;
}

static bool speaks(const Transcript *transcript, Str speaker, Strs *names,
                   Arena *arena)
{
    for (ptrdiff_t i = 0; i < transcript->speakers.len; i++) {
        *PUSH(names, arena) = transcript->speakers.at[i].name;
    }
    return strs_find(*names, speaker) >= 0;
}

// Findings are published, labels of people are not: those stand in the help.
static void say_missing(Registering *job, const Cast *cast, Strs names)
{
    Diags *diags = job->diags;
    Diag *diag = diag_add(diags, DIAG_K005, cast->place,
                          "a speaker who is declared for '%.*s' does not speak "
                          "there: no words of '%.*s' are shown",
                          FMT(cast->document), FMT(cast->document));
    Str near = nearest_name(cast->speaker, names);
    diag->help = str_format(
        diags->arena, "nobody is called '%.*s' there%s%.*s%s",
        FMT(cast->speaker), near.len > 0 ? "; did you mean '" : "", FMT(near),
        near.len > 0 ? "'?" : "; mend the transcript or the file of cases");
}

static Str cast_key(Str document, Str speaker, Arena *arena)
{
    return str_format(arena, "%.*s\n%.*s", FMT(document), FMT(speaker));
}

static void take_cast(Registering *job, const Cast *cast, Map *said)
{
    Strs names = {0};
    int32_t document = document_of(job, cast->document, cast->place, said);
    int32_t participant = map_find(&job->participants, cast->participant);
    if (document == NONE || participant < 0) {
        return; // who is not declared was found when the file was read
    }
    if (!speaks(&job->study->documents.at[document].transcript, cast->speaker,
                &names, job->scratch)) {
        job->study->documents.at[document].unsure = true;
        say_missing(job, cast, names);
        return;
    }
    ptrdiff_t before = job->casts.keys.len;
    Str key = cast_key(cast->document, cast->speaker, job->scratch);
    map_put(&job->casts, key, job->scratch);
    if (job->casts.keys.len > before) {
        *PUSH(&job->cast, job->scratch) = participant;
    }
}

// A label without case and blanks: those are easily mistaken.
static Str label_key(Str label, Arena *arena)
{
    Buf key = {.arena = arena};
    Str folded = text_fold(label, false, arena).text;
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        if (folded.at[i] != ' ') {
            buf_char(&key, folded.at[i]);
        }
    }
    return buf_str(&key);
}

static void know_label(Registering *job, Str label, int32_t participant)
{
    const Participants *people = &job->study->participants;
    Str key = label_key(label, job->scratch);
    int32_t number = map_put(&job->alike, key, job->scratch);
    if (number == job->who.len) {
        *PUSH(&job->who, job->scratch) = participant;
    }
    int32_t *who = &job->who.at[number];
    if (people->at[participant].consent < people->at[*who].consent) {
        *who = participant;
    }
}

static void know_labels(Registering *job)
{
    const Casts *casts = &job->declared->casts;
    for (int32_t i = 0; i < job->study->participants.len; i++) {
        know_label(job, job->study->participants.at[i].id, i);
    }
    for (ptrdiff_t i = 0; i < casts->len; i++) {
        int32_t person = map_find(&job->participants, casts->at[i].participant);
        if (person >= 0) {
            know_label(job, casts->at[i].speaker, person);
        }
    }
}

// The participant who is called like this, or NONE.
static int32_t called_like(const Registering *job, Str label)
{
    if (job->alike.keys.len == 0) {
        return NONE;
    }
    int32_t number = map_find(&job->alike, label_key(label, job->scratch));
    return number < 0 ? NONE : job->who.at[number];
}

static bool somebody_withheld(const Study *study)
{
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        if (study->participants.at[i].consent < CONSENT_QUOTE) {
            return true;
        }
    }
    return false;
}

// A document that nothing is declared of may be one of those that are declared
// and not there (`missing`, said already).
static void doubt_unlisted(Registering *job, const Map *missing)
{
    Map listed = {0};
    const Register *declared = job->declared;
    for (ptrdiff_t i = 0; i < declared->assignments.len; i++) {
        map_put(&listed, declared->assignments.at[i].document, job->scratch);
    }
    for (ptrdiff_t i = 0; i < declared->casts.len; i++) {
        map_put(&listed, declared->casts.at[i].document, job->scratch);
    }
    bool doubt = missing->keys.len > 0 && somebody_withheld(job->study);
    for (ptrdiff_t i = 0; doubt && i < job->study->documents.len; i++) {
        Document *document = &job->study->documents.at[i];
        Str name = document->transcript.document;
        if (map_find(&listed, name) < 0) {
            document->unsure = true;
            Diag *diag = diag_add(
                job->diags, DIAG_K010, (Place){.file = declared->file},
                "'%.*s' is not among the documents, and one that is among them "
                "is not there: no words of '%.*s' are shown",
                FMT(name), FMT(name));
            diag->help = S("it may have been renamed: give it an entry under "
                           "its name, and mend or remove the other");
        }
    }
}

// What is declared, and whether what it speaks of is there.
static void take_declared(Registering *job)
{
    Study *study = job->study;
    const Register *declared = job->declared;
    Map said = {0};
    study->title = declared->title;
    study->declared = declared->file.len > 0;
    study->cases = (Cases){0};
    study->participants = (Participants){0};
    for (ptrdiff_t i = 0; i < declared->cases.len; i++) {
        *PUSH(&study->cases, job->arena) = declared->cases.at[i];
        map_put(&job->cases, declared->cases.at[i].id, job->scratch);
    }
    for (ptrdiff_t i = 0; i < declared->participants.len; i++) {
        *PUSH(&study->participants, job->arena) = declared->participants.at[i];
        map_put(&job->participants, declared->participants.at[i].id,
                job->scratch);
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        map_put(&job->documents, study->documents.at[i].transcript.document,
                job->scratch);
    }
    for (ptrdiff_t i = 0; i < declared->assignments.len; i++) {
        const Assignment *assignment = &declared->assignments.at[i];
        map_put(&job->assigned, assignment->document, job->scratch);
        document_of(job, assignment->document, assignment->place, &said);
    }
    for (ptrdiff_t i = 0; i < declared->casts.len; i++) {
        take_cast(job, &declared->casts.at[i], &said);
    }
    know_labels(job);
    doubt_unlisted(job, &said);
}

// Who may not be quoted and is called like this in the document or as a
// participant, or NONE.
static int32_t withheld_like(const Registering *job,
                             const Transcript *transcript, Str label)
{
    const Casts *casts = &job->declared->casts;
    const Participants *people = &job->study->participants;
    int32_t person = called_like(job, label);
    if (person == NONE || people->at[person].consent >= CONSENT_QUOTE) {
        return NONE;
    }
    Str key = label_key(label, job->scratch);
    Str id = people->at[person].id;
    bool same = str_eq(label_key(id, job->scratch), key);
    for (ptrdiff_t i = 0; !same && i < casts->len; i++) {
        const Cast *cast = &casts->at[i];
        same = str_eq(cast->document, transcript->document) &&
               str_eq(cast->participant, id) &&
               str_eq(label_key(cast->speaker, job->scratch), key);
    }
    return same ? person : NONE;
}

// Who a speaker is by declaration, or NONE.
static int32_t declared_as(const Registering *job, const Transcript *transcript,
                           const Speaker *speaker)
{
    int32_t cast = NONE;
    if (job->casts.keys.len > 0) {
        Str key = cast_key(transcript->document, speaker->name, job->scratch);
        cast = map_find(&job->casts, key);
    }
    if (cast >= 0) {
        return job->cast.at[cast];
    }
    int32_t named = map_find(&job->participants, speaker->name);
    return named >= 0 ? named : withheld_like(job, transcript, speaker->name);
}

// True for somebody who takes part and whom nobody declared: where consents are
// declared, everybody but who interviews.
static bool is_undeclared(const Registering *job, const Transcript *transcript,
                          const Speaker *speaker)
{
    bool takes_part = job->study->declared
                          ? !str_eq(speaker->role, ROLE_INTERVIEWER)
                          : str_eq(speaker->role, ROLE_PARTICIPANT);
    return takes_part && declared_as(job, transcript, speaker) == NONE;
}

static void count_labels(Registering *job)
{
    for (ptrdiff_t i = 0; i < job->study->documents.len; i++) {
        const Transcript *transcript = &job->study->documents.at[i].transcript;
        for (ptrdiff_t j = 0; j < transcript->speakers.len; j++) {
            const Speaker *speaker = &transcript->speakers.at[j];
            if (!is_undeclared(job, transcript, speaker)) {
                continue;
            }
            int32_t label = map_put(&job->labels, speaker->name, job->scratch);
            if (label == job->met.len) {
                *PUSH(&job->met, job->scratch) = 0;
            }
            job->met.at[label]++;
        }
    }
}

// What an undeclared speaker is called: where consents are declared, by the
// label only with that consent.
static Str implied_name(const Registering *job, const Transcript *transcript,
                        int32_t speaker, Consent consent)
{
    Str document = transcript->document;
    Str label = transcript->speakers.at[speaker].name;
    if (job->study->declared && consent < CONSENT_NAMED) {
        return str_format(job->arena, "%.*s speaker %d", FMT(document),
                          (int)speaker + 1);
    }
    bool alone = job->met.at[map_find(&job->labels, label)] == 1;
    return alone
               ? label
               : str_format(job->arena, "%.*s:%.*s", FMT(document), FMT(label));
}

// The study's consent for a label; no more than was declared for a label like
// it, whatever the document: it may have been renamed.
static Consent implied_consent(const Registering *job, Str label)
{
    if (!job->study->declared) {
        return CONSENT_QUOTE;
    }
    int32_t person = called_like(job, label);
    Consent consent = job->declared->consent;
    Consent like =
        person == NONE ? consent : job->study->participants.at[person].consent;
    return like < consent ? like : consent;
}

static int32_t imply_participant(Registering *job, const Transcript *transcript,
                                 int32_t speaker)
{
    Study *study = job->study;
    Str label = transcript->speakers.at[speaker].name;
    Consent consent = implied_consent(job, label);
    Str id = implied_name(job, transcript, speaker, consent);
    int32_t participant = map_put(&job->participants, id, job->scratch);
    if (participant < study->participants.len) {
        return participant; // declared under that name
    }
    *PUSH(&study->participants, job->arena) =
        (Participant){.id = id, .consent = consent, .implied = true};
    if (study->declared) {
        Diag *diag = diag_add(
            job->diags, DIAG_K002, (Place){.file = job->declared->file},
            "speaker %d of '%.*s' is not among the participants: consent '%s' "
            "holds",
            (int)speaker + 1, FMT(transcript->document), consent_name(consent));
        diag->help =
            str_format(job->diags->arena,
                       "say in the file of cases who '%.*s' is", FMT(label));
    }
    return participant;
}

static void take_speakers(Registering *job)
{
    count_labels(job);
    for (ptrdiff_t i = 0; i < job->study->documents.len; i++) {
        Document *document = &job->study->documents.at[i];
        const Transcript *transcript = &document->transcript;
        document->participants = (Ints){0};
        for (ptrdiff_t j = 0; j < transcript->speakers.len; j++) {
            const Speaker *speaker = &transcript->speakers.at[j];
            int32_t participant = declared_as(job, transcript, speaker);
            if (is_undeclared(job, transcript, speaker)) {
                participant = imply_participant(job, transcript, (int32_t)j);
            }
            *PUSH(&document->participants, job->arena) = participant;
        }
    }
}

// Whose words must not be shown under the name of somebody else.
static void guard_labels(Registering *job)
{
    Study *study = job->study;
    const Casts *casts = &job->declared->casts;
    Map labels = {0};
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        const Participant *person = &study->participants.at[i];
        if (person->consent < CONSENT_QUOTE && !person->implied) {
            map_put(&labels, person->id, job->scratch);
        }
    }
    for (ptrdiff_t i = 0; i < casts->len; i++) {
        int32_t person = map_find(&job->participants, casts->at[i].participant);
        if (person >= 0 &&
            study->participants.at[person].consent < CONSENT_QUOTE) {
            map_put(&labels, casts->at[i].speaker, job->scratch);
        }
    }
    study->guarded = (Strs){0};
    study->guards = labels.keys.len > 0 ||
                    (study->declared && job->declared->consent < CONSENT_QUOTE);
    for (ptrdiff_t i = 0; i < labels.keys.len; i++) {
        *PUSH(&study->guarded, job->arena) = labels.keys.at[i];
    }
}

static int ascending(const void *a, const void *b)
{
    int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;
    return (left > right) - (left < right);
}

// In the order of the study, each once.
static void sort_once(Ints *list)
{
    ptrdiff_t kept = 0;
    if (list->len > 0) {
        qsort(list->at, (size_t)list->len, sizeof *list->at, ascending);
    }
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (kept == 0 || list->at[kept - 1] != list->at[i]) {
            list->at[kept++] = list->at[i];
        }
    }
    list->len = kept;
}

static void add_all(Ints *list, Ints more, Arena *arena)
{
    for (ptrdiff_t i = 0; i < more.len; i++) {
        *PUSH(list, arena) = more.at[i];
    }
}

// The case with this id, which is implied when nobody declared it.
static int32_t case_called(Registering *job, Str id)
{
    int32_t number = map_put(&job->cases, id, job->scratch);
    if (number == job->study->cases.len) {
        *PUSH(&job->study->cases, job->arena) =
            (Case){.id = id, .label = id, .implied = true};
    }
    return number;
}

// The cases that are declared for those who speak in a document.
static Ints cases_of_speakers(const Registering *job, const Document *document)
{
    Ints cases = {0};
    for (ptrdiff_t i = 0; i < document->participants.len; i++) {
        int32_t participant = document->participants.at[i];
        if (participant != NONE) {
            add_all(&cases, job->study->participants.at[participant].cases,
                    job->arena);
        }
    }
    return cases;
}

static Ints cases_of_document(Registering *job, const Document *document)
{
    const Transcript *transcript = &document->transcript;
    Ints cases = {0};
    int32_t assigned = map_find(&job->assigned, transcript->document);
    if (assigned >= 0) {
        add_all(&cases, job->declared->assignments.at[assigned].cases,
                job->arena);
    }
    if (cases.len == 0 && transcript->group.len > 0) {
        *PUSH(&cases, job->arena) = case_called(job, transcript->group);
    }
    if (cases.len == 0) {
        cases = cases_of_speakers(job, document);
    }
    if (cases.len == 0) {
        *PUSH(&cases, job->arena) = case_called(job, transcript->document);
    }
    sort_once(&cases);
    return cases;
}

static void take_cases(Registering *job)
{
    Study *study = job->study;
    ptrdiff_t people = study->participants.len;
    bool *without = NEW_ARRAY(job->scratch, bool, people);
    for (ptrdiff_t i = 0; i < people; i++) {
        without[i] = study->participants.at[i].cases.len == 0;
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        Document *document = &study->documents.at[i];
        document->cases = cases_of_document(job, document);
    }
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        const Document *document = &study->documents.at[i];
        for (ptrdiff_t j = 0; j < document->participants.len; j++) {
            int32_t person = document->participants.at[j];
            if (person != NONE && without[person]) {
                add_all(&study->participants.at[person].cases, document->cases,
                        job->arena);
            }
        }
    }
    for (ptrdiff_t i = 0; i < people; i++) {
        if (without[i]) {
            sort_once(&study->participants.at[i].cases);
        }
    }
}

void resolve_register(Study *study, const Register *declared, Arena *arena,
                      Diags *diags)
{
    static const Register nothing = {.consent = CONSENT_QUOTE};
    Arena scratch = {0};
    Registering job = {
        .study = study,
        .declared = declared ? declared : &nothing,
        .arena = arena,
        .scratch = &scratch,
        .diags = diags,
    };
    take_declared(&job);
    take_speakers(&job);
    guard_labels(&job);
    take_cases(&job);
    arena_release(&scratch);
}
