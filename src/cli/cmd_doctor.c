#include "cli/listing.h"

static bool run_doctor(Request *request, Err *err)
{
    static const char *const columns[] = {"part", "version", "needed",
                                          "purpose", NULL};
    const Ability *abilities;
    ptrdiff_t count = themata_abilities(&abilities, request->arena);
    Listing listing = listing_of(request, columns);
    bool whole = true;
    for (ptrdiff_t i = 0; i < count; i++) {
        bool missing = abilities[i].version[0] == '\0';
        whole = whole && !(missing && abilities[i].needed);
        listing_text(&listing, str_of(abilities[i].name));
        listing_text(&listing,
                     missing ? S("missing") : str_of(abilities[i].version));
        listing_text(&listing, abilities[i].needed ? S("yes") : S("no"));
        listing_text(&listing, str_of(abilities[i].purpose));
    }
    listing_write(&listing);
    return whole || err_set(err, ERR_HELPER, "a needed part is missing");
}

const Command command_doctor = {
    .name = "doctor",
    .summary = "what is installed, what is missing, what it is for",
    .arguments = "",
    .details = "Programs that are not needed make some things easier; without "
               "them everything else works.",
    .examples = "themata doctor",
    .forms = JSON_TOO | CSV_TOO,
    .run = run_doctor,
};
