// The format 'xls2003' makes sound transcripts of any text, or refuses it.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("xls2003", bytes, len);
}
