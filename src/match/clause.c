#include "match/clause.h"

static char byte_at(Str text, ptrdiff_t i)
{
    return i >= 0 && i < text.len ? text.at[i] : ' ';
}

bool ends_clause(Str folded, ptrdiff_t i, bool *after)
{
    bool blank_before = byte_at(folded, i - 1) == ' ';
    bool blank_after = byte_at(folded, i + 1) == ' ';
    *after = true;
    switch (folded.at[i]) {
    case ';':
    case ')':
    case ']':
        return true;
    case '(':
    case '[':
        *after = false;
        return true;
    case ':': // not in "10:30"
        return blank_after;
    case '-': // not in "follow-up"
        return blank_after && (blank_before || byte_at(folded, i - 1) == '-');
    case '\x94': // last byte of the em dash, U+2014
        return i >= 2 && folded.at[i - 1] == '\x80' &&
               folded.at[i - 2] == '\xE2';
    default:
        return false;
    }
}

Ints clause_ends(const ClauseCutter *cutter, Str sentence, Arena *arena)
{
    const Search *stops = &cutter->contexts->stops;
    Ints ends = {0};
    Found stop;
    bool more = search_next(stops, cutter->runner, sentence, 0, &stop);
    int32_t last = 0;
    for (ptrdiff_t i = 0; i < sentence.len; i++) {
        while (more && stop.begin < i) {
            more =
                search_next(stops, cutter->runner, sentence, stop.end, &stop);
        }
        bool after, mark = ends_clause(sentence, i, &after);
        bool cut = mark || (more && stop.begin == i);
        int32_t end = (int32_t)(mark && after ? i + 1 : i);
        if (cut && end > last) {
            *PUSH(&ends, arena) = end;
            last = end;
        }
    }
    if (last < sentence.len) {
        *PUSH(&ends, arena) = (int32_t)sentence.len;
    }
    return ends;
}
