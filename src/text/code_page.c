#include "text/text.h"

#include "base/utf8.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

struct CodePage {
    UConverter *converter;
};

// What ICU calls differently from "windows-N".
static const struct {
    int32_t number;
    const char *name;
} names[] = {
    {437, "ibm-437"},
    {708, "iso-8859-6"},
    {709, "iso-8859-6"},
    {720, "ibm-720"},
    {737, "ibm-737"},
    {775, "ibm-775"},
    {850, "ibm-850"},
    {852, "ibm-852"},
    {855, "ibm-855"},
    {857, "ibm-857"},
    {858, "ibm-858"},
    {860, "ibm-860"},
    {861, "ibm-861"},
    {862, "ibm-862"},
    {863, "ibm-863"},
    {864, "ibm-864"},
    {865, "ibm-865"},
    {866, "ibm-866"},
    {869, "ibm-869"},
    {10000, "macintosh"},
    {10001, "windows-932"},
    {10002, "windows-950"},
    {10003, "windows-949"},
    {10006, "x-mac-greek"},
    {10007, "x-mac-cyrillic"},
    {10008, "windows-936"},
    {10029, "x-mac-centraleurroman"},
    {10081, "x-mac-turkish"},
    {20866, "koi8-r"},
    {21866, "koi8-u"},
    {51932, "euc-jp"},
    {51949, "euc-kr"},
    {54936, "gb18030"},
    {65001, "utf-8"},
};

CodePage *code_page_open(int32_t number, Arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    Str name = str_format(arena, "windows-%d", number);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        name = names[i].number == number ? str_of(names[i].name) : name;
    }
    CodePage *page = NEW(arena, CodePage);
    page->converter = ucnv_open(name.at, &status);
    return U_SUCCESS(status) ? page : NULL;
}

void code_page_close(CodePage *page)
{
    if (page) {
        ucnv_close(page->converter);
    }
}

// Controls beyond ASCII, but for the line end among them, stand where a code
// page has no character.
static ptrdiff_t add_units(UChar *units, int32_t len, Buf *text)
{
    enum { UTF8_OF_UNIT = 3 };
    int32_t room = len * UTF8_OF_UNIT + 1, put = 0;
    UErrorCode status = U_ZERO_ERROR;
    ptrdiff_t bad = 0;
    for (int32_t i = 0; i < len; i++) {
        bool control = units[i] >= 0x80 && units[i] < 0xA0 && units[i] != 0x85;
        units[i] = control ? UTF8_REPLACEMENT : units[i];
        bad += units[i] == UTF8_REPLACEMENT;
    }
    u_strToUTF8WithSub(buf_room(text, room), room, &put, units, len,
                       UTF8_REPLACEMENT, NULL, &status);
    text->len += U_SUCCESS(status) ? put : 0;
    return bad;
}

ptrdiff_t code_page_add(CodePage *page, Str bytes, Buf *text)
{
    enum { ROOM = 1024 };
    UChar units[ROOM];
    const char *from = bytes.at, *end = bytes.at + bytes.len;
    ptrdiff_t bad = 0, kept = 0;
    UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
    ucnv_resetToUnicode(page->converter);
    while (status == U_BUFFER_OVERFLOW_ERROR) {
        UChar *to = units + kept;
        status = U_ZERO_ERROR;
        ucnv_toUnicode(page->converter, &to, units + ROOM, &from, end, NULL,
                       true, &status);
        // The second half of a pair may not have had room.
        kept = to > units && U16_IS_LEAD(to[-1]);
        bad += add_units(units, (int32_t)(to - units - kept), text);
        units[0] = kept ? to[-1] : 0;
    }
    return bad;
}
