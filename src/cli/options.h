// cli/options.h - from argv to a Request, by way of popt.
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

// Reads the options of request->command; argv[0] is the command's name.
// Errors: ERR_USAGE that names the option, with the nearest one that exists.
bool options_read(int argc, const char **argv, Request *request, bool *help,
                  Err *err);

#endif
