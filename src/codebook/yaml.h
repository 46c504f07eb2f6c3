// codebook/yaml.h - YAML as a tree that knows its places.
//
// The YAML of these files is a small one: one document of mappings, lists and
// texts.  Every scalar stays the text it is; what it means is said by who
// reads it, so "no" and "1.10" are never anything else.
#ifndef CODEBOOK_YAML_H
#define CODEBOOK_YAML_H

#include "base/map.h"
#include "codebook/mistakes.h"

typedef enum NodeKind { NODE_TEXT, NODE_LIST, NODE_MAP } NodeKind;

typedef enum NodeStyle { // how a text is written
    STYLE_PLAIN,
    STYLE_SINGLE, // 'in single quotes'
    STYLE_DOUBLE, // "in double quotes"
    STYLE_BLOCK,  // after | or >
} NodeStyle;

typedef struct Node {
    NodeKind kind;
    NodeStyle style;
    bool flow;    // a list in [] or a mapping in {}
    bool refused; // an alias: reported already, has no value
    Str text;
    int32_t line, column; // where it begins, from 1; columns in code points
    struct Node *key; // in a mapping its key; in a list the key of the list;
                      // NULL at the top
    struct Node *first, *last, *next; // items of a list, values of a mapping
    Map *names;                       // NODE_MAP: its keys, to find doubles
} Node;

typedef struct YamlLimits {
    ptrdiff_t bytes;  // of the file
    ptrdiff_t nodes;  // keys count too
    ptrdiff_t scalar; // bytes of one text
} YamlLimits;

extern const YamlLimits codebook_limits;  // codebooks and cases
extern const YamlLimits overrides_limits; // a study's decisions may be many

// Result: the root, or NULL with a finding when there is nothing to work on.
// Findings: C001; C003 for an empty file; C005 for a key that stands twice,
//           of which the first value is kept; C008 for aliases, anchors, tags,
//           directives, further documents, and what is beyond the limits.
// Memory: nodes from the scratch arena of `mistakes`, texts from `arena`.
// Time:   linear in the length of the file.
// Source: YAML 1.1, as libyaml reads it.
Node *yaml_read(Str text, YamlLimits limits, Arena *arena, Mistakes *mistakes);

// True for a value that was left out, as in "label:".
bool node_is_blank(const Node *node);
Place node_place(const Node *node, const Mistakes *mistakes);
// The value of a key, or NULL.
const Node *node_value(const Node *map, const char *key);

#endif
