// Doctor: what is installed, what is missing, what for.
#include "engine/inside.h"

#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"
#include "codebook/load.h"
#include "container/rows.h"
#include "container/xml.h"
#include "container/zip.h"
#include "decode/decode.h"
#include "match/match.h"
#include "text/text.h"

#include <stdlib.h>

static const struct {
    const char *program, *purpose;
} helpers[] = {
    {"chromium", "reports as PDF: print reports/index.html from any browser "
                 "instead"},
    {"sqlite3", "look into themata.db by hand"},
};

enum { HELPERS = sizeof helpers / sizeof *helpers };

// The first folder of PATH that holds the program, or the empty view.
static Str find_program(const char *program, Arena *arena)
{
    Str rest = str_of(getenv("PATH")), folder;
    while (rest.len > 0) {
        str_cut(&rest, ':', &folder);
        Str path = path_join(arena, folder, str_of(program));
        if (folder.len > 0 && io_exists(str_terminated(arena, path))) {
            return path;
        }
    }
    return (Str){0};
}

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
                str_terminated(arena, find_program(helpers[i].program, arena)),
            .purpose = helpers[i].purpose,
        };
    }
    *abilities = all;
    return LIBRARIES + HELPERS;
}
