#include "cli/importing.h"

#include "cli/listing.h"

#include <time.h>
#include <unistd.h>

static const char *status_word(ImportedStatus status)
{
    static const char *const words[] = {"new", "unchanged", "revised"};
    return words[status];
}

static void json_speakers(Json *json, const Imported *imported)
{
    json_key(json, "speakers");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < imported->speakers.len; i++) {
        const Speaker *speaker = &imported->speakers.at[i];
        json_open(json, '{');
        json_key_str(json, "name", speaker->name);
        json_key_str(json, "role", speaker->role);
        json_key_int(json, "turns", speaker->turns);
        if (imported->cues > 0) {
            json_key_int(json, "captions", imported->captions.at[i]);
        }
        json_close(json);
    }
    json_close(json);
}

static void json_imported(Json *json, const Imported *imported)
{
    json_open(json, '{');
    json_key_str(json, "file", imported->file);
    json_key_str(json, "document", imported->document);
    json_key_str(json, "format", imported->format);
    json_key_str(json, "encoding", imported->encoding);
    json_key_str(json, "status", str_of(status_word(imported->status)));
    json_key_int(json, "turns", imported->turns);
    json_key_int(json, "sentences", imported->sentences);
    json_key_int(json, "words", imported->words);
    json_key_int(json, "characters", imported->characters);
    json_key_int(json, "cues", imported->cues);
    json_key_int(json, "codes", imported->tags);
    json_speakers(json, imported);
    json_key(json, "findings");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < imported->findings.len; i++) {
        json_finding(json, &imported->findings.at[i]);
    }
    json_close(json);
    json_close(json);
}

static void json_formats(Json *json, const FormatSums *sums)
{
    json_key(json, "formats");
    json_open(json, '[');
    for (ptrdiff_t i = 0; i < sums->len; i++) {
        const FormatSum *sum = &sums->at[i];
        json_open(json, '{');
        json_key_str(json, "format", str_of(sum->format->name));
        json_key_str(json, "title", str_of(sum->format->title));
        json_key_int(json, "files", sum->files);
        json_key_int(json, "documents", sum->documents);
        json_key_int(json, "turns", sum->turns);
        json_key_int(json, "words", sum->words);
        json_key_int(json, "bytes", sum->bytes);
        json_key_int(json, "misnamed", sum->misnamed);
        json_key_int(json, "findings", sum->findings);
        json_close(json);
    }
    json_close(json);
}

static void write_json(Request *request, const ImportReport *report)
{
    Json json = {.out = request->out};
    FormatSums sums = themata_by_format(report, request->arena);
    json_open(&json, '{');
    json_key(&json, "imported");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        json_imported(&json, &report->imported.at[i]);
    }
    json_close(&json);
    json_key(&json, "refused");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < report->refused.len; i++) {
        json_open(&json, '{');
        json_key_str(&json, "file", report->refused.at[i].file);
        json_key_str(&json, "message", report->refused.at[i].message);
        json_close(&json);
    }
    json_close(&json);
    json_formats(&json, &sums);
    json_close(&json);
    buf_char(request->out, '\n');
}

static void write_documents(Request *request, const ImportReport *report)
{
    static const char *const columns[] = {
        "document", "status",    "format", "encoding", "turns",
        "speakers", "sentences", "words",  "codes",    NULL};
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Imported *imported = &report->imported.at[i];
        listing_text(&listing, imported->document);
        listing_text(&listing, str_of(status_word(imported->status)));
        listing_text(&listing, imported->format);
        listing_text(&listing, imported->encoding);
        listing_int(&listing, imported->turns);
        listing_int(&listing, imported->speakers.len);
        listing_int(&listing, imported->sentences);
        listing_int(&listing, imported->words);
        listing_int(&listing, imported->tags);
    }
    listing_write(&listing);
}

static void write_formats(Request *request, const FormatSums *sums)
{
    static const char *const columns[] = {"format",   "files",    "documents",
                                          "turns",    "words",    "MB",
                                          "misnamed", "findings", NULL};
    const double megabyte = 1e6;
    Listing listing = listing_of(request, columns);
    for (ptrdiff_t i = 0; i < sums->len; i++) {
        const FormatSum *sum = &sums->at[i];
        listing_text(&listing, str_of(sum->format->title));
        listing_int(&listing, sum->files);
        listing_int(&listing, sum->documents);
        listing_int(&listing, sum->turns);
        listing_int(&listing, sum->words);
        listing_number(&listing, (double)sum->bytes / megabyte, 2);
        listing_int(&listing, sum->misnamed);
        listing_int(&listing, sum->findings);
    }
    listing_write(&listing);
}

