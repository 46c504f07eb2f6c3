#include "decode/decode.h"

#include <unistd.h>

const char *decode_library(Arena *arena)
{
    // "glibc 2.36": iconv is part of the C library.
    char version[64] = "";
    confstr(_CS_GNU_LIBC_VERSION, version, sizeof version);
    Str words = str_of(version), name;
    str_cut(&words, ' ', &name);
    return str_terminated(arena, words);
}
