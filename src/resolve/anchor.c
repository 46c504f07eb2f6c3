#include "resolve/resolve.h"

#include "base/buf.h"
#include "base/utf8.h"

typedef struct Spans {
    Span *at;
    ptrdiff_t len, cap;
} Spans;

// Quotes are compared as signs: a run of white space is one blank, marks that
// typography tells apart are one, invisible characters are none.  A sign is a
// byte; a character without a meaning here is as many signs as it has bytes.
typedef struct Signs {
    Str text;
    ptrdiff_t next; // byte to read next
    char sign;
    Span span; // of the sign
} Signs;

static bool is_blank(uint32_t point)
{
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 ||
           point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200A) || point == 0x2028 ||
           point == 0x2029 || point == 0x202F || point == 0x205F ||
           point == 0x3000;
}

static bool is_invisible(uint32_t point)
{
    return point == 0xAD || (point >= 0x200B && point <= 0x200D) ||
           point == 0x2060 || point == 0xFEFF;
}

// The plain form of a typographic mark, or '\0'.
static char plain_mark(uint32_t point)
{
    switch (point) {
    case '`':
    case 0xB4:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
        return '\'';
    case 0xAB:
    case 0xBB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
        return '"';
    case 0x2010:
    case 0x2011:
        return '-';
    default:
        return '\0';
    }
}

// True where a character begins, so that no quote ends within one.
static bool begins_character(Str text, ptrdiff_t at)
{
    return at == text.len || ((unsigned char)text.at[at] & 0xC0) != 0x80;
}

// Where blanks and invisible characters from `at` end.
static ptrdiff_t after_blanks(Str text, ptrdiff_t at)
{
    ptrdiff_t next = at;
    while (at < text.len) {
        uint32_t point = utf8_next(text, &next);
        if (!is_blank(point) && !is_invisible(point)) {
            break;
        }
        at = next;
    }
    return at;
}

// Where blanks and invisible characters up to `at` begin.
static ptrdiff_t before_blanks(Str text, ptrdiff_t at)
{
    while (at > 0) {
        ptrdiff_t begin = at - 1;
        while (begin > 0 && !begins_character(text, begin)) {
            begin--;
        }
        ptrdiff_t next = begin;
        uint32_t point = utf8_next(text, &next);
        if (!is_blank(point) && !is_invisible(point)) {
            break;
        }
        at = begin;
    }
    return at;
}

static void take_sign(Signs *signs, char sign, ptrdiff_t end)
{
    signs->sign = sign;
    signs->span = (Span){(int32_t)signs->next, (int32_t)end};
    signs->next = end;
}

static bool next_sign(Signs *signs)
{
    while (signs->next < signs->text.len) {
        ptrdiff_t end = signs->next;
        uint32_t point = utf8_next(signs->text, &end);
        if (is_blank(point)) {
            take_sign(signs, ' ', after_blanks(signs->text, end));
            return true;
        }
        if (!is_invisible(point)) {
            char plain = plain_mark(point);
            take_sign(signs, plain ? plain : signs->text.at[signs->next],
                      plain ? end : signs->next + 1);
            return true;
        }
        signs->next = end;
    }
    return false;
}

// The signs of a quote, without blanks at both ends.
static Str signs_of(Str quote, Arena *arena)
{
    Buf plain = {.arena = arena};
    Signs signs = {.text = quote};
    while (next_sign(&signs)) {
        buf_char(&plain, signs.sign);
    }
    return str_trim(buf_str(&plain));
}

// fallback[k]: how many signs are still matched when the one after k matched
// ones does not fit.
// Source: Knuth, D. E., Morris, J. H. & Pratt, V. R. (1977). Fast pattern
//         matching in strings. SIAM Journal on Computing 6(2), 323-350.
static int32_t *fallback_of(Str pattern, Arena *arena)
{
    int32_t *fallback = NEW_ARRAY(arena, int32_t, pattern.len + 1);
    int32_t matched = 0;
    for (ptrdiff_t k = 1; k < pattern.len; k++) {
        while (matched > 0 && pattern.at[k] != pattern.at[matched]) {
            matched = fallback[matched];
        }
        matched += pattern.at[k] == pattern.at[matched];
        fallback[k + 1] = matched;
    }
    return fallback;
}

