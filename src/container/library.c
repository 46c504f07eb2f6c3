#include "container/rows.h"

#include <csv.h>

#define WORD(number) #number
#define VERSION(major, minor, release)                                         \
    WORD(major) "." WORD(minor) "." WORD(release)

const char *rows_library(void)
{
    return VERSION(CSV_MAJOR, CSV_MINOR, CSV_RELEASE);
}
