#include "parse/coded_segments.h"

#include "parse/column_names.h"

static const char *const documents[] = {
    "document", "documentname", "documentgroup", "doc",          "file",
    "filename", "source",       "sourcename",    "media",        "mediatitle",
    "resource", "transcript",   "dokument",      "dokumentname", NULL};
static const char *const codes[] = {"code",
                                    "codes",
                                    "codename",
                                    "codesystem",
                                    "node",
                                    "nodes",
                                    "nodename",
                                    "tag",
                                    "tags",
                                    "codesapplied",
                                    "codesappliedcombined",
                                    NULL};
static const char *const passages[] = {
    "segment",          "segments",         "codedsegment", "codedsegments",
    "codedtext",        "codedpassage",     "excerpt",      "excerptcopy",
    "quotation",        "quotationcontent", "quote",        "passage",
    "reference",        "referencetext",    "textsegment",  "highlight",
    "codiertesegmente", "content",          "text",         NULL};

static bool has(const Row *names, const char *const *known, Arena *arena)
{
    for (ptrdiff_t i = 0; i < names->len; i++) {
        Str key = column_key(row_cell(names, i), arena);
        for (const char *const *name = known; *name; name++) {
            if (str_eq(key, str_of(*name))) {
                return true;
            }
        }
    }
    return false;
}

static const char *const *names_of(ColumnKind kind)
{
    for (size_t i = 0; i < COLUMN_KNOWN; i++) {
        if (columns_known[i].kind == kind) {
            return columns_known[i].names;
        }
    }
    return NULL;
}

const char *coded_segments(const Row *names, const ColumnMap *map, Arena *arena)
{
    bool is = map->text.len == 0 && map->texts.len == 0 &&
              has(names, documents, arena) && has(names, codes, arena) &&
              has(names, passages, arena) &&
              !has(names, names_of(COLUMN_SPEAKER), arena);
    return is ? "a list of coded segments, as MAXQDA, NVivo, Dedoose, ATLAS.ti "
                "and Taguette export them, which is no transcript; import the "
                "documents that were coded"
              : NULL;
}