enum { DOCUMENTS_MAX = 100 }; // that are listed one by one on paper

// Documents one by one, and where they are many or of several kinds, by format.
static void write_listing(Request *request, const ImportReport *report)
{
    FormatSums sums = themata_by_format(report, request->arena);
    bool many = report->imported.len > DOCUMENTS_MAX;
    bool table = request->form == FORM_TEXT && (many || sums.len > 1);
    if (!table || !many) {
        write_documents(request, report);
    }
    if (table && !many) {
        buf_char(request->out, '\n');
    }
    if (table) {
        write_formats(request, &sums);
    }
}

static void say_findings_of(Request *request, const ImportReport *report)
{
    Diags all = {.arena = request->arena};
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Diags *findings = &report->imported.at[i].findings;
        for (ptrdiff_t k = 0; k < findings->len; k++) {
            *PUSH(&all, request->arena) = findings->at[k];
        }
    }
    say_findings(request, &all);
}

// For a person who waited: numbers of a clock are no result.
static void say_pace(const Request *request, const ImportReport *report,
                     const struct timespec *begun)
{
    struct timespec now;
    FormatSums sums = themata_by_format(report, request->arena);
    int64_t files = report->refused.len, bytes = 0;
    for (ptrdiff_t i = 0; i < sums.len; i++) {
        files += sums.at[i].files;
        bytes += sums.at[i].bytes;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t ms = (int64_t)(now.tv_sec - begun->tv_sec) * 1000 +
                 (now.tv_nsec - begun->tv_nsec) / 1000000;
    if (isatty(STDERR_FILENO)) {
        say(request, "%.*s in %lld.%lld s, %lld kB/s",
            FMT(count_of(files, "file", request->arena)),
            (long long)(ms / 1000), (long long)(ms % 1000 / 100),
            (long long)(bytes / (ms > 0 ? ms : 1)));
    }
}

static bool run_import(Request *request, Err *err)
{
    ImportOptions options;
    ImportReport report = {0};
    RemarkChoice remarks = {0};
    if (request->arguments.len == 0) {
        return err_set(err, ERR_USAGE,
                       "import takes files or folders: themata import DIR");
    }
    if (!importing_options(request, &options, err) ||
        !importing_remarks(request, &remarks, err)) {
        return false;
    }
    Themata *study = request_study(request, STUDY_WRITE, err);
    if (!study) {
        return false;
    }
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    bool ok = themata_choose_remarks(study, &remarks, err) &&
              themata_import(study, request->arguments, &options, &report, err);
    if (ok && request->form == FORM_JSON) {
        write_json(request, &report);
    } else if (ok) {
        write_listing(request, &report);
        say_findings_of(request, &report);
    }
    say_findings(request, themata_findings(study));
    if (ok) {
        ok = say_refusals(request, &report.refused, err);
        say_pace(request, &report, &begun);
        say_next(request, report.imported.len > 0 ? "themata code"
                                                  : "themata help formats");
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

static const Option options_import[] = {
    IMPORTING_OPTIONS,
    {"coder", 0, "NAME", "who gave the codes of a table (default: its name)"},
    REMARKS_OPTIONS,
    {0},
};

const Command command_import = {
    .name = "import",
    .summary = "read transcripts into the study",
    .arguments = "FILE|DIR…",
    .details =
        "A folder is read with those below it. One bad file never stops the "
        "others: it is reported, and the exit status is 3. A file that "
        "changed becomes a new revision; the older text is kept.\n\n"
        "Files of several formats, or very many, are summed up by format; "
        "'misnamed' counts those whose name is that of another format. "
        "--format json and csv list each document. 'themata help formats' "
        "says what is read.\n\n"
        "Files named README*, *.yaml and *.yml are passed over in folders. "
        "Columns of a table that hold 0 and 1 are codes a person gave: they "
        "become decisions of --coder.\n\n" REMARKS_NOTE,
    .examples =
        "themata import transcripts\n"
        "themata import survey.csv --map document=Name,text=Q1+Q2\n"
        "themata import old.txt --encoding windows-1252\n"
        "themata import coded --remarks codings --highlight yellow=data",
    .options = options_import,
    .forms = JSON_TOO | CSV_TOO,
    .run = run_import,
};
