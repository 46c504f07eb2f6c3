#include "cli/listing.h"

// The kinds named in --kinds; all where it is not given.
static bool read_kinds(Request *request, bool kinds[KINDS], Err *err)
{
    Str rest = option(request, "kinds"), name;
    for (int i = 0; i < KINDS; i++) {
        kinds[i] = rest.len == 0;
    }
    while (rest.len > 0) {
        str_cut(&rest, ',', &name);
        bool known = false;
        for (int i = 0; i < KINDS; i++) {
            if (str_eq(name, str_of(kind_name((CodeKind)i)))) {
                kinds[i] = known = true;
            }
        }
        if (!known) {
            return err_set(err, ERR_USAGE,
                           "--kinds takes theme, challenge, facilitator, "
                           "opportunity, suggestion, attribute; not '%.*s'",
                           FMT(name));
        }
    }
    return true;
}

static bool wanted(const Codebook *codebook, const Pair *pair,
                   const bool kinds[KINDS])
{
    const Code *codes = codebook->codes.at;
    return kinds[codes[pair->a].kind] && kinds[codes[pair->b].kind];
}

static void json_pair(Json *json, const Codebook *codebook, const Pair *pair)
{
    const Code *codes = codebook->codes.at;
    json_open(json, '{');
    json_key_str(json, "a", codes[pair->a].id);
    json_key_str(json, "b", codes[pair->b].id);
    json_key_int(json, "n11", pair->n11);
    json_key_int(json, "n1", pair->n1);
    json_key_int(json, "n2", pair->n2);
    for (int i = 0; i < COEFFICIENTS; i++) {
        json_key_double(json, coefficients[i]->name, pair->coefficients[i]);
    }
    json_key(json, "p");
    json_null(json);
    json_key(json, "q");
    json_null(json);
    json_key_int(json, "documents", pair->documents);
    json_key(json, "definitional");
    json_bool(json, pair->definitional);
    json_close(json);
}

static void json_cooccurrence(Json *json, Request *request,
                              const Codebook *codebook,
                              const Cooccurrence *found,
                              const bool kinds[KINDS])
{
    json_key_str(json, "unit", unit_name(found->unit, request->arena));
    json_key_int(json, "units", found->units);
    json_key(json, "aggregate");
    json_bool(json, option_given(request, "aggregate"));
    json_key(json, "codes");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
        const Code *code = &codebook->codes.at[i];
        if (kinds[code->kind]) {
            json_open(json, '{');
            json_key_str(json, "code", code->id);
            json_key_int(json, "n", found->counts[i]);
            json_close(json);
        }
    }
    json_close(json);
    json_key(json, "pairs");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < found->pairs.len; i++) {
        if (wanted(codebook, &found->pairs.at[i], kinds)) {
            json_pair(json, codebook, &found->pairs.at[i]);
        }
    }
    json_close(json);
    json_key(json, "permutations");
    json_null(json);
    json_key(json, "seed");
    json_null(json);
}

// For a person the pairs that meet; CSV has them all.
static void list_pairs(Listing *listing, const Codebook *codebook, Str column,
                       const Cooccurrence *found, const bool kinds[KINDS])
{
    for (ptrdiff_t i = 0; i < found->pairs.len; i++) {
        const Pair *pair = &found->pairs.at[i];
        bool meets = pair->n11 > 0 || listing->request->form == FORM_CSV;
        if (!meets || !wanted(codebook, pair, kinds)) {
            continue;
        }
        if (column.len > 0) {
            listing_text(listing, column);
        }
        listing_text(listing, codebook->codes.at[pair->a].id);
        listing_text(listing, codebook->codes.at[pair->b].id);
        listing_int(listing, pair->n11);
        listing_int(listing, pair->n1);
        listing_int(listing, pair->n2);
        for (int j = 0; j < COEFFICIENTS; j++) {
            listing_number(listing, pair->coefficients[j], 3);
        }
        listing_int(listing, pair->documents);
        listing_text(listing, pair->definitional ? S("yes") : S("no"));
    }
}

