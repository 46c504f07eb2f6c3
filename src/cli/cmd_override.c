#include "cli/command.h"

#include "base/io.h"

static bool need(const Request *request, const char *name, const char *action,
                 Str *value, Err *err)
{
    *value = option(request, name);
    return value->len > 0 ||
           err_set(err, ERR_USAGE, "override %s needs --%s", action, name);
}

// A decision out of the command's options.
static bool read_decision(Request *request, Action action, Decision *decision,
                          Err *err)
{
    const char *word = action_name(action);
    *decision = (Decision){
        .action = action,
        .before = option(request, "before"),
        .after = option(request, "after"),
        .date = option(request, "date"),
        .why = option(request, "why"),
        .span = {NONE, NONE},
        .span_to = {NONE, NONE},
    };
    return need(request, "document", word, &decision->document, err) &&
           (action == ACTION_MEMO ||
            need(request, "code", word, &decision->code, err)) &&
           need(request, "quote", word, &decision->quote, err) &&
           need(request, "coder", word, &decision->coder, err) &&
           (action != ACTION_MEMO ||
            need(request, "why", word, &decision->why, err)) &&
           (action != ACTION_RECODE ||
            need(request, "to", word, &decision->to, err)) &&
           (action != ACTION_MOVE ||
            need(request, "quote-to", word, &decision->quote_to, err)) &&
           option_number(request, "turn", 0, 1, &decision->turn, err);
}

static bool decide(Request *request, Themata *study, Action action, Err *err)
{
    Decision decision;
    Decisions decisions = {0};
    ptrdiff_t known;
    if (!read_decision(request, action, &decision, err) ||
        (action != ACTION_MEMO &&
         !themata_has_code(study, decision.code, err)) ||
        (action == ACTION_RECODE &&
         !themata_has_code(study, decision.to, err))) {
        return false;
    }
    *PUSH(&decisions, request->arena) = decision;
    if (!themata_decide(study, &decisions, &known, err)) {
        return false;
    }
    buf_add(request->out, known > 0 ? S("known already\n") : S("saved\n"));
    return true;
}

static bool import_file(Request *request, Themata *study, Err *err)
{
    ptrdiff_t read, known;
    if (request->arguments.len != 2) {
        return err_set(err, ERR_USAGE, "override import takes one file");
    }
    Str path = request->arguments.at[1];
    if (!themata_decide_file(study, str_terminated(request->arena, path), &read,
                             &known, err)) {
        return false;
    }
    buf_format(request->out,
               "%lld decisions read, %lld of them known already\n",
               (long long)read, (long long)known);
    return true;
}

static bool export_file(Request *request, Themata *study, Err *err)
{
    Str yaml;
    if (!themata_decisions_yaml(study, &yaml, err)) {
        return false;
    }
    if (request->arguments.len < 2) {
        buf_add(request->out, yaml);
        return true;
    }
    Str path = request->arguments.at[1];
    return io_write(str_terminated(request->arena, path), yaml, err);
}

static bool run_override(Request *request, Err *err)
{
    Str what = request->arguments.len > 0 ? request->arguments.at[0] : (Str){0};
    Action action;
    bool acts = action_named(what, &action);
    bool imports = str_eq(what, S("import")),
         exports = str_eq(what, S("export"));
    if (!acts && !imports && !exports) {
        return err_set(err, ERR_USAGE,
                       "override takes add, remove, confirm, recode, move, "
                       "memo, import or export");
    }
    Themata *study =
        request_study(request, exports ? STUDY_READ : STUDY_CHANGE, err);
    if (!study) {
        return false;
    }
    bool ok = acts      ? decide(request, study, action, err)
              : imports ? import_file(request, study, err)
                        : export_file(request, study, err);
    say_findings(request, themata_findings(study));
    if (ok && !exports) {
        say_next(request, "themata run, to see it in the report");
    }
    out_flush(request);
    themata_close(study);
    return ok;
}

static const Option options_override[] = {
    {"document", 'd', "DOCUMENT", "the document decided on"},
    {"code", 'c', "CODE", "the code decided on; a memo has none"},
    {"quote", 0, "WORDS", "the words, as they stand in the document"},
    {"turn", 't', "N", "the turn they are in, where they stand in several"},
    {"before", 0, "WORDS", "what stands right before them"},
    {"after", 0, "WORDS", "what stands right after them"},
    {"to", 0, "CODE", "recode: the code it should have"},
    {"quote-to", 0, "WORDS", "move: the words it should cover"},
    {"coder", 0, "NAME", "who decides"},
    {"why", 0, "TEXT", "the reason; memo: what it says"},
    {"date", 0, "YYYY-MM-DD", "when"},
    {0},
};

const Command command_override = {
    .name = "override",
    .summary = "people's decisions: add, remove, confirm, recode, move, memo",
    .arguments =
        "add|remove|confirm|recode|move|memo|import FILE|export [FILE]",
    .details =
        "People beat rules, and a decision is never overwritten: a later one "
        "of the same coder counts instead, two coders who differ are a "
        "disagreement until one of them decides again. What is not found in "
        "the document is kept, and every run says so; a code that no codebook "
        "has is refused. What is taken out of an imported file is in force no "
        "longer once the file is imported again.\n\n"
        "A memo is a note beside words: it has a text (--why) and no code, and "
        "changes no number; 'themata memos' lists them.\n\n"
        "export writes all decisions with the quoted words; keep that file "
        "where the transcripts are kept.",
    .examples = "themata override add --document P01 --code data --coder anna "
                "--quote 'our own registry' --why 'means the data platform'\n"
                "themata override import transcripts/overrides/anna.yaml\n"
                "themata override export decisions.yaml",
    .options = options_override,
    .run = run_override,
};
