#include "cli/command.h"

static bool run_fsck(Request *request, Err *err)
{
    Strs problems = {0};
    Themata *study = request_study(request, STUDY_READ, err);
    bool ok = study && themata_fsck(study, &problems, err);
    for (ptrdiff_t i = 0; i < problems.len; i++) {
        buf_format(request->out, "%.*s\n", FMT(problems.at[i]));
    }
    if (ok && problems.len > 0) {
        ok = err_set(err, ERR_UNMET, "%lld things are not as they were stored",
                     (long long)problems.len);
    } else if (ok) {
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
    .examples = "themata fsck",
    .run = run_fsck,
};
