#include "cli/command.h"

#include "base/io.h"

// One document, to a file or to standard output.
static bool write_document(Request *request, Themata *study,
                           const Study *loaded, Str form, Err *err)
{
    Str document, path = option(request, "output");
    if (!themata_document(study, loaded, request->arguments, form, &document,
                          err)) {
        return false;
    }
    if (path.len == 0) {
        buf_add(request->out, document);
        return true;
    }
    if (!io_write(str_terminated(request->arena, path), document, err)) {
        return false;
    }
    say_next(request, "open %.*s", FMT(path));
    return true;
}

static bool write_site(Request *request, Themata *study, const Study *loaded,
                       Err *err)
{
    PublishReport report;
    Str folder = option(request, "output");
    if (folder.len == 0) {
        folder = path_join(request->arena, str_of(request_folder(request)),
                           S("reports"));
    }
    if (!themata_publish(study, loaded, str_terminated(request->arena, folder),
                         &report, err)) {
        return false;
    }
    buf_format(request->out, "%lld files in %.*s\n", (long long)report.pages,
               FMT(folder));
    say_next(request, "open %.*s/index.html", FMT(folder));
    return true;
}

static bool run_report(Request *request, Err *err)
{
    Themata *study;
    const Study *loaded;
    Str form = option(request, "to");
    bool site = form.len == 0 && request->arguments.len == 0;
    bool ok = request_load(request, &study, &loaded, err) &&
              (site ? write_site(request, study, loaded, err)
                    : write_document(request, study, loaded,
                                     form.len > 0 ? form : S("md"), err));
    out_flush(request);
    themata_close(study);
    return ok;
}

static const Option options_report[] = {
    {"to", 't', "FORM", "html, csv, json or md"},
    {"output", 'o', "PATH", "the file to write; without --to, the folder"},
    {0},
};

const Command command_report = {
    .name = "report",
    .summary = "write the report, or single parts of it",
    .arguments = "[NAME…]",
    .details =
        "Without names and --to, writes the whole report as a folder of pages "
        "(reports/). With names, only these parts, as one document in the "
        "form that --to says (md by default), to standard output or to "
        "--output. Consent is kept in every form.",
    .examples = "themata report\n"
                "themata report cooccurrence --to csv\n"
                "themata report themes recommendations --to html -o draft.html",
    .options = options_report,
    .run = run_report,
};
