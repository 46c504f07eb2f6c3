// Load rules: how a code is recognised.
#include "codebook/load.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "codebook/loading.h"

typedef struct RuleDraft { // a rule while its mapping is read
    Rule rule;
    Settings settings;
    Str id;         // its own name, or empty
    int conditions; // how many were given
} RuleDraft;

// ---- conditions: each says what kind of rule it is

static void begin_condition(RuleDraft *draft, RuleKind kind)
{
    draft->rule.kind = kind;
    draft->rule.lists = (TermLists){0};
    draft->conditions++;
}

static void read_list(Reader *reader, const Node *node, void *to)
{
    RuleDraft *draft = to;
    Terms terms = {0};
    read_terms(reader, node, &terms);
    *PUSH(&draft->rule.lists, reader->arena) = terms;
}

static void read_any(Reader *reader, const Node *node, void *to)
{
    begin_condition(to, RULE_ANY);
    read_list(reader, node, to);
}

static void read_all_of(Reader *reader, const Node *node, void *to)
{
    begin_condition(to, RULE_ALL);
    if (node->kind == NODE_LIST && !node->first) {
        mistake_in(reader, DIAG_C004, node, "'all' wants at least one list");
    } else {
        read_each(reader, node, read_list, to);
    }
}

typedef struct NearDraft {
    Terms a, b;
    int32_t words;
    int order;
} NearDraft;

static void read_words(Reader *reader, const Node *node, void *to)
{
    read_number(reader, node, 0, WORDS_MAX, to);
}

static void read_order(Reader *reader, const Node *node, void *to)
{
    static const char *const names[] = {
        [ORDER_ANY] = "any", [ORDER_A_FIRST] = "ab", [ORDER_B_FIRST] = "ba"};
    read_choice(reader, node, (Choices){names, ORDER_B_FIRST + 1}, to);
}

static const Field near_table[] = {
    {"a", REQUIRED, offsetof(NearDraft, a), read_terms},
    {"b", REQUIRED, offsetof(NearDraft, b), read_terms},
    {"words", REQUIRED, offsetof(NearDraft, words), read_words},
    {"order", OPTIONAL, offsetof(NearDraft, order), read_order},
};

static void read_pair(Reader *reader, const Node *node, const Fields *fields,
                      NearOrder order, RuleDraft *draft)
{
    NearDraft near = {.order = (int)order};
    begin_condition(draft, RULE_NEAR);
    walk(reader, node, fields, &near);
    *PUSH(&draft->rule.lists, reader->arena) = near.a;
    *PUSH(&draft->rule.lists, reader->arena) = near.b;
    draft->rule.words = near.words;
    draft->rule.order = (NearOrder)near.order;
}

static void read_near(Reader *reader, const Node *node, void *to)
{
    static const Fields fields = FIELDS("'near'", near_table);
    read_pair(reader, node, &fields, ORDER_ANY, to);
}

static void read_before(Reader *reader, const Node *node, void *to)
{
    static const Fields fields = {"'before'", near_table, 3};
    read_pair(reader, node, &fields, ORDER_A_FIRST, to);
}

static void read_after(Reader *reader, const Node *node, void *to)
{
    static const Fields fields = {"'after'", near_table, 3};
    read_pair(reader, node, &fields, ORDER_B_FIRST, to);
}

// Whether the pattern stands in the file letter by letter, so that a place in
// it is a place in the file.
static void place_pattern(Reader *reader, const Node *node, Rule *rule)
{
    Mistakes *mistakes = reader->mistakes;
    bool quoted = node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE;
    int32_t column = node->column + quoted;
    Str line = mistakes_line(mistakes, node->line);
    ptrdiff_t byte = points_byte(line, column - 1);
    rule->pattern_place = node_place(node, mistakes);
    rule->pattern_exact_place =
        node->style != STYLE_BLOCK && byte >= 0 &&
        str_starts(str_slice(line, byte, line.len), rule->pattern);
    if (rule->pattern_exact_place) {
        rule->pattern_place.column = column;
    }
}

