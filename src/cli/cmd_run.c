#include "cli/command.h"

static void show_imports(Request *request, const ImportReport *report)
{
    int64_t news = 0, revised = 0;
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Imported *imported = &report->imported.at[i];
        news += imported->status == IMPORTED_NEW;
        revised += imported->status == IMPORTED_REVISED;
        say_findings(request, &imported->findings);
    }
    buf_format(
        request->out, "read      %lld documents: %lld new, %lld revised\n",
        (long long)report->imported.len, (long long)news, (long long)revised);
    for (ptrdiff_t i = 0; i < report->refused.len; i++) {
        const Refused *refused = &report->refused.at[i];
        buf_format(request->out, "refused   %.*s: %.*s\n", FMT(refused->file),
                   FMT(refused->message));
    }
}

static bool run_run(Request *request, Err *err)
{
    RunReport report;
    Themata *study = request_study(request, STUDY_WRITE, err);
    if (!study) {
        return false;
    }
    bool ok = themata_run(study, &report, err);
    show_imports(request, &report.import);
    say_findings(request, themata_findings(study));
    if (ok) {
        const CodeReport *code = &report.code;
        buf_format(request->out,
                   "coded     %lld turns with %lld rules: %lld hits, %lld "
                   "codings (%lld documents were up to date)\n",
                   (long long)code->turns, (long long)code->rules,
                   (long long)code->hits, (long long)code->codings,
                   (long long)code->reused);
        buf_format(request->out, "decisions %lld\n",
                   (long long)report.decisions);
        buf_format(request->out, "report    %lld files\n",
                   (long long)report.pages);
        say_next(request, "open %.*s", FMT(report.index));
        ok =
            report.import.refused.len == 0 ||
            err_set(err, ERR_INPUT, "%lld files were refused; the rest is done",
                    (long long)report.import.refused.len);
    }
    themata_close(study);
    return ok;
}

const Command command_run = {
    .name = "run",
    .summary = "the main job: import, check, code, analyse, report",
    .arguments = "",
    .details =
        "In a study folder: reads what is new or changed in transcripts/, "
        "checks every codebook in codebooks/ and applies it, applies the "
        "overrides in transcripts/overrides/, analyses, recommends, and "
        "writes reports/.\n\n"
        "Running it again does only what changed. Files that cannot be read "
        "are named and passed over; the exit status is then 3.",
    .examples = "themata run\nthemata run --study my-study",
    .run = run_run,
};
