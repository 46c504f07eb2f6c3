// Check: a codebook's mistakes, its patterns, its examples.
#include "engine/inside.h"

#include "base/io.h"
#include "codebook/load.h"
#include "match/match.h"

bool themata_check(const char *file, Arena *arena, Codebook **codebook,
                   Diags *diags, Err *err)
{
    Str yaml;
    ptrdiff_t before = diag_count(diags, LEVEL_ERROR);
    if (!io_read(file, arena, &yaml, err)) {
        return false;
    }
    *codebook = codebook_load(yaml, str_of(file), arena, diags);
    Matcher *matcher = matcher_open(*codebook, NULL, diags);
    bool ok = diag_count(diags, LEVEL_ERROR) > before ||
              match_examples(matcher, diags, err);
    matcher_close(matcher);
    return ok;
}
