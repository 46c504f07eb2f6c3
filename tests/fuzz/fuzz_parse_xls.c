// The format 'xls' makes sound transcripts of any bytes, or refuses them.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("xls", bytes, len);
}
