// Time marks: what is read lies within the text and makes a time or NO_TIME.
#include "parsing.h"

#include "parse/captions/captions.h"
#include "parse/talk/clock.h"

static void check(Str text, ptrdiff_t taken, int32_t ms, int32_t end_ms)
{
    if (taken < 0 || taken > text.len || ms < NO_TIME || end_ms < NO_TIME) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    Arena arena = {0};
    Str text = fuzz_text(bytes, len, &arena);
    for (ptrdiff_t i = 0; i < text.len && i < 256; i++) {
        Str rest = str_slice(text, i, text.len);
        int32_t ms = NO_TIME, end_ms = NO_TIME;
        check(rest, clock_read(rest, &ms), ms, end_ms);
        check(rest, clock_mark(rest, &ms, &end_ms), ms, end_ms);
        check(rest, clock_stamp(rest, &ms, &end_ms), ms, end_ms);
        if (caption_times(rest, i % 2, &ms, &end_ms)) {
            check(rest, 0, ms, end_ms);
        }
    }
    arena_release(&arena);
    return 0;
}
