#include "cli/command.h"

static void words_of_options(Buf *out, const Option *options)
{
    for (; options && options->name; options++) {
        buf_format(out, " --%s", options->name);
    }
}

static void names_of_commands(Buf *out)
{
    Commands commands = commands_all();
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, "%s%s", i > 0 ? " " : "", commands.at[i]->name);
    }
}

static void bash(Buf *out)
{
    Commands commands = commands_all();
    buf_add(out, S("# bash completion of themata\n_themata()\n{\n"
                   "    local word=${COMP_WORDS[COMP_CWORD]} options=\n"
                   "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                   "        COMPREPLY=($(compgen -W \""));
    names_of_commands(out);
    buf_add(out, S("\" -- \"$word\"))\n        return\n    fi\n"
                   "    case ${COMP_WORDS[1]} in\n"));
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, "    %s) options=\"", commands.at[i]->name);
        words_of_options(out, commands.at[i]->options);
        buf_add(out, S("\" ;;\n"));
    }
    buf_add(out, S("    esac\n    case $word in\n"
                   "    -*) COMPREPLY=($(compgen -W \"$options"));
    words_of_options(out, options_common());
    buf_add(out, S("\" -- \"$word\")) ;;\n"
                   "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                   "    esac\n}\ncomplete -o filenames -F _themata themata\n"));
}

// Inside single quotes of zsh's _arguments and of fish.
static void quoted(Buf *out, const char *text, bool zsh)
{
    for (; *text; text++) {
        if (*text == '\'') {
            buf_add(out, zsh ? S("'\\''") : S("\\'"));
        } else {
            if (zsh && (*text == '[' || *text == ']' || *text == ':')) {
                buf_char(out, '\\');
            }
            buf_char(out, *text);
        }
    }
}

static void zsh_options(Buf *out, const Option *options)
{
    for (; options && options->name; options++) {
        buf_format(out, " \\\n            '--%s%s[", options->name,
                   options->argument ? "=" : "");
        quoted(out, options->help, true);
        buf_char(out, ']');
        if (options->argument) {
            buf_format(out, ":%s:_files", options->argument);
        }
        buf_char(out, '\'');
    }
}

static void zsh(Buf *out)
{
    Commands commands = commands_all();
    buf_add(out, S("#compdef themata\nlocal -a commands\ncommands=(\n"));
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, "    '%s:", commands.at[i]->name);
        quoted(out, commands.at[i]->summary, true);
        buf_add(out, S("'\n"));
    }
    buf_add(out, S(")\nif (( CURRENT == 2 )); then\n"
                   "    _describe command commands\n    return\nfi\n"
                   "shift words\n(( CURRENT-- ))\ncase $words[1] in\n"));
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out, "    %s)\n        _arguments", commands.at[i]->name);
        zsh_options(out, commands.at[i]->options);
        zsh_options(out, options_common());
        buf_add(out, S(" \\\n            '*:file:_files'\n        ;;\n"));
    }
    buf_add(out, S("esac\n"));
}

static void fish_options(Buf *out, const char *command, const Option *options)
{
    for (; options && options->name; options++) {
        buf_add(out, S("complete -c themata"));
        if (command) {
            buf_format(out, " -n '__fish_seen_subcommand_from %s'", command);
        }
        buf_format(out, " -l %s", options->name);
        if (options->letter) {
            buf_format(out, " -s %c", options->letter);
        }
        buf_add(out, options->argument ? S(" -r -d '") : S(" -d '"));
        quoted(out, options->help, false);
        buf_add(out, S("'\n"));
    }
}

static void fish(Buf *out)
{
    Commands commands = commands_all();
    buf_add(out, S("# fish completion of themata\n"));
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        buf_format(out,
                   "complete -c themata -n __fish_use_subcommand -a %s -d '",
                   commands.at[i]->name);
        quoted(out, commands.at[i]->summary, false);
        buf_add(out, S("'\n"));
    }
    fish_options(out, NULL, options_common());
    for (ptrdiff_t i = 0; i < commands.len; i++) {
        fish_options(out, commands.at[i]->name, commands.at[i]->options);
    }
}

static bool run_completion(Request *request, Err *err)
{
    static const struct {
        const char *shell;
        void (*write)(Buf *out);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    Str shell =
        request->arguments.len > 0 ? request->arguments.at[0] : (Str){0};
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++) {
        if (str_eq(shell, str_of(shells[i].shell))) {
            shells[i].write(request->out);
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "completion takes bash, zsh or fish");
}

const Command command_completion = {
    .name = "completion",
    .summary = "print completions for a shell",
    .arguments = "bash|zsh|fish",
    .details = "The words come from the same tables that the program reads "
               "its options by.",
    .examples = "themata completion bash > ~/.local/share/bash-completion/"
                "completions/themata",
    .run = run_completion,
};
