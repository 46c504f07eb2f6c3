// model/codebook.h - codes and the rules that recognise them.
//
// The words are the field's: code, label, definition, include, exclude,
// examples.  A rule is kept as written, word lists already put in their place;
// match/ compiles it.
#ifndef MODEL_CODEBOOK_H
#define MODEL_CODEBOOK_H

#include "base/diag.h"

typedef enum CodeKind {
    KIND_THEME,
    KIND_CHALLENGE,
    KIND_FACILITATOR,
    KIND_OPPORTUNITY,
    KIND_SUGGESTION,
    KIND_ATTRIBUTE,
    KINDS
} CodeKind;

typedef enum Scope { // where a condition must hold; what is coded
    SCOPE_HIT,       // the matched words only (span, not within)
    SCOPE_CLAUSE,
    SCOPE_SENTENCE,
    SCOPE_TURN,
    SCOPE_ANSWER, // all that is said from one guiding question to the next
    SCOPES
} Scope;

// How a hit was meant, by the triggers around it.
typedef enum Context {
    CONTEXT_AFFIRMED,
    CONTEXT_HEDGED,
    CONTEXT_HYPOTHETICAL,
    CONTEXT_NEGATED,
    CONTEXTS
} Context;

typedef enum Policy { // what becomes of a hit in such a context
    POLICY_EXCLUDE,   // not coded; kept as contradicting evidence
    POLICY_FLAG,      // coded, the context noted
    POLICY_ACCEPT,    // coded as if affirmed
} Policy;

typedef struct Term {
    Str text;  // one or more words; '*' and '?' inside words; no '#', no '~'
    bool stem; // "~word": matches by stem
    Place place;
} Term;

typedef struct Terms {
    Term *at;
    ptrdiff_t len, cap;
} Terms;

typedef struct TermLists {
    Terms *at;
    ptrdiff_t len, cap;
} TermLists;

typedef enum RuleKind {
    RULE_ANY,   // lists.at[0]
    RULE_ALL,   // every list
    RULE_NEAR,  // lists.at[0] and lists.at[1], at most `words` words between
    RULE_REGEX, // pattern
} RuleKind;

typedef enum NearOrder { ORDER_ANY, ORDER_A_FIRST, ORDER_B_FIRST } NearOrder;

typedef struct Rule {
    Str id; // "data_sharing.2" or "data_sharing.crossborder"
    int32_t code;
    RuleKind kind;
    TermLists lists;
    int32_t words; // RULE_NEAR
    NearOrder order;
    Str pattern;              // RULE_REGEX
    bool pattern_exact_place; // a byte of the pattern is a column of the file
    Terms unless;             // veto inside the same `within`
    Terms unless_near;        // veto within unless_words words of the hit
    int32_t unless_words;
    int32_t min_hits; // 1 or more
    Scope within;     // never SCOPE_HIT
    Scope span;
    bool exact_case;
    Policy policy[CONTEXTS]; // [CONTEXT_AFFIRMED] is POLICY_ACCEPT
    Strs roles;              // where it may look; empty means any
    Strs speakers;           // patterns with * and ?; empty means any
    Ints questions;          // indices of Codebook.questions; empty means any
    Place place;             // of the rule
    Place pattern_place;
    Str written; // the rule in one line, for people: 'any: data shar*, …'
    Str hash;    // hash_hex of all that decides what it matches
} Rule;

typedef struct Rules {
    Rule *at;
    ptrdiff_t len, cap;
} Rules;

typedef struct Example {
    Str text;
    Place place;
} Example;

typedef struct Examples {
    Example *at;
    ptrdiff_t len, cap;
} Examples;

typedef struct Code {
    Str id, label; // label is the id where none is given
    CodeKind kind;
    int32_t parent; // index of the parent code, or NONE
    Str colour;     // "#rrggbb", or empty
    Str definition, include, exclude, brief;
    Examples examples, counterexamples;
    int32_t first_rule, rules; // in Codebook.rules
    Place place;
} Code;

typedef struct Codes {
    Code *at;
    ptrdiff_t len, cap;
} Codes;

typedef struct RolePatterns { // a speaker whose label fits has this role
    Str role;
    Strs patterns; // with * and ?; case counts, blanks at the ends do not
} RolePatterns;

typedef struct Roles {
    RolePatterns *at;
    ptrdiff_t len, cap;
} Roles;

typedef struct Question {   // of the interview form
    Str id, section, label; // label: the question's words, may be empty
    Terms any;
    Place place;
} Question;

typedef struct Questions {
    Question *at;
    ptrdiff_t len, cap;
} Questions;

typedef struct Weight { // a code and how much it counts
    int32_t code;
    double weight;
} Weight;

typedef struct Weights {
    Weight *at;
    ptrdiff_t len, cap;
} Weights;

typedef struct Advice { // a recommendation as the codebook words it
    Str id, text;
    Weights addresses; // challenges of these themes, or these challenge codes
    Weights leverages; // facilitators of these
    Strs actors;
    Str source;    // "participants", "expert_table", "analyst"
    Str reference; // may be empty
    Place place;
} Advice;

typedef struct Advices {
    Advice *at;
    ptrdiff_t len, cap;
} Advices;

typedef struct ContextWords { // triggers of negation, hedging, hypotheticals
    Str language;             // "en", "none": whose built-in lists apply
    Terms pre, post, pseudo, stop; // further ones for negation
    Terms hedge, hypothetical;     // further ones for these
} ContextWords;

typedef struct Codebook {
    Str id, title, version, language;
    Str file;
    Str hash; // hash_hex of the file's bytes
    Roles roles;
    Questions questions;
    ContextWords contexts;
    Codes codes; // in the order of the file
    Rules rules; // in the order of the codes
    Advices recommendations;
} Codebook;

// Index of the code with this id, or NONE.
int32_t codebook_code(const Codebook *codebook, Str id);
int32_t codebook_question(const Codebook *codebook, Str id);
// True when one of the two is an ancestor of the other, or they are the same.
bool codebook_related(const Codebook *codebook, int32_t a, int32_t b);
// `code` or its topmost ancestor of the same kind.
int32_t codebook_top(const Codebook *codebook, int32_t code);
// True for challenge, facilitator and opportunity: what a context governs.
bool kind_is_valence(CodeKind kind);
const char *kind_name(CodeKind kind); // "theme"
const char *scope_name(Scope scope);
const char *context_name(Context context);
// True when `label` is one that interviewers usually have, in any language or
// in the one given; with a number too, where it is more than a letter.
bool label_interviews(Str label, const Str *language);
// The codebook's own word for a speaker's role.  A usual label in brackets
// behind the name decides ("Jane Doe (interviewer)"), then the patterns, and
// without any the label itself.
// Result: true when one of these decided, else the speaker is a participant.
bool codebook_role(const Codebook *codebook, Str speaker, Str *role);
// True when `name` fits `pattern`, in which '*' stands for any run of bytes
// and '?' for one code point.
bool pattern_fits(Str pattern, Str name);

#endif
