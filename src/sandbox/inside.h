// sandbox/inside.h - the two ways the kernel knows, for sandbox.c.
#ifndef SANDBOX_INSIDE_H
#define SANDBOX_INSIDE_H

#include "base/str.h"

// Both need PR_SET_NO_NEW_PRIVS and hold for ever.  False: not to be had here.

// ---- landlock.c

// The version of Landlock's interface, or 0.
int landlock_version(void);
// Only files below these folders can be read and run; ends with NULL.
bool landlock_lock(const char *const *folders);

// ---- calls.c

// The calls that computing and writing to an open file take; others fail.
bool calls_lock_reader(void);
// Those that reach the network or other processes fail.
bool calls_lock_program(void);

#endif
