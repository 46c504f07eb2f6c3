#include "codebook/yaml.h"

#include "base/utf8.h"
#include "codebook/load.h"

#include <string.h>
#include <yaml.h>

const YamlLimits codebook_limits = {
    .bytes = YAML_BYTES_MAX,
    .nodes = YAML_NODES_MAX,
    .scalar = SCALAR_BYTES_MAX,
};

const YamlLimits overrides_limits = {
    .bytes = OVERRIDES_BYTES_MAX,
    .nodes = OVERRIDES_NODES_MAX,
    .scalar = QUOTE_BYTES_MAX,
};

typedef struct Builder {
    YamlLimits limits;
    Arena *arena; // of the texts
    Mistakes *mistakes;
    Node *root;
    Node *open[YAML_DEPTH_MAX]; // lists and mappings not yet closed
    Node *keys[YAML_DEPTH_MAX]; // of open mappings: the key without a value
    int depth;
    ptrdiff_t nodes;
    bool done; // the document has been read to its end
} Builder;

// What libyaml says, and what it mostly means for who wrote the file.
static const struct {
    const char *context, *problem, *help;
} advice[] = {
    {"alias", "", "a text that begins with '*' needs quotes around it"},
    {"anchor", "", "a text that begins with '&' needs quotes around it"},
    {"tag", "", "a text that begins with '!' needs quotes around it"},
    {"", "mapping values are not allowed",
     "a text with a colon and a blank in it needs quotes; else check the "
     "indentation"},
    {"", "cannot start any token",
     "indent with spaces, not tabs; a text that begins with '@', '`' or '%' "
     "needs quotes"},
    {"", "tab character", "indent with spaces, not tabs"},
    {"quoted scalar", "end of stream", "a quotation mark is not closed"},
    {"quoted scalar", "unknown escape",
     "in double quotes a backslash is special: use single quotes"},
    {"flow node", "",
     "a bracket is not closed, or nothing stands after a comma; a text that "
     "begins with '#' needs quotes"},
    {"flow sequence", "",
     "a '[' is not closed, or a comma is missing; a text that begins with '#' "
     "needs quotes"},
    {"flow mapping", "", "a '{' is not closed, or a comma is missing"},
    {"block mapping", "",
     "check the indentation, and that quotes and brackets are closed"},
    {"block collection", "", "check the indentation of the '-'"},
    {"simple key", "", "a colon is missing after a key, or a quote is open"},
};

static bool holds(const char *text, const char *part)
{
    return strstr(text ? text : "", part) != NULL;
}

static Place mark_place(const Mistakes *mistakes, yaml_mark_t mark)
{
    return (Place){mistakes->file, (int32_t)mark.line + 1,
                   (int32_t)mark.column + 1};
}

// Where the problem is best shown: a quotation mark or bracket that is open at
// the end of the file, where it was opened; else where reading stopped.
static Place problem_place(const yaml_parser_t *parser, const Builder *builder)
{
    Mistakes *mistakes = builder->mistakes;
    Place place = mark_place(mistakes, parser->problem_mark);
    if (holds(parser->context, "quoted scalar") &&
        holds(parser->problem, "end of stream")) {
        return mark_place(mistakes, parser->context_mark);
    }
    bool inside = builder->depth > 0 && builder->open[builder->depth - 1]->flow;
    bool at_end = str_trim(mistakes_line(mistakes, place.line)).len == 0 &&
                  place.line >= mistakes->lines.len;
    return inside && at_end
               ? node_place(builder->open[builder->depth - 1], mistakes)
               : place;
}

static void unreadable(const yaml_parser_t *parser, const Builder *builder)
{
    Mistakes *mistakes = builder->mistakes;
    if (parser->error == YAML_READER_ERROR) {
        ptrdiff_t offset = (ptrdiff_t)parser->problem_offset;
        ptrdiff_t end = mistakes->text.len;
        Place place = mistakes_place(mistakes, offset < end ? offset : end);
        mistake(mistakes, DIAG_C001, place, "%s", parser->problem);
        return;
    }
    const char *problem = parser->problem ? parser->problem : "unreadable";
    const char *context = parser->context;
    Diag *diag =
        mistake(mistakes, DIAG_C001, problem_place(parser, builder), "%s%s%s",
                problem, context ? " " : "", context ? context : "");
    for (size_t i = 0; i < sizeof advice / sizeof *advice; i++) {
        if (holds(context, advice[i].context) &&
            holds(problem, advice[i].problem)) {
            mistake_help(mistakes, diag, str_of(advice[i].help));
            return;
        }
    }
}

static Diag *refuse(Builder *builder, Place place, const char *what)
{
    return mistake(builder->mistakes, DIAG_C008, place,
                   "%s is not allowed here", what);
}

