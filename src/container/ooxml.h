// container/ooxml.h - the parts of an Office Open XML package and what relates
// them.
//
// Source: ECMA-376, part 2.
#ifndef CONTAINER_OOXML_H
#define CONTAINER_OOXML_H

#include "container/xml.h"
#include "container/zip.h"

typedef struct Relation {
    Str id;
    Str type;   // an address: what counts is how it ends, "/worksheet"
    Str target; // the name of a member of the archive
} Relation;

typedef struct Relations {
    Relation *at;
    ptrdiff_t len, cap;
} Relations;

// Opens a part of the archive.
// Result: NULL where there is none or it cannot be read.
// Errors: ERR_INPUT.
Xml *ooxml_open(Zip *zip, Str part, Arena *arena, Err *err);
// The relations of a part, or of the package where `part` is empty; none where
// it has none.  Those to what is outside are left out.
// Errors: ERR_INPUT.
bool ooxml_relations(Zip *zip, Str part, Arena *arena, Relations *relations,
                     Err *err);
// The target of the first relation whose type ends so, or the empty view.
Str ooxml_target(const Relations *relations, Str type);
// The relation of that id, or NULL.
const Relation *ooxml_related(const Relations *relations, Str id);

#endif
