#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool err_set(Err *err, ErrKind kind, const char *format, ...)
{
    if (err->kind == ERR_NONE) {
        va_list args;
        va_start(args, format);
        err->kind = kind;
        vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return false;
}
