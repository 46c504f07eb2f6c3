#include "cli/command.h"

static void show_options(Buf *out, const Option *options)
{
    for (; options && options->name; options++) {
        Buf left = {.arena = out->arena};
        if (options->letter) {
            buf_format(&left, "-%c, ", options->letter);
        } else {
            buf_add(&left, S("    "));
        }
        buf_format(&left, "--%s", options->name);
        if (options->argument) {
            buf_format(&left, " %s", options->argument);
        }
        buf_format(out, "  %-26.*s %s\n", FMT(buf_str(&left)), options->help);
    }
}

static void show_indented(Buf *out, Str lines)
{
    for (Str line; str_line(&lines, &line);) {
        buf_format(out, "  %.*s\n", FMT(line));
    }
}

enum { LINE_WIDTH = 78 };

// Paragraphs with lines of at most LINE_WIDTH bytes.
static void show_wrapped(Buf *out, Str text)
{
    ptrdiff_t column = 0;
    while (text.len > 0) {
        Str word;
        ptrdiff_t end = 0;
        while (end < text.len && text.at[end] != ' ' && text.at[end] != '\n') {
            end++;
        }
        word = str_slice(text, 0, end);
        if (column > 0 && column + 1 + word.len > LINE_WIDTH) {
            buf_char(out, '\n');
            column = 0;
        }
        if (column > 0) {
            buf_char(out, ' ');
            column++;
        }
        buf_add(out, word);
        column += word.len;
        while (end < text.len && text.at[end] == '\n') {
            buf_char(out, '\n');
            column = 0;
            end++;
        }
        text = str_slice(text, end + (end < text.len && text.at[end] == ' '),
                         text.len);
    }
    buf_char(out, '\n');
}

static void help_command(Buf *out, const Command *command)
{
    buf_format(out, "themata %s - %s\n\n", command->name, command->summary);
    buf_add(out, S("Examples:\n"));
    show_indented(out, str_of(command->examples));
    buf_format(out, "\nUsage: themata %s [options] %s\n\n", command->name,
               command->arguments);
    show_wrapped(out, str_of(command->details));
    if (command->options) {
        buf_add(out, S("\nOptions:\n"));
        show_options(out, command->options);
    }
    buf_format(out, "\nForms (--format): %s.\n", command_forms(command));
    if (command->forms & CSV_TOO) {
        show_wrapped(out, S(CSV_NOTE));
    }
    buf_add(out, S("\nOptions of every command:\n"));
    show_options(out, options_common());
}

static void help_all(Buf *out)
{
    Commands commands = commands_all();
    buf_add(out, S("themata - qualitative coding of interview transcripts\n\n"
                   "A first session:\n"
                   "  themata new my-study    make a study folder\n"
                   "  cd my-study\n"
                   "  themata run             read, code, analyse, report\n"
                   "  themata check           find mistakes in the codebook\n"
                   "  themata excerpts        the evidence, code by code\n\n"
                   "Commands:\n"));
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, "  %-11s %s\n", commands.at[i]->name,
                   commands.at[i]->summary);
    }
    buf_add(out, S("\n'themata help COMMAND' explains one, with examples.\n"
                   "Exit status: 0 fine, 1 what was asked does not hold, 2 "
                   "usage, 3 bad input,\n4 files or database, 5 a helper "
                   "program is missing, 70 internal, 130 interrupted.\n"));
}

static void help_findings(Buf *out)
{
    buf_add(out, S("Findings about the material, by id:\n"));
    for (int i = 0; i < DIAG_IDS; i++) {
        buf_format(out, "  %s  %-8s %s\n", diag_name((DiagId)i),
                   level_name(diag_level((DiagId)i)), diag_meaning((DiagId)i));
    }
}

static void help_formats(Buf *out)
{
    Formats formats = formats_all();
    show_wrapped(out, S(FORMATS_NOTE));
    for (ptrdiff_t i = 0; i < formats.len; i++) {
        const Format *format = formats.at[i];
        buf_format(out, "\n  %s: %s (%s)\n    gives: %s\n    leaves out: %s\n",
                   format->name, format->title, format->extensions,
                   format->gives, format->loses);
    }
}

static void json_formats(Buf *out)
{
    Formats formats = formats_all();
    Json json = {.out = out};
    json_open(&json, '[');
    for (ptrdiff_t i = 0; i < formats.len; i++) {
        const Format *format = formats.at[i];
        json_open(&json, '{');
        json_key_str(&json, "format", str_of(format->name));
        json_key_str(&json, "title", str_of(format->title));
        json_key_str(&json, "extensions", str_of(format->extensions));
        json_key_str(&json, "gives", str_of(format->gives));
        json_key_str(&json, "loses", str_of(format->loses));
        json_close(&json);
    }
    json_close(&json);
    buf_char(out, '\n');
}

static bool run_help(Request *request, Err *err)
{
    bool formats = request->arguments.len > 0 &&
                   str_eq(request->arguments.at[0], S("formats"));
    if (request->form == FORM_JSON && !formats) {
        return err_set(err, ERR_USAGE, "only 'help formats' comes as json");
    }
    if (request->arguments.len == 0) {
        help_all(request->out);
        return true;
    }
    Str name = request->arguments.at[0];
    if (str_eq(name, S("findings"))) {
        help_findings(request->out);
        return true;
    }
    if (formats) {
        (request->form == FORM_JSON ? json_formats
                                    : help_formats)(request->out);
        return true;
    }
    const Command *command = command_named(name);
    if (!command) {
        return err_set(err, ERR_USAGE,
                       "no command is called '%.*s'; 'themata help' lists them",
                       FMT(name));
    }
    help_command(request->out, command);
    return true;
}

const Command command_help = {
    .name = "help",
    .summary = "explain themata, a command, 'formats' or 'findings'",
    .arguments = "[COMMAND|formats|findings]",
    .details = "Without an argument, the commands of a first session and the "
               "list of all. --format json is for 'help formats'.",
    .examples = "themata help\nthemata help import\nthemata help formats",
    .forms = JSON_TOO,
    .run = run_help,
};