// Every place in `text` where `quote` stands and that begins within `range`,
// ascending.  Time: O(text + quote).
static Spans places_of(Str text, Str quote, Span range, Arena *arena)
{
    Spans places = {0};
    Str pattern = signs_of(quote, arena);
    if (pattern.len == 0) {
        return places;
    }
    const int32_t *fallback = fallback_of(pattern, arena);
    // Where the newest signs begin, as many as the pattern has.
    int32_t *begins = NEW_ARRAY(arena, int32_t, pattern.len);
    Signs signs = {.text = text, .next = range.begin};
    int32_t matched = 0;
    for (ptrdiff_t i = 0; next_sign(&signs); i++) {
        begins[i % pattern.len] = signs.span.begin;
        while (matched > 0 && pattern.at[matched] != signs.sign) {
            matched = fallback[matched];
        }
        matched += pattern.at[matched] == signs.sign;
        ptrdiff_t first = i + 1 - (matched > 0 ? matched : 1);
        int32_t begin = begins[first % pattern.len];
        if (begin >= range.end) {
            break;
        }
        if (matched == pattern.len) {
            if (begins_character(text, begin) &&
                begins_character(text, signs.span.end)) {
                *PUSH(&places, arena) = (Span){begin, signs.span.end};
            }
            matched = fallback[matched];
        }
    }
    return places;
}

