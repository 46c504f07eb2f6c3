// The quick way: from the places where one reading has seen terms.
#include "match/terms.h"

#include "match/glob.h"

typedef struct Walk { // along the sightings of one list
    Finder *finder;
    const TermList *list;
    const Sightings *seen;
} Walk;

// What the quick way does not know, it leaves to the plain one.
static bool is_odd(const Finder *finder)
{
    const Passage *passage = finder_passage(finder);
    return passage->odd || (finder->keep_case && !passage->folded.one_to_one);
}

// Where the term ends where case counts; false when it does not fit there.
static bool fits_exactly(const Walk *walk, const Sighting *sighting,
                         Found *found)
{
    const Passage *passage = finder_passage(walk->finder);
    Piece piece =
        folded_source(&passage->folded, found->begin, found->begin + 1);
    found->begin = folded_offset(&passage->exact, piece.begin);
    return glob_fits(walk->list->written.at[sighting->number],
                     passage->exact.text, found->begin, &found->end);
}

// The sighting as a match, if it lies in one unit.  Of a list it also counts
// where it fits once the text is cut at the end of the unit: a star may then
// stand for nothing.
static bool as_match(const Walk *walk, const Sighting *sighting, ListUse use,
                     Match *match, int32_t *taken)
{
    Finder *finder = walk->finder;
    const Folded *folded = finder_folded(finder);
    int32_t base = finder_passage(finder)->at;
    Found found = {sighting->begin - base, sighting->end - base};
    ptrdiff_t end;
    *taken = sighting->end;
    if (finder->keep_case && !fits_exactly(walk, sighting, &found)) {
        return false;
    }
    if (match_in_unit(finder, folded, found, match, &end)) {
        return true;
    }
    if (use != LIST_ANY || end <= found.begin ||
        !glob_fits(walk->list->written.at[sighting->number],
                   str_slice(folded->text, 0, end), found.begin, &found.end)) {
        return false;
    }
    *taken =
        base + (int32_t)folded_offset(&finder_passage(finder)->folded,
                                      folded_source(folded, 0, found.end).end);
    return match_in_unit(finder, folded, found, match, &end);
}

// At each place the first term of the list that fits counts; what it covers is
// taken.  Or every term counts, wherever it fits.
static void look_where_seen(Walk *walk, ListUse use, Matches *matches)
{
    Finder *finder = walk->finder;
    const Interview *interview = finder->interview;
    int32_t taken = 0, end;
    Match match;
    for (ptrdiff_t i = 0; i < walk->seen->len; i++) {
        const Sighting *one = &walk->seen->at[i];
        if (use == LIST_ANY && one->begin < taken) {
            continue;
        }
        finder->passage = passage_holding(interview, one->begin);
        if (finder->eligible[finder->passage] && !is_odd(finder) &&
            as_match(walk, one, use, &match, &end)) {
            *PUSH(matches, finder->arena) = match;
            taken = end;
        }
    }
}

static void search_odd(Finder *finder, const TermList *list, ListUse use,
                       Matches *matches)
{
    for (int32_t i = 0; i < finder->interview->len; i++) {
        finder->passage = i;
        if (!finder->eligible[i] || !is_odd(finder)) {
            continue;
        }
        if (use == LIST_ANY) {
            plain_any(finder, list, matches);
        } else {
            plain_each(finder, list, matches);
        }
        if (runner_problem(finder->runner)) {
            return;
        }
    }
}

void seen_matches(Finder *finder, const TermList *list, ListUse use,
                  Matches *matches)
{
    const Interview *interview = finder->interview;
    Walk walk = {finder, list, &finder->seen[list->owner]};
    look_where_seen(&walk, use, matches);
    if (interview->odd || (finder->keep_case && interview->uneven)) {
        search_odd(finder, list, use, matches);
        matches_sort(matches);
    }
}
