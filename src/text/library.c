#include "text/text.h"

#include <unicode/uvernum.h>

const char *text_library(void)
{
    return U_ICU_VERSION;
}

const char *text_stemmer_library(void)
{
    return "2"; // the library tells no version; 2 is its interface
}
