// The plain way: PCRE2 over each passage, list by list.  It is what the other
// way must be equal to.
#include "match/terms.h"

#include "base/utf8.h"

static ptrdiff_t next_point(Str text, ptrdiff_t i)
{
    utf8_next(text, &i);
    return i;
}

// What matches at `from` or behind it, as if the unit where it begins had been
// searched by itself: where a match crosses the end of its unit, the text is
// cut there and searched again.
// Result: false without any; *next is where to go on then.
static bool match_from(Finder *finder, const Search *search, ptrdiff_t from,
                       Match *match, ptrdiff_t *next)
{
    const Folded *folded = finder_folded(finder);
    Str text = folded->text;
    Found found;
    ptrdiff_t end;
    *next = text.len;
    if (!search_next(search, finder->runner, text, from, &found)) {
        return false;
    }
    *next = found.end;
    if (match_in_unit(finder, folded, found, match, &end)) {
        return true;
    }
    if (end <= found.begin) {
        *next = next_point(text, found.begin);
        return false;
    }
    *next = end;
    if (!search_next(search, finder->runner, str_slice(text, 0, end),
                     found.begin, &found)) {
        return false;
    }
    *next = found.end;
    return match_in_unit(finder, folded, found, match, &end);
}

void plain_any(Finder *finder, const TermList *list, Matches *matches)
{
    ptrdiff_t len = finder_folded(finder)->text.len, next;
    Match match;
    for (ptrdiff_t from = 0; from < len && list->any.code; from = next) {
        if (match_from(finder, &list->any, from, &match, &next)) {
            *PUSH(matches, finder->arena) = match;
        }
    }
}

// One term at every place, so that matches may overlap.  A term matches at a
// place in one way only.
static void find_one(Finder *finder, const Search *search, Matches *matches)
{
    const Folded *folded = finder_folded(finder);
    Str text = folded->text;
    ptrdiff_t from = 0, end;
    Match match;
    for (Found found; search_next(search, finder->runner, text, from, &found);
         from = next_point(text, found.begin)) {
        if (match_in_unit(finder, folded, found, &match, &end)) {
            *PUSH(matches, finder->arena) = match;
        }
    }
}

void plain_each(Finder *finder, const TermList *list, Matches *matches)
{
    for (ptrdiff_t i = 0; i < list->written.len; i++) {
        find_one(finder, &list->each[i], matches);
    }
}
