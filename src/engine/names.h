// engine/names.h - what the documents of files are called.
//
// A document is called by its file's stem: "P01" of transcripts/P01.txt.  Where
// two files have the same stem, each is called by its whole path in the study,
// so that none is taken for a later version of the other.  A file keeps the
// name that the study knows it by; not where the files are `whole`, all of
// transcripts/: then their names are what they would be in a fresh copy.
#ifndef ENGINE_NAMES_H
#define ENGINE_NAMES_H

#include "base/map.h"
#include "engine/inside.h"

typedef struct Names {
    Map stems;     // of the files to read
    Ints counts;   // per stem: how many of the files have it
    Map known;     // files whose documents the study holds
    Strs called;   // per known file: the document's name
    Map taken;     // documents of the study
    Ints taken_by; // per document: index in `known`
} Names;

// The names for `files` (paths), given what the study holds.
bool names_of(Themata *study, Strs files, bool whole, Names *names, Err *err);
// Shape: valid UTF-8, whatever bytes the path has.
Str name_of_file(const Names *names, const Themata *study, Str path,
                 Arena *arena);

#endif
