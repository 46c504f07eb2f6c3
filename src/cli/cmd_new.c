#include "cli/command.h"

static bool run_new(Request *request, Err *err)
{
    if (request->arguments.len != 1) {
        return err_set(err, ERR_USAGE, "new takes one folder: themata new DIR");
    }
    Str folder = request->arguments.at[0];
    if (!themata_new(str_terminated(request->arena, folder), err)) {
        return false;
    }
    buf_format(request->out, "a study is in '%.*s'\n", FMT(folder));
    say_next(request, "themata run --study %.*s", FMT(folder));
    return true;
}

const Command command_new = {
    .name = "new",
    .summary = "make a study folder with a first codebook and transcript",
    .arguments = "DIR",
    .details = "Makes DIR with the folders codebooks, transcripts and "
               "reports, a commented codebook and an invented transcript to "
               "try. DIR must not hold files yet.",
    .examples = "themata new my-study\nthemata run --study my-study",
    .run = run_new,
};