static void read_regex(Reader *reader, const Node *node, void *to)
{
    RuleDraft *draft = to;
    Str trimmed, pattern = node->text;
    begin_condition(draft, RULE_REGEX);
    if (!text_of(reader, node, &trimmed)) {
        return;
    }
    if (pattern.len > PATTERN_BYTES_MAX) {
        mistake_in(reader, DIAG_C008, node, "a pattern of more than %d bytes",
                   PATTERN_BYTES_MAX);
        return;
    }
    // The line end after a block is layout; other blanks may be meant.
    while (node->style == STYLE_BLOCK && str_ends(pattern, S("\n"))) {
        pattern.len--;
    }
    draft->rule.pattern = pattern;
    place_pattern(reader, node, &draft->rule);
}

// ---- where it may look, and what forbids it

static void read_unless_near(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"terms", REQUIRED, offsetof(Rule, unless_near), read_terms},
        {"words", REQUIRED, offsetof(Rule, unless_words), read_words},
    };
    static const Fields fields = FIELDS("'unless_near'", table);
    walk(reader, node, &fields, to);
}

static void read_min_hits(Reader *reader, const Node *node, void *to)
{
    read_number(reader, node, 1, HITS_MIN_MAX, to);
}

static void read_question_id(Reader *reader, const Node *node, void *to)
{
    const Loading *loading = reader->job;
    int32_t index = look_up(reader, node, &loading->questions, "question");
    if (index != NONE) {
        *PUSH((Ints *)to, reader->arena) = index;
    }
}

static void read_question_ids(Reader *reader, const Node *node, void *to)
{
    read_each(reader, node, read_question_id, to);
}

static const Field rule_table[] = {
    {"id", OPTIONAL, offsetof(RuleDraft, id), read_id},
    {"any", OPTIONAL, 0, read_any},
    {"all", OPTIONAL, 0, read_all_of},
    {"near", OPTIONAL, 0, read_near},
    {"before", OPTIONAL, 0, read_before},
    {"after", OPTIONAL, 0, read_after},
    {"regex", OPTIONAL, 0, read_regex},
    {"unless", OPTIONAL, offsetof(RuleDraft, rule.unless), read_terms},
    {"unless_near", OPTIONAL, offsetof(RuleDraft, rule), read_unless_near},
    {"min_hits", OPTIONAL, offsetof(RuleDraft, rule.min_hits), read_min_hits},
    {"within", OPTIONAL, offsetof(RuleDraft, settings.within), read_within},
    {"span", OPTIONAL, offsetof(RuleDraft, settings.span), read_span},
    {"case", OPTIONAL, offsetof(RuleDraft, settings.exact_case), read_case},
    {"roles", OPTIONAL, offsetof(RuleDraft, settings), read_role_names},
    {"speakers", OPTIONAL, offsetof(RuleDraft, rule.speakers), read_lines},
    {"questions", OPTIONAL, offsetof(RuleDraft, rule.questions),
     read_question_ids},
    {"negation", OPTIONAL,
     offsetof(RuleDraft, settings.policy[CONTEXT_NEGATED]), read_policy},
    {"hedged", OPTIONAL, offsetof(RuleDraft, settings.policy[CONTEXT_HEDGED]),
     read_policy},
    {"hypothetical", OPTIONAL,
     offsetof(RuleDraft, settings.policy[CONTEXT_HYPOTHETICAL]), read_policy},
};

// ---- one rule, all rules of a code

