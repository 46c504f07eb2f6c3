#include "match/pattern.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/text.h"

// Longer runs are no words: a bound keeps the work on one place small.
#define WORD_RUN WORD_CLASS "{0,100}"

Str term_folded(Str term, bool keep_case, Arena *arena)
{
    Str folded = text_fold(term, keep_case, arena).text;
    Buf clean = {.arena = arena};
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        bool blank_before = clean.len > 0 && clean.at[clean.len - 1] == ' ';
        if (c != ' ' || (clean.len > 0 && !blank_before)) {
            buf_char(&clean, c);
        }
    }
    return str_trim(buf_str(&clean));
}

static bool in_word(uint32_t point)
{
    return point == '*' || point == '?' || char_is_word(point);
}

static bool begins_in_word(Str term)
{
    ptrdiff_t i = 0;
    return in_word(utf8_next(term, &i));
}

static bool ends_in_word(Str term)
{
    ptrdiff_t i = utf8_before(term, term.len);
    return in_word(utf8_next(term, &i));
}

static void add_character(Buf *pattern, char c)
{
    if (c == '*') {
        buf_add(pattern, S(WORD_RUN));
    } else if (c == '?') {
        buf_add(pattern, S(WORD_CLASS));
    } else if (c == ' ') {
        buf_add(pattern, S(" +"));
    } else if ((unsigned char)c < 0x80 && !char_is_word((unsigned char)c)) {
        buf_char(pattern, '\\');
        buf_char(pattern, c);
    } else {
        buf_char(pattern, c);
    }
}

// Adds what a term means; printf would end at a NUL in it.
static void add_term(Buf *pattern, Str folded, bool begin, bool end)
{
    if (begin && begins_in_word(folded)) {
        buf_add(pattern, S(WORD_BEGIN));
    }
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        add_character(pattern, folded.at[i]);
    }
    if (end && ends_in_word(folded)) {
        buf_add(pattern, S(WORD_END));
    }
}

Str pattern_of_term(Str term, bool keep_case, Arena *arena)
{
    Buf pattern = {.arena = arena};
    Str folded = term_folded(term, keep_case, arena);
    if (folded.len > 0) {
        add_term(&pattern, folded, true, true);
    }
    return buf_str(&pattern);
}

Str pattern_of_words(const Strs *folded, const int32_t *marks, Arena *arena)
{
    Buf all = {.arena = arena};
    // Where all terms begin or end in a word, the condition stands once: a
    // compiled pattern has 64 KiB.
    bool begin = true, end = true;
    for (ptrdiff_t i = 0; i < folded->len; i++) {
        begin = begin && begins_in_word(folded->at[i]);
        end = end && ends_in_word(folded->at[i]);
    }
    if (folded->len == 0) {
        return (Str){0};
    }
    buf_add(&all, begin ? S(WORD_BEGIN "(?:") : S("(?:"));
    for (ptrdiff_t i = 0; i < folded->len; i++) {
        buf_add(&all, i > 0 ? S("|") : (Str){0});
        add_term(&all, folded->at[i], !begin, !end);
        if (marks) {
            buf_format(&all, "(*:%d)", (int)marks[i]);
        }
    }
    buf_add(&all, end ? S(")" WORD_END) : S(")"));
    return buf_str(&all);
}
