// store/store.h - the study database, and the only SQL.
//
// One SQLite file, themata.db: journal DELETE, synchronous EXTRA, foreign keys,
// one writer.  Texts are never changed or removed; a changed file is a new
// revision.  Decisions are only ever appended.  The views v_documents, v_turns,
// v_codings, v_decisions, v_codebook, v_cases are stable and documented in
// src/store/schema.md; they can be read with the plain sqlite3 shell.
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "store/pack.h"

typedef struct Store Store;

typedef enum StoreMode { STORE_READ, STORE_WRITE } StoreMode;

// Opens, and with STORE_WRITE makes and migrates, the database at `path`.
// Errors: ERR_IO when it is missing (STORE_READ), damaged, of a newer version,
//         not ours, or another program is writing.
Store *store_open(const char *path, StoreMode mode, Err *err);
void store_close(Store *store); // NULL is fine
// Every function below is all or nothing by itself; between store_begin and
// store_commit all of them together are.
bool store_begin(Store *store, Err *err);
bool store_commit(Store *store, Err *err);
void store_rollback(Store *store);

typedef struct StoreVersion { // of all that is stored
    int64_t others;           // counts what other programs wrote,
    int64_t own;              // and what this Store did
} StoreVersion;

// The same version, the same content, as long as the Store is open.
bool store_version(Store *store, StoreVersion *version, Err *err);

typedef enum ImportStatus {
    IMPORT_NEW,
    IMPORT_UNCHANGED,
    IMPORT_REVISED
} ImportStatus;

// Stores a transcript with turns, speakers, sentences, marks; not its tags, and
// not which questions turns answer.  Where the newest revision of the document
// has the same text and turns, no revision is added: only the file's name and
// hash, roles, sentences and marks become those given (and hits are looked for
// anew where the sentences or marks differ).
bool store_put_transcript(Store *store, const Transcript *transcript,
                          ImportStatus *status, int64_t *revision, Err *err);
// What is kept beside a revision to know quickly what it has not: bytes that
// only who made them understands.  Empty where there is none.
bool store_put_signature(Store *store, int64_t revision, Str signature,
                         Err *err);
bool store_signature(Store *store, int64_t revision, Arena *arena,
                     Str *signature, Err *err);
// Names of all documents, and the files their newest revisions came from.
bool store_files(Store *store, Arena *arena, Strs *names, Strs *files,
                 Err *err);
// The newest revision of every document, by name, without texts, turns,
// sentences and marks: memory does not depend on how much is said.
bool store_heads(Store *store, Arena *arena, Documents *documents, Err *err);
// What a document's head lacks, as it is stored or unpacked.
bool store_text(Store *store, int64_t revision, Arena *arena,
                PackedText *packed, Err *err);
bool store_fill(Store *store, Document *document, Arena *arena, Err *err);
// One document's newest revision; ERR_USAGE with "did you mean" otherwise.
bool store_document(Store *store, Str name, Arena *arena, Document *document,
                    Err *err);

// Replaces cases and participants by those of `study`, for the views.
bool store_put_register(Store *store, const Study *study, Err *err);

// Appends decisions (their sequence is set); those that are stored already,
// word for word, are passed over and counted in *known.  Where the same words
// stand among `decisions` several times, so many must be stored: a coder who
// changes their mind and changes it back is heard.
// Result: when it returns true outside a transaction, they are on the disk.
bool store_add_decisions(Store *store, Decisions *decisions, ptrdiff_t *known,
                         Err *err);
// All that were ever stored, by sequence; .withdrawn ones too.
bool store_decisions(Store *store, Arena *arena, Decisions *decisions,
                     Err *err);

typedef struct Telling { // that a decision is in force, or is no longer
    int64_t decision;    // its sequence
    Str source;          // the file that tells it; empty: the command line
    bool in_force;
} Telling;

