#include "cli/options.h"

#include <popt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { COMMON_BASE = 1000, HELP = COMMON_BASE };

static const Option common[] = {
    {"help", 'h', NULL, "explain this command"},
    {"study", 's', "DIR", "the study folder (default: the current one)"},
    {"format", 'f', "FORM", "text, json or csv, where the command can do it"},
    {"codebook", 0, "ID", "the codebook meant (default: applied last)"},
    {"jobs", 'j', "N", "threads for long work (default: one a processor)"},
    {"quiet", 'q', NULL, "no talk on standard error, only errors"},
    {"color", 0, "WHEN", "auto, always or never"},
    {0},
};

const Option *options_common(void)
{
    return common;
}

// Options as popt wants them; .val tells which one came.
static void add_table(struct poptOption *table, int *count,
                      const Option *options, int base)
{
    for (int i = 0; options && options[i].name; i++) {
        table[(*count)++] = (struct poptOption){
            .longName = options[i].name,
            .shortName = options[i].letter,
            .argInfo = options[i].argument ? POPT_ARG_STRING : POPT_ARG_NONE,
            .val = base + i,
        };
    }
}

static Str nearest_option(Str given, const Option *options, Arena *arena)
{
    Strs names = {0};
    for (int i = 0; options && options[i].name; i++) {
        *PUSH(&names, arena) = str_of(options[i].name);
    }
    for (int i = 0; common[i].name; i++) {
        *PUSH(&names, arena) = str_of(common[i].name);
    }
    return nearest_name(given, names);
}

static bool refuse(poptContext context, int code, Request *request, Err *err)
{
    Str given = str_of(poptBadOption(context, 0));
    const char *command = request->command->name;
    if (code != POPT_ERROR_BADOPT) {
        return err_set(err, ERR_USAGE, "%s: option '%.*s': %s", command,
                       FMT(given), poptStrerror(code));
    }
    Str bare = given;
    while (bare.len > 0 && bare.at[0] == '-') {
        bare = str_slice(bare, 1, bare.len);
    }
    Str before;
    str_cut(&bare, '=', &before);
    Str near =
        nearest_option(before, request->command->options, request->arena);
    if (near.len > 0) {
        return err_set(err, ERR_USAGE,
                       "%s: no option '%.*s'; did you mean '--%.*s'?", command,
                       FMT(given), FMT(near));
    }
    return err_set(err, ERR_USAGE,
                   "%s: no option '%.*s'; 'themata help %s' lists them",
                   command, FMT(given), command);
}

static bool one_of(Str value, const char *const *names, int *which)
{
    for (int i = 0; names[i]; i++) {
        if (str_eq(value, str_of(names[i]))) {
            *which = i;
            return true;
        }
    }
    return false;
}

static Str last_common(const Request *request, const char *name)
{
    for (int i = 0; common[i].name; i++) {
        if (strcmp(common[i].name, name) == 0) {
            Strs values = request->common[i];
            return values.len > 0 ? values.at[values.len - 1] : (Str){0};
        }
    }
    return (Str){0};
}

const char *command_forms(const Command *command)
{
    switch (command->forms) {
    case JSON_TOO:
        return "text or json";
    case CSV_TOO:
        return "text or csv";
    case JSON_TOO | CSV_TOO:
        return "text, json or csv";
    default:
        return "text";
    }
}

