// base/diag.h - findings: what is odd in the researcher's material.
//
// A finding has a stable id, a level and a place; the work goes on.  The
// catalogue below is the only list of ids; the manual pages print it.
// Messages name places, never what somebody said; the source line is shown
// only where the material is the researcher's own (a codebook, a table head).
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/err.h"

typedef enum Level { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR } Level;

// id, level, what it means.  D decoding, T transcripts, C codebooks, R rules,
// K cases and consent, O overrides.
#define DIAG_LIST(X)                                                           \
    X(D001, NOTE, "the encoding was guessed")                                  \
    X(D002, WARNING, "bytes that are no text in this encoding")                \
    X(D003, WARNING, "the text looks decoded twice")                           \
    X(D004, WARNING, "the declared encoding does not fit the bytes")           \
    X(D005, NOTE, "the encoding is the one given earlier")                     \
    X(T001, NOTE, "text before the first speaker label")                       \
    X(T002, NOTE, "speaker label without a turn")                              \
    X(T003, WARNING, "turn ends before it starts")                             \
    X(T004, WARNING, "no speaker label found")                                 \
    X(T005, WARNING, "doubtful speaker label")                                 \
    X(T006, NOTE, "speakers whose names look alike")                           \
    X(T007, NOTE, "speaker without a role counts as a participant")            \
    X(T008, WARNING, "time mark that is no time")                              \
    X(T009, WARNING, "malformed cue")                                          \
    X(T010, WARNING, "malformed table row")                                    \
    X(T011, NOTE, "repeated caption text left out")                            \
    X(T012, NOTE, "pause or other event that is not speech")                   \
    X(T013, WARNING, "nothing was said in this file")                          \
    X(T014, NOTE, "no role patterns: usual labels decide who interviews")      \
    X(T015, NOTE, "columns, or whose JSON it is, were told by names")          \
    X(T016, NOTE, "the content is of another kind than the file's name")       \
    X(T017, WARNING, "more labels than a transcript can hold")                 \
    X(T018, WARNING, "document whose file is gone: left out")                  \
    X(T019, WARNING, "document under a new name")                              \
    X(T020, WARNING, "file of cases by another name: not read")                \
    X(T021, NOTE, "tiers that are no speech: left out")                        \
    X(T022, WARNING, "values that JSON does not know: taken as missing")       \
    X(T023, NOTE, "deleted or hidden text left out")                           \
    X(T024, NOTE, "comments or highlights in the document")                    \
    X(T025, NOTE, "page numbers and running heads left out")                   \
    X(T026, NOTE, "sheets that hold no transcript: left out")                  \
    X(T027, WARNING, "annotation whose time or speaker is not there")          \
    X(C001, ERROR, "not readable as YAML")                                     \
    X(C002, ERROR, "unknown key")                                              \
    X(C003, ERROR, "missing key")                                              \
    X(C004, ERROR, "value of the wrong kind")                                  \
    X(C005, ERROR, "duplicate key or id")                                      \
    X(C006, ERROR, "reference to something that is not there")                 \
    X(C007, ERROR, "cycle")                                                    \
    X(C008, ERROR, "not allowed in a codebook")                                \
    X(C009, WARNING, "code without a definition")                              \
    X(C010, NOTE, "code without a rule")                                       \
    X(C011, WARNING, "code without an example")                                \
    X(C012, WARNING, "the same term twice")                                    \
    X(R001, ERROR, "pattern does not compile")                                 \
    X(R002, ERROR, "pattern too costly to run")                                \
    X(R003, WARNING, "rule that can match nothing but emptiness")              \
    X(R004, ERROR, "example that is not coded")                                \
    X(R005, ERROR, "counterexample that is coded")                             \
    X(R006, WARNING, "nested repetition may be slow")                          \
    X(R007, NOTE, "pattern has to be tried everywhere")                        \
    X(K001, ERROR, "unknown case or participant")                              \
    X(K002, WARNING, "speaker without a consent entry")                        \
    X(K003, NOTE, "excerpts withheld for want of consent")                     \
    X(K004, WARNING, "declared document that is not there")                    \
    X(K005, WARNING, "declared speaker who is not there: words withheld")      \
    X(K006, WARNING, "codes for a document or turn that is not there")         \
    X(K007, WARNING, "declared consents that are gone: words withheld")        \
    X(K008, WARNING, "no consents declared: words shown")                      \
    X(K009, WARNING, "turn with another speaker's label: words withheld")      \
    X(K010, WARNING, "document that may be a renamed one: words withheld")     \
    X(O001, WARNING, "quote not found in its document")                        \
    X(O002, WARNING, "quote stands there more than once")                      \
    X(O003, WARNING, "coders disagree")                                        \
    X(O004, WARNING, "decision on an older revision")                          \
    X(O005, WARNING, "nothing there to decide on")                             \
    X(O006, WARNING, "decision about a code that the codebook lacks")          \
    X(O007, WARNING, "decision that no longer stands in its file")

typedef enum DiagId {
#define X(id, level, meaning) DIAG_##id,
    DIAG_LIST(X)
#undef X
        DIAG_IDS
} DiagId;

typedef struct Place { // 1-based; 0 means "not known"
    Str file;
    int32_t line;
    int32_t column; // in code points
} Place;

typedef struct Diag {
    DiagId id;
    Place place;
    Str message; // says what is odd here; one line, lower case, no full stop
    Str source;  // the source line to show under it, or empty
    Str help;    // what to do, or empty
    bool more;   // stands for an unknown number of others that are not told
} Diag;

typedef struct Diags { // (Diags){.arena = arena} is empty
    Arena *arena;
    Diag *at;
    ptrdiff_t len, cap;
} Diags;

const char *diag_name(DiagId id);    // "T001"
const char *diag_meaning(DiagId id); // the catalogue's words
Level diag_level(DiagId id);
const char *level_name(Level level); // "note", "warning", "error"

// Adds a finding; what is passed is copied.  The message is made as by printf;
// an empty format means the catalogue's own words.
Diag *diag_add(Diags *diags, DiagId id, Place place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// Adds a finding of another collection, whose memory may go.
void diag_copy(Diags *diags, const Diag *finding);
// How many findings are of `level` or worse.
ptrdiff_t diag_count(const Diags *diags, Level level);
// The name in `names` nearest to `word` and at most two edits away, or the
// empty view: for "did you mean".
Str nearest_name(Str word, Strs names);
// Records that no `what` has that name, and which of `names` may be meant.
// Errors: ERR_USAGE; always returns false.
bool err_unknown(Err *err, const char *what, Str name, Strs names);

#endif
