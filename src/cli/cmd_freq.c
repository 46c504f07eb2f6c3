#include "cli/listing.h"

// Whether the numbers of a parent hold those of its sub-codes.
static Str counted_word(const Request *request)
{
    return option_given(request, "aggregate") ? S("with sub-codes")
                                              : S("code itself");
}

static void list_long(Request *request, const Codebook *codebook,
                      const Frequency *frequency, Unit unit)
{
    static const char *const columns[] = {"code",     "kind",    "column",
                                          "mentions", "units",   "of",
                                          "unit",     "counted", NULL};
    Listing listing = listing_of(request, columns);
    Str unit_word = unit_name(unit, request->arena);
    for (ptrdiff_t i = 0; i < frequency->codes; i++) {
        const Code *code = &codebook->codes.at[i];
        for (ptrdiff_t j = 0; j < frequency->columns.len; j++) {
            ptrdiff_t at = i * frequency->columns.len + j;
            listing_text(&listing, code->id);
            listing_text(&listing, str_of(kind_name(code->kind)));
            listing_text(&listing, frequency->columns.at[j]);
            listing_int(&listing, frequency->mentions[at]);
            listing_int(&listing, frequency->units[at]);
            listing_int(&listing, frequency->totals[j]);
            listing_text(&listing, unit_word);
            listing_text(&listing, counted_word(request));
        }
    }
    listing_write(&listing);
}

static void list_wide(Request *request, const Codebook *codebook,
                      const Frequency *frequency)
{
    bool binary = option_given(request, "binary");
    bool units = option_given(request, "units");
    bool aggregate = option_given(request, "aggregate");
    const char *code_column[] = {aggregate ? "code_with_sub_codes" : "code",
                                 NULL};
    Listing listing = listing_of(request, code_column);
    for (ptrdiff_t j = 0; j < frequency->columns.len; j++) {
        *PUSH(&listing.columns, request->arena) = frequency->columns.at[j];
    }
    for (ptrdiff_t i = 0; i < frequency->codes; i++) {
        listing_text(&listing, codebook->codes.at[i].id);
        for (ptrdiff_t j = 0; j < frequency->columns.len; j++) {
            ptrdiff_t at = i * frequency->columns.len + j;
            int64_t count =
                units ? frequency->units[at] : frequency->mentions[at];
            listing_int(&listing, binary ? count > 0 : count);
        }
    }
    listing_write(&listing);
}

static bool run_freq(Request *request, Err *err)
{
    const Codebook *codebook;
    Frequency frequency;
    Unit unit = {UNIT_SENTENCE, 1};
    Str unit_option = option(request, "unit");
    if (unit_option.len > 0 && !unit_named(unit_option, &unit, err)) {
        return false;
    }
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok = study && themata_frequency(study, option(request, "codebook"),
                                         request_counting(request, unit),
                                         &frequency, &codebook, err);
    if (ok &&
        (option_given(request, "wide") || option_given(request, "binary"))) {
        list_wide(request, codebook, &frequency);
    } else if (ok) {
        list_long(request, codebook, &frequency, unit);
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

static const Option options_freq[] = {
    {"by", 'b', "WHAT",
     "case, participant, group, document, question, or a "
     "case attribute"},
    {"unit", 'u', "UNIT", "what units are counted (default: sentence)"},
    {"aggregate", 'a', NULL,
     "what is coded with a sub-code counts for the codes above it, too"},
    {"wide", 'w', NULL, "one row per code, one column per value of --by"},
    {"units", 0, NULL, "with --wide: units instead of mentions"},
    {"binary", 0, NULL, "with --by: 1 where a code is present, else 0"},
    {0},
};

const Command command_freq = {
    .name = "freq",
    .summary = "how often each code is given, by case, group, question …",
    .arguments = "",
    .details =
        "Mentions are codings; units are the sentences (or what --unit says) "
        "that carry the code, of those in which participants speak. What "
        "counts for two cases is in both columns, so columns need not add "
        "up.\n\n"
        "Each code is counted by itself. With --aggregate a code counts for "
        "its parents too: their mentions are the sum, their units those that "
        "carry any of them. The column 'counted' says which it is.",
    .examples = "themata freq --by group\n"
                "themata freq --by case --binary --format csv",
    .options = options_freq,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_freq,
};
