#include "parse/tiers/chat_text.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { CODE_MAX = 1000 }; // bytes of what stands in brackets

typedef struct Chat {
    Str line;
    ptrdiff_t at;
    Buf out;
} Chat;

static bool is_blank_byte(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

// The byte `ahead` of where we are; a blank beyond the end.
static char peek(const Chat *chat, ptrdiff_t ahead)
{
    ptrdiff_t i = chat->at + ahead;
    return i < chat->line.len ? chat->line.at[i] : ' ';
}

static bool begins_token(const Chat *chat)
{
    return chat->at == 0 || is_blank_byte(chat->line.at[chat->at - 1]) ||
           chat->line.at[chat->at - 1] == '<';
}

static char last_written(const Chat *chat)
{
    return chat->out.len > 0 ? chat->out.at[chat->out.len - 1] : ' ';
}

// From here to the next blank.
static Str token(const Chat *chat)
{
    ptrdiff_t end = chat->at;
    while (end < chat->line.len && !is_blank_byte(chat->line.at[end]) &&
           chat->line.at[end] != '>' && chat->line.at[end] != '[') {
        end++;
    }
    return str_slice(chat->line, chat->at, end);
}

// Words of a code, where "_" and ":" stand for blanks.
static void write_words(Chat *chat, Str words, Str gap)
{
    for (ptrdiff_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        if (c == ':') {
            buf_add(&chat->out, gap);
        } else {
            buf_char(&chat->out, c == '_' ? ' ' : c);
        }
    }
}

static void write_event(Chat *chat, Str words, Str gap)
{
    buf_add(&chat->out, S("["));
    write_words(chat, str_trim(words), gap);
    buf_add(&chat->out, S("]"));
}

// "[…]": only what happens stays, "[=! laughs]".
static bool take_code(Chat *chat)
{
    ptrdiff_t end = chat->at;
    ptrdiff_t last =
        end + CODE_MAX < chat->line.len ? end + CODE_MAX : chat->line.len;
    int depth = 0;
    for (; end < last; end++) {
        depth += chat->line.at[end] == '[';
        depth -= chat->line.at[end] == ']';
        if (depth == 0) {
            break;
        }
    }
    if (end == last) {
        return false;
    }
    Str code = str_slice(chat->line, chat->at + 1, end);
    if (str_starts(code, S("=!"))) {
        write_event(chat, str_slice(code, 2, code.len), S(": "));
    }
    chat->at = end + 1;
    return true;
}

// "&=laughs", "&*INV:mhm", "&-uh", "&+fr", "&~gaga", "&uh"; "&{l=singing".
static bool take_ampersand(Chat *chat)
{
    Str all = token(chat);
    char kind = peek(chat, 1);
    if (kind == '=' && all.len > 2) {
        write_event(chat, str_slice(all, 2, all.len), S(" "));
        chat->at += all.len;
    } else if (kind == '*' && all.len > 2) {
        write_event(chat, str_slice(all, 2, all.len), S(": "));
        chat->at += all.len;
    } else if (kind == '{' || kind == '}') {
        chat->at += all.len;
    } else if (kind == '-' || kind == '+' || kind == '~') {
        chat->at += 2;
    } else if (is_letter(kind)) {
        chat->at += 1;
    } else {
        return false;
    }
    return true;
}

// Ends of utterances, and what links one to another.
static bool take_plus(Chat *chat)
{
    Str all = token(chat);
    Str marks = S("+/.!?\"<^,");
    for (ptrdiff_t i = 0; i < all.len; i++) {
        bool wide = (unsigned char)all.at[i] >= 0x80; // "+≋", "+“"
        if (!wide && str_find(marks, str_slice(all, i, i + 1), 0) < 0) {
            return false;
        }
    }
    bool asks = str_find(all, S("?"), 0) >= 0;
    bool trails = str_find(all, S(".."), 0) >= 0;
    bool broken = str_find(all, S("/."), 0) >= 0;
    bool quotes = str_find(all, S("\""), 0) >= 0;
    bool ends = str_find(all, S("."), 0) >= 0;
    buf_add(&chat->out, asks               ? S("?")
                        : trails           ? S("...")
                        : broken && quotes ? S(":")
                        : broken           ? S("-")
                        : ends             ? S(".")
                                           : S(""));
    chat->at += all.len;
    return true;
}

// "0is" and "0" are not said.
static bool take_zero(Chat *chat)
{
    Str all = token(chat);
    bool alone = all.len == 1 || !is_digit(all.at[1]);
    bool number = all.len > 2 &&
                  (all.at[1] == '.' || all.at[1] == ',' || all.at[1] == ':') &&
                  is_digit(all.at[2]);
    if (!alone || number) {
        return false;
    }
    chat->at += all.len;
    return true;
}

// "(.)" and "(0.3)" stay; "(be)cause" is "because"; other brackets stay.
static bool take_bracket(Chat *chat)
{
    ptrdiff_t last = chat->at + CODE_MAX < chat->line.len ? chat->at + CODE_MAX
                                                          : chat->line.len;
    Str near = str_slice(chat->line, 0, last);
    ptrdiff_t end = str_find(near, S(")"), chat->at);
    if (end < 0) {
        return false;
    }
    Str inner = str_slice(chat->line, chat->at + 1, end);
    for (ptrdiff_t i = 0; i < inner.len; i++) {
        char c = inner.at[i];
        if (!is_letter(c) && c != '\'' && c != '-' && c != ':') {
            buf_add(&chat->out, str_slice(chat->line, chat->at, end + 1));
            chat->at = end + 1;
            return true;
        }
    }
    buf_add(&chat->out, inner);
    chat->at = end + 1;
    return inner.len > 0;
}

// "word@l", "word@s:spa": what kind of word it is.
static bool take_form(Chat *chat)
{
    ptrdiff_t i = chat->at + 1;
    char last = last_written(chat);
    if ((!is_letter(last) && !is_digit(last)) || !is_letter(peek(chat, 1))) {
        return false;
    }
    while (i < chat->line.len &&
           (is_letter(chat->line.at[i]) || is_digit(chat->line.at[i]) ||
            str_find(S(":+$&*-"), str_slice(chat->line, i, i + 1), 0) >= 0)) {
        i++;
    }
    chat->at = i;
    return true;
}

// ---- signs beyond ASCII

static int by_point(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

// Marks of stress, pitch, voice, overlap, pace and scope, in order.
static bool is_mark(uint32_t point)
{
    static const uint32_t marks[] = {
        0x00A7, 0x00B0, 0x02C8, 0x02CC, 0x03AB, 0x2039, 0x203A, 0x2047, 0x204E,
        0x2051, 0x2191, 0x2192, 0x2193, 0x2197, 0x2198, 0x21AB, 0x21BB, 0x21D7,
        0x21D8, 0x2206, 0x2207, 0x2219, 0x221E, 0x222C, 0x222E, 0x223E, 0x2248,
        0x224B, 0x2260, 0x2261, 0x2307, 0x2308, 0x2309, 0x230A, 0x230B, 0x2581,
        0x2594, 0x25C9, 0x263A, 0x264B, 0x2906, 0x2907, 0x3014, 0x3015,
    };
    return bsearch(&point, marks, sizeof marks / sizeof *marks, sizeof *marks,
                   by_point) != NULL;
}

static void take_point(Chat *chat)
{
    ptrdiff_t begin = chat->at;
    uint32_t point = utf8_next(chat->line, &chat->at);
    bool numbered = point >= 0x2308 && point <= 0x230B;
    if (numbered && is_digit(peek(chat, 0))) {
        chat->at++; // which overlap it is
    }
    if (point == 0x201E || point == 0x2021) {
        buf_char(&chat->out, ','); // tags and calls are set off by these
    } else if (!is_mark(point)) {
        buf_add(&chat->out, str_slice(chat->line, begin, chat->at));
    }
}

// ---- the line

static void take_plain(Chat *chat)
{
    char c = peek(chat, 0);
    bool control = (unsigned char)c < 0x20 && !is_blank_byte(c);
    bool lengthens = c == ':' && is_letter(last_written(chat));
    bool compound =
        c == '+' && is_letter(last_written(chat)) && is_letter(peek(chat, 1));
    if (compound || (c == '_' && chat->out.len > 0)) {
        buf_char(&chat->out, ' ');
    } else if (!control && !lengthens && c != '<' && c != '>' && c != '^') {
        buf_char(&chat->out, c);
    }
    chat->at++;
}

// One blank between words, and none before punctuation.
static Str tidy(Str said, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < said.len; i++) {
        char c = said.at[i];
        bool blank = is_blank_byte(c);
        bool stop = str_find(S(".?!,;:"), str_slice(said, i, i + 1), 0) >= 0;
        if (blank && (out.len == 0 || out.at[out.len - 1] == ' ')) {
            continue;
        }
        if (stop && out.len > 0 && out.at[out.len - 1] == ' ') {
            out.len--;
        }
        buf_char(&out, blank ? ' ' : c);
    }
    // An end with nothing before it, where all was omitted.
    Str text = str_trim(buf_str(&out));
    bool bare = true;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        bare =
            bare && str_find(S(".?!,;:- "), str_slice(text, i, i + 1), 0) >= 0;
    }
    return bare ? (Str){0} : text;
}

Str chat_said(Str line, Arena *arena)
{
    Chat chat = {.line = line, .out = {.arena = arena}};
    while (chat.at < line.len) {
        char c = line.at[chat.at];
        bool first = begins_token(&chat);
        bool taken = c == '['            ? take_code(&chat)
                     : c == '('          ? take_bracket(&chat)
                     : c == '@'          ? take_form(&chat)
                     : c == '&' && first ? take_ampersand(&chat)
                     : c == '+' && first ? take_plus(&chat)
                     : c == '0' && first ? take_zero(&chat)
                                         : false;
        if (!taken && (unsigned char)c >= 0x80) {
            take_point(&chat);
        } else if (!taken) {
            take_plain(&chat);
        }
    }
    return tidy(buf_str(&chat.out), arena);
}
