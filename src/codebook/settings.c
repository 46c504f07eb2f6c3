// What may be set at the codebook, at a code and at a rule.
#include "codebook/loading.h"

enum { ROLES_MAX = 64 }; // that one list names

static const char *const within_names[] = {
    [SCOPE_CLAUSE - 1] = "clause",
    [SCOPE_SENTENCE - 1] = "sentence",
    [SCOPE_TURN - 1] = "turn",
    [SCOPE_ANSWER - 1] = "answer",
};

static const char *const span_names[] = {
    [SCOPE_HIT] = "hit",           [SCOPE_CLAUSE] = "clause",
    [SCOPE_SENTENCE] = "sentence", [SCOPE_TURN] = "turn",
    [SCOPE_ANSWER] = "answer",
};

static const char *const case_names[] = {"fold", "exact"};

static const char *const policy_names[] = {
    [POLICY_EXCLUDE] = "exclude",
    [POLICY_FLAG] = "flag",
    [POLICY_ACCEPT] = "accept",
};

Settings settings_unset(void)
{
    Settings settings = {
        .within = UNSET,
        .span = UNSET,
        .exact_case = UNSET,
    };
    for (int i = 0; i < CONTEXTS; i++) {
        settings.policy[i] = UNSET;
    }
    return settings;
}

static int nearer(int over, int under)
{
    return over == UNSET ? under : over;
}

Settings settings_over(Settings over, Settings under)
{
    Settings both = {
        .within = nearer(over.within, under.within),
        .span = nearer(over.span, under.span),
        .exact_case = nearer(over.exact_case, under.exact_case),
        .roles = over.roles_set ? over.roles : under.roles,
        .roles_set = over.roles_set || under.roles_set,
    };
    for (int i = 0; i < CONTEXTS; i++) {
        both.policy[i] = nearer(over.policy[i], under.policy[i]);
    }
    return both;
}

void read_within(Reader *reader, const Node *node, void *to)
{
    int choice = UNSET;
    read_choice(reader, node, (Choices){within_names, SCOPES - 1}, &choice);
    if (choice != UNSET) {
        *(int *)to = choice + 1; // SCOPE_HIT is no place to look in
    }
}

void read_span(Reader *reader, const Node *node, void *to)
{
    read_choice(reader, node, (Choices){span_names, SCOPES}, to);
}

void read_case(Reader *reader, const Node *node, void *to)
{
    read_choice(reader, node, (Choices){case_names, 2}, to);
}

void read_policy(Reader *reader, const Node *node, void *to)
{
    read_choice(reader, node, (Choices){policy_names, POLICY_ACCEPT + 1}, to);
}

static void read_role_name(Reader *reader, const Node *node, void *to)
{
    const Loading *loading = reader->job;
    Settings *settings = to;
    Str name = {0};
    read_line(reader, node, &name);
    if (name.len == 0) {
        return;
    }
    if (settings->roles.len == ROLES_MAX) {
        mistake_in(reader, DIAG_C008, node, "more than %d roles", ROLES_MAX);
        return;
    }
    if (map_find(&loading->roles, name) < 0) {
        Mistakes *mistakes = reader->mistakes;
        Diag *diag =
            mistake_in(reader, DIAG_C006, node, "no role is called '%.*s'",
                       FMT(shown(mistakes, name)));
        mistake_suggest(mistakes, diag, name, loading->roles.keys);
        return;
    }
    *PUSH(&settings->roles, reader->arena) = name;
}

// "any" by itself means everybody; so does an empty list.
static bool means_any(const Node *node)
{
    const Node *only = node->kind == NODE_LIST && node->first == node->last
                           ? node->first
                           : node;
    return (node->kind == NODE_LIST && !node->first) ||
           (only && only->kind == NODE_TEXT && str_eq(only->text, S("any")));
}

void read_role_names(Reader *reader, const Node *node, void *to)
{
    Settings *settings = to;
    settings->roles_set = true;
    settings->roles = (Strs){0};
    if (!means_any(node)) {
        read_each(reader, node, read_role_name, settings);
    }
}
