// container/zip.h - the members of a ZIP archive.
//
// Read in memory; nothing is unpacked to disk, and names are only compared:
// what a name says of folders means nothing.
#ifndef CONTAINER_ZIP_H
#define CONTAINER_ZIP_H

#include "base/arena.h"
#include "base/err.h"

typedef struct Zip Zip;

// True when the bytes begin as a ZIP archive does.
bool zip_begins(Str bytes);
// Opens an archive, which views `bytes`.
// Result: NULL where it is none or is broken.
// Errors: ERR_INPUT.
Zip *zip_open_bytes(Str bytes, Err *err);
void zip_shut(Zip *zip); // also NULL
// True when there is such a member.  Names are compared as they stand; of two
// members of one name the first counts.
bool zip_has(Zip *zip, Str name);
// The name of member `i`, or the empty view beyond the last.
Str zip_name(Zip *zip, ptrdiff_t i);
// The bytes of a member.
// Errors: ERR_INPUT where there is none, it is broken or encrypted, or larger
//         than limits.h allows: then nothing of it was unpacked.
bool zip_member(Zip *zip, Str name, Arena *arena, Str *bytes, Err *err);

// The version of the library that unpacks.
const char *zip_library(void);

#endif
