#include "codebook/walk.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

enum { MESSAGE_BYTES = 1024 };

// What people write who know other programs, and what it is called here.
static const struct {
    const char *word, *key;
} synonyms[] = {
    {"name", "label"},
    {"description", "definition"},
    {"color", "colour"},
    {"pattern", "regex"},
    {"regexp", "regex"},
    {"keywords", "any"},
    {"terms", "any"},
    {"words", "any"},
    {"or", "any"},
    {"and", "all"},
    {"not", "unless"},
    {"except", "unless"},
    {"type", "kind"},
    {"proximity", "near"},
    {"inclusion", "include"},
    {"exclusion", "exclude"},
    {"negated", "negation"},
    {"scope", "within"},
    {"lists", "wordlists"},
    {"reason", "why"},
    {"new_code", "to"},
    {"comment", "why"},
    {"example", "examples"},
    {"counterexample", "counterexamples"},
    {"stakeholder", "group"},
    {"interviews", "documents"},
    {"site", "cases"},
    {"speaker", "speakers"},
    {"targets", "addresses"},
    {"unless_words", "unless_near"},
};

Diag *mistake_in(Reader *reader, DiagId id, const Node *node,
                 const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    Mistakes *mistakes = reader->mistakes;
    return mistake(mistakes, id, node_place(node, mistakes), "%s", message);
}

const char *name_of(Reader *reader, const Node *node)
{
    Mistakes *mistakes = reader->mistakes;
    if (!node->key) {
        return "the file";
    }
    Str key = shown(mistakes, node->key->text);
    Str name = str_format(mistakes->scratch, "'%.*s'", FMT(key));
    return str_terminated(mistakes->scratch, name);
}

static const char *kind_in_words(NodeKind kind)
{
    static const char *const words[] = {
        [NODE_TEXT] = "a text",
        [NODE_LIST] = "a list",
        [NODE_MAP] = "keys with values",
    };
    return words[kind];
}

bool node_is(Reader *reader, const Node *node, NodeKind kind)
{
    if (node->refused) {
        return false;
    }
    if (node->kind != kind) {
        mistake_in(reader, DIAG_C004, node, "%s wants %s here, not %s",
                   name_of(reader, node), kind_in_words(kind),
                   kind_in_words(node->kind));
        return false;
    }
    return true;
}

static Strs keys_of(const Fields *fields, Arena *arena)
{
    Strs keys = {0};
    for (ptrdiff_t i = 0; i < fields->len; i++) {
        *PUSH(&keys, arena) = str_of(fields->at[i].key);
    }
    return keys;
}

static const Field *field_of(const Fields *fields, Str key)
{
    for (ptrdiff_t i = 0; i < fields->len; i++) {
        if (str_eq(str_of(fields->at[i].key), key)) {
            return &fields->at[i];
        }
    }
    return NULL;
}

static void refuse_key(Reader *reader, const Node *key, const Fields *fields)
{
    Mistakes *mistakes = reader->mistakes;
    Diag *diag = mistake_in(reader, DIAG_C002, key, "unknown key '%.*s' in %s",
                            FMT(shown(mistakes, key->text)), fields->what);
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++) {
        Str known = str_of(synonyms[i].key);
        if (str_eq_nocase(key->text, str_of(synonyms[i].word)) &&
            field_of(fields, known)) {
            mistake_help(mistakes, diag,
                         str_format(mistakes->scratch, "did you mean '%.*s'?",
                                    FMT(known)));
            return;
        }
    }
    mistake_suggest(mistakes, diag, key->text,
                    keys_of(fields, mistakes->scratch));
}

bool walk(Reader *reader, const Node *map, const Fields *fields, void *into)
{
    Mistakes *mistakes = reader->mistakes;
    ptrdiff_t before = mistakes_errors(mistakes);
    if (map->refused || mistakes_full(mistakes)) {
        return false;
    }
    if (map->kind != NODE_MAP) {
        Diag *diag = mistake_in(reader, DIAG_C004, map,
                                "%s is written as keys with values, not as %s",
                                fields->what, kind_in_words(map->kind));
        mistake_suggest(mistakes, diag, (Str){0},
                        keys_of(fields, mistakes->scratch));
        return false;
    }
    for (const Node *value = map->first; value; value = value->next) {
        const Node *key = value->key;
        if (!key->refused && !field_of(fields, key->text)) {
            refuse_key(reader, key, fields);
        }
    }
    for (ptrdiff_t i = 0; i < fields->len && !mistakes_full(mistakes); i++) {
        const Field *field = &fields->at[i];
        const Node *value = node_value(map, field->key);
        if (value && !node_is_blank(value)) {
            field->read(reader, value, (char *)into + field->at);
        } else if (field->need == REQUIRED) {
            mistake_in(reader, DIAG_C003, value ? value->key : map,
                       value ? "'%s' has no value in %s" : "no '%s' in %s",
                       field->key, fields->what);
        }
    }
    return mistakes_errors(mistakes) == before;
}

