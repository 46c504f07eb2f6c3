#include "parse/document/rtf_text.h"

#include "base/scan.h"
#include "base/utf8.h"

enum { SYMBOLS = 42, PRIVATE = 0xF000 };

RtfText rtf_text_new(Arena *arena)
{
    return (RtfText){
        .text = {.arena = arena},
        .waiting = {.arena = arena},
        .number = 1252,
        .arena = arena,
    };
}

void rtf_text_close(RtfText *text)
{
    for (int i = 0; i < text->pages_len; i++) {
        code_page_close(text->pages[i].page);
    }
    text->pages_len = 0;
}

static CodePage *page_of(RtfText *text)
{
    int i = 0;
    while (i < text->pages_len && text->pages[i].number != text->number) {
        i++;
    }
    if (i == RTF_PAGES_MAX) {
        return NULL;
    }
    if (i == text->pages_len) {
        text->pages[i] =
            (RtfPage){text->number, code_page_open(text->number, text->arena)};
        text->pages_len++;
    }
    return text->pages[i].page;
}

// The pictures of a font of symbols stand where Word has them.
static void add_symbols(RtfText *text, Str bytes)
{
    for (ptrdiff_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        buf_point(&text->text, c < 0x80 ? c : PRIVATE + (uint32_t)c);
    }
}

static void add_waiting(RtfText *text)
{
    Str bytes = buf_str(&text->waiting);
    text->waiting.len = 0;
    bool ascii = scan_find(bytes, 0, lanes_beyond_ascii) == bytes.len;
    CodePage *page = ascii || text->number == SYMBOLS ? NULL : page_of(text);
    if (ascii) {
        buf_add(&text->text, bytes);
    } else if (text->number == SYMBOLS) {
        add_symbols(text, bytes);
    } else if (page) {
        text->bad += code_page_add(page, bytes, &text->text);
    } else {
        for (ptrdiff_t i = 0; i < bytes.len; i++) {
            unsigned char c = (unsigned char)bytes.at[i];
            text->bad += c >= 0x80;
            buf_point(&text->text, c < 0x80 ? c : UTF8_REPLACEMENT);
        }
    }
}

static void end_pair(RtfText *text)
{
    if (text->high != 0) {
        buf_point(&text->text, UTF8_REPLACEMENT);
        text->bad++;
        text->high = 0;
    }
}

void rtf_text_settle(RtfText *text)
{
    if (text->waiting.len > 0) {
        add_waiting(text);
    }
}

void rtf_text_page(RtfText *text, int32_t number)
{
    if (number != text->number) {
        rtf_text_settle(text);
        text->number = number;
    }
}

void rtf_text_bytes(RtfText *text, Str bytes)
{
    ptrdiff_t passed = text->passes < bytes.len ? text->passes : bytes.len;
    text->passes -= (int32_t)passed;
    bytes = str_slice(bytes, passed, bytes.len);
    if (bytes.len > 0) {
        end_pair(text);
        buf_add(&text->waiting, bytes);
    }
}

void rtf_text_unit(RtfText *text, int32_t number, int32_t passes)
{
    uint32_t unit =
        number < 0 ? (uint32_t)(number + 0x10000) & 0xFFFF : (uint32_t)number;
    text->passes = passes;
    rtf_text_settle(text);
    if (unit >= 0xDC00 && unit < 0xE000 && text->high != 0) {
        uint32_t high = text->high;
        text->high = 0;
        buf_point(&text->text,
                  0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        return;
    }
    end_pair(text);
    if (unit >= 0xD800 && unit < 0xDC00) {
        text->high = unit;
        return;
    }
    text->bad += unit >= 0xDC00 && unit < 0xE000;
    buf_point(&text->text, unit);
}

void rtf_text_point(RtfText *text, uint32_t point)
{
    rtf_text_settle(text);
    end_pair(text);
    buf_point(&text->text, point);
}

bool rtf_text_passes(RtfText *text)
{
    bool passes = text->passes > 0;
    text->passes -= passes;
    return passes;
}

// Source: Rich Text Format Specification 1.9.1, "Font Table".
int32_t rtf_charset_page(int32_t charset)
{
    static const struct {
        int32_t charset, page;
    } pages[] = {
        {0, 1252},   {2, SYMBOLS}, {77, 10000}, {78, 10001}, {79, 10003},
        {80, 10008}, {81, 10002},  {83, 10006}, {85, 10006}, {86, 10081},
        {88, 10029}, {89, 10007},  {128, 932},  {129, 949},  {130, 1361},
        {134, 936},  {136, 950},   {161, 1253}, {162, 1254}, {163, 1258},
        {177, 1255}, {178, 1256},  {186, 1257}, {204, 1251}, {222, 874},
        {238, 1250}, {254, 437},   {255, 850},
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        if (pages[i].charset == charset) {
            return pages[i].page;
        }
    }
    return 0;
}
