#include "cli/command.h"

static void write_json(Request *request, Strs problems)
{
    Json json = {.out = request->out};
    json_open(&json, '{');
    json_key(&json, "problems");
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < problems.len; i++) {
        json_str(&json, problems.at[i]);
    }
    json_close(&json);
    json_close(&json);
    buf_char(request->out, '\n');
}

static bool run_fsck(Request *request, Err *err)
{
    Strs problems = {0};
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok = study && themata_fsck(study, &problems, err);
    bool json = request->form == FORM_JSON;
    for (ptrdiff_t i = 0; !json && i < problems.len; i++) {
        buf_format(request->out, "%.*s\n", FMT(problems.at[i]));
    }
    if (ok && json) {
        write_json(request, problems);
    }
    if (ok && problems.len > 0) {
        ok = err_set(err, ERR_UNMET, "%lld things are not as they were stored",
                     (long long)problems.len);
    } else if (ok && !json) {
        buf_add(request->out, S("all is as it was stored\n"));
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

const Command command_fsck = {
    .name = "fsck",
    .summary = "check every stored text and decision against its hash",
    .arguments = "",
    .details = "Reads the whole study and changes nothing. The exit status is "
               "1 when something is not as it was stored.",
    .examples = "themata fsck\nthemata fsck --format json",
    .forms = JSON_TOO,
    .run = run_fsck,
};
