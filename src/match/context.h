// match/context.h - how a hit was meant: affirmed, hedged, hypothetical or
// negated, told by trigger words around it.
//
// A language is one file, context_NAME.c, and one line in CONTEXT_LIST.
#ifndef MATCH_CONTEXT_H
#define MATCH_CONTEXT_H

#include "match/dictionary.h"
#include "match/prefix.h"
#include "match/search.h"
#include "model/codebook.h"
#include "text/text.h"

#define CONTEXT_LIST(X) X(en)

typedef enum TriggerKind {
    TRIGGER_PSEUDO,            // looks like a trigger and is none: "not only"
    TRIGGER_STOP,              // ends the scope of all: "but"
    TRIGGER_STOP_NEGATION,     // ends that of negation and hedges: "if"
    TRIGGER_NEGATION,          // acts on what follows: "not"
    TRIGGER_NEGATION_SHORT,    // the same, no further than a comma: "without"
    TRIGGER_NEGATION_BOTH,     // acts both ways: "is not an issue"
    TRIGGER_NEGATION_AFTER,    // acts on what precedes: "was ruled out"
    TRIGGER_HEDGE,             // acts on what follows: "maybe"
    TRIGGER_HEDGE_BOTH,        // and back when it closes its clause: "I guess"
    TRIGGER_HYPOTHETICAL,      // acts on what follows: "would be"
    TRIGGER_HYPOTHETICAL_BOTH, // and back within its clause: "if"
    TRIGGERS
} TriggerKind;

typedef enum CommaKind { COMMA_CONJUNCTION, COMMA_SUBJECT } CommaKind;

typedef struct ContextLanguage {
    const char *language;        // "en"
    const char *words[TRIGGERS]; // terms with '|' between, NULL for none
    const char *conjunctions;    // a comma before one of these ends a clause
    const char *subjects;        // and before these, but for an "if" before it
    const char *negators; // a hit that begins with one is not negated again
} ContextLanguage;

typedef struct Trigger {
    Str folded;
    TriggerKind kind;
} Trigger;

typedef struct Triggers {
    Trigger *at;
    ptrdiff_t len, cap;
} Triggers;

enum { FIRST_BYTES = 256 };

typedef struct Contexts { // of one codebook, compiled; read-only
    Triggers triggers;    // longest first
    // Triggers that begin with a letter, by their first byte, and the others.
    // Each is marked with its number.
    Filter filter;
    Search starting[FIRST_BYTES], others;
    Search stops; // stop words alone
    Search comma; // one that ends a clause, marked with its CommaKind
    Search negators;
    // The same for one reading, folded.
    Dictionary *dictionary; // of the triggers
    Strs comma_words, negator_words;
    Ints comma_kinds;
    Ints comma_first[FIRST_BYTES]; // which begin with this byte
} Contexts;

// The built-in lists of the codebook's language and its own further ones.
// Language "none" takes its own alone.
// Findings: R001 when there are too many for PCRE2; then none tells anything.
void contexts_open(Contexts *contexts, const Codebook *codebook, Arena *arena,
                   Diags *diags);
void contexts_close(Contexts *contexts);

typedef struct Told {
    Context context;
    Found trigger; // in the sentence; empty when nothing told
} Told;

// How the words [hit.begin, hit.end) of a folded sentence were meant.
//
// At each place the longest trigger counts, wherever its words do not overlap
// the hit ("not enough" is no negation of itself).  What stands before the hit
// acts unless a stop word, the end of a clause (clause.h) or a comma with a new
// clause behind it lies between; an "if" reaches over a comma with a subject
// behind it.  What stands after the hit acts back within the clause, over at
// most 8 words.  "Without" after another negation undoes it ("nothing works
// without support"); a hit that begins with a negation of its own is not
// negated by one before it ("no time and no money").
// Negated beats hypothetical beats hedged.
// Errors: the runner's limit; then affirmed.
// Time:   linear in the sentence.
// Source: Chapman, W. W. et al. (2001). A simple algorithm for identifying
//         negated findings and diseases in discharge summaries. J. Biomed.
//         Inform. 34, 301-310; Harkema, H. et al. (2009). ConText. J. Biomed.
//         Inform. 42, 839-851.  Triggers and rules for interviews are our own.
Told context_of(const Contexts *contexts, Runner *runner, Str sentence,
                Found hit);

// The same for several hits in one sentence that was read once.
typedef struct SeenMark { // a sign that ends a clause, or a comma
    int32_t at;
    int32_t kind; // StepKind
} SeenMark;

typedef struct SeenMarks {
    SeenMark *at;
    ptrdiff_t len, cap;
} SeenMarks;

typedef struct SeenSentence {
    Str text;           // of the sentence, folded
    ptrdiff_t begin;    // where it begins in the whole text
    Sightings triggers; // in the whole text, by number: the longest first
    SeenMarks marks;
} SeenSentence;

// Reads whole[begin, end), a sentence that begins and ends between words.
// Shape:  `sentence` is {0} or was read before: its memory is used again.
void seen_sentence_read(SeenSentence *sentence, const Contexts *contexts,
                        Str whole, const WordBits *words, Found range,
                        Arena *arena);
// As context_of, for a hit that begins and ends between words.
Told seen_sentence_context(const SeenSentence *sentence,
                           const Contexts *contexts, Found hit);

#endif
