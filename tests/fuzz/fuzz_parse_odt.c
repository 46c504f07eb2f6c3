// The format 'odt' makes sound transcripts of any flat document.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("odt", bytes, len);
}