// True when a span among `places` ends (or, with `begins`, begins) at `byte`.
static bool stands_at(Spans places, ptrdiff_t byte, bool begins)
{
    ptrdiff_t low = 0, high = places.len;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        Span place = places.at[middle];
        ptrdiff_t found = begins ? place.begin : place.end;
        if (found == byte) {
            return true;
        }
        if (found < byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

// Keeps those that stand between the words `before` and `after`.
static void keep_between(Spans *places, Str text, const Decision *decision,
                         Arena *arena)
{
    Span all = {0, (int32_t)text.len};
    bool ask_before = str_trim(decision->before).len > 0;
    bool ask_after = str_trim(decision->after).len > 0;
    Spans before = {0}, after = {0};
    if (ask_before) {
        before = places_of(text, decision->before, all, arena);
    }
    if (ask_after) {
        after = places_of(text, decision->after, all, arena);
    }
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < places->len; i++) {
        Span place = places->at[i];
        bool fits =
            (!ask_before ||
             stands_at(before, before_blanks(text, place.begin), false)) &&
            (!ask_after ||
             stands_at(after, after_blanks(text, place.end), true));
        if (fits) {
            places->at[kept++] = place;
        }
    }
    places->len = kept;
}

// True when the span begins and ends in what was said, not in a label.
static bool is_said(const Transcript *transcript, Span span)
{
    int32_t first = transcript_turn_at(transcript, span.begin);
    int32_t last = transcript_turn_at(transcript, span.end - 1);
    return first != NONE && last != NONE &&
           span.begin < transcript->turns.at[first].span.end &&
           span.end <= transcript->turns.at[last].span.end;
}

// Where some places are in what was said, only those count.
static void prefer_said(Spans *places, const Transcript *transcript)
{
    ptrdiff_t said = 0;
    for (ptrdiff_t i = 0; i < places->len; i++) {
        said += is_said(transcript, places->at[i]);
    }
    if (said == 0) {
        return;
    }
    ptrdiff_t kept = 0;
    for (ptrdiff_t i = 0; i < places->len; i++) {
        if (is_said(transcript, places->at[i])) {
            places->at[kept++] = places->at[i];
        }
    }
    places->len = kept;
}

// Where several places are left and one is in the same turn as `near`, that
// one is meant.
static void prefer_turn(Spans *places, const Transcript *transcript, Span near)
{
    int32_t turn = transcript_turn_at(transcript, near.begin);
    Span chosen = {NONE, NONE};
    ptrdiff_t found = 0;
    for (ptrdiff_t i = 0; i < places->len; i++) {
        if (transcript_turn_at(transcript, places->at[i].begin) == turn) {
            chosen = places->at[i];
            found++;
        }
    }
    if (found == 1) {
        places->at[0] = chosen;
        places->len = 1;
    }
}

enum { TURNS_NAMED = 5 }; // in a message

// "4, 9, 12, …"
static Str turns_of(Spans places, const Transcript *transcript, Arena *arena)
{
    Buf turns = {.arena = arena};
    for (ptrdiff_t i = 0; i < places.len && i < TURNS_NAMED; i++) {
        buf_add(&turns, i > 0 ? S(", ") : (Str){0});
        buf_int(&turns, transcript_turn_at(transcript, places.at[i].begin) + 1);
    }
    buf_add(&turns, places.len > TURNS_NAMED ? S(", …") : (Str){0});
    return buf_str(&turns);
}

// The one place that is left; a finding says so where there is none or several.
static Span only_one(Spans places, const Decision *decision,
                     const Transcript *transcript, const char *which,
                     Diags *diags)
{
    Str code = decision->action == ACTION_MEMO ? S("memo") : decision->code;
    if (places.len == 1) {
        return places.at[0];
    }
    if (places.len == 0) {
        diag_add(diags, DIAG_O001, decision->place,
                 "the %s of '%.*s' by %.*s does not stand in '%.*s'", which,
                 FMT(code), FMT(decision->coder), FMT(transcript->document));
        return (Span){NONE, NONE};
    }
    Arena arena = {0};
    Str turns = turns_of(places, transcript, &arena);
    Diag *diag =
        diag_add(diags, DIAG_O002, decision->place,
                 "the %s of '%.*s' by %.*s stands %d times in '%.*s': turns "
                 "%.*s",
                 which, FMT(code), FMT(decision->coder), (int)places.len,
                 FMT(transcript->document), FMT(turns));
    diag->help = S("say which with 'turn:', 'before:' or 'after:'");
    arena_release(&arena);
    return (Span){NONE, NONE};
}

static Span find_quote(const Decision *decision, const Transcript *transcript,
                       Arena *arena, Diags *diags)
{
    Span range = {0, (int32_t)transcript->text.len};
    Spans places = {0};
    if (decision->turn >= 1 && decision->turn <= transcript->turns.len) {
        range = transcript->turns.at[decision->turn - 1].span;
    }
    if (decision->turn >= 0 && decision->turn <= transcript->turns.len) {
        places = places_of(transcript->text, decision->quote, range, arena);
    }
    keep_between(&places, transcript->text, decision, arena);
    prefer_said(&places, transcript);
    return only_one(places, decision, transcript, "quote", diags);
}

static Span find_quote_to(const Decision *decision,
                          const Transcript *transcript, Arena *arena,
                          Diags *diags)
{
    Span all = {0, (int32_t)transcript->text.len};
    Spans places = places_of(transcript->text, decision->quote_to, all, arena);
    prefer_said(&places, transcript);
    if (places.len > 1) {
        prefer_turn(&places, transcript, decision->span);
    }
    return only_one(places, decision, transcript, "new quote", diags);
}

bool resolve_anchor(Decision *decision, const Transcript *transcript,
                    Diags *diags)
{
    bool older = decision->revision.len > 0 &&
                 !str_eq(decision->revision, transcript->hash);
    if (older) {
        return false;
    }
    Arena arena = {0};
    decision->span_to = (Span){NONE, NONE};
    decision->span = find_quote(decision, transcript, &arena, diags);
    bool found = decision->span.begin != NONE;
    if (found && decision->action == ACTION_MOVE) {
        decision->span_to = find_quote_to(decision, transcript, &arena, diags);
        found = decision->span_to.begin != NONE;
    }
    decision->revision = found ? transcript->hash : (Str){0};
    if (!found) {
        decision->span = (Span){NONE, NONE};
    }
    arena_release(&arena);
    return found;
}