typedef struct Tellings {
    Telling *at;
    ptrdiff_t len, cap;
} Tellings;

// Appends what is told of decisions; the newest telling of each holds, and the
// order of those is the order in which people spoke.  A decision that nothing
// was told of is in force.
bool store_tell(Store *store, const Tellings *tellings, Err *err);

// Keeps the codebook (with its text) and marks it the newest.
bool store_put_codebook(Store *store, const Codebook *codebook, Str yaml,
                        int64_t *id, Err *err);
typedef struct StoredCodebook {
    int64_t id;
    Str yaml, file;
} StoredCodebook;

// The codebook with this id that was applied last (empty name: of any id).
// Errors: ERR_INPUT "nothing is coded yet …" when there is none; ERR_USAGE
//         naming the nearest id when `name` is unknown.
bool store_codebook(Store *store, Str name, Arena *arena,
                    StoredCodebook *stored, Err *err);

// ---- what rules found, of one document under the versions of one codebook

// The rules of a stored codebook by their lasting numbers; their set is 0 as
// long as nothing was coded with them.
bool store_rules(Store *store, int64_t codebook, Arena *arena,
                 KnownRules *rules, Err *err);
bool store_put_rule_set(Store *store, KnownRules *rules, Err *err);
// The rules that a document was coded with earlier, in that order.
bool store_rule_set(Store *store, int64_t set, Arena *arena, KnownRules *rules,
                    Err *err);

typedef struct Coded {
    int64_t id;           // 0 when nothing is stored
    int64_t revision;     // of the text,
    int64_t turns, bytes; // and how long it is
    Str heard;   // names who speaks and what is a question; empty when the
                 // sentences changed since
    int64_t set; // of the rules that were applied: KnownRules.set
    Str decided; // names the decisions that were applied
    Str voices;  // pack_voices
    int64_t hits, codings; // how many; codings that stand
    Str found;             // pack_found; empty: not known
    bool counted;          // it has a sheet
    Str codes;             // of that: PackedSheet.codes
} Coded;

// For each document, in their order, what is stored, or id 0.
bool store_coded(Store *store, int64_t lineage, const Documents *documents,
                 Arena *arena, Coded **coded, Err *err);

typedef struct PackedHits {
    Str questions, hits;
} PackedHits;

bool store_packed(Store *store, int64_t coded, Arena *arena, PackedHits *packed,
                  Err *err);

// Empty where a document has none.
bool store_sheet(Store *store, int64_t coded, Arena *arena, PackedSheet *packed,
                 Err *err);

typedef struct NewlyCoded {
    PackedHits packed;
    PackedCodings codings;
    PackedSheet sheet;
    const Codebook *codebook; // that names the codes
} NewlyCoded;

// Stores what is known of a document; with `made`, hits, codings and the sheet
// are replaced, else they stay.
bool store_put_coded(Store *store, int64_t lineage, Coded *coded,
                     const NewlyCoded *made, Err *err);
// Forgets what older revisions gave, codings (but not hits) of all but these
// documents, and rule sets that nothing has.
bool store_forget_coded(Store *store, int64_t lineage,
                        const Documents *documents, Err *err);
// Who has which role in a transcript, as v_turns shows it.
bool store_put_roles(Store *store, const Transcript *transcript,
                     int64_t revision, Err *err);

// A plain setting, by name.
bool store_put_setting(Store *store, Str name, Str value, Err *err);
bool store_setting(Store *store, Str name, Arena *arena, Str *value, Err *err);

// What is not as it was stored, one line each: SQLite's own check, every text
// and its turns, every decision, every codebook against its hash, how many
// codings there are.
bool store_check(Store *store, Arena *arena, Strs *problems, Err *err);
// A whole copy of the study in one file, on the disk when it returns true.
// Errors: ERR_IO; then `path` is what it was.
bool store_backup(Store *store, const char *path, Err *err);

// The version of the library.
const char *store_library(void);

#endif
