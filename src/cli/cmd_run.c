#include "cli/importing.h"

static void show_imports(Request *request, const ImportReport *report)
{
    int64_t news = 0, revised = 0;
    for (ptrdiff_t i = 0; i < report->imported.len; i++) {
        const Imported *imported = &report->imported.at[i];
        news += imported->status == IMPORTED_NEW;
        revised += imported->status == IMPORTED_REVISED;
        say_findings(request, &imported->findings);
    }
    Str documents = count_of(report->imported.len, "document", request->arena);
    buf_format(request->out, "read      %.*s: %lld new, %lld revised\n",
               FMT(documents), (long long)news, (long long)revised);
}

static void show_results(Request *request, const RunReport *report)
{
    Arena *arena = request->arena;
    const CodeReport *code = &report->code;
    buf_format(request->out, "coded     %.*s with %.*s: %.*s, %.*s\n",
               FMT(count_of(code->turns, "turn", arena)),
               FMT(count_of(code->rules, "rule", arena)),
               FMT(count_of(code->hits, "hit", arena)),
               FMT(count_of(code->codings, "coding", arena)));
    buf_format(request->out, "reused    %.*s\n",
               FMT(count_of(code->reused, "document", arena)));
    buf_format(request->out, "applied   %.*s",
               FMT(count_of(report->decisions, "decision", arena)));
    if (report->idle > 0) {
        buf_format(request->out, "; %lld not, as the findings say",
                   (long long)report->idle);
    }
    buf_char(request->out, '\n');
    if (report->memos > 0) {
        buf_format(request->out, "kept      %.*s\n",
                   FMT(count_of(report->memos, "memo", arena)));
    }
    buf_format(request->out, "wrote     %.*s\n",
               FMT(count_of(report->pages, "file", arena)));
}

static bool run_run(Request *request, Err *err)
{
    RunReport report = {0};
    Strs codebooks = {0};
    RemarkChoice remarks = {0};
    // Before a database is made.
    if (!importing_remarks(request, &remarks, err) ||
        !themata_is_study(request_folder(request), request->arena, &codebooks,
                          err)) {
        return false;
    }
    Themata *study = request_study(request, STUDY_WRITE, err);
    if (!study) {
        return false;
    }
    bool ok = themata_choose_remarks(study, &remarks, err) &&
              themata_run(study, &report, err);
    if (report.import.imported.len > 0) {
        show_imports(request, &report.import);
    }
    say_findings(request, themata_findings(study));
    if (ok) {
        show_results(request, &report);
        out_flush(request);
        ok = say_refusals(request, &report.import.refused, err);
        say_next(request, "open %.*s", FMT(report.index));
    }
    themata_close(study);
    return ok;
}

static const Option options_run[] = {REMARKS_OPTIONS, {0}};

const Command command_run = {
    .name = "run",
    .summary = "the main job: import, check, code, analyse, report",
    .arguments = "",
    .details =
        "In a study folder: reads what is new or changed in transcripts/, "
        "checks every codebook in codebooks/ and applies it, applies the "
        "overrides in transcripts/overrides/, analyses, recommends, and "
        "writes reports/.\n\n"
        "Running it again does only what changed. What no longer lies in these "
        "folders is left out of the report, as in a fresh copy of them, and "
        "stays in themata.db; what the command line decided stays in force. "
        "Files that cannot be read "
        "are named and passed over; the exit status is then 3."
        "\n\n" REMARKS_NOTE,
    .examples = "themata run\nthemata run --study my-study\n"
                "themata run --remarks memos --highlight yellow=data",
    .options = options_run,
    .run = run_run,
};
