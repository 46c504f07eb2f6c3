// The command line: find the command, read its options, run it, tell how it
// ended.
#include "cli/command.h"

#include "cli/options.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const Command *const commands[] = {
#define X(name) &command_##name,
    COMMAND_LIST(X)
#undef X
};

Commands commands_all(void)
{
    return (Commands){commands, sizeof commands / sizeof *commands};
}

const Command *command_named(Str name)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (str_eq(str_of(commands[i]->name), name)) {
            return commands[i];
        }
    }
    return NULL;
}

static void interrupted(int signal_number)
{
    (void)signal_number;
    _exit(ERR_INTERRUPTED);
}

static bool unknown_command(Str name, Arena *arena, Err *err)
{
    Strs names = {0};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        *PUSH(&names, arena) = str_of(commands[i]->name);
    }
    Str near = nearest_name(name, names);
    if (near.len > 0) {
        return err_set(err, ERR_USAGE,
                       "no command is called '%.*s'; did you mean '%.*s'?",
                       FMT(name), FMT(near));
    }
    return err_set(err, ERR_USAGE,
                   "no command is called '%.*s'; 'themata help' lists them",
                   FMT(name));
}

static bool answer(int argc, const char **argv, Request *request, Err *err)
{
    Str name = argc > 1 ? str_of(argv[1]) : S("help");
    if (str_eq(name, S("--help")) || str_eq(name, S("-h"))) {
        name = S("help");
    }
    if (str_eq(name, S("--version"))) {
        buf_format(request->out, "themata %s\n", themata_version());
        return true;
    }
    const Command *command = command_named(name);
    if (!command) {
        return unknown_command(name, request->arena, err);
    }
    request->command = command;
    bool help = false;
    if (!options_read(argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv,
                      request, &help, err)) {
        return false;
    }
    if (help) {
        *PUSH(&request->arguments, request->arena) = name;
        request->arguments.at[0] = name;
        request->arguments.len = 1;
        return command_help.run(request, err);
    }
    return command->run(request, err);
}

int main(int argc, const char **argv)
{
    Arena arena = {0};
    Buf out = {.arena = &arena};
    Err err = {0};
    Request request = {.arena = &arena, .out = &out};
    umask(077);
    struct sigaction on_interrupt = {.sa_handler = interrupted};
    sigaction(SIGINT, &on_interrupt, NULL);
    answer(argc, argv, &request, &err);
    out_flush(&request);
    if (err.message[0]) {
        fprintf(stderr, "themata: %s\n", err.message);
    }
    if (fflush(stdout) != 0 && err.kind == ERR_NONE) {
        err.kind = ERR_IO;
    }
    arena_release(&arena);
    return (int)err.kind;
}
