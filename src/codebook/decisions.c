// Decisions in and out: an override file.
#include "codebook/load.h"

#include "codebook/walk.h"

static void read_action(Reader *reader, const Node *node, void *to)
{
    const char *names[ACTIONS];
    for (int i = 0; i < ACTIONS; i++) {
        names[i] = action_name((Action)i);
    }
    read_choice(reader, node, (Choices){names, ACTIONS}, to);
}

// The words of a transcript as they are, blanks at the ends and all; only the
// line end after a block is layout.
static void read_words(Reader *reader, const Node *node, void *to)
{
    if (!node_is(reader, node, NODE_TEXT)) {
        return;
    }
    Str text = node->text;
    while (node->style == STYLE_BLOCK && str_ends(text, S("\n"))) {
        text.len--;
    }
    *(Str *)to = text;
}

// A quote: words that are not nothing.
static void read_quote(Reader *reader, const Node *node, void *to)
{
    Str text = {0};
    read_words(reader, node, &text);
    if (text.len > 0) {
        *(Str *)to = text;
    } else if (node->kind == NODE_TEXT && !node->refused) {
        mistake_in(reader, DIAG_C004, node, "%s has an empty text",
                   name_of(reader, node));
    }
}

static void read_turn(Reader *reader, const Node *node, void *to)
{
    read_number(reader, node, 1, INT32_MAX, to);
}

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool decision_date_fits(Str text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int32_t year, month, day;
    if (text.len < 10 || text.at[4] != '-' || text.at[7] != '-' ||
        !str_number(str_slice(text, 0, 4), &year) ||
        !str_number(str_slice(text, 5, 7), &month) ||
        !str_number(str_slice(text, 8, 10), &day)) {
        return false;
    }
    bool time = text.len == 10 || text.at[10] == 'T' || text.at[10] == ' ';
    return time && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && is_leap(year));
}

static void read_date(Reader *reader, const Node *node, void *to)
{
    Str text = {0};
    read_line(reader, node, &text);
    if (text.len > 0 && !decision_date_fits(text)) {
        Diag *diag = mistake_in(reader, DIAG_C004, node, "'%.*s' is no date",
                                FMT(shown(reader->mistakes, text)));
        mistake_help(reader->mistakes, diag, S("year, month, day: 2026-11-20"));
        return;
    }
    *(Str *)to = text;
}

// A memo has a text and no code; all else has a code and is of no kind.
static void check_memo(Reader *reader, const Node *node,
                       const Decision *decision)
{
    bool memo = decision->action == ACTION_MEMO;
    const char *const needed = memo ? "why" : "code";
    Str given = memo ? decision->why : decision->code;
    const char *const others[2][2] = {{"kind", NULL}, {"code", "to"}};
    if (given.len == 0) {
        mistake_in(reader, DIAG_C003, node, "no '%s' with the action '%s'",
                   needed, action_name(decision->action));
    }
    for (int i = 0; i < 2; i++) {
        const char *key = others[memo][i];
        const Node *value = key ? node_value(node, key) : NULL;
        if (value && !node_is_blank(value)) {
            mistake_in(reader, DIAG_C008, value->key,
                       "a '%s' with the action '%s'", key,
                       action_name(decision->action));
        }
    }
}

// What an action needs beyond the others.
static void check_action(Reader *reader, const Node *node,
                         const Decision *decision)
{
    const struct {
        Action action;
        const char *key;
        Str value;
    } needs[] = {
        {ACTION_RECODE, "to",
         decision->action == ACTION_MEMO ? (Str){0} : decision->to},
        {ACTION_MOVE, "quote_to", decision->quote_to},
    };
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++) {
        bool given = needs[i].value.len > 0;
        if (needs[i].action == decision->action && !given) {
            mistake_in(reader, DIAG_C003, node, "no '%s' with the action '%s'",
                       needs[i].key, action_name(decision->action));
        } else if (needs[i].action != decision->action && given) {
            mistake_in(reader, DIAG_C008, node_value(node, needs[i].key)->key,
                       "a '%s' with the action '%s'", needs[i].key,
                       action_name(decision->action));
        }
    }
}

static void read_decision(Reader *reader, const Node *node, void *to)
{
    static const Field table[] = {
        {"document", REQUIRED, offsetof(Decision, document), read_quote},
        {"quote", REQUIRED, offsetof(Decision, quote), read_quote},
        {"turn", OPTIONAL, offsetof(Decision, turn), read_turn},
        {"before", OPTIONAL, offsetof(Decision, before), read_words},
        {"after", OPTIONAL, offsetof(Decision, after), read_words},
        {"code", OPTIONAL, offsetof(Decision, code), read_quote},
        {"action", REQUIRED, offsetof(Decision, action), read_action},
        {"to", OPTIONAL, offsetof(Decision, to), read_quote},
        {"kind", OPTIONAL, offsetof(Decision, to), read_quote},
        {"quote_to", OPTIONAL, offsetof(Decision, quote_to), read_quote},
        {"coder", REQUIRED, offsetof(Decision, coder), read_quote},
        {"date", OPTIONAL, offsetof(Decision, date), read_date},
        {"why", OPTIONAL, offsetof(Decision, why), read_words},
    };
    static const Fields fields = FIELDS("an override", table);
    Decision decision = {
        .span = {NONE, NONE},
        .span_to = {NONE, NONE},
        .place = node_place(node, reader->mistakes),
    };
    ptrdiff_t before = mistakes_errors(reader->mistakes);
    // What the reading refused is no decision, though its mistake is older.
    if (!walk(reader, node, &fields, &decision)) {
        return;
    }
    check_memo(reader, node, &decision);
    check_action(reader, node, &decision);
    if (mistakes_errors(reader->mistakes) == before) {
        *PUSH((Decisions *)to, reader->arena) = decision;
    }
}

static void read_decisions(Reader *reader, const Node *node, void *to)
{
    if (node_is(reader, node, NODE_LIST)) {
        read_each(reader, node, read_decision, to);
    }
}

Decisions decisions_load(Str yaml, Str file, Arena *arena, Diags *diags)
{
    static const Field table[] = {{"overrides", OPTIONAL, 0, read_decisions}};
    static const Fields fields = FIELDS("a file of overrides", table);
    Arena scratch = {0};
    Decisions decisions = {0};
    Mistakes mistakes =
        mistakes_of(yaml, str_copy(arena, file), &scratch, diags);
    Reader reader = {.arena = arena, .mistakes = &mistakes};
    const Node *root = yaml_read(yaml, overrides_limits, arena, &mistakes);
    if (root) {
        walk(&reader, root, &fields, &decisions);
    }
    mistakes_end(&mistakes);
    arena_release(&scratch);
    return decisions;
}
