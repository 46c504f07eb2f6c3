#include "parse/lines/lines.h"

enum { AMID_BYTES_MAX = 48, AMID_TIMES_MIN = 2 };

// True when said[begin, end) is a label of this file, of somebody else than
// `speaker`, and stands behind the end of a sentence.
static bool is_label(const Cast *cast, Str speaker, Str said, ptrdiff_t begin,
                     ptrdiff_t end)
{
    Str name = str_slice(said, begin, end);
    int32_t number = map_find(&cast->names, name);
    if (number == NONE || str_eq(name, speaker)) {
        return false;
    }
    const Called *called = &cast->called.at[number];
    return called->speaks && called->forms[FORM_COLON] >= AMID_TIMES_MIN &&
           ends_sentence(str_slice(said, 0, begin));
}

ptrdiff_t lines_label_amid(const Lines *lines, Str speaker, Str said,
                           Head *head)
{
    for (ptrdiff_t colon = 0; (colon = str_find(said, S(": "), colon)) >= 0;
         colon++) {
        ptrdiff_t least = colon > AMID_BYTES_MAX ? colon - AMID_BYTES_MAX : 1;
        for (ptrdiff_t begin = colon - 1; begin >= least; begin--) {
            if (said.at[begin - 1] == ' ' &&
                is_label(&lines->cast, speaker, said, begin, colon)) {
                *head = (Head){
                    .form = FORM_COLON,
                    .name = str_slice(said, begin, colon),
                    .said = colon + 1,
                    .ms = NO_TIME,
                    .end_ms = NO_TIME,
                };
                return begin;
            }
        }
    }
    return NONE;
}
