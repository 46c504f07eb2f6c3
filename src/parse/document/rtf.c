#include "parse/document/rtf.h"

#include "base/scan.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char char_at(const Rtf *rtf, ptrdiff_t i)
{
    return i < rtf->bytes.len ? rtf->bytes.at[i] : '\0';
}

static void read_number(Rtf *rtf)
{
    bool negative = char_at(rtf, rtf->at) == '-';
    ptrdiff_t i = rtf->at + negative;
    int64_t number = 0;
    rtf->numbered = is_digit(char_at(rtf, i));
    rtf->number = 0;
    if (!rtf->numbered) {
        return;
    }
    for (; is_digit(char_at(rtf, i)); i++) {
        number = number * 10 + (char_at(rtf, i) - '0');
        number = number < INT32_MAX ? number : INT32_MAX;
    }
    rtf->number = (int32_t)(negative ? -number : number);
    rtf->at = i;
}

static bool read_word(Rtf *rtf)
{
    ptrdiff_t begin = rtf->at;
    while (is_letter(char_at(rtf, rtf->at))) {
        rtf->at++;
    }
    rtf->token = RTF_WORD;
    rtf->word = str_slice(rtf->bytes, begin, rtf->at);
    read_number(rtf);
    rtf->at += char_at(rtf, rtf->at) == ' ';
    if (str_eq(rtf->word, S("bin"))) {
        ptrdiff_t left = rtf->bytes.len - rtf->at;
        ptrdiff_t len = rtf->number < 0 ? 0 : rtf->number;
        rtf->token = RTF_BINARY;
        rtf->at += len < left ? len : left;
    }
    return true;
}

// What follows a backslash and is no letter.
static bool read_symbol(Rtf *rtf)
{
    char c = rtf->bytes.at[rtf->at++];
    rtf->token = RTF_SYMBOL;
    rtf->symbol = c == '\r' ? '\n' : c;
    if (c != '\'') {
        return true;
    }
    int high = hex_value(char_at(rtf, rtf->at)),
        low = hex_value(char_at(rtf, rtf->at + 1));
    if (high >= 0 && low >= 0) {
        rtf->token = RTF_BYTE;
        rtf->symbol = (char)(high * 16 + low);
        rtf->at += 2;
    }
    return true;
}

static Lanes may_stop(Lanes c)
{
    return (Lanes)((c == '\\') | (c == '{') | (c == '}') | (c == '\n') |
                   (c == '\r') | (c == '\0'));
}

bool rtf_next(Rtf *rtf)
{
    ptrdiff_t begin = rtf->at;
    while (begin < rtf->bytes.len &&
           (rtf->bytes.at[begin] == '\n' || rtf->bytes.at[begin] == '\r' ||
            rtf->bytes.at[begin] == '\0')) {
        begin++;
    }
    rtf->at = begin;
    if (begin == rtf->bytes.len) {
        return false;
    }
    char c = rtf->bytes.at[rtf->at];
    if (c == '{' || c == '}') {
        rtf->at++;
        rtf->token = c == '{' ? RTF_OPENS : RTF_CLOSES;
        return true;
    }
    if (c == '\\') {
        rtf->at++;
        return is_letter(char_at(rtf, rtf->at))
                   ? read_word(rtf)
                   : rtf->at < rtf->bytes.len && read_symbol(rtf);
    }
    rtf->at = scan_find(rtf->bytes, begin, may_stop);
    rtf->token = RTF_TEXT;
    rtf->text = str_slice(rtf->bytes, begin, rtf->at);
    return true;
}

int32_t rtf_number(const Rtf *rtf, int32_t without)
{
    return rtf->numbered ? rtf->number : without;
}

int32_t rtf_line(const Rtf *rtf)
{
    int32_t line = 1;
    for (ptrdiff_t i = 0; i < rtf->at; i++) {
        line += rtf->bytes.at[i] == '\n';
    }
    return line;
}
