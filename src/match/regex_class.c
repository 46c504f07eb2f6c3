#include "match/regex_class.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "match/search.h"

#include <string.h>

enum {
    LONG_S = 0x17F,   // folds to s
    KELVIN = 0x212A,  // folds to k
    CHOICE_MAX = 32,  // more letters tell too little
    WORD_CHARS = 65,  // of ASCII and those two
    BYTES_MAX = 1024, // of a subject with all of them
};

// What begins inside a class with "[:": its length, 0 for a single '[', -1
// where it is neither.
static ptrdiff_t named_class(Str rest)
{
    ptrdiff_t i = 2;
    if (rest.len < 2 || strchr(":.=", rest.at[1]) == NULL) {
        return 0;
    }
    i += i < rest.len && rest.at[i] == '^';
    while (i < rest.len && rest.at[i] >= 'a' && rest.at[i] <= 'z') {
        i++;
    }
    return str_starts(str_slice(rest, i, rest.len), S(":]")) ? i + 2 : -1;
}

ptrdiff_t regex_class_end(Str pattern, ptrdiff_t begin)
{
    ptrdiff_t i = begin + 1;
    i += i < pattern.len && pattern.at[i] == '^';
    for (ptrdiff_t first = i; i < pattern.len; i++) {
        char c = pattern.at[i];
        if (c == ']' && i > first) {
            return i + 1;
        }
        if (c == '[') {
            ptrdiff_t named = named_class(str_slice(pattern, i, pattern.len));
            if (named < 0) {
                return -1;
            }
            i += named > 0 ? named - 1 : 0;
        } else if (c == '\\') {
            i++;
            if (i < pattern.len && strchr("cQE", pattern.at[i]) != NULL) {
                return -1;
            }
        }
    }
    return -1;
}

// False only for a class whose characters are all of ASCII, or fold to it.
static bool is_wide(Str source)
{
    if (source.at[0] != '[' || str_starts(source, S("[^"))) {
        return true;
    }
    for (ptrdiff_t i = 1; i < source.len; i++) {
        char c = source.at[i];
        if ((unsigned char)c >= 0x80 || c == '[' || c == '\0') {
            return true;
        }
        if (c == '\\') {
            char escaped = source.at[++i];
            bool plain = (unsigned char)escaped < 0x80 &&
                         !regex_is_word(escaped) && escaped != '\0';
            if (!plain && escaped != 't' && escaped != 'n') {
                return true;
            }
        }
    }
    return false;
}

// The characters of ASCII and those that fold to it, one after the other.
static Str all_chars(Arena *arena)
{
    Buf all = {.arena = arena};
    for (int c = 0; c < ASCII; c++) {
        buf_char(&all, (char)c);
    }
    buf_point(&all, LONG_S);
    buf_point(&all, KELVIN);
    return buf_str(&all);
}

bool regex_class(Str source, bool caseless, Shape *shape, Arena *arena)
{
    Search search = {0};
    Mistake mistake;
    SearchKind kind = caseless ? SEARCH_REGEX : SEARCH_REGEX_EXACT;
    if (!search_open(&search, source, kind, &mistake)) {
        return false;
    }
    bool folded[ASCII] = {false};
    int words = 0, choices = 0;
    Str all = all_chars(arena);
    Runner *runner = runner_open(BYTES_MAX, arena);
    Found found = {0};
    while (search_next(&search, runner, all, found.end, &found)) {
        ptrdiff_t at = found.begin;
        uint32_t point = utf8_next(all, &at);
        char c = point == LONG_S ? 's' : point == KELVIN ? 'k' : (char)point;
        bool *is = &folded[(unsigned char)regex_folded(c)];
        words += regex_is_word(c);
        choices += !*is;
        *is = true;
    }
    bool failed = runner_problem(runner) != NULL;
    runner_close(runner);
    search_close(&search);
    Words has = words == 0            ? WORDS_NONE
                : words == WORD_CHARS ? WORDS_ALL
                                      : WORDS_SOME;
    *shape = is_wide(source) || choices > CHOICE_MAX
                 ? shape_of_class(has, arena)
                 : shape_of_choice(folded, has, arena);
    return !failed;
}