static bool settle_common(Request *request, Err *err)
{
    static const char *const forms[] = {"text", "json", "csv", NULL};
    static const char *const whens[] = {"auto", "always", "never", NULL};
    Str form = last_common(request, "format");
    Str when = last_common(request, "color");
    int which = 0;
    if (form.len > 0 && !one_of(form, forms, &which)) {
        return err_set(err, ERR_USAGE,
                       "--format takes text, json or csv, not '%.*s'",
                       FMT(form));
    }
    request->form = (Form)which;
    const Command *command = request->command;
    if (which != FORM_TEXT && !(command->forms & 1 << which)) {
        return err_set(err, ERR_USAGE, "%s has no form '%.*s', only %s",
                       command->name, FMT(form), command_forms(command));
    }
    which = 0;
    if (when.len > 0 && !one_of(when, whens, &which)) {
        return err_set(err, ERR_USAGE,
                       "--color takes auto, always or never, not '%.*s'",
                       FMT(when));
    }
    const char *terminal = getenv("TERM");
    bool wanted = isatty(STDERR_FILENO) && !getenv("NO_COLOR") && terminal &&
                  strcmp(terminal, "dumb") != 0;
    request->colour = which == 1 || (which == 0 && wanted);
    Str jobs = last_common(request, "jobs");
    if (jobs.len > 0 &&
        (!str_number(jobs, &request->jobs) || request->jobs < 1)) {
        return err_set(err, ERR_USAGE,
                       "--jobs takes a whole number from 1, not '%.*s'",
                       FMT(jobs));
    }
    request->quiet = last_common(request, "quiet").len > 0;
    return true;
}

// What stands behind a command beyond what its usage line has room for: "" has
// none, "DIR" has one; "FILE|DIR…" and "import FILE" are the command's own to
// judge.
static bool refuse_surplus(const Request *request, Err *err)
{
    const char *name = request->command->name;
    Str room = str_of(request->command->arguments);
    ptrdiff_t most = room.len > 0 ? 1 : 0;
    Strs given = request->arguments;
    if (given.len <= most || str_find(room, S("…"), 0) >= 0 ||
        str_find(room, S(" "), 0) >= 0) {
        return true;
    }
    return err_set(err, ERR_USAGE,
                   "%s: nothing is asked with '%.*s'; 'themata help %s' lists "
                   "its options",
                   name, FMT(given.at[most]), name);
}

bool options_read(int argc, const char **argv, Request *request, bool *help,
                  Err *err)
{
    struct poptOption table[2 * OPTIONS_MAX + 1] = {0};
    int count = 0, code;
    bool ok = false;
    add_table(table, &count, request->command->options, 1);
    add_table(table, &count, common, COMMON_BASE);
    poptContext context = poptGetContext("themata", argc, argv, table, 0);
    while ((code = poptGetNextOpt(context)) > 0) {
        char *value = poptGetOptArg(context);
        Strs *values = code >= COMMON_BASE
                           ? &request->common[code - COMMON_BASE]
                           : &request->values[code - 1];
        *PUSH(values, request->arena) =
            str_copy(request->arena, value ? str_of(value) : S("yes"));
        *help = *help || code == HELP;
        free(value);
    }
    if (code < -1) {
        refuse(context, code, request, err);
        goto done;
    }
    const char **left = poptGetArgs(context);
    for (; left && *left; left++) {
        *PUSH(&request->arguments, request->arena) =
            str_copy(request->arena, str_of(*left));
    }
    ok = *help || (refuse_surplus(request, err) && settle_common(request, err));
done:
    poptFreeContext(context);
    return ok;
}

static int option_index(const Request *request, const char *name)
{
    const Option *options = request->command->options;
    for (int i = 0; options && options[i].name; i++) {
        if (strcmp(options[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

Strs option_all(const Request *request, const char *name)
{
    int index = option_index(request, name);
    return index < 0 ? (Strs){0} : request->values[index];
}

Str option(const Request *request, const char *name)
{
    Strs values = option_all(request, name);
    return values.len > 0 ? values.at[values.len - 1]
                          : last_common(request, name);
}

bool option_given(const Request *request, const char *name)
{
    return option_all(request, name).len > 0;
}

bool option_number(const Request *request, const char *name, int32_t otherwise,
                   int32_t least, int32_t *number, Err *err)
{
    Str value = option(request, name);
    *number = otherwise;
    if (value.len == 0) {
        return true;
    }
    return (str_number(value, number) && *number >= least) ||
           err_set(err, ERR_USAGE,
                   "--%s takes a whole number from %d, not '%.*s'", name,
                   (int)least, FMT(value));
}

const char *request_folder(const Request *request)
{
    Str folder = last_common(request, "study");
    return folder.len > 0 ? str_terminated(request->arena, folder) : ".";
}
