// The format 'ods' makes sound transcripts of any bytes, or refuses them: the
// bytes are a flat file.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("ods", bytes, len);
}
