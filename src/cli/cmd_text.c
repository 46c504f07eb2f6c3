#include "cli/importing.h"

static bool run_text(Request *request, Err *err)
{
    Transcripts transcripts = {0};
    Diags findings = {.arena = request->arena};
    if (request->arguments.len != 1) {
        return err_set(err, ERR_USAGE,
                       "text takes one file or document: themata text FILE");
    }
    if (!importing_transcripts(request, request->arguments.at[0], &transcripts,
                               &findings, err)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < transcripts.len; i++) {
        if (request->form == FORM_JSON) {
            Json json = {.out = request->out};
            json_open(&json, '{');
            json_key_str(&json, "document", transcripts.at[i].document);
            json_key_str(&json, "text", transcripts.at[i].text);
            json_close(&json);
            buf_char(request->out, '\n');
        } else {
            buf_add(request->out, transcripts.at[i].text);
        }
    }
    out_flush(request);
    say_findings(request, &findings);
    return true;
}

static const Option options_text[] = {IMPORTING_OPTIONS, {0}};

const Command command_text = {
    .name = "text",
    .summary = "print the canonical text that all positions refer to",
    .arguments = "FILE|DOCUMENT",
    .details = "The text is UTF-8 with one kind of line end. Positions in "
               "everything that themata prints are code points of it, from 0.",
    .examples = "themata text P01",
    .options = options_text,
    .forms = JSON_TOO,
    .run = run_text,
};
