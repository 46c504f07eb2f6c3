#include "parse/tiers/praat_signs.h"

#include "base/buf.h"

#include <string.h>

// Letters with a mark behind them.
static const struct {
    char mark;
    const char *letters, *with[12];
} marks[] = {
    {'`', "aeiouAEIOU", {"à", "è", "ì", "ò", "ù", "À", "È", "Ì", "Ò", "Ù"}},
    {'\'',
     "aeiouyAEIOUY",
     {"á", "é", "í", "ó", "ú", "ý", "Á", "É", "Í", "Ó", "Ú", "Ý"}},
    {'^', "aeiouAEIOU", {"â", "ê", "î", "ô", "û", "Â", "Ê", "Î", "Ô", "Û"}},
    {'"',
     "aeiouyAEIOU",
     {"ä", "ë", "ï", "ö", "ü", "ÿ", "Ä", "Ë", "Ï", "Ö", "Ü"}},
    {'~', "anoANO", {"ã", "ñ", "õ", "Ã", "Ñ", "Õ"}},
    {',', "cC", {"ç", "Ç"}},
};

static const struct {
    const char *sign, *letter;
} signs[] = {
    {"ae", "æ"}, {"Ae", "Æ"}, {"oe", "œ"}, {"Oe", "Œ"}, {"o/", "ø"},
    {"O/", "Ø"}, {"ao", "å"}, {"Ao", "Å"}, {"ss", "ß"}, {"!d", "¡"},
    {"?d", "¿"}, {":f", "ː"}, {"sw", "ə"}, {"sh", "ʃ"}, {"zh", "ʒ"},
    {"ng", "ŋ"}, {"dh", "ð"}, {"tf", "θ"}, {"'1", "ˈ"}, {"'2", "ˌ"},
};

// What the two characters stand for, or NULL.
static const char *letter_of(char first, char second)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = first ? strchr(marks[i].letters, first) : NULL;
        if (at && marks[i].mark == second) {
            return marks[i].with[at - marks[i].letters];
        }
    }
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign[0] == first && signs[i].sign[1] == second) {
            return signs[i].letter;
        }
    }
    return NULL;
}

Str praat_letters(Str text, Arena *arena)
{
    if (str_find(text, S("\\"), 0) < 0) {
        return text;
    }
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bool sign = text.at[i] == '\\' && i + 3 <= text.len;
        const char *letter =
            sign ? letter_of(text.at[i + 1], text.at[i + 2]) : NULL;
        if (letter) {
            buf_add(&out, str_of(letter));
            i += 2;
        } else {
            buf_char(&out, text.at[i]);
        }
    }
    return buf_str(&out);
}
