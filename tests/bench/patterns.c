#include "patterns.h"

#include <string.h>

// ---- terms

static bool has_wildcard(Str term)
{
    return str_find(term, S("*"), 0) >= 0 || str_find(term, S("?"), 0) >= 0;
}

static void add_byte(Buf *out, char c)
{
    switch (c) {
    case ' ':
        buf_add(out, S("\\s+"));
        break;
    case '*':
        buf_add(out, S("\\w*"));
        break;
    case '?':
        buf_add(out, S("\\w"));
        break;
    case '\'':
        buf_add(out, S("(?:'|’)"));
        break;
    default:
        if (strchr(".^$|()[]{}+\\", c)) {
            buf_char(out, '\\');
        }
        buf_char(out, c);
    }
}

static void add_term(Buf *out, const Term *term)
{
    for (ptrdiff_t i = 0; i < term->text.len; i++) {
        add_byte(out, term->text.at[i]);
    }
    if (term->stem) {
        buf_add(out, S("\\w*"));
    }
}

// \b(?:one|other)\b
static void add_terms(Buf *out, const TermLists *lists, ptrdiff_t first,
                      ptrdiff_t end)
{
    const char *between = "\\b(?:";
    for (ptrdiff_t i = first; i < end; i++) {
        for (ptrdiff_t j = 0; j < lists->at[i].len; j++) {
            buf_format(out, "%s", between);
            add_term(out, &lists->at[i].at[j]);
            between = "|";
        }
    }
    buf_add(out, S(")\\b"));
}

// A\W+(?:\w+\W+){0,n}?B
static void add_near(Buf *out, const Rule *rule, ptrdiff_t first,
                     ptrdiff_t second)
{
    add_terms(out, &rule->lists, first, first + 1);
    buf_format(out, "\\W+(?:\\w+\\W+){0,%d}?", (int)rule->words);
    add_terms(out, &rule->lists, second, second + 1);
}

// ---- rules

const char *rule_sort(const Rule *rule)
{
    if (rule->kind == RULE_REGEX) {
        return "regex";
    }
    if (rule->kind != RULE_ANY) {
        return "terms";
    }
    const Terms *terms = &rule->lists.at[0];
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        if (terms->at[i].stem || has_wildcard(terms->at[i].text)) {
            return "terms";
        }
    }
    return "words";
}

Str rule_pattern(const Rule *rule, Arena *arena)
{
    Buf out = {.arena = arena};
    buf_format(&out, rule->exact_case ? "(?:" : "(?i:");
    switch (rule->kind) {
    case RULE_REGEX:
        buf_add(&out, rule->pattern);
        break;
    case RULE_NEAR:
        if (rule->order != ORDER_B_FIRST) {
            add_near(&out, rule, 0, 1);
        }
        if (rule->order == ORDER_ANY) {
            buf_char(&out, '|');
        }
        if (rule->order != ORDER_A_FIRST) {
            add_near(&out, rule, 1, 0);
        }
        break;
    case RULE_ANY:
    case RULE_ALL:
        add_terms(&out, &rule->lists, 0, rule->lists.len);
        break;
    }
    buf_char(&out, ')');
    return buf_str(&out);
}
