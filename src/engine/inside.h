// engine/inside.h - what the pipelines of this folder share, and nobody else.
#ifndef ENGINE_INSIDE_H
#define ENGINE_INSIDE_H

#include "engine/themata.h"
#include "store/store.h"

struct Themata {
    Arena arena;
    Diags findings;
    Str folder;
    Store *store;
    Progress progress;
};

// "FOLDER/name" as a string for the C library.
const char *study_path(Themata *study, const char *name);
// Reads one file; `name` is what its document is called.
bool study_read_file(const char *path, Str name, const ImportOptions *options,
                     const Codebook *codebook, Arena *arena,
                     Transcripts *transcripts, Diags *diags, Err *err);
// A path as seen from the study folder, so that what is kept and published is
// the same wherever the study lies.
Str study_relative(const Themata *study, Str path);
void study_progress(const Themata *study, const char *doing, int64_t done,
                    int64_t of);
// The codebook that says who interviews: the first of the study that can be
// read, with the roles of --roles before its own; else an empty one.
const Codebook *study_roles(Themata *study);
// Keeps a --roles file's roles with the study.
bool study_keep_roles(Themata *study, Str path, Err *err);
// Adds the kept roles before the codebook's own.
bool study_add_roles(Themata *study, Codebook *codebook, Err *err);

// What transcripts/cases.yaml declares; an empty register without the file.
// Errors: ERR_INPUT when the file has mistakes (findings say which).
bool study_register(Themata *study, const Register **declared, Err *err);

// ---- who is known to speak (labels.c)

// The same for reading transcripts: mistakes are told when it is applied.
const Register *study_declared(Themata *study);
// Labels that are certainly speakers' in a document: those that the register
// casts in it, ids of participants, patterns of roles without * and ?.
Strs study_labels(const Register *declared, const Codebook *codebook,
                  Str document, Arena *arena);

// Documents, cases, participants of the study, without codings.
bool study_documents(Themata *study, Study *loaded, Err *err);

#endif
