// Which of several readings of the same bytes looks like language.
//
// Every character beyond ASCII gives points by what stands beside it:
//     -10  a control or unassigned character
//      -4  a capital after a small letter ("fŸr"), a symbol between letters
//      -3  a Latin letter between two others beyond ASCII ("Ïðèâåò"), a letter
//          of another script beside an ASCII letter
//      -2  a symbol seldom seen in speech, a ligature, a bullet before a letter
//      +1  a Cyrillic letter of few languages, an apostrophe before a word
//      +2  a letter beside an ASCII letter, or beside one of its own script
//      +3  the same, when it is one of the usual letters of western Europe
//      +3  the same, when it is a small letter usual in Russian
//      +4  an apostrophe between letters, a quotation mark or dash where one
//          belongs
// Source: our own; the weights were chosen so that German, French, Spanish,
//         Italian, Portuguese and English text in windows-1252, ISO 8859-15 and
//         Mac OS Roman is told apart (tests/unit/test_decode.c).
#include "decode/inside.h"

#include "base/utf8.h"
#include "text/text.h"

typedef struct Around { // a character and its neighbours, 0 at the ends
    uint32_t before, point, after;
} Around;

static bool among(uint32_t point, Str characters)
{
    for (ptrdiff_t i = 0; i < characters.len;) {
        if (utf8_next(characters, &i) == point) {
            return true;
        }
    }
    return false;
}

static bool is_letter(uint32_t point)
{
    return point != 0 && char_kind(point) <= CHAR_MARK;
}

static int latin_score(Around around, CharKind kind)
{
    bool before = is_letter(around.before), after = is_letter(around.after);
    bool foreign =
        before && around.before >= 0x80 && after && around.after >= 0x80;
    if (kind == CHAR_UPPER && char_kind(around.before) == CHAR_LOWER) {
        return -4;
    }
    if (foreign) {
        return -3;
    }
    if (among(around.point, S("\uFB01\uFB02ƒªº"))) {
        return -2;
    }
    bool usual = among(around.point, S("äöüßéèêëàâçîïôùûœñáíóúãõåøæìò"));
    if (!before && !after) {
        return around.point == 0xE0 /* à */ || around.point == 0xE9 ? 2 : -1;
    }
    return usual ? 3 : 2;
}

static int letter_score(Around around, CharKind kind)
{
    if (char_is_latin(around.point)) {
        return latin_score(around, kind);
    }
    if (kind == CHAR_UPPER && char_kind(around.before) == CHAR_LOWER) {
        return -4;
    }
    // Serbian and Macedonian have them, where Mac Cyrillic has capitals.
    if (among(around.point, S("ЂЃЅЉЊЌЋЏђѓѕљњќћџ"))) {
        return 1;
    }
    bool beside_ascii = (around.before < 0x80 && is_letter(around.before)) ||
                        (around.after < 0x80 && is_letter(around.after));
    bool half_width = around.point >= 0xFF61 && around.point <= 0xFF9F;
    if (beside_ascii || half_width) {
        return -3;
    }
    bool beside = is_letter(around.before) || is_letter(around.after);
    return beside && among(around.point, S("оеаинтсрвлкмдпу")) ? 3
           : beside                                            ? 2
                                                               : 1;
}

static bool is_gap(uint32_t point)
{
    return point == 0 || char_kind(point) == CHAR_BLANK ||
           char_kind(point) == CHAR_PUNCTUATION;
}

static int sign_score(Around around)
{
    bool before = is_letter(around.before), after = is_letter(around.after);
    if (before && after) {
        return among(around.point, S("’´"))           ? 4
               : among(around.point, S("–‘·\u00A0…")) ? 0
                                                      : -4;
    }
    // Capitals of windows-1251, read as Mac Cyrillic: "»ван", "„то".
    if (after && around.after >= 0x80 && !char_is_latin(around.after) &&
        among(around.point, S("»”’–—„“"))) {
        return among(around.point, S("„“")) ? 2 : -2;
    }
    if (among(around.point, S("’")) && after) {
        return 1;
    }
    if (among(around.point, S("“”„‘’‚«»‹›"))) {
        return is_gap(around.before) != is_gap(around.after) ? 4 : 1;
    }
    if (among(around.point, S("•")) && (before || after)) {
        return -2;
    }
    if (among(around.point, S("–—…•"))) {
        return 4;
    }
    if (among(around.point, S("¿¡"))) {
        return after ? 4 : -2;
    }
    return among(around.point, S("\u00A0€£°§©®™½²³×´")) ||
                   around.point >= 0x3000 /* CJK punctuation */
               ? 1
               : -2;
}

static int point_score(Around around)
{
    CharKind kind = char_kind(around.point);
    if (kind == CHAR_CONTROL || kind == CHAR_NOTHING ||
        around.point == UTF8_REPLACEMENT) {
        return -10;
    }
    return kind <= CHAR_MARK ? letter_score(around, kind) : sign_score(around);
}

int64_t plausibility(Str text)
{
    int64_t score = 0;
    Around around = {0};
    for (ptrdiff_t i = 0; i <= text.len && text.len > 0;) {
        bool end = i == text.len;
        around =
            (Around){around.point, around.after, end ? 0 : utf8_next(text, &i)};
        if (around.point >= 0x80) {
            score += point_score(around);
        }
        if (end) {
            break;
        }
    }
    return score;
}
