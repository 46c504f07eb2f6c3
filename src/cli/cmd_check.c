#include "cli/listing.h"

static void write_json(Request *request, const Diags *findings)
{
    Json json = {.out = request->out};
    json_open(&json, '{');
    json_key(&json, "findings");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        json_finding(&json, &findings->at[i]);
    }
    json_close(&json);
    json_key_int(&json, "errors", diag_count(findings, LEVEL_ERROR));
    json_close(&json);
    buf_char(request->out, '\n');
}

static void write_listing(Request *request, const Diags *findings)
{
    static const char *const columns[] = {"id",     "level",   "file", "line",
                                          "column", "message", NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        const Diag *finding = &findings->at[i];
        listing_text(&listing, str_of(diag_name(finding->id)));
        listing_text(&listing, str_of(level_name(diag_level(finding->id))));
        listing_text(&listing, finding->place.file);
        listing_int(&listing, finding->place.line);
        listing_int(&listing, finding->place.column);
        listing_text(&listing, finding->message);
    }
    listing_write(&listing);
}

static bool check_one(Request *request, Str file, Diags *findings, Err *err)
{
    Codebook *codebook;
    ptrdiff_t before = diag_count(findings, LEVEL_ERROR);
    if (!themata_check(str_terminated(request->arena, file), request->arena,
                       &codebook, findings, err)) {
        return false;
    }
    if (diag_count(findings, LEVEL_ERROR) == before) {
        ptrdiff_t examples = 0;
        for (ptrdiff_t i = 0; i < codebook->codes.len; i++) {
            examples += codebook->codes.at[i].examples.len +
                        codebook->codes.at[i].counterexamples.len;
        }
        say(request, "%.*s: %lld codes, %lld rules, %lld examples hold",
            FMT(file), (long long)codebook->codes.len,
            (long long)codebook->rules.len, (long long)examples);
    }
    return true;
}

// "8 mistakes", "more than 20 mistakes".
static bool say_mistakes(const Diags *findings, Err *err)
{
    ptrdiff_t errors = diag_count(findings, LEVEL_ERROR), untold = 0;
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        const Diag *finding = &findings->at[i];
        untold += finding->more && diag_level(finding->id) == LEVEL_ERROR;
    }
    errors -= untold;
    return err_set(err, ERR_UNMET, "%s%lld mistake%s",
                   untold > 0 ? "more than " : "", (long long)errors,
                   errors == 1 ? "" : "s");
}

static bool run_check(Request *request, Err *err)
{
    Diags findings = {.arena = request->arena};
    Strs files = request->arguments;
    if (files.len == 0 &&
        !themata_codebook_files(request_folder(request), request->arena, &files,
                                err)) {
        return false;
    }
    if (files.len == 0) {
        return err_set(err, ERR_USAGE, "no codebook in 'codebooks'");
    }
    for (ptrdiff_t i = 0; i < files.len; i++) {
        if (!check_one(request, files.at[i], &findings, err)) {
            return false;
        }
    }
    if (request->form == FORM_JSON) {
        write_json(request, &findings);
    } else if (request->form == FORM_CSV) {
        write_listing(request, &findings);
    } else {
        say_findings(request, &findings);
    }
    if (diag_count(&findings, LEVEL_ERROR) > 0) {
        return say_mistakes(&findings, err);
    }
    say_next(request, "themata run");
    return true;
}

const Command command_check = {
    .name = "check",
    .summary = "find mistakes in codebooks and run their examples",
    .arguments = "[CODEBOOK…]",
    .details = "Without files, every codebook of the study. Every example of "
               "a code must be coded with it by the rules, no counterexample "
               "may be. The exit status is 1 when something does not hold.",
    .examples = "themata check\nthemata check codebooks/first.yaml",
    .forms = JSON_TOO | CSV_TOO,
    .run = run_check,
};
