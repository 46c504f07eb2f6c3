// The format 'html' makes sound transcripts of any bytes.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("html", bytes, len);
}
