#include "decode/decode.h"

#include <gnu/libc-version.h>

const char *decode_library(void)
{
    return gnu_get_libc_version();
}
