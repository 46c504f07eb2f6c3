#include "text/text.h"

#include <string.h>
#include <unicode/ucsdet.h>

// What ICU calls differently from iconv; NULL for what is no guess worth
// having (EBCDIC turns up in short Latin text).
static const struct {
    const char *icu, *iconv;
} names[] = {
    {"ISO-8859-1", "windows-1252"},
    {"ISO-8859-8-I", "ISO-8859-8"},
    {"Shift_JIS", "CP932"},
    {"Big5", "BIG5-HKSCS"},
    {"IBM420_rtl", NULL},
    {"IBM420_ltr", NULL},
    {"IBM424_rtl", NULL},
    {"IBM424_ltr", NULL},
    {"UTF-8", NULL},
    {"UTF-16LE", NULL},
    {"UTF-16BE", NULL},
    {"UTF-32LE", NULL},
    {"UTF-32BE", NULL},
};

static const char *iconv_name(const char *icu)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].icu, icu) == 0) {
            return names[i].iconv;
        }
    }
    return icu;
}

// The first match that has a name; they come best first.
static CharsetGuess best_match(UCharsetDetector *detector, Arena *arena)
{
    CharsetGuess guess = {0};
    UErrorCode status = U_ZERO_ERROR;
    int32_t found = 0;
    const UCharsetMatch **all = ucsdet_detectAll(detector, &found, &status);
    for (int32_t i = 0; U_SUCCESS(status) && i < found; i++) {
        const char *icu = ucsdet_getName(all[i], &status);
        const char *name = U_SUCCESS(status) ? iconv_name(icu) : NULL;
        if (name) {
            guess.name = str_copy(arena, str_of(name));
            guess.confidence = ucsdet_getConfidence(all[i], &status);
            break;
        }
    }
    return guess;
}

CharsetGuess text_guess_charset(Str bytes, Arena *arena)
{
    enum { SAMPLE_MAX = 64 * 1024 };
    CharsetGuess guess = {0};
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = bytes.len < SAMPLE_MAX ? (int32_t)bytes.len : SAMPLE_MAX;
    UCharsetDetector *detector = ucsdet_open(&status);
    ucsdet_setText(detector, bytes.at, length, &status);
    if (U_SUCCESS(status)) {
        guess = best_match(detector, arena);
    }
    ucsdet_close(detector);
    return guess;
}
