#include "text/text.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

CharKind char_kind(uint32_t point)
{
    if (point < 0x80) { // nearly all, and the others ask more
        if (point >= 'a' && point <= 'z') {
            return CHAR_LOWER;
        }
        if (point >= 'A' && point <= 'Z') {
            return CHAR_UPPER;
        }
        if (point == ' ') {
            return CHAR_BLANK;
        }
    }
    switch (u_charType((UChar32)point)) {
    case U_LOWERCASE_LETTER:
        return CHAR_LOWER;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return CHAR_UPPER;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
        return CHAR_LETTER;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
        return CHAR_MARK;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER:
        return CHAR_NUMBER;
    case U_SPACE_SEPARATOR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return CHAR_BLANK;
    case U_CONTROL_CHAR:
        return u_isUWhiteSpace((UChar32)point) ? CHAR_BLANK : CHAR_CONTROL;
    case U_FORMAT_CHAR:
        return CHAR_FORMAT;
    case U_UNASSIGNED:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
        return CHAR_NOTHING;
    case U_MATH_SYMBOL:
    case U_CURRENCY_SYMBOL:
    case U_MODIFIER_SYMBOL:
    case U_OTHER_SYMBOL:
        return CHAR_SYMBOL;
    default:
        return CHAR_PUNCTUATION;
    }
}

bool char_is_word(uint32_t point)
{
    if (point < 0x80) {
        return (point >= 'a' && point <= 'z') ||
               (point >= 'A' && point <= 'Z') ||
               (point >= '0' && point <= '9') || point == '_';
    }
    return (U_GET_GC_MASK((UChar32)point) &
            (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool char_is_latin(uint32_t point)
{
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript((UChar32)point, &status) == USCRIPT_LATIN;
}
