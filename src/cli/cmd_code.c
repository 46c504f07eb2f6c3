#include "cli/command.h"

#include <time.h>

static double seconds_since(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) +
           (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

static void write_report(Request *request, const CodeReport *report,
                         double seconds)
{
    const Codebook *codebook = report->codebook;
    Arena *arena = request->arena;
    if (request->form != FORM_JSON) {
        buf_format(request->out,
                   "%.*s %.*s: %.*s, %.*s, %.*s, %.*s, %.*s; %.*s reused\n",
                   FMT(codebook->id), FMT(codebook->version),
                   FMT(count_of(report->documents, "document", arena)),
                   FMT(count_of(report->turns, "turn", arena)),
                   FMT(count_of(report->rules, "rule", arena)),
                   FMT(count_of(report->hits, "hit", arena)),
                   FMT(count_of(report->codings, "coding", arena)),
                   FMT(count_of(report->reused, "document", arena)));
        return;
    }
    Json json = {.out = request->out};
    json_open(&json, '{');
    json_codebook(&json, codebook);
    json_key_int(&json, "documents", report->documents);
    json_key_int(&json, "turns", report->turns);
    json_key_int(&json, "bytes", report->bytes);
    json_key_int(&json, "rules", report->rules);
    json_key_int(&json, "hits", report->hits);
    json_key_int(&json, "codings", report->codings);
    json_key_int(&json, "reused", report->reused);
    json_key_double(&json, "seconds", seconds);
    json_close(&json);
    buf_char(request->out, '\n');
}

static bool run_code(Request *request, Err *err)
{
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    Strs files = request->arguments;
    if (files.len == 0 &&
        !themata_codebook_files(request_folder(request), request->arena, &files,
                                err)) {
        return false;
    }
    if (files.len == 0) {
        return err_set(err, ERR_USAGE, "no codebook in 'codebooks'");
    }
    Themata *study = request_study(request, STUDY_WRITE, err);
    bool ok = study != NULL;
    for (ptrdiff_t i = 0; ok && i < files.len; i++) {
        CodeReport report = {0};
        ok = themata_code(study, str_terminated(request->arena, files.at[i]),
                          &report, err);
        if (ok) {
            write_report(request, &report, seconds_since(&begun));
        }
    }
    if (study) {
        say_findings(request, themata_findings(study));
    }
    if (ok) {
        say_next(request, "themata excerpts, or themata report");
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

const Command command_code = {
    .name = "code",
    .summary = "apply the codebook to all that is imported",
    .arguments = "[CODEBOOK…]",
    .details = "Without files, every codebook of the study. Only rules that "
               "changed run again, and all of them only over documents whose "
               "text, speakers or questions changed.",
    .examples = "themata code\nthemata code --format json",
    .forms = JSON_TOO,
    .run = run_code,
};
