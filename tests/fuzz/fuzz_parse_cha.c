// The format 'cha' makes sound transcripts of any text, or refuses it.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("cha", bytes, len);
}
