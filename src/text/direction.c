#include "text/text.h"

#include "base/utf8.h"

#include <unicode/ubidi.h>
#include <unicode/ustring.h>

static bool is_leftward(uint32_t point)
{
    UCharDirection direction = u_charDirection((UChar32)point);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool text_runs_left(Str text)
{
    for (ptrdiff_t i = 0; i < text.len;) {
        // The first such letter, of Hebrew, is two bytes long.
        if ((unsigned char)text.at[i] < 0xD6) {
            i++;
        } else if (is_leftward(utf8_next(text, &i))) {
            return true;
        }
    }
    return false;
}

// True when more letters are written to the left than to the right.
static bool is_mostly_leftward(Str text)
{
    int64_t left = 0, right = 0;
    for (ptrdiff_t i = 0; i < text.len;) {
        uint32_t point = utf8_next(text, &i);
        bool leftward = is_leftward(point);
        left += leftward;
        right += !leftward && char_kind(point) <= CHAR_LETTER;
    }
    return left > right;
}

static Str utf8_of(const UChar *units, int32_t len, Arena *arena)
{
    enum { UTF8_OF_UNIT = 3 };
    UErrorCode status = U_ZERO_ERROR;
    Buf text = {.arena = arena};
    int32_t room = len * UTF8_OF_UNIT + 1, put = 0;
    u_strToUTF8WithSub(buf_room(&text, room), room, &put, units, len,
                       UTF8_REPLACEMENT, NULL, &status);
    text.len = U_SUCCESS(status) ? put : 0;
    return buf_str(&text);
}

Str text_as_read(Str seen, Arena *arena)
{
    if (!text_runs_left(seen) || seen.len > INT32_MAX / 4) {
        return seen;
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = (int32_t)seen.len + 1, len = 0, read = 0;
    UChar *units = NEW_ARRAY(arena, UChar, room);
    UChar *ordered = NEW_ARRAY(arena, UChar, room);
    u_strFromUTF8WithSub(units, room, &len, seen.at, (int32_t)seen.len,
                         UTF8_REPLACEMENT, NULL, &status);
    UBiDi *bidi = ubidi_open();
    ubidi_setReorderingMode(bidi, UBIDI_REORDER_INVERSE_NUMBERS_AS_L);
    ubidi_setPara(bidi, units, len, is_mostly_leftward(seen) ? 1 : 0, NULL,
                  &status);
    read = ubidi_writeReordered(bidi, ordered, room, 0, &status);
    ubidi_close(bidi);
    return U_SUCCESS(status) ? utf8_of(ordered, read, arena) : seen;
}
