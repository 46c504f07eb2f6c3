#include "cli/command.h"

// Text for roff: a backslash, and a dot or quote at the start of a line, mean
// themselves; a plain hyphen stays one.
// Source: man(7), groff(7).
static void roff(Buf *out, Str text)
{
    bool line_start = true;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (line_start && (c == '.' || c == '\'')) {
            buf_add(out, S("\\&"));
        }
        if (c == '\\') {
            buf_add(out, S("\\e"));
        } else if (c == '-') {
            buf_add(out, S("\\-"));
        } else if (c == '\n' && i + 1 < text.len && text.at[i + 1] == '\n') {
            buf_add(out, S("\n.PP"));
        } else {
            buf_char(out, c);
        }
        line_start = c == '\n';
    }
    buf_char(out, '\n');
}

static void section(Buf *out, const char *title)
{
    buf_format(out, ".SH %s\n", title);
}

static void roff_options(Buf *out, const Option *options)
{
    for (; options && options->name; options++) {
        buf_add(out, S(".TP\n"));
        if (options->letter) {
            buf_format(out, "\\fB\\-%c\\fR, ", options->letter);
        }
        Buf name = {.arena = out->arena};
        buf_format(&name, "--%s", options->name);
        buf_add(out, S("\\fB"));
        roff(out, buf_str(&name));
        out->len--;
        buf_add(out, S("\\fR"));
        if (options->argument) {
            buf_format(out, " \\fI%s\\fR", options->argument);
        }
        buf_char(out, '\n');
        roff(out, str_of(options->help));
    }
}

static void roff_examples(Buf *out, Str lines)
{
    buf_add(out, S(".nf\n"));
    roff(out, lines);
    buf_add(out, S(".fi\n"));
}

static void man_command(Buf *out, const Command *command)
{
    buf_format(out,
               ".TH THEMATA\\-%s 1 \"\" \"themata %s\" \"themata manual\"\n",
               command->name, themata_version());
    section(out, "NAME");
    buf_format(out, "themata\\-%s \\- ", command->name);
    roff(out, str_of(command->summary));
    section(out, "SYNOPSIS");
    buf_format(out, "\\fBthemata %s\\fR [options] ", command->name);
    roff(out, str_of(command->arguments));
    section(out, "DESCRIPTION");
    roff(out, str_of(command->details));
    if (command->options) {
        section(out, "OPTIONS");
        roff_options(out, command->options);
    }
    section(out, "COMMON OPTIONS");
    roff_options(out, options_common());
    section(out, "FORMS");
    roff(out,
         str_format(out->arena, "--format takes %s. %s", command_forms(command),
                    command->forms & CSV_TOO ? CSV_NOTE : ""));
    section(out, "EXAMPLES");
    roff_examples(out, str_of(command->examples));
    section(out, "SEE ALSO");
    buf_add(out, S("\\fBthemata\\fR(1)\n"));
}

static void man_findings(Buf *out)
{
    section(out, "FINDINGS");
    roff(out, S("Findings about the researcher's material print as "
                "file:line:column: level: message [ID]."));
    for (int i = 0; i < DIAG_IDS; i++) {
        buf_format(out, ".TP\n\\fB%s\\fR (%s)\n", diag_name((DiagId)i),
                   level_name(diag_level((DiagId)i)));
        roff(out, str_of(diag_meaning((DiagId)i)));
    }
}

static void roff_formats(Buf *out)
{
    Formats formats = formats_all();
    for (ptrdiff_t i = 0; i < formats.len; i++) {
        const Format *format = formats.at[i];
        buf_format(out, ".TP\n\\fB%s\\fR (%s)\n", format->name,
                   format->extensions);
        roff(out, str_format(out->arena, "%s. Gives %s. Leaves out %s.",
                             format->title, format->gives, format->loses));
    }
}

static void man_formats(Buf *out)
{
    buf_format(
        out, ".TH THEMATA\\-FORMATS 5 \"\" \"themata %s\" \"themata manual\"\n",
        themata_version());
    section(out, "NAME");
    buf_add(out, S("themata\\-formats \\- transcripts that themata reads\n"));
    section(out, "DESCRIPTION");
    roff(out, S(FORMATS_NOTE));
    section(out, "FORMATS");
    roff_formats(out);
    section(out, "SEE ALSO");
    buf_add(out, S("\\fBthemata\\-import\\fR(1)\n"));
}

static void man_all(Buf *out)
{
    Commands commands = commands_all();
    buf_format(out, ".TH THEMATA 1 \"\" \"themata %s\" \"themata manual\"\n",
               themata_version());
    section(out, "NAME");
    buf_add(out,
            S("themata \\- qualitative coding of interview transcripts\n"));
    section(out, "SYNOPSIS");
    buf_add(out, S("\\fBthemata\\fR \\fICOMMAND\\fR [options] [arguments]\n"));
    section(out, "DESCRIPTION");
    roff(out, S("themata reads interview transcripts, applies a YAML codebook "
                "of themes by rules and by people's overrides, computes "
                "co-occurrence, and turns themes and challenges into graded "
                "recommendations, each traceable to the words that support "
                "it. A study is a folder with codebooks, transcripts and "
                "reports; 'themata run' in it does the whole job."));
    section(out, "COMMANDS");
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, ".TP\n\\fB%s\\fR\n", commands.at[i]->name);
        roff(out, str_of(commands.at[i]->summary));
    }
    section(out, "TRANSCRIPT FORMATS");
    roff_formats(out);
    man_findings(out);
    section(out, "EXIT STATUS");
    roff(out, S("0 fine; 1 ran, and what was asked to hold does not; 2 usage; "
                "3 bad input, nothing half-done; 4 files or database; 5 a "
                "helper program is missing; 70 internal or out of memory; 130 "
                "interrupted."));
    section(out, "FILES");
    roff(out, S("themata.db in the study folder: all that was read and "
                "decided; a plain SQLite file with the views v_documents, "
                "v_turns, v_codings, v_decisions, v_codebook and v_cases."));
}

static bool run_man(Request *request, Err *err)
{
    if (request->arguments.len == 0) {
        man_all(request->out);
        return true;
    }
    if (str_eq(request->arguments.at[0], S("formats"))) {
        man_formats(request->out);
        return true;
    }
    const Command *command = command_named(request->arguments.at[0]);
    if (!command) {
        return err_set(err, ERR_USAGE, "no command is called '%.*s'",
                       FMT(request->arguments.at[0]));
    }
    man_command(request->out, command);
    return true;
}

const Command command_man = {
    .name = "man",
    .summary = "print a manual page",
    .arguments = "[COMMAND|formats]",
    .details = "The page is written for man(1): 'themata man run | man -l -'.",
    .examples = "themata man > themata.1\nthemata man run | man -l -",
    .run = run_man,
};
