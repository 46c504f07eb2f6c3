#include "match/gate.h"

#include "base/scan.h"
#include "base/utf8.h"

static bool is_gate_letter(char c)
{
    return (c >= 'a' && c <= 'z') || is_digit(c);
}

// The longest run of letters that every match of the needle holds: a term is
// met as it is written, but for its wildcards and blanks.
static Str longest_run(Str text)
{
    Str longest = {0};
    for (ptrdiff_t i = 0, begin = 0; i <= text.len; i++) {
        if (i < text.len && is_gate_letter(text.at[i])) {
            continue;
        }
        if (i - begin > longest.len) {
            longest = str_slice(text, begin, i);
        }
        begin = i + 1;
    }
    return longest;
}

static bool has_literal(const Gate *gate, Str literal)
{
    bool has = false;
    for (int i = 0; i < gate->len; i++) {
        has = has || str_find(literal, gate->literals[i].text, 0) >= 0;
    }
    return has;
}

void gate_add(Gate *gate, const Needle *needle)
{
    Str literal = longest_run(needle->text);
    gate->open = gate->open || literal.len < 2;
    if (gate->open || has_literal(gate, literal)) {
        return;
    }
    gate->open = gate->len == GATE_LITERALS;
    if (!gate->open) {
        gate->literals[gate->len++] = literal_of(literal);
    }
}

Gate gate_of(const Needles *needles)
{
    Gate gate = {0};
    for (ptrdiff_t i = 0; i < needles->len && !gate.open; i++) {
        gate_add(&gate, &needles->at[i]);
    }
    return gate;
}

// True when a character beyond ASCII may fold to letters, or stand between
// some and vanish.  The usual quotes and dashes do neither.
static bool may_fold_to_letters(Str text)
{
    for (ptrdiff_t i = 0;
         (i = scan_find(text, i, lanes_beyond_ascii)) < text.len;) {
        uint32_t point = utf8_next(text, &i);
        if (point < 0x2010 || point > 0x2027) {
            return true;
        }
    }
    return false;
}

bool gate_passes(const Gate *gate, Str text)
{
    bool passes = gate->open;
    for (int i = 0; i < gate->len && !passes; i++) {
        passes = literal_find_caseless(&gate->literals[i], text, 0) >= 0;
    }
    return passes || may_fold_to_letters(text);
}
