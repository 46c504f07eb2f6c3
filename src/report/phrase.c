#include "report/phrase.h"

#include "base/buf.h"

#include <math.h>

Str phrase_count(Arena *arena, int64_t number)
{
    Str digits = str_format(arena, "%lld", (long long)number);
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < digits.len; i++) {
        bool digit_before = i > 0 && digits.at[i - 1] != '-';
        if (digit_before && (digits.len - i) % 3 == 0) {
            buf_char(&out, ',');
        }
        buf_char(&out, digits.at[i]);
    }
    return buf_str(&out);
}

Str phrase_plural(Arena *arena, int64_t number, const char *one,
                  const char *many)
{
    return str_format(arena, "%.*s %s", FMT(phrase_count(arena, number)),
                      number == 1 ? one : many);
}

Str phrase_share(Arena *arena, int64_t part, int64_t whole)
{
    Str first = phrase_count(arena, part), last = phrase_count(arena, whole);
    return str_format(arena, "%.*s of %.*s", FMT(first), FMT(last));
}

// True when all digits that are shown would be 0, and the number is not.
static bool vanishes(double number, int decimals)
{
    double least = 0.5;
    for (int i = 0; i < decimals; i++) {
        least /= 10;
    }
    return number != 0 && fabs(number) < least;
}

Str phrase_decimal(Arena *arena, double number, int decimals)
{
    if (!isfinite(number)) {
        return PHRASE_UNDEFINED;
    }
    Buf out = {.arena = arena};
    if (decimals > 0 && vanishes(number, decimals)) {
        double least = 1;
        for (int i = 0; i < decimals; i++) {
            least /= 10;
        }
        buf_add(&out, number > 0 ? S("<") : S(">"));
        number = number > 0 ? least : -least;
    }
    buf_decimal(&out, number, decimals);
    return buf_str(&out);
}

Str phrase_name(Arena *arena, Str id)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < id.len; i++) {
        char c = id.at[i] == '_' ? ' ' : id.at[i];
        bool lower = i == 0 && c >= 'a' && c <= 'z';
        buf_char(&out, lower ? (char)(c - 'a' + 'A') : c);
    }
    return buf_str(&out);
}

Str phrase_list(Arena *arena, Strs names)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < names.len; i++) {
        if (i > 0) {
            buf_add(&out, i + 1 < names.len ? S(", ") : S(" and "));
        }
        buf_add(&out, names.at[i]);
    }
    return buf_str(&out);
}

Str phrase_joined(Arena *arena, Strs names, Str between)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < names.len; i++) {
        buf_add(&out, i > 0 ? between : (Str){0});
        buf_add(&out, names.at[i]);
    }
    return buf_str(&out);
}

const char *phrase_kind(CodeKind kind)
{
    static const char *const names[KINDS] = {
        [KIND_THEME] = "Themes",
        [KIND_CHALLENGE] = "Challenges",
        [KIND_FACILITATOR] = "Facilitators",
        [KIND_OPPORTUNITY] = "Opportunities",
        [KIND_SUGGESTION] = "Suggestions",
        [KIND_ATTRIBUTE] = "Attributes",
    };
    return names[kind];
}
