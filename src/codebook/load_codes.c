// Load codes: what each says for itself, then how they hang together.
#include "codebook/loading.h"

bool is_new_id(Reader *reader, const Node *map, Str id, Map *ids)
{
    ptrdiff_t before = ids->keys.len;
    if (id.len == 0) {
        return false;
    }
    map_put(ids, id, reader->mistakes->scratch);
    if (ids->keys.len == before) {
        mistake_in(reader, DIAG_C005, node_value(map, "id"),
                   "the id '%.*s' is taken already",
                   FMT(shown(reader->mistakes, id)));
        return false;
    }
    return true;
}

static void read_kind(Reader *reader, const Node *node, void *to)
{
    const char *names[KINDS];
    for (int i = 0; i < KINDS; i++) {
        names[i] = kind_name((CodeKind)i);
    }
    read_choice(reader, node, (Choices){names, KINDS}, to);
}

static void read_colour(Reader *reader, const Node *node, void *to)
{
    Str text;
    if (!text_of(reader, node, &text)) {
        return;
    }
    bool good = text.len == 7 && text.at[0] == '#';
    for (ptrdiff_t i = 1; i < text.len; i++) {
        char c = text.at[i];
        good = good && (is_digit(c) || (c >= 'a' && c <= 'f') ||
                        (c >= 'A' && c <= 'F'));
    }
    if (!good) {
        Diag *diag = mistake_in(reader, DIAG_C004, node, "'%.*s' is no colour",
                                FMT(shown(reader->mistakes, text)));
        mistake_help(reader->mistakes, diag,
                     S("a colour is # and six digits 0 to f, in quotes: "
                       "\"#2a6f97\""));
        return;
    }
    *(Str *)to = text;
}

static void read_example(Reader *reader, const Node *node, void *to)
{
    Str text;
    if (text_of(reader, node, &text)) {
        *PUSH((Examples *)to, reader->arena) =
            (Example){text, node_place(node, reader->mistakes)};
    }
}

static void read_examples(Reader *reader, const Node *node, void *to)
{
    read_each(reader, node, read_example, to);
}

// Keeps the node for when all codes are known.
static void read_later(Reader *reader, const Node *node, void *to)
{
    (void)reader;
    *(const Node **)to = node;
}

static const Field code_table[] = {
    {"id", REQUIRED, offsetof(CodeDraft, code.id), read_id},
    {"label", OPTIONAL, offsetof(CodeDraft, code.label), read_line},
    {"kind", OPTIONAL, offsetof(CodeDraft, kind), read_kind},
    {"parent", OPTIONAL, offsetof(CodeDraft, parent), read_later},
    {"colour", OPTIONAL, offsetof(CodeDraft, code.colour), read_colour},
    {"definition", OPTIONAL, offsetof(CodeDraft, code.definition), read_text},
    {"brief", OPTIONAL, offsetof(CodeDraft, code.brief), read_text},
    {"include", OPTIONAL, offsetof(CodeDraft, code.include), read_text},
    {"exclude", OPTIONAL, offsetof(CodeDraft, code.exclude), read_text},
    {"examples", OPTIONAL, offsetof(CodeDraft, code.examples), read_examples},
    {"counterexamples", OPTIONAL, offsetof(CodeDraft, code.counterexamples),
     read_examples},
    {"rules", OPTIONAL, offsetof(CodeDraft, rules), read_later},
    {"within", OPTIONAL, offsetof(CodeDraft, settings.within), read_within},
    {"span", OPTIONAL, offsetof(CodeDraft, settings.span), read_span},
    {"case", OPTIONAL, offsetof(CodeDraft, settings.exact_case), read_case},
    {"roles", OPTIONAL, offsetof(CodeDraft, settings), read_role_names},
    {"negation", OPTIONAL,
     offsetof(CodeDraft, settings.policy[CONTEXT_NEGATED]), read_policy},
    {"hedged", OPTIONAL, offsetof(CodeDraft, settings.policy[CONTEXT_HEDGED]),
     read_policy},
    {"hypothetical", OPTIONAL,
     offsetof(CodeDraft, settings.policy[CONTEXT_HYPOTHETICAL]), read_policy},
};

