// Load a codebook: its head, its transcripts, its codes.
#include "codebook/load.h"

#include "base/hash.h"
#include "codebook/loading.h"

int32_t look_up(Reader *reader, const Node *node, const Map *ids,
                const char *what)
{
    Str id;
    if (!text_of(reader, node, &id)) {
        return NONE;
    }
    Str bare = id.at[0] == '#' ? str_slice(id, 1, id.len) : id;
    int32_t index = map_find(ids, bare);
    if (index < 0 && !mistakes_full(reader->mistakes)) {
        Mistakes *mistakes = reader->mistakes;
        Diag *diag =
            mistake_in(reader, DIAG_C006, node, "no %s is called '%.*s'", what,
                       FMT(shown(mistakes, bare)));
        mistake_suggest(mistakes, diag, bare, ids->keys);
    }
    return index < 0 ? NONE : index;
}

// ---- codebook

// The languages whose triggers match/ brings along.
static bool has_triggers(Str language)
{
    return str_eq(language, S("en")) || str_eq(language, S("none"));
}

static void read_language(Reader *reader, const Node *node, void *to)
{
    Str language = {0};
    read_line(reader, node, &language);
    bool short_word = language.len >= 2 && language.len <= 3;
    for (ptrdiff_t i = 0; i < language.len; i++) {
        short_word =
            short_word && language.at[i] >= 'a' && language.at[i] <= 'z';
    }
    if (short_word) {
        *(Str *)to = language;
    } else if (language.len > 0) {
        Diag *diag =
            mistake_in(reader, DIAG_C004, node, "'%.*s' is no language",
                       FMT(shown(reader->mistakes, language)));
        mistake_help(reader->mistakes, diag,
                     S("two or three small letters: en, de, est"));
    }
}

static void read_head(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"id", REQUIRED, offsetof(Codebook, id), read_id},
        {"title", OPTIONAL, offsetof(Codebook, title), read_line},
        {"version", OPTIONAL, offsetof(Codebook, version), read_line},
        {"language", OPTIONAL, offsetof(Codebook, language), read_language},
    };
    static const Fields fields = FIELDS("the codebook's head", table);
    Codebook *codebook = to;
    walk(reader, node, &fields, codebook);
    codebook->contexts.language =
        has_triggers(codebook->language) ? codebook->language : S("none");
}

// ---- transcript

void read_roles(Reader *reader, const Node *node, void *to)
{
    Roles *roles = to;
    if (!node_is(reader, node, NODE_MAP)) {
        return;
    }
    for (const Node *role = node->first; role; role = role->next) {
        RolePatterns patterns = {0};
        read_line(reader, role->key, &patterns.role);
        if (!node_is_blank(role)) {
            read_lines(reader, role, &patterns.patterns);
        }
        if (patterns.role.len > 0) {
            *PUSH(roles, reader->arena) = patterns;
        }
    }
}

static void read_question(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"id", REQUIRED, offsetof(Question, id), read_id},
        {"section", OPTIONAL, offsetof(Question, section), read_line},
        {"label", OPTIONAL, offsetof(Question, label), read_text},
        {"any", OPTIONAL, offsetof(Question, any), read_terms},
    };
    static const Fields fields = FIELDS("a question", table);
    Loading *loading = reader->job;
    Questions *questions = to;
    Question question = {.place = node_place(node, reader->mistakes)};
    walk(reader, node, &fields, &question);
    if (is_new_id(reader, node, question.id, &loading->questions)) {
        *PUSH(questions, reader->arena) = question;
    }
}

static void read_questions(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_question, to);
    }
}

static void read_transcript(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"roles", OPTIONAL, offsetof(Codebook, roles), read_roles},
        {"questions", OPTIONAL, offsetof(Codebook, questions), read_questions},
    };
    static const Fields fields = FIELDS("'transcript'", table);
    Loading *loading = reader->job;
    Codebook *codebook = to;
    walk(reader, node, &fields, codebook);
    for (ptrdiff_t i = 0; i < codebook->roles.len; i++) {
        map_put(&loading->roles, codebook->roles.at[i].role,
                reader->mistakes->scratch);
    }
}

// ---- contexts

static void read_context_language(Reader *reader, const Node *node, void *to)
{
    Str language = {0};
    read_line(reader, node, &language);
    if (language.len > 0 && !has_triggers(language)) {
        Diag *diag = mistake_in(reader, DIAG_C006, node,
                                "no triggers are built in for '%.*s'",
                                FMT(shown(reader->mistakes, language)));
        mistake_help(reader->mistakes, diag,
                     S("en is; write 'none' and list your own under 'extra'"));
        return;
    }
    *(Str *)to = language;
}

// Words of context are looked for as they are written, so a stem is none.
static void read_triggers(Reader *reader, const Node *node, void *to)
{
    Terms *triggers = to;
    read_terms(reader, node, triggers);
    for (ptrdiff_t i = 0; i < triggers->len; i++) {
        const Term *term = &triggers->at[i];
        if (term->stem) {
            Diag *diag = mistake(reader->mistakes, DIAG_C004, term->place,
                                 "'~%.*s' cannot tell a context",
                                 FMT(shown(reader->mistakes, term->text)));
            mistake_help(reader->mistakes, diag,
                         S("write the words as they are said"));
        }
    }
}

