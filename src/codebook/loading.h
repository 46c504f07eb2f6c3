// codebook/loading.h - what the loaders of a codebook's parts share, and
// nobody else.
#ifndef CODEBOOK_LOADING_H
#define CODEBOOK_LOADING_H

#include "codebook/walk.h"
#include "model/codebook.h"
#include "model/transcript.h"

typedef struct WordList {
    const Node *node;
    Terms terms; // expanded; complete once `read`
    int depth;   // 1 without references to others
    bool reading, read;
} WordList;

// What may be set for the whole codebook, for a code, and for a rule; the
// nearer setting holds.
enum { UNSET = -1 };

typedef struct Settings {
    int within, span;     // Scope, or UNSET
    int exact_case;       // 0, 1 or UNSET
    int policy[CONTEXTS]; // Policy, or UNSET
    Strs roles;           // meant only when roles_set; empty means any
    bool roles_set;
} Settings;

typedef struct CodeDraft { // a code while its file is read
    Code code;
    Settings settings;
    int kind;           // CodeKind, or UNSET
    const Node *parent; // the reference, or NULL
    const Node *rules;  // or NULL
} CodeDraft;

typedef struct CodeDrafts { // as many as codebook->codes, in the same order
    CodeDraft *at;
    ptrdiff_t len, cap;
} CodeDrafts;

typedef struct Loading { // Reader.job of a codebook
    Codebook *codebook;
    Map list_names; // numbers are indices of `lists`
    WordList *lists;
    Map codes;     // numbers are indices of codebook->codes
    Map questions; // of codebook->questions
    Map advices;   // of codebook->recommendations
    Map roles;     // the names that may be used
    Settings defaults;
    CodeDrafts drafts;
    Str contexts_key; // see written.c
    ptrdiff_t terms;  // made so far, against TERMS_ALL_MAX
    bool too_many;    // that was said already
    int nesting;      // word lists within word lists being read
} Loading;

// ---- terms.c

// Reads terms into a Terms; word lists are put in their place.
// Findings: C004, C006, C007, C008, C012.
void read_terms(Reader *reader, const Node *node, void *to);
// Takes down the names of the word lists, then reads each.
void read_wordlists(Reader *reader, const Node *node, void *to);

// ---- settings.c

Settings settings_unset(void);
// `over` where it says something, else `under`.
Settings settings_over(Settings over, Settings under);

// Readers of the members of Settings.
void read_within(Reader *reader, const Node *node, void *to);
void read_span(Reader *reader, const Node *node, void *to);
void read_case(Reader *reader, const Node *node, void *to);
void read_policy(Reader *reader, const Node *node, void *to);
// Into a Settings, for `.roles` and `.roles_set`.
void read_role_names(Reader *reader, const Node *node, void *to);

// ---- load_codebook.c

// The index of an id, or NONE with C006.
int32_t look_up(Reader *reader, const Node *node, const Map *ids,
                const char *what);
// transcript.roles: Roles.
void read_roles(Reader *reader, const Node *node, void *to);

// ---- load_codes.c

// codes: all of them, then their parents, kinds and rules.
void read_codes(Reader *reader, const Node *node, void *to);
// An id, taken down in `ids`.
// Result: false, with C005, when it was there already.
bool is_new_id(Reader *reader, const Node *map, Str id, Map *ids);

// ---- load_rules.c

// The rules of one code, into codebook->rules.
void read_rules(Reader *reader, int32_t code);

// ---- written.c

// "any: data shar*, #lack" of a rule as it is written, for people.
Str rule_written(const Node *rule, Arena *arena);
// What stands for the contexts in the hashes of rules.
Str contexts_key(const ContextWords *contexts, Arena *arena);
// The hash of all that decides what a rule matches in a transcript whose roles
// and questions are known.
Str rule_hash(Reader *reader, const Rule *rule);

// ---- load_advice.c

// recommendations: Advices.
void read_recommendations(Reader *reader, const Node *node, void *to);

// ---- lint.c

// What is no mistake and yet worth a look.  Findings: C009, C010, C011.
void lint(Reader *reader);

#endif