// The settings that hold for a rule.  What the codebook says of contexts
// governs how something is spoken of, not what is spoken of: a theme is there
// whether or not it is denied.
static void settle(Rule *rule, Settings nearest, Settings defaults,
                   CodeKind kind)
{
    for (int i = CONTEXT_HEDGED; i < CONTEXTS && !kind_is_valence(kind); i++) {
        defaults.policy[i] = POLICY_FLAG;
    }
    Settings all = settings_over(nearest, defaults);
    rule->within = (Scope)all.within;
    rule->span = (Scope)all.span;
    rule->exact_case = all.exact_case;
    rule->roles = all.roles;
    for (int i = 0; i < CONTEXTS; i++) {
        rule->policy[i] = (Policy)all.policy[i];
    }
    rule->policy[CONTEXT_AFFIRMED] = POLICY_ACCEPT;
}

static void count_conditions(Reader *reader, const Node *node, int conditions)
{
    if (conditions == 1) {
        return;
    }
    Diag *diag =
        mistake_in(reader, conditions == 0 ? DIAG_C003 : DIAG_C008, node,
                   conditions == 0 ? "no condition in a rule"
                                   : "more than one condition in a rule");
    mistake_help(reader->mistakes, diag,
                 S("a rule has one of any, all, near, before, after, regex; "
                   "write another rule for another condition"));
}

// False where a value was refused, or beyond what a codebook holds.
static bool is_complete(const Rule *rule)
{
    for (ptrdiff_t i = 0; i < rule->lists.len; i++) {
        if (rule->lists.at[i].len == 0) {
            return false;
        }
    }
    return rule->kind == RULE_REGEX ? rule->pattern.len > 0
                                    : rule->lists.len > 0;
}

static bool read_rule(Reader *reader, const Node *node, RuleDraft *draft)
{
    static const Fields fields = FIELDS("a rule", rule_table);
    ptrdiff_t before = mistakes_errors(reader->mistakes);
    *draft = (RuleDraft){
        .rule = {.min_hits = 1, .place = node_place(node, reader->mistakes)},
        .settings = settings_unset(),
    };
    bool good = walk(reader, node, &fields, draft);
    if (good || draft->conditions > 1) {
        count_conditions(reader, node, draft->conditions);
    }
    return mistakes_errors(reader->mistakes) == before &&
           is_complete(&draft->rule);
}

// "code.3" or "code.name".
static Str rule_id(const Code *code, const RuleDraft *draft, ptrdiff_t position,
                   Arena *arena)
{
    Buf id = {.arena = arena};
    buf_add(&id, code->id);
    buf_char(&id, '.');
    if (draft->id.len > 0) {
        buf_add(&id, draft->id);
    } else {
        buf_int(&id, position);
    }
    return buf_str(&id);
}

static void read_rules_of(Reader *reader, const Node *node, int32_t code)
{
    Loading *loading = reader->job;
    Codebook *codebook = loading->codebook;
    const CodeDraft *owner = &loading->drafts.at[code];
    Map ids = {0};
    ptrdiff_t position = 0;
    for (const Node *item = node->first; item; item = item->next) {
        RuleDraft draft;
        position++;
        bool good = read_rule(reader, item, &draft);
        bool doubled =
            draft.id.len > 0 && !is_new_id(reader, item, draft.id, &ids);
        if (!good || doubled) {
            continue;
        }
        Rule *rule = &draft.rule;
        rule->code = code;
        rule->id = rule_id(&owner->code, &draft, position, reader->arena);
        settle(rule, settings_over(draft.settings, owner->settings),
               loading->defaults, owner->code.kind);
        rule->written = rule_written(item, reader->arena);
        rule->hash = rule_hash(reader, rule);
        *PUSH(&codebook->rules, reader->arena) = *rule;
    }
}

void read_rules(Reader *reader, int32_t code)
{
    Loading *loading = reader->job;
    Codebook *codebook = loading->codebook;
    const Node *node = loading->drafts.at[code].rules;
    ptrdiff_t first = codebook->rules.len;
    if (node && node_is(reader, node, NODE_LIST)) {
        read_rules_of(reader, node, code);
    }
    codebook->codes.at[code].first_rule = (int32_t)first;
    codebook->codes.at[code].rules = (int32_t)(codebook->rules.len - first);
}
