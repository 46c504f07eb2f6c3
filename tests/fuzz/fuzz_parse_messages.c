// The format 'messages' makes sound transcripts of any text.
#include "parsing.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    return fuzz_parse("messages", bytes, len);
}
