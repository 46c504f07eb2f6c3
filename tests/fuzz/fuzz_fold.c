// Any text folded, cut into sentences and stemmed.
#include "fuzz.h"

#include "base/utf8.h"
#include "text/text.h"

#include <stdlib.h>

// A broken promise ends the program, as a fuzzer wants it.
static void demand(bool promise)
{
    if (!promise) {
        abort();
    }
}

static bool between_points(Str text, ptrdiff_t i)
{
    return i == text.len || ((unsigned char)text.at[i] & 0xC0) != 0x80;
}

static void check_fold(Str text, bool keep_case, Arena *arena)
{
    Folded folded = text_fold(text, keep_case, arena);
    demand(utf8_valid(folded.text) == folded.text.len);
    demand(folded_offset(&folded, text.len) == folded.text.len);
    int32_t reached = 0;
    for (ptrdiff_t i = 0; i < folded.text.len; i++) {
        Piece piece = folded_source(&folded, i, i + 1);
        demand(piece.begin >= reached && piece.begin < piece.end);
        demand(piece.end <= text.len);
        demand(between_points(text, piece.begin) || piece.begin == reached);
        demand(folded_offset(&folded, piece.begin) <= i);
        reached = piece.begin;
    }
}

static void check_sentences(Str text, Arena *arena)
{
    Pieces pieces = text_sentences(text, arena);
    int32_t reached = 0;
    for (ptrdiff_t i = 0; i < pieces.len; i++) {
        Piece piece = pieces.at[i];
        demand(piece.begin >= reached && piece.begin < piece.end);
        demand(piece.end <= text.len);
        demand(between_points(text, piece.begin));
        demand(between_points(text, piece.end));
        Str said = str_slice(text, piece.begin, piece.end);
        demand(str_trim(said).len == said.len);
        // Nothing but blanks is left out.
        Str gap = str_slice(text, reached, piece.begin);
        demand(str_trim(gap).len == 0);
        reached = piece.end;
    }
    demand(str_trim(str_slice(text, reached, text.len)).len == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const languages[] = {"en", "de", "fr", "ru", "xx"};
    Arena arena = {0};
    Str text = {(const char *)bytes, (ptrdiff_t)len};
    text.len = utf8_valid(text);
    check_fold(text, false, &arena);
    check_fold(text, true, &arena);
    check_sentences(text, &arena);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        Str word = text_fold(text, false, &arena).text;
        Str stem = text_stem(word, str_of(languages[i]), &arena);
        demand(stem.len == 0 || stem.at);
    }
    arena_release(&arena);
    return 0;
}
