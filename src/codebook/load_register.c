// Load transcripts/cases.yaml: who speaks for what, and what may be shown.
#include "codebook/load.h"

#include "codebook/walk.h"

typedef struct Registering { // Reader.job
    Register *declared;
    Map cases;        // numbers are indices of declared->cases
    Map participants; // of declared->participants
    Map documents;    // names that stand under `documents`
} Registering;

// A name taken down in `names`.
// Result: false, with C005, when it was there already.
static bool is_new_name(Reader *reader, const Node *node, Str name, Map *names)
{
    ptrdiff_t before = names->keys.len;
    if (name.len == 0) {
        return false;
    }
    map_put(names, name, reader->mistakes->scratch);
    if (names->keys.len == before) {
        mistake_in(reader, DIAG_C005, node, "'%.*s' stands here already",
                   FMT(shown(reader->mistakes, name)));
        return false;
    }
    return true;
}

// The number of a declared name, or NONE with K001.
static int32_t find_declared(Reader *reader, const Node *node, const Map *names,
                             const char *what)
{
    Str name = {0};
    read_line(reader, node, &name);
    int32_t index = name.len > 0 ? map_find(names, name) : NONE;
    if (name.len > 0 && index < 0) {
        Mistakes *mistakes = reader->mistakes;
        Diag *diag =
            mistake_in(reader, DIAG_K001, node, "no %s is declared as '%.*s'",
                       what, FMT(shown(mistakes, name)));
        mistake_suggest(mistakes, diag, name, names->keys);
    }
    return index < 0 ? NONE : index;
}

static void read_case_name(Reader *reader, const Node *node, void *to)
{
    const Registering *job = reader->job;
    int32_t index = find_declared(reader, node, &job->cases, "case");
    if (index != NONE) {
        *PUSH((Ints *)to, reader->arena) = index;
    }
}

static void read_case_names(Reader *reader, const Node *node, void *to)
{
    read_each(reader, node, read_case_name, to);
}

static void read_consent(Reader *reader, const Node *node, void *to)
{
    const char *names[CONSENT_NAMED + 1];
    int choice = -1;
    for (int i = 0; i <= CONSENT_NAMED; i++) {
        names[i] = consent_name((Consent)i);
    }
    read_choice(reader, node, (Choices){names, CONSENT_NAMED + 1}, &choice);
    if (choice >= 0) {
        *(Consent *)to = (Consent)choice;
    }
}

static void read_study(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"title", OPTIONAL, offsetof(Register, title), read_line},
        {"consent", OPTIONAL, offsetof(Register, consent), read_consent},
    };
    static const Fields fields = FIELDS("'study'", table);
    walk(reader, node, &fields, to);
}

static void read_attributes(Reader *reader, const Node *node, void *to)
{
    if (!node_is(reader, node, NODE_MAP)) {
        return;
    }
    for (const Node *value = node->first; value; value = value->next) {
        Attribute attribute = {0};
        read_line(reader, value->key, &attribute.name);
        if (!node_is_blank(value)) {
            read_line(reader, value, &attribute.value);
        }
        if (attribute.name.len > 0 && attribute.value.len > 0) {
            *PUSH((Attributes *)to, reader->arena) = attribute;
        }
    }
}

static void read_case_entry(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"id", REQUIRED, offsetof(Case, id), read_line},
        {"label", OPTIONAL, offsetof(Case, label), read_line},
        {"attributes", OPTIONAL, offsetof(Case, attributes), read_attributes},
    };
    static const Fields fields = FIELDS("a case", table);
    Registering *job = reader->job;
    Case entry = {.place = node_place(node, reader->mistakes)};
    walk(reader, node, &fields, &entry);
    if (entry.label.len == 0) {
        entry.label = entry.id;
    }
    if (is_new_name(reader, node, entry.id, &job->cases)) {
        *PUSH((Cases *)to, reader->arena) = entry;
    }
}

static void read_participant(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"id", REQUIRED, offsetof(Participant, id), read_line},
        {"position", OPTIONAL, offsetof(Participant, position), read_line},
        {"group", OPTIONAL, offsetof(Participant, group), read_line},
        {"consent", OPTIONAL, offsetof(Participant, consent), read_consent},
        {"cases", OPTIONAL, offsetof(Participant, cases), read_case_names},
    };
    static const Fields fields = FIELDS("a participant", table);
    Registering *job = reader->job;
    Participant entry = {
        .consent = job->declared->consent,
        .place = node_place(node, reader->mistakes),
    };
    walk(reader, node, &fields, &entry);
    if (is_new_name(reader, node, entry.id, &job->participants)) {
        *PUSH((Participants *)to, reader->arena) = entry;
    }
}

typedef struct DocumentDraft {
    Assignment assignment;
    Casts casts; // without the document's name yet
} DocumentDraft;

static void read_casts(Reader *reader, const Node *node, void *to)
{
    const Registering *job = reader->job;
    if (!node_is(reader, node, NODE_MAP)) {
        return;
    }
    for (const Node *value = node->first; value; value = value->next) {
        Cast cast = {.place = node_place(value->key, reader->mistakes)};
        read_line(reader, value->key, &cast.speaker);
        int32_t index =
            find_declared(reader, value, &job->participants, "participant");
        if (index != NONE && cast.speaker.len > 0) {
            cast.participant = job->participants.keys.at[index];
            *PUSH((Casts *)to, reader->arena) = cast;
        }
    }
}

static void read_document(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"document", REQUIRED, offsetof(DocumentDraft, assignment.document),
         read_line},
        {"cases", OPTIONAL, offsetof(DocumentDraft, assignment.cases),
         read_case_names},
        {"speakers", OPTIONAL, offsetof(DocumentDraft, casts), read_casts},
    };
    static const Fields fields = FIELDS("a document", table);
    Registering *job = reader->job;
    Register *declared = to;
    DocumentDraft draft = {
        .assignment = {.place = node_place(node, reader->mistakes)}};
    walk(reader, node, &fields, &draft);
    Str document = draft.assignment.document;
    if (!is_new_name(reader, node, document, &job->documents)) {
        return;
    }
    if (draft.assignment.cases.len > 0) {
        *PUSH(&declared->assignments, reader->arena) = draft.assignment;
    }
    for (ptrdiff_t i = 0; i < draft.casts.len; i++) {
        draft.casts.at[i].document = document;
        *PUSH(&declared->casts, reader->arena) = draft.casts.at[i];
    }
}

static void read_cases(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_case_entry, to);
    }
}

static void read_participants(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_participant, to);
    }
}

static void read_documents(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_document, to);
    }
}

Register *register_load(Str yaml, Str file, Arena *arena, Diags *diags)
{
    static const Field table[] = {
        {"study", OPTIONAL, 0, read_study},
        {"cases", OPTIONAL, offsetof(Register, cases), read_cases},
        {"participants", OPTIONAL, offsetof(Register, participants),
         read_participants},
        {"documents", OPTIONAL, 0, read_documents},
    };
    static const Fields fields = FIELDS("the file of cases", table);
    Arena scratch = {0};
    Register *declared = NEW(arena, Register);
    *declared = (Register){.file = str_copy(arena, file)};
    Mistakes mistakes = mistakes_of(yaml, declared->file, &scratch, diags);
    Registering job = {.declared = declared};
    Reader reader = {.arena = arena, .mistakes = &mistakes, .job = &job};
    const Node *root = yaml_read(yaml, codebook_limits, arena, &mistakes);
    if (root) {
        walk(&reader, root, &fields, declared);
    }
    mistakes_end(&mistakes);
    arena_release(&scratch);
    return declared;
}
