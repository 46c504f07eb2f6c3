// Doctor: what is installed, what is missing, what for.
#include "engine/inside.h"

#include "base/hash.h"
#include "codebook/load.h"
#include "container/program.h"
#include "container/rows.h"
#include "container/values.h"
#include "container/xml.h"
#include "container/zip.h"
#include "decode/decode.h"
#include "match/match.h"
#include "sandbox/sandbox.h"
#include "text/text.h"

static const struct {
    const char *program, *purpose;
} helpers[] = {
    {"chromium", "reports as PDF: print reports/index.html from any browser "
                 "instead"},
    {"pdftotext", "reads PDF files (poppler-utils)"},
    {"antiword", "reads Word documents of the old kind (.doc)"},
    {"catdoc", "reads them where antiword is not there"},
    {"xls2csv", "reads old Excel workbooks (.xls); of catdoc"},
    {"sqlite3", "look into themata.db by hand"},
};

enum { HELPERS = sizeof helpers / sizeof *helpers };

ptrdiff_t themata_abilities(const Ability **abilities, Arena *arena)
{
    const Ability libraries[] = {
        {"PCRE2", match_library(arena), "finds words and patterns", true},
        {"ICU", text_library(),
         "sentences, normal forms, case, guesses encodings", true},
        {"Snowball", text_stemmer_library(), "stems of words (~word)", true},
        {"iconv", decode_library(arena), "reads old encodings", true},
        {"libyaml", codebook_library(), "reads codebooks", true},
        {"libcsv", rows_library(), "reads tables", true},
        {"libzip", zip_library(), "opens Word, OpenDocument, Excel files",
         true},
        {"libxml2", xml_library(), "reads XML and HTML", true},
        {"Jansson", values_library(), "reads JSON", true},
        {"SQLite", store_library(), "keeps the study", true},
        {"libsodium", hash_library(), "knows texts by their SHA-256", true},
    };
    enum { LIBRARIES = sizeof libraries / sizeof *libraries };
    Ability *all = NEW_ARRAY(arena, Ability, LIBRARIES + HELPERS);
    for (ptrdiff_t i = 0; i < LIBRARIES; i++) {
        all[i] = libraries[i];
    }
    for (ptrdiff_t i = 0; i < HELPERS; i++) {
        all[LIBRARIES + i] = (Ability){
            .name = helpers[i].program,
            .version =
                str_terminated(arena, program_path(helpers[i].program, arena)),
            .purpose = helpers[i].purpose,
        };
    }
    *abilities = all;
    return LIBRARIES + HELPERS;
}

const char *themata_sandbox(Arena *arena)
{
    return sandbox_holds(arena);
}