// The first code point that no file of ours needs: a control character other
// than tab and line feed.  0 without one.
static uint32_t control_in(Str text)
{
    for (ptrdiff_t i = 0; i < text.len;) {
        uint32_t point = utf8_next(text, &i);
        bool blank = point == '\t' || point == '\n' || point == 0x85;
        if (!blank && (point < 0x20 || (point >= 0x7F && point < 0xA0))) {
            return point > 0 ? point : UTF8_REPLACEMENT;
        }
    }
    return 0;
}

bool text_of(Reader *reader, const Node *node, Str *text)
{
    if (!node_is(reader, node, NODE_TEXT)) {
        return false;
    }
    if (control_in(node->text)) {
        Diag *diag =
            mistake_in(reader, DIAG_C008, node, "a control character in %s",
                       name_of(reader, node));
        if (node->style == STYLE_DOUBLE) {
            mistake_help(reader->mistakes, diag,
                         S("in double quotes a backslash is special: use "
                           "single quotes"));
        }
        return false;
    }
    *text = str_trim(node->text);
    if (text->len == 0) {
        Diag *diag = mistake_in(reader, DIAG_C004, node, "%s has an empty text",
                                name_of(reader, node));
        if (node_is_blank(node)) {
            mistake_help(reader->mistakes, diag,
                         S("a text that begins with '#' needs quotes around "
                           "it"));
        }
        return false;
    }
    return true;
}

void read_each(Reader *reader, const Node *node, ReadValue read, void *to)
{
    if (node->kind != NODE_LIST) {
        read(reader, node, to);
        return;
    }
    for (const Node *item = node->first; item; item = item->next) {
        if (mistakes_full(reader->mistakes)) {
            return;
        }
        read(reader, item, to);
    }
}

void read_text(Reader *reader, const Node *node, void *to)
{
    text_of(reader, node, to);
}

void read_line(Reader *reader, const Node *node, void *to)
{
    Str text;
    if (!text_of(reader, node, &text)) {
        return;
    }
    if (str_find(text, S("\n"), 0) >= 0) {
        mistake_in(reader, DIAG_C004, node, "%s has more than one line",
                   name_of(reader, node));
        return;
    }
    *(Str *)to = text;
}

bool is_id(Str text)
{
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool more = is_digit(c) || c == '_';
        if (!letter && (i == 0 || !more)) {
            return false;
        }
    }
    return text.len > 0;
}

void read_id(Reader *reader, const Node *node, void *to)
{
    Str text;
    if (!text_of(reader, node, &text)) {
        return;
    }
    if (!is_id(text)) {
        Diag *diag =
            mistake_in(reader, DIAG_C004, node, "'%.*s' cannot be an id",
                       FMT(shown(reader->mistakes, text)));
        mistake_help(reader->mistakes, diag,
                     S("an id has letters A to Z, digits and _, and begins "
                       "with a letter"));
        return;
    }
    *(Str *)to = text;
}

static void read_line_into(Reader *reader, const Node *node, void *to)
{
    Str line = {0};
    read_line(reader, node, &line);
    if (line.len > 0) {
        *PUSH((Strs *)to, reader->arena) = line;
    }
}

void read_lines(Reader *reader, const Node *node, void *to)
{
    read_each(reader, node, read_line_into, to);
}

void read_number(Reader *reader, const Node *node, int32_t low, int32_t high,
                 int32_t *to)
{
    int32_t number;
    if (!node_is(reader, node, NODE_TEXT)) {
        return;
    }
    if (!str_number(node->text, &number) || number < low || number > high) {
        mistake_in(reader, DIAG_C004, node,
                   "%s wants a whole number from %d to %d, not '%.*s'",
                   name_of(reader, node), (int)low, (int)high,
                   FMT(shown(reader->mistakes, node->text)));
        return;
    }
    *to = number;
}

void read_choice(Reader *reader, const Node *node, Choices choices, int *to)
{
    Str text;
    Strs names = {0};
    if (!text_of(reader, node, &text)) {
        return;
    }
    for (int i = 0; i < choices.len; i++) {
        if (str_eq(text, str_of(choices.names[i]))) {
            *to = i;
            return;
        }
        *PUSH(&names, reader->mistakes->scratch) = str_of(choices.names[i]);
    }
    Diag *diag =
        mistake_in(reader, DIAG_C004, node, "%s cannot be '%.*s'",
                   name_of(reader, node), FMT(shown(reader->mistakes, text)));
    mistake_suggest(reader->mistakes, diag, text, names);
}
