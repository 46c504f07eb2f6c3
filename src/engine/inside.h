// engine/inside.h - what the pipelines of this folder share, and nobody else.
#ifndef ENGINE_INSIDE_H
#define ENGINE_INSIDE_H

#include "engine/shelf.h"
#include "engine/themata.h"

struct Themata {
    Arena arena;
    Diags findings;
    Str folder;
    Store *store;
    Progress progress;
    int jobs;      // threads for long work; 0: as many as there are processors
    Tellings told; // decisions heard and not yet told to the store
    Shelf shelf;   // for previews
};

// "FOLDER/name" as a string for the C library.
const char *study_path(Themata *study, const char *name);
// A path as seen from the study folder, so that what is kept and published is
// the same wherever the study lies.
// Shape: valid UTF-8, whatever bytes the path has.
Str study_relative(const Themata *study, Str path, Arena *arena);
void study_progress(const Themata *study, const char *doing, int64_t done,
                    int64_t of);
// The codebook that says who interviews: the first of the study that can be
// read, with the roles of --roles before its own; else an empty one.
const Codebook *study_roles(Themata *study);
// Keeps a --roles file's roles with the study.
bool study_keep_roles(Themata *study, Str path, Err *err);
// Adds the kept roles before the codebook's own; they live in `arena`.
bool study_add_roles(const Themata *study, Codebook *codebook, Arena *arena,
                     Err *err);

// The file of cases as it is now.
typedef struct CasesFile {
    Str path, yaml; // empty without the file
    bool lost;      // without, and once there was one
} CasesFile;

// transcripts/cases.yaml (or .yml).
// Errors: ERR_INPUT when both are there.
bool study_cases_file(const Themata *study, Arena *arena, CasesFile *file,
                      Err *err);
// What it declares; an empty register without the file, and one in which nobody
// may be quoted where it is lost (K007).
// Errors: ERR_INPUT when the file has mistakes (`diags` says which).
bool study_declared(const CasesFile *file, Arena *arena, Diags *diags,
                    const Register **declared, Err *err);
// Both, for the study.
bool study_register(Themata *study, const Register **declared, Err *err);
// Remembers that consents were declared.
bool study_keep_declared(Themata *study, const Study *loaded, Err *err);
// Finding K008 where they were not, before words leave.
void study_say_undeclared(Themata *study, const Study *loaded);

// Makes the study on the shelf that of the documents that count now, with these
// roles, and with consent by the file of cases as it is now (people.c).
// Errors: as study_register; else no findings, however much was known already.
bool people_now(Themata *study, const Roles *roles, Diags *diags, Err *err);

// ---- reports of several codebooks (publish.c)

// Removes the pages of codebooks that have no report of their own (any more):
// with `several`, of all in reports/ID but `ids`; else of all of these.
bool study_remove_reports(Themata *study, Strs ids, bool several, Err *err);
// reports/index.html, where the reports lie in reports/ID.
bool study_publish_overview(Themata *study, Str title,
                            const Overviews *overviews, PublishReport *report,
                            Err *err);

// ---- which documents are counted (present.c)

// After all of transcripts/ was read: documents that came from there and were
// not read now are left out from now on.  Findings: T018, T019.
bool study_keep_present(Themata *study, const ImportReport *report, Err *err);
// Documents that were left out and have been imported by hand are back.
bool study_return(Themata *study, const ImportReport *report, Err *err);
// Drops those that are left out, and what the command line decided about them.
bool study_leave_out(Themata *study, Documents *documents, Decisions *decisions,
                     Err *err);
// Decisions of the command line go with a document that was renamed.
bool study_follow(Themata *study, Decisions *decisions, Err *err);

// ---- which decisions are in force (told.c, decide.c)

// Notes decisions that `source` (a file; empty: the command line) just told;
// they are stored already.
void study_told(Themata *study, const Decisions *decisions, Str source);
// Puts what was noted in force, in that order, and withdraws what came from
// `files` ("FOLDER/" for all in it) and was not noted, and what was noted anew
// on another text.  Findings: O007.
bool study_tell(Themata *study, Strs files, Err *err);
// All that is in force, in the order told, numbered from 1, about the names
// that documents have now.
bool study_decisions(Themata *study, Decisions *decisions, Err *err);
// Looks again for quotes that were not found or not told apart when somebody
// decided: as long as they are not, every run says so.  Findings: O001, O002.
bool study_anchor(Themata *study, Decisions *decisions,
                  const Documents *documents, Err *err);
// How many of the study's decisions speak of the text as it is now, and of
// codes that the codebook has.
ptrdiff_t study_applied(const Study *loaded);
// Anchors, appends and notes the decisions of an override file.
bool study_decide_file(Themata *study, const char *path, ptrdiff_t *read,
                       ptrdiff_t *known, Err *err);

// ---- who is known to speak (register.c)

// Labels that are certainly speakers': those that the register casts in any
// document (it may have been renamed), ids of participants, patterns of roles
// without * and ?.
Strs study_labels(const Register *declared, const Codebook *codebook,
                  Arena *arena);

// Heads of the documents that count, what people decided about them, and what
// is declared of them.
bool study_heads(Themata *study, Study *loaded, const Register **declared,
                 Err *err);
// Who speaks in the documents (their heads are enough): roles by the study's
// codebook, cases, participants.
void study_people(Themata *study, Study *loaded, const Register *declared);

#endif
