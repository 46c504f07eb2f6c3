#include "match/regex.h"

// Factors are rarer than the literals they stand beside.
static void use_factors(Plan *plan)
{
    if (plan->factors.len > 0) {
        plan->literals = plan->factors;
        plan->kind = PLAN_HOLDS;
    }
}

static NeedleKind needle_kind(const Plan *plan)
{
    bool starts = plan->kind == PLAN_STARTS ||
                  (plan->kind == PLAN_HOLDS && plan->held_at_starts);
    return starts ? NEEDLE_WORD : NEEDLE_PLACE;
}

bool regex_open(Regex *regex, Str pattern, bool exact_case, Needles *needles,
                int32_t *owners, Arena *arena, Mistake *mistake)
{
    *regex = (Regex){.owner = (*owners)++};
    if (!search_open(&regex->search, pattern,
                     exact_case ? SEARCH_REGEX_EXACT : SEARCH_REGEX, mistake) ||
        !search_open(&regex->here, pattern,
                     exact_case ? SEARCH_REGEX_EXACT_HERE : SEARCH_REGEX_HERE,
                     mistake)) {
        return false;
    }
    Plan *plan = &regex->plan;
    *plan = plan_of(pattern, exact_case, arena);
    use_factors(plan);
    for (ptrdiff_t i = 0; i < plan->literals.len; i++) {
        *PUSH(needles, arena) = (Needle){
            needle_kind(plan), plan->literals.at[i], regex->owner, (int32_t)i};
    }
    return true;
}

void regex_close(Regex *regex)
{
    search_close(&regex->search);
    search_close(&regex->here);
}

// Takes a match in; *from is where the next one can begin.
static void add_match(Finder *finder, Found found, ptrdiff_t *from,
                      Matches *matches)
{
    const Passage *passage = finder_passage(finder);
    int32_t base = passage->stretch.span.begin;
    Span span = {base + (int32_t)found.begin, base + (int32_t)found.end};
    int32_t unit =
        unit_at(finder->interview, passage, finder->within, span.begin);
    if (unit != NONE) {
        *PUSH(matches, finder->arena) = (Match){span, unit, finder->passage};
    }
    *from = found.end;
}

static void search_passage(Finder *finder, const Regex *regex, Matches *matches)
{
    Str text = finder_passage(finder)->text;
    ptrdiff_t from = 0;
    for (Found found;
         search_next(&regex->search, finder->runner, text, from, &found);) {
        add_match(finder, found, &from, matches);
    }
}

// The sightings [first, end) lie in the finder's passage.
static void try_sightings(Finder *finder, const Regex *regex, ptrdiff_t first,
                          ptrdiff_t end, Matches *matches)
{
    const Passage *passage = finder_passage(finder);
    const Sighting *seen = finder->seen[regex->owner].at;
    ptrdiff_t from = 0;
    Found found;
    for (ptrdiff_t i = first; i < end; i++) {
        if (i > first && seen[i].begin == seen[i - 1].begin) {
            continue;
        }
        ptrdiff_t at = seen[i].begin - passage->at;
        at = folded_source(&passage->folded, at, at + 1).begin;
        if (at >= from && search_next(&regex->here, finder->runner,
                                      passage->text, at, &found)) {
            add_match(finder, found, &from, matches);
        }
    }
}

// All that was seen, passage by passage.
static void look_where_seen(Finder *finder, const Regex *regex,
                            Matches *matches)
{
    const Interview *interview = finder->interview;
    const Sightings *seen = &finder->seen[regex->owner];
    for (ptrdiff_t i = 0; i < seen->len && !runner_problem(finder->runner);) {
        finder->passage = passage_holding(interview, seen->at[i].begin);
        const Passage *passage = finder_passage(finder);
        ptrdiff_t first = i, end = passage->at + passage->folded.text.len;
        while (i < seen->len && seen->at[i].begin < end) {
            i++;
        }
        if (!finder->eligible[finder->passage] || !passage->folded.one_to_one) {
            continue;
        }
        if (regex->plan.kind == PLAN_HOLDS) {
            search_passage(finder, regex, matches);
        } else {
            try_sightings(finder, regex, first, i, matches);
        }
    }
}

static void search_passages(Finder *finder, const Regex *regex, bool all,
                            Matches *matches)
{
    const Interview *interview = finder->interview;
    for (int32_t i = 0; i < interview->len && !runner_problem(finder->runner);
         i++) {
        finder->passage = i;
        if (finder->eligible[i] &&
            (all || !interview->passages[i].folded.one_to_one)) {
            search_passage(finder, regex, matches);
        }
    }
}

Matches regex_matches(Finder *finder, const Regex *regex)
{
    Matches matches = {0};
    bool all = !finder->seen || regex->plan.kind == PLAN_ALWAYS;
    if (!all) {
        look_where_seen(finder, regex, &matches);
    }
    if (all || finder->interview->uneven) {
        search_passages(finder, regex, all, &matches);
        matches_sort(&matches);
    }
    return matches;
}
