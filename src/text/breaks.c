#include "text/breaks.h"

#include "base/scan.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

typedef enum Class { // of Sentence_Break; as written in ascii_classes
    OTHER = 'o',
    BLANK = ' ',       // Sp
    RETURN = 'r',      // CR
    LINE_FEED = 'n',   // LF
    SEPARATOR = 's',   // Sep
    LOWER = 'a',       // Lower
    UPPER = 'A',       // Upper
    LETTER = 'x',      // OLetter
    NUMBER = '1',      // Numeric
    FULL_STOP = '.',   // ATerm
    END = '!',         // STerm
    CLOSE = ')',       // Close
    CONTINUES = ',',   // SContinue
    ATTACHED = '\xff', // Extend, Format: belongs to what stands before it
} Class;

static const char ascii_classes[] = "ooooooooo n  roooooooooooooooooo"
                                    " !)oooo)))oo,,.o1111111111,oooo!"
                                    "oAAAAAAAAAAAAAAAAAAAAAAAAAA)o)oo"
                                    "oaaaaaaaaaaaaaaaaaaaaaaaaaa)o)oo";

static Class class_beyond_ascii(uint32_t point)
{
    switch (u_getIntPropertyValue((UChar32)point, UCHAR_SENTENCE_BREAK)) {
    case U_SB_ATERM:
        return FULL_STOP;
    case U_SB_CLOSE:
        return CLOSE;
    case U_SB_FORMAT:
    case U_SB_EXTEND:
        return ATTACHED;
    case U_SB_LOWER:
        return LOWER;
    case U_SB_NUMERIC:
        return NUMBER;
    case U_SB_OLETTER:
        return LETTER;
    case U_SB_SEP:
        return SEPARATOR;
    case U_SB_SP:
        return BLANK;
    case U_SB_STERM:
        return END;
    case U_SB_UPPER:
        return UPPER;
    case U_SB_SCONTINUE:
        return CONTINUES;
    default:
        return OTHER;
    }
}

// The class of the character at *i, which is moved past it.
static Class take_class(Str text, ptrdiff_t *i)
{
    unsigned char c = (unsigned char)text.at[*i];
    if (c < 0x80) {
        ++*i;
        return (Class)ascii_classes[c];
    }
    return class_beyond_ascii(utf8_next(text, i));
}

// After characters of the class, each with what is attached to it.
static ptrdiff_t skip_class(Str text, ptrdiff_t i, Class class)
{
    for (ptrdiff_t next = i; i < text.len; i = next) {
        Class found = take_class(text, &next);
        if (found != class && found != ATTACHED) {
            break;
        }
    }
    return i;
}

static Class class_at(Str text, ptrdiff_t i)
{
    return i < text.len ? take_class(text, &i) : OTHER;
}

// The class of the character before `i`, over what is attached to it.
static Class class_before(Str text, ptrdiff_t from, ptrdiff_t i)
{
    while (i > from) {
        i = utf8_before(text, i);
        Class class = class_at(text, i);
        if (class != ATTACHED) {
            return class;
        }
    }
    return OTHER;
}

static bool parts_paragraphs(Class class)
{
    return class == LINE_FEED || class == RETURN || class == SEPARATOR;
}

static bool stops(Class class)
{
    return class == FULL_STOP || class == END;
}

// Where the paragraph ends whose separator stands at `i` (SB3, SB4).
static ptrdiff_t after_separator(Str text, ptrdiff_t i)
{
    bool both =
        class_at(text, i) == RETURN && class_at(text, i + 1) == LINE_FEED;
    take_class(text, &i);
    return i + both;
}

// True when the next letter from `i` is a small one (SB8).
static bool small_letter_comes(Str text, ptrdiff_t i)
{
    while (i < text.len) {
        Class class = take_class(text, &i);
        if (class == LETTER || class == UPPER || parts_paragraphs(class) ||
            stops(class)) {
            return false;
        }
        if (class == LOWER) {
            return true;
        }
    }
    return false;
}

// True when the full stop at `stop` stands inside something: "3.5", "U.S"
// (SB6, SB7); `after` is behind it.
static bool stands_inside(Str text, ptrdiff_t from, ptrdiff_t stop,
                          ptrdiff_t after)
{
    Class next = class_at(text, after);
    if (next == NUMBER) {
        return true;
    }
    Class before = next == UPPER ? class_before(text, from, stop) : OTHER;
    return before == UPPER || before == LOWER;
}

// True when the sentence ends behind the stop at *i, which is moved to its
// end; else it is moved to where the search goes on.
static bool ends_at(Str text, ptrdiff_t from, ptrdiff_t *i)
{
    ptrdiff_t stop = *i;
    bool full_stop = take_class(text, i) == FULL_STOP;
    *i = skip_class(text, *i, ATTACHED);
    if (full_stop && stands_inside(text, from, stop, *i)) {
        return false;
    }
    *i = skip_class(text, *i, CLOSE);
    *i = skip_class(text, *i, BLANK);
    Class next = class_at(text, *i);
    if (parts_paragraphs(next)) {
        *i = after_separator(text, *i);
        return true;
    }
    bool goes_on = next == CONTINUES || stops(next) ||
                   (full_stop && small_letter_comes(text, *i));
    return !goes_on; // SB8a; SB11
}

// Bytes that may begin a stop or a separator.
static Lanes may_part(Lanes c)
{
    return (Lanes)((c == '.') | (c == '?') | (c == '!') | (c == '\n') |
                   (c == '\r') | (c == 0xC2) | (c >= 0xD6));
}

ptrdiff_t break_after(Str text, ptrdiff_t from)
{
    ptrdiff_t i = from;
    while ((i = scan_find(text, i, may_part)) < text.len) {
        Class class = class_at(text, i);
        if (parts_paragraphs(class)) {
            return after_separator(text, i);
        }
        if (!stops(class)) {
            take_class(text, &i);
        } else if (ends_at(text, from, &i)) {
            return i;
        }
    }
    return text.len;
}