// Puts a node where it belongs.
// Result: false when reading on is of no use.
static bool attach(Builder *builder, Node *node)
{
    Mistakes *mistakes = builder->mistakes;
    Place place = node_place(node, mistakes);
    if (builder->depth == 0) {
        builder->root = node;
        return true;
    }
    Node *parent = builder->open[builder->depth - 1];
    Node **key = &builder->keys[builder->depth - 1];
    if (parent->kind == NODE_MAP && !*key) {
        if (node->kind != NODE_TEXT) {
            refuse(builder, place, "a list or a mapping as a key");
            return false;
        }
        *key = node;
        return true;
    }
    node->key = parent->kind == NODE_MAP ? *key : parent->key;
    if (parent->kind == NODE_MAP) {
        *key = NULL;
        ptrdiff_t before = parent->names->keys.len;
        map_put(parent->names, node->key->text, mistakes->scratch);
        if (parent->names->keys.len == before) {
            mistake(mistakes, DIAG_C005, node_place(node->key, mistakes),
                    "the key '%.*s' stands here twice",
                    FMT(shown(mistakes, node->key->text)));
            return true;
        }
    }
    *(parent->last ? &parent->last->next : &parent->first) = node;
    parent->last = node;
    return true;
}

static Node *new_node(Builder *builder, NodeKind kind, yaml_mark_t mark)
{
    Node *node = NEW(builder->mistakes->scratch, Node);
    *node = (Node){
        .kind = kind,
        .line = (int32_t)mark.line + 1,
        .column = (int32_t)mark.column + 1,
    };
    if (kind == NODE_MAP) {
        node->names = NEW(builder->mistakes->scratch, Map);
    }
    return node;
}

static void refuse_marks(Builder *builder, const yaml_event_t *event,
                         const void *anchor, const void *tag)
{
    Place place = mark_place(builder->mistakes, event->start_mark);
    if (anchor) {
        mistake_help(builder->mistakes, refuse(builder, place, "an anchor"),
                     S("a text that begins with '&' needs quotes around it"));
    }
    if (tag) {
        mistake_help(builder->mistakes, refuse(builder, place, "a tag"),
                     S("a text that begins with '!' needs quotes around it"));
    }
}

static NodeStyle style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return STYLE_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return STYLE_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        return STYLE_BLOCK;
    default:
        return STYLE_PLAIN;
    }
}

static bool add_text(Builder *builder, const yaml_event_t *event)
{
    ptrdiff_t length = (ptrdiff_t)event->data.scalar.length;
    Node *node = new_node(builder, NODE_TEXT, event->start_mark);
    refuse_marks(builder, event, event->data.scalar.anchor,
                 event->data.scalar.tag);
    if (length > builder->limits.scalar) {
        mistake(builder->mistakes, DIAG_C008,
                node_place(node, builder->mistakes),
                "a text of more than %lld bytes",
                (long long)builder->limits.scalar);
        return false;
    }
    node->style = style_of(event->data.scalar.style);
    node->text = str_copy(
        builder->arena, (Str){(const char *)event->data.scalar.value, length});
    return attach(builder, node);
}

static bool add_alias(Builder *builder, const yaml_event_t *event)
{
    Node *node = new_node(builder, NODE_TEXT, event->start_mark);
    node->refused = true;
    Diag *diag =
        refuse(builder, node_place(node, builder->mistakes), "an alias");
    mistake_help(builder->mistakes, diag,
                 S("a text that begins with '*' needs quotes around it"));
    return attach(builder, node);
}

static bool open_node(Builder *builder, NodeKind kind,
                      const yaml_event_t *event, bool flow)
{
    Node *node = new_node(builder, kind, event->start_mark);
    node->flow = flow;
    if (builder->depth == YAML_DEPTH_MAX) {
        mistake(builder->mistakes, DIAG_C008,
                node_place(node, builder->mistakes),
                "lists and mappings more than %d deep", YAML_DEPTH_MAX);
        return false;
    }
    if (!attach(builder, node)) {
        return false;
    }
    builder->open[builder->depth] = node;
    builder->keys[builder->depth] = NULL;
    builder->depth++;
    return true;
}

// Anything but blanks and comments after the document's end.
static void refuse_more(Builder *builder, yaml_mark_t end)
{
    Mistakes *mistakes = builder->mistakes;
    Str line = mistakes_line(mistakes, (int32_t)end.line + 1);
    ptrdiff_t skipped = points_byte(line, (ptrdiff_t)end.column);
    for (int32_t n = (int32_t)end.line + 1; n <= mistakes->lines.len; n++) {
        line = mistakes_line(mistakes, n);
        ptrdiff_t from = skipped > 0 ? skipped : 0;
        Str rest = str_trim(str_slice(line, from, line.len));
        skipped = 0;
        if (rest.len > 0 && rest.at[0] != '#' && !str_eq(rest, S("..."))) {
            Place place = {mistakes->file, n,
                           (int32_t)utf8_count(str_slice(line, 0, from)) + 1};
            mistake_help(mistakes, refuse(builder, place, "a second document"),
                         S("write one file for each"));
            return;
        }
    }
}

