// Any bytes as a file: the first one says which encoding is asked for.
#include "fuzz.h"

#include "base/utf8.h"
#include "decode/decode.h"

#include <stdlib.h>

// A broken promise ends the program, as a fuzzer wants it.
static void demand(bool promise)
{
    if (!promise) {
        abort();
    }
}

static void check_text(Str text)
{
    demand(utf8_valid(text) == text.len);
    demand(str_find(text, S("\r"), 0) < 0);
    demand(str_find(text, S("\v"), 0) < 0);
    demand(str_find(text, S("\f"), 0) < 0);
    demand(str_find(text, S("\0"), 0) < 0);
    demand(!str_starts(text, S("\uFEFF")));
}

static void check_findings(const Diags *diags, Str text)
{
    int32_t lines = 1;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        lines += text.at[i] == '\n';
    }
    for (ptrdiff_t i = 0; i < diags->len; i++) {
        demand(diags->at[i].place.line >= 0);
        demand(diags->at[i].place.line <= lines);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const asked[] = {
        "",       "",       "utf-8",       "utf-16",     "utf-32", "latin1",
        "cp1252", "mac",    "shift_jis",   "gb18030",    "big5",   "euc-kr",
        "utf-7",  "koi8-r", "iso-2022-jp", "iso8859-15",
    };
    size_t names = sizeof asked / sizeof *asked;
    const char *name = len > 0 ? asked[bytes[0] % names] : "";
    size_t skip = len > 0 ? 1 : 0;
    Str file = {(const char *)bytes + skip, (ptrdiff_t)(len - skip)};
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Decoded decoded = {0}, again = {0};
    Err err = {0};
    if (decode(file, S("x"), str_of(name), &arena, &decoded, &diags, &err)) {
        check_text(decoded.text);
        check_findings(&diags, decoded.text);
        // What was decoded is a text and stays as it is.
        if (decode(decoded.text, S("x"), S("UTF-8"), &arena, &again, &diags,
                   &err)) {
            demand(str_eq(again.text, decoded.text));
        }
    } else {
        demand(err.kind == ERR_INPUT && err.message[0] != '\0');
    }
    arena_release(&arena);
    return 0;
}