static void read_code(Reader *reader, const Node *node, void *to)
{
    static const Fields fields = FIELDS("a code", code_table);
    Loading *loading = reader->job;
    CodeDraft draft = {
        .code = {.parent = NONE, .place = node_place(node, reader->mistakes)},
        .settings = settings_unset(),
        .kind = UNSET,
    };
    (void)to;
    walk(reader, node, &fields, &draft);
    if (is_new_id(reader, node, draft.code.id, &loading->codes)) {
        if (draft.code.label.len == 0) {
            draft.code.label = draft.code.id;
        }
        *PUSH(&loading->drafts, reader->mistakes->scratch) = draft;
    }
}

static void find_parents(Reader *reader, CodeDrafts *drafts)
{
    const Loading *loading = reader->job;
    for (ptrdiff_t i = 0; i < drafts->len; i++) {
        CodeDraft *draft = &drafts->at[i];
        if (draft->parent) {
            draft->code.parent =
                look_up(reader, draft->parent, &loading->codes, "code");
        }
    }
}

// Cuts every cycle of parents where it is found, so that walking up always
// ends.  Each code is walked over once: `walk_of` remembers by whom.
static void cut_cycles(Reader *reader, CodeDrafts *drafts)
{
    ptrdiff_t *walk_of =
        NEW_ARRAY(reader->mistakes->scratch, ptrdiff_t, drafts->len);
    for (ptrdiff_t i = 0; i < drafts->len; i++) {
        int32_t at = (int32_t)i, from = NONE;
        while (at != NONE && walk_of[at] == 0) {
            walk_of[at] = i + 1;
            from = at;
            at = drafts->at[at].code.parent;
        }
        if (at != NONE && walk_of[at] == i + 1) {
            CodeDraft *last = &drafts->at[from];
            mistake_in(reader, DIAG_C007, last->parent,
                       "'%.*s' is its own ancestor", FMT(last->code.id));
            last->code.parent = NONE;
        }
    }
}

// A code that does not say its kind has that of the nearest ancestor that
// does; without one it is a theme.  Every walk ends at a kind already told.
static void tell_kinds(CodeDrafts *drafts)
{
    for (ptrdiff_t i = 0; i < drafts->len; i++) {
        int32_t top = (int32_t)i;
        while (drafts->at[top].kind == UNSET &&
               drafts->at[top].code.parent != NONE) {
            top = drafts->at[top].code.parent;
        }
        int kind = drafts->at[top].kind;
        kind = kind == UNSET ? KIND_THEME : kind;
        for (int32_t at = (int32_t)i;
             at != NONE && drafts->at[at].kind == UNSET;
             at = drafts->at[at].code.parent) {
            drafts->at[at].kind = kind;
        }
    }
}

void read_codes(Reader *reader, const Node *node, void *to)
{
    Loading *loading = reader->job;
    Codebook *codebook = to;
    CodeDrafts *drafts = &loading->drafts;
    if (!node_is(reader, node, NODE_LIST)) {
        return;
    }
    if (!node->first) {
        mistake_in(reader, DIAG_C003, node, "no code in the list of codes");
    }
    read_each(reader, node, read_code, NULL);
    find_parents(reader, drafts);
    cut_cycles(reader, drafts);
    tell_kinds(drafts);
    for (ptrdiff_t i = 0; i < drafts->len; i++) {
        drafts->at[i].code.kind = (CodeKind)drafts->at[i].kind;
        *PUSH(&codebook->codes, reader->arena) = drafts->at[i].code;
    }
    loading->contexts_key =
        contexts_key(&codebook->contexts, reader->mistakes->scratch);
    for (ptrdiff_t i = 0; i < drafts->len; i++) {
        read_rules(reader, (int32_t)i);
    }
}
