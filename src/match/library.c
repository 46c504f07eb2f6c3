#include "match/match.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

const char *match_library(Arena *arena)
{
    char version[64];
    pcre2_config(PCRE2_CONFIG_VERSION, version);
    Str words = str_of(version), number;
    // "10.42 2022-12-11": the date says no more.
    str_cut(&words, ' ', &number);
    return str_terminated(arena, number);
}
