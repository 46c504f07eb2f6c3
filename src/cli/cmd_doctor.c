#include "cli/listing.h"

static void list(Listing *listing, const Ability *ability)
{
    bool missing = ability->version[0] == '\0';
    listing_text(listing, str_of(ability->name));
    listing_text(listing, missing ? S("missing") : str_of(ability->version));
    listing_text(listing, ability->needed ? S("yes") : S("no"));
    listing_text(listing, str_of(ability->purpose));
}

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
        list(&listing, &abilities[i]);
    }
    list(&listing, &(Ability){
                       .name = "sandbox",
                       .version = themata_sandbox(request->arena),
                       .purpose = "holds what reads files of others, such as "
                                  "Word documents",
                   });
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
