// codebook/load.h - YAML to a Codebook, a Register of cases, Decisions.
//
// Every mistake is a finding with its place, the line it stands on and, where
// there is something to say, help; up to MISTAKES_MAX of a level in one
// reading, in the order of the file.  Aliases, anchors, tags, directives,
// several documents and anything too deep or too large are refused (C008).
#ifndef CODEBOOK_LOAD_H
#define CODEBOOK_LOAD_H

#include "base/err.h"
#include "model/study.h"

enum {
    MISTAKES_MAX = 20,
    YAML_DEPTH_MAX = 64,
    YAML_BYTES_MAX = 4 * 1024 * 1024,
    YAML_NODES_MAX = 200000,
    SCALAR_BYTES_MAX = 64 * 1024,
    PATTERN_BYTES_MAX = 4 * 1024, // of a regular expression or a term
    WORDS_MAX = 1000,             // the widest `near`
    HITS_MIN_MAX = 1000,          // the largest `min_hits`
    TERMS_MAX = 10000,            // of one list, word lists put in their place
    TERMS_ALL_MAX = 200000,       // of a codebook
    // Override files hold all decisions of a study.
    OVERRIDES_BYTES_MAX = 32 * 1024 * 1024,
    OVERRIDES_NODES_MAX = 2000000,
    QUOTE_BYTES_MAX = 1024 * 1024,
};

// A codebook.
//
// Result: never NULL, and always sound to walk: every rule has its code and
//         its lists.  Complete where no finding of level error was added; what
//         has a mistake is left out.  Word lists stand expanded in the rules,
//         each term once in a list.
// Findings: C001 to C012.  Regular expressions are not compiled here.
// Memory: from `arena`; nothing points into `yaml`.
// Time:   linear in the file's length and the terms it expands to.
Codebook *codebook_load(Str yaml, Str file, Arena *arena, Diags *diags);

// Roles alone: a file whose keys are roles and whose values are lists of label
// patterns, as under `transcript.roles`; a `roles:` around them is fine.
// Findings: C001 to C005, C008.
Roles roles_load(Str yaml, Str file, Arena *arena, Diags *diags);

// transcripts/cases.yaml.
//
// Result: never NULL; what has a mistake is left out.  A participant without a
//         `consent` has that of the study; where the study says nothing, none.
// Findings: C001 to C005, C008; K001 for a case or participant that is not
//           declared.
Register *register_load(Str yaml, Str file, Arena *arena, Diags *diags);

// An override file.  Quotes are not looked up here.
//
// Result: the decisions without a mistake, in the order of the file; sequence
//         0, revision empty, spans NONE.
// Findings: C001 to C005, C008.
Decisions decisions_load(Str yaml, Str file, Arena *arena, Diags *diags);

// True for 2026-11-20 and for 2026-11-20T…, if there is such a day.
bool decision_date_fits(Str text);

// The same decisions as YAML that decisions_load reads back unchanged, except
// for what the file does not hold: sequence, revision, spans and place.  Bytes
// that are no UTF-8 become U+FFFD.
Str decisions_yaml(const Decisions *decisions, Arena *arena);

// The version of the library that reads YAML.
const char *codebook_library(void);

#endif
