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
    int jobs;    // threads for long work; 0: as many as there are processors
    Shelf shelf; // for previews
};

// "FOLDER/name" as a string for the C library.
const char *study_path(Themata *study, const char *name);
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
// Adds the kept roles before the codebook's own; they live in `arena`.
bool study_add_roles(const Themata *study, Codebook *codebook, Arena *arena,
                     Err *err);

// transcripts/cases.yaml; path and text are empty without the file.
bool study_register_file(const Themata *study, Arena *arena, Str *path,
                         Str *yaml, Err *err);
// What it declares; an empty register without the file.
// Errors: ERR_INPUT when the file has mistakes (`diags` says which).
bool study_register(Str path, Str yaml, Arena *arena, Diags *diags,
                    const Register **declared, Err *err);

// Makes the study on the shelf that of the documents as they are now, with
// these roles, and with consent by cases.yaml as it is now (people.c).
// Errors: as study_register; else no findings, however much was known already.
bool people_now(Themata *study, const Roles *roles, Diags *diags, Err *err);

// Who speaks in the documents (their heads are enough): roles by the study's
// codebook, decisions, cases, participants.
bool study_people(Themata *study, Study *loaded, Err *err);

#endif