// Result: true while there is more to read.
static bool take_event(Builder *builder, const yaml_event_t *event)
{
    if (builder->nodes++ > builder->limits.nodes) {
        mistake(builder->mistakes, DIAG_C008,
                mark_place(builder->mistakes, event->start_mark),
                "more than %lld keys and values",
                (long long)builder->limits.nodes);
        return false;
    }
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        return add_text(builder, event);
    case YAML_ALIAS_EVENT:
        return add_alias(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        refuse_marks(builder, event, event->data.sequence_start.anchor,
                     event->data.sequence_start.tag);
        return open_node(builder, NODE_LIST, event,
                         event->data.sequence_start.style ==
                             YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_START_EVENT:
        refuse_marks(builder, event, event->data.mapping_start.anchor,
                     event->data.mapping_start.tag);
        return open_node(builder, NODE_MAP, event,
                         event->data.mapping_start.style ==
                             YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        return true;
    case YAML_DOCUMENT_END_EVENT:
        // libyaml is not asked for more: it reads all directives before it
        // says that another document begins, and is slow at that.
        refuse_more(builder, event->end_mark);
        builder->done = true;
        return false;
    case YAML_STREAM_END_EVENT:
        builder->done = true;
        return false;
    default:
        return true;
    }
}

// Directives ("%YAML", "%TAG") can stand only before the document.
static bool has_directive(Builder *builder)
{
    Mistakes *mistakes = builder->mistakes;
    mistakes_line(mistakes, 1);
    for (int32_t n = 1; n <= mistakes->lines.len; n++) {
        Str line = mistakes_line(mistakes, n), trimmed = str_trim(line);
        if (str_starts(line, S("%"))) {
            refuse(builder, (Place){mistakes->file, n, 1}, "a directive");
            return true;
        }
        if (trimmed.len > 0 && trimmed.at[0] != '#') {
            return false;
        }
    }
    return false;
}

static bool is_readable(Builder *builder)
{
    Mistakes *mistakes = builder->mistakes;
    Str text = mistakes->text;
    if (text.len > builder->limits.bytes) {
        mistake(mistakes, DIAG_C008, (Place){0},
                "a file of more than %lld bytes",
                (long long)builder->limits.bytes);
        return false;
    }
    ptrdiff_t valid = utf8_valid(text);
    if (valid < text.len) {
        Diag *diag =
            mistake(mistakes, DIAG_C001, mistakes_place(mistakes, valid),
                    "bytes that are no UTF-8");
        mistake_help(mistakes, diag, S("save the file as UTF-8"));
        return false;
    }
    return !has_directive(builder);
}

static bool parse(Builder *builder)
{
    bool ok = false, more = true;
    yaml_parser_t parser;
    Str text = builder->mistakes->text;
    if (!yaml_parser_initialize(&parser)) {
        return mistake(builder->mistakes, DIAG_C001, (Place){0},
                       "out of memory") == NULL;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser, (const unsigned char *)(text.at ? text.at : ""),
        (size_t)text.len);
    while (more && !mistakes_full(builder->mistakes)) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            unreadable(&parser, builder);
            goto done;
        }
        more = take_event(builder, &event);
        yaml_event_delete(&event);
    }
    ok = builder->done;
done:
    yaml_parser_delete(&parser);
    return ok;
}

Node *yaml_read(Str text, YamlLimits limits, Arena *arena, Mistakes *mistakes)
{
    const Str mark = S("\uFEFF");
    mistakes->text =
        str_starts(text, mark) ? str_slice(text, mark.len, text.len) : text;
    Builder builder = {.limits = limits, .arena = arena, .mistakes = mistakes};
    if (!is_readable(&builder) || !parse(&builder)) {
        return NULL;
    }
    if (!builder.root || node_is_blank(builder.root)) {
        mistake(mistakes, DIAG_C003, (Place){.line = 1, .column = 1},
                "nothing stands in this file");
        return NULL;
    }
    return builder.root;
}

bool node_is_blank(const Node *node)
{
    return node->kind == NODE_TEXT && node->style == STYLE_PLAIN &&
           node->text.len == 0 && !node->refused;
}

Place node_place(const Node *node, const Mistakes *mistakes)
{
    return (Place){mistakes->file, node->line, node->column};
}

const Node *node_value(const Node *map, const char *key)
{
    for (const Node *value = map->first; value; value = value->next) {
        if (map->kind == NODE_MAP && str_eq(value->key->text, str_of(key))) {
            return value;
        }
    }
    return NULL;
}