static void read_extra(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"pre", OPTIONAL, offsetof(ContextWords, pre), read_triggers},
        {"post", OPTIONAL, offsetof(ContextWords, post), read_triggers},
        {"pseudo", OPTIONAL, offsetof(ContextWords, pseudo), read_triggers},
        {"stop", OPTIONAL, offsetof(ContextWords, stop), read_triggers},
        {"hedge", OPTIONAL, offsetof(ContextWords, hedge), read_triggers},
        {"hypothetical", OPTIONAL, offsetof(ContextWords, hypothetical),
         read_triggers},
    };
    static const Fields fields = FIELDS("'extra'", table);
    walk(reader, node, &fields, to);
}

static void read_contexts(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"language", OPTIONAL, offsetof(ContextWords, language),
         read_context_language},
        {"extra", OPTIONAL, 0, read_extra},
    };
    static const Fields fields = FIELDS("'contexts'", table);
    walk(reader, node, &fields, to);
}

// ---- defaults

static void read_defaults(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"code_roles", OPTIONAL, 0, read_role_names},
        {"within", OPTIONAL, offsetof(Settings, within), read_within},
        {"span", OPTIONAL, offsetof(Settings, span), read_span},
        {"case", OPTIONAL, offsetof(Settings, exact_case), read_case},
        {"negation", OPTIONAL, offsetof(Settings, policy[CONTEXT_NEGATED]),
         read_policy},
        {"hedged", OPTIONAL, offsetof(Settings, policy[CONTEXT_HEDGED]),
         read_policy},
        {"hypothetical", OPTIONAL,
         offsetof(Settings, policy[CONTEXT_HYPOTHETICAL]), read_policy},
    };
    static const Fields fields = FIELDS("'defaults'", table);
    Loading *loading = reader->job;
    (void)to;
    walk(reader, node, &fields, &loading->defaults);
}

// ---- all of it

static Settings built_in_settings(Arena *arena)
{
    Settings settings = {
        .within = SCOPE_SENTENCE,
        .span = SCOPE_SENTENCE,
        .exact_case = false,
        .policy = {[CONTEXT_AFFIRMED] = POLICY_ACCEPT,
                   [CONTEXT_HEDGED] = POLICY_FLAG,
                   [CONTEXT_HYPOTHETICAL] = POLICY_EXCLUDE,
                   [CONTEXT_NEGATED] = POLICY_EXCLUDE},
        .roles_set = true,
    };
    *PUSH(&settings.roles, arena) = ROLE_PARTICIPANT;
    return settings;
}

static void read_all(Reader *reader, const Node *root, Codebook *codebook)
{
    static const Field table[] = {
        {"codebook", REQUIRED, 0, read_head},
        {"wordlists", OPTIONAL, 0, read_wordlists},
        {"transcript", OPTIONAL, 0, read_transcript},
        {"contexts", OPTIONAL, offsetof(Codebook, contexts), read_contexts},
        {"defaults", OPTIONAL, 0, read_defaults},
        {"codes", REQUIRED, 0, read_codes},
        {"recommendations", OPTIONAL, offsetof(Codebook, recommendations),
         read_recommendations},
    };
    static const Fields fields = FIELDS("a codebook", table);
    walk(reader, root, &fields, codebook);
    if (mistakes_errors(reader->mistakes) == 0) {
        lint(reader);
    }
}

Codebook *codebook_load(Str yaml, Str file, Arena *arena, Diags *diags)
{
    Arena scratch = {0};
    Codebook *codebook = NEW(arena, Codebook);
    *codebook = (Codebook){
        .file = str_copy(arena, file),
        .hash = hash_hex(arena, yaml),
        .language = S("en"),
        .contexts = {.language = S("en")},
    };
    Mistakes mistakes = mistakes_of(yaml, codebook->file, &scratch, diags);
    Loading loading = {.codebook = codebook,
                       .defaults = built_in_settings(arena)};
    Reader reader = {.arena = arena, .mistakes = &mistakes, .job = &loading};
    map_put(&loading.roles, ROLE_INTERVIEWER, &scratch);
    map_put(&loading.roles, ROLE_PARTICIPANT, &scratch);
    const Node *root = yaml_read(yaml, codebook_limits, arena, &mistakes);
    if (root) {
        read_all(&reader, root, codebook);
    }
    if (codebook->title.len == 0) {
        codebook->title = codebook->id;
    }
    mistakes_end(&mistakes);
    arena_release(&scratch);
    return codebook;
}

Roles roles_load(Str yaml, Str file, Arena *arena, Diags *diags)
{
    Arena scratch = {0};
    Roles roles = {0};
    Mistakes mistakes =
        mistakes_of(yaml, str_copy(arena, file), &scratch, diags);
    Reader reader = {.arena = arena, .mistakes = &mistakes};
    const Node *root = yaml_read(yaml, codebook_limits, arena, &mistakes);
    const Node *inner = root ? node_value(root, "roles") : NULL;
    if (root) {
        read_roles(&reader, inner && inner->kind == NODE_MAP ? inner : root,
                   &roles);
    }
    mistakes_end(&mistakes);
    arena_release(&scratch);
    return roles;
}
