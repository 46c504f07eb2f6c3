#include "parse/table/coded_segments.h"

#include "parse/table/column_names.h"

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

// Of a codebook: its codes, what they mean, and how often they were given.
static const char *const meanings[] = {"description",     "definition",
                                       "codedescription", "codedefinition",
                                       "beschreibung",    NULL};
static const char *const counts[] = {"numberofhighlights", "files",
                                     "references",         "codedsegments",
                                     "grounded",           NULL};
static const char *const others[] = {
    "id",        "codeid",     "parent",     "parentcode", "parentname",
    "path",      "category",   "level",      "name",       "theme",
    "example",   "examples",   "aliases",    "nickname",   "inclusion",
    "exclusion", "sources",    "density",    "frequency",  "colour",
    "color",     "codecolor",  "codecolour", "created",    "modified",
    "createdon", "modifiedon", "createdby",  "modifiedby", "memo",
    "codememo",  "notes",      NULL};

static bool is_among(Str key, const char *const *known)
{
    for (; *known; known++) {
        if (str_eq(key, str_of(*known))) {
            return true;
        }
    }
    return false;
}

static bool has(const Row *names, const char *const *known, Arena *arena)
{
    for (ptrdiff_t i = 0; i < names->len; i++) {
        if (is_among(column_key(row_cell(names, i), arena), known)) {
            return true;
        }
    }
    return false;
}

// "Code: Trust Applied": Dedoose has a column for each code.
static bool has_codes(const Row *names, Arena *arena)
{
    for (ptrdiff_t i = 0; i < names->len; i++) {
        Str key = column_key(row_cell(names, i), arena);
        if (str_starts(key, S("code")) && str_ends(key, S("applied"))) {
            return true;
        }
    }
    return has(names, codes, arena);
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

// True where all columns are a codebook's, and they tell codes and meanings.
static bool is_codebook(const Row *names, Arena *arena)
{
    for (ptrdiff_t i = 0; i < names->len; i++) {
        Str key = column_key(row_cell(names, i), arena);
        if (!is_among(key, codes) && !is_among(key, meanings) &&
            !is_among(key, counts) && !is_among(key, others)) {
            return false;
        }
    }
    bool named = has(names, codes, arena) || has(names, counts, arena);
    return named && has(names, meanings, arena);
}

const char *coded_segments(const Row *names, const ColumnMap *map, Arena *arena)
{
    bool asked = map->text.len > 0 || map->texts.len > 0;
    if (!asked && is_codebook(names, arena)) {
        return "a codebook, which is no transcript: it says what codes mean";
    }
    bool is = !asked && has(names, documents, arena) &&
              has_codes(names, arena) && has(names, passages, arena) &&
              !has(names, names_of(COLUMN_SPEAKER), arena);
    return is ? "a list of coded segments, as MAXQDA, NVivo, Dedoose, ATLAS.ti "
                "and Taguette export them, which is no transcript; import the "
                "documents that were coded"
              : NULL;
}