static Listing pairs_listing(Request *request, bool grouped)
{
    static const char *const first[] = {"column", "a",  "b", "n11",
                                        "n1",     "n2", NULL};
    Listing listing = listing_of(request, first + !grouped);
    for (int i = 0; i < COEFFICIENTS; i++) {
        *PUSH(&listing.columns, request->arena) = str_of(coefficients[i]->name);
    }
    *PUSH(&listing.columns, request->arena) = S("documents");
    *PUSH(&listing.columns, request->arena) = S("definitional");
    return listing;
}

static void write_one(Request *request, const Codebook *codebook,
                      const Cooccurrence *found, const bool kinds[KINDS])
{
    if (request->form == FORM_JSON) {
        Json json = {.out = request->out};
        json_open(&json, '{');
        json_cooccurrence(&json, request, codebook, found, kinds);
        json_close(&json);
        buf_char(request->out, '\n');
    } else {
        Listing listing = pairs_listing(request, false);
        list_pairs(&listing, codebook, (Str){0}, found, kinds);
        listing_write(&listing);
    }
    out_flush(request);
    say(request, "%.*s of kind %.*s",
        FMT(count_of(found->units, "unit", request->arena)),
        FMT(unit_name(found->unit, request->arena)));
}

// The same for every column of --by: in JSON an array of objects.
static void write_by(Request *request, const Codebook *codebook,
                     const CooccurrenceBy *found, const bool kinds[KINDS])
{
    Json json = {.out = request->out};
    Listing listing = pairs_listing(request, true);
    if (request->form == FORM_JSON) {
        json_open(&json, '[');
    }
    for (ptrdiff_t i = 0; i < found->columns.len; i++) {
        if (request->form == FORM_JSON) {
            json_open(&json, '{');
            json_key_str(&json, "column", found->columns.at[i]);
            json_cooccurrence(&json, request, codebook, &found->at[i], kinds);
            json_close(&json);
        } else {
            list_pairs(&listing, codebook, found->columns.at[i], &found->at[i],
                       kinds);
        }
    }
    if (request->form == FORM_JSON) {
        json_close(&json);
        buf_char(request->out, '\n');
    } else {
        listing_write(&listing);
    }
    out_flush(request);
}

static bool run_cooccur(Request *request, Err *err)
{
    const Codebook *codebook;
    CooccurrenceBy found;
    bool kinds[KINDS];
    Unit unit = {UNIT_SENTENCE, 1};
    Str unit_option = option(request, "unit");
    if ((unit_option.len > 0 && !unit_named(unit_option, &unit, err)) ||
        !read_kinds(request, kinds, err)) {
        return false;
    }
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok = study && themata_cooccurrence(study, option(request, "codebook"),
                                            request_counting(request, unit),
                                            &found, &codebook, err);
    if (ok && option_given(request, "by")) {
        write_by(request, codebook, &found, kinds);
    } else if (ok) {
        write_one(request, codebook, &found.at[0], kinds);
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

static const Option options_cooccur[] = {
    {"unit", 'u', "UNIT",
     "sentence, turn, answer, document, participant, case, window:K, "
     "window-turns:K or overlap (default: sentence)"},
    {"by", 'b', "WHAT",
     "apart for each case, participant, group, document, question, or value of "
     "a case attribute"},
    {"aggregate", 'a', NULL,
     "what is coded with a sub-code counts for the codes above it, too"},
    {"kinds", 'k', "KINDS", "only codes of these kinds: theme,challenge"},
    {0},
};

const Command command_cooccur = {
    .name = "cooccur",
    .summary = "which codes stand together, and how strongly",
    .arguments = "",
    .details =
        "Counts, for every two codes that are not parent and child, the units "
        "that carry both (n11), the first (n1) and the second (n2), and the "
        "coefficients that follow. Units are those in which participants "
        "speak. Where a coefficient is not defined it is null in JSON and '-' "
        "in text, never 0. Each code is counted by itself, unless --aggregate "
        "is given. Pairs whose rules share words are marked "
        "definitional: they meet by construction.",
    .examples = "themata cooccur --unit turn\n"
                "themata cooccur --kinds theme,challenge --format csv",
    .options = options_cooccur,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_cooccur,
};
