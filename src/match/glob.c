#include "match/glob.h"

#include "base/utf8.h"
#include "text/text.h"

static bool is_word_at(Str text, ptrdiff_t at, ptrdiff_t *next)
{
    if (at >= text.len) {
        return false;
    }
    unsigned char c = (unsigned char)text.at[at];
    *next = at + 1;
    if (c < 0x80) {
        return ((unsigned)(c | 0x20) - 'a' <= 'z' - 'a') ||
               ((unsigned)c - '0' <= 9) || c == '_';
    }
    *next = at;
    return char_is_word(utf8_next(text, next));
}

bool glob_begins_word(Str text, ptrdiff_t at)
{
    ptrdiff_t next;
    return at == 0 || !is_word_at(text, utf8_before(text, at), &next);
}

static bool is_wild(char c)
{
    return c == '*' || c == '?';
}

// Where the part of the term that takes whole words ends.
static ptrdiff_t part_end(Str term, ptrdiff_t at)
{
    ptrdiff_t next;
    while (at < term.len) {
        if (is_wild(term.at[at])) {
            at++;
        } else if (is_word_at(term, at, &next)) {
            at = next;
        } else {
            break;
        }
    }
    return at;
}

static ptrdiff_t run_end(Str text, ptrdiff_t at)
{
    ptrdiff_t next;
    while (is_word_at(text, at, &next)) {
        at = next;
    }
    return at;
}

// True when `part` takes all of `word`: where it does not go on, the newest
// star takes one character more.
static bool part_fits(Str part, Str word)
{
    ptrdiff_t p = 0, w = 0, star = -1, taken = 0;
    while (w < word.len) {
        if (p < part.len && part.at[p] == '*') {
            star = ++p;
            taken = w;
        } else if (p < part.len && part.at[p] == '?') {
            utf8_next(word, &w);
            p++;
        } else if (p < part.len && part.at[p] == word.at[w]) {
            p++;
            w++;
        } else if (star >= 0) {
            utf8_next(word, &taken);
            p = star;
            w = taken;
        } else {
            return false;
        }
    }
    while (p < part.len && part.at[p] == '*') {
        p++;
    }
    return p == part.len;
}

// One sign of the term; a blank is any number of them.
static bool sign_fits(char sign, Str text, ptrdiff_t *at)
{
    if (*at >= text.len || text.at[*at] != sign) {
        return false;
    }
    ++*at;
    while (sign == ' ' && *at < text.len && text.at[*at] == ' ') {
        ++*at;
    }
    return true;
}

// Compares what stands before the term's first wildcard.
// Result: how much of the term that is, or -1; *at is where it ends.
static ptrdiff_t literal_fits(Str term, Str text, ptrdiff_t *at)
{
    ptrdiff_t i = 0;
    while (i < term.len && !is_wild(term.at[i])) {
        if (!sign_fits(term.at[i++], text, at)) {
            return -1;
        }
    }
    return i;
}

static bool ends_word(Str text, ptrdiff_t at)
{
    ptrdiff_t next;
    return glob_begins_word(text, at) || !is_word_at(text, at, &next);
}

// Where stars that stand between blanks end, when `at` is the first blank; else
// `at`.
static ptrdiff_t lone_stars_end(Str term, ptrdiff_t at)
{
    ptrdiff_t end = at + 1;
    while (end < term.len && term.at[end] == '*') {
        end++;
    }
    bool lone = term.at[at] == ' ' && end > at + 1 && end < term.len &&
                term.at[end] == ' ';
    return lone ? end : at;
}

// True when what follows term.at[i] fits at `at`.  Of several blanks in the
// text one may be before a star that stands for nothing, and one behind it.
static bool rest_fits(Str term, ptrdiff_t i, Str text, ptrdiff_t at,
                      ptrdiff_t *end)
{
    while (i < term.len) {
        ptrdiff_t next = part_end(term, i);
        if (next > i) {
            ptrdiff_t taken = run_end(text, at);
            if (!part_fits(str_slice(term, i, next),
                           str_slice(text, at, taken))) {
                return false;
            }
            at = taken;
            i = next;
            continue;
        }
        ptrdiff_t before = at, stars = lone_stars_end(term, i);
        if (!sign_fits(term.at[i], text, &at)) {
            return false;
        }
        if (stars > i && at - before > 1) {
            return rest_fits(term, i + 1, text, at, end) ||
                   rest_fits(term, stars, text, before + 1, end);
        }
        i++;
    }
    *end = at;
    return true;
}

bool glob_fits(Str term, Str text, ptrdiff_t at, ptrdiff_t *end)
{
    ptrdiff_t behind = at, literal = literal_fits(term, text, &behind);
    if (literal < 0 || (part_end(term, 0) > 0 && !glob_begins_word(text, at))) {
        return false;
    }
    if (literal == term.len) {
        *end = behind;
        return ends_word(text, behind);
    }
    return rest_fits(term, 0, text, at, end);
}
