#include "match/regex.h"

#include "base/utf8.h"
#include "text/text.h"

#include <string.h>

// Factors are rarer than the literals they stand beside.
static void use_factors(Plan *plan)
{
    if (plan->factors.len > 0) {
        plan->literals = plan->factors;
        plan->kind = PLAN_HOLDS;
        plan->sufficient = false;
    }
}

// What is sought for a literal.  Where words alone make a match, they are
// sought as terms, for terms are told with their ends.
static Needle needle_of(const Regex *regex, ptrdiff_t i, Arena *arena)
{
    const Plan *plan = &regex->plan;
    Str literal = plan->literals.at[i];
    Needle needle = {NEEDLE_PLACE, literal, regex->owner, (int32_t)i};
    if (plan->sufficient) {
        needle.kind = NEEDLE_TERM;
        needle.text = plan->whole_words
                          ? literal
                          : str_format(arena, "%.*s*", FMT(literal));
    } else if (plan->kind == PLAN_STARTS ||
               (plan->kind == PLAN_HOLDS && plan->held_at_letters)) {
        needle.kind = NEEDLE_WORD;
    }
    return needle;
}

// True when no match begins with a sign of ASCII, nor inside a word.
static bool begins_words(const Plan *plan)
{
    bool all = plan->begins_word && plan->knows_first;
    for (uint32_t c = 0; c < PLAN_ASCII && all; c++) {
        all = !plan->first[c] || char_is_word(c);
    }
    return all;
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
    regex->begins_words = begins_words(plan);
    for (ptrdiff_t i = 0; i < plan->literals.len; i++) {
        *PUSH(needles, arena) = needle_of(regex, i, arena);
    }
    return true;
}

bool regex_looks_everywhere(const Regex *regex)
{
    return regex->plan.kind == PLAN_FIRST || regex->plan.kind == PLAN_ALWAYS;
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

// Where our words and those of PCRE2 might differ, it searches alone.
static bool is_odd(const Finder *finder, const Regex *regex)
{
    const Passage *passage = finder_passage(finder);
    return !passage->folded.one_to_one ||
           (regex->plan.sufficient && passage->odd);
}

// The sightings [first, end) lie in the finder's passage.
static void take_sightings(Finder *finder, const Regex *regex, ptrdiff_t first,
                           ptrdiff_t end, Matches *matches)
{
    const Passage *passage = finder_passage(finder);
    const Sighting *seen = finder->seen[regex->owner].at;
    ptrdiff_t from = 0;
    for (ptrdiff_t i = first; i < end; i++) {
        Piece piece =
            folded_source(&passage->folded, seen[i].begin - passage->at,
                          seen[i].end - passage->at);
        if (piece.begin >= from) {
            add_match(finder, (Found){piece.begin, piece.end}, &from, matches);
        }
    }
}

// The same, where PCRE2 decides.
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

static bool begins_word(Str text, ptrdiff_t at)
{
    unsigned char before = at > 0 ? (unsigned char)text.at[at - 1] : ' ';
    return before >= 0x80 || !char_is_word(before);
}

// True when the plan lets a match begin with the character at `at`.
static bool may_begin(const Plan *plan, Str text, ptrdiff_t at)
{
    unsigned char c = (unsigned char)text.at[at];
    return (!plan->knows_first || c >= PLAN_ASCII || plan->first[c]) &&
           (!plan->begins_word || begins_word(text, at));
}

// Where the earliest match can begin that holds the letters at `at`: the steps
// of the plan are read backwards, as far as they go, and one character more.
static ptrdiff_t zone_begin(const Plan *plan, Str text, ptrdiff_t at)
{
    int32_t most = plan->between_most < 0 ? INT32_MAX : plan->between_most;
    for (int step = PLAN_STEPS - 1; step >= 0 && at > 0 && most > 0; most--) {
        at = utf8_before(text, at);
        ptrdiff_t next = at;
        step = plan_step_back(plan, step, utf8_next(text, &next));
    }
    return at;
}

typedef struct Tries { // along one passage
    Finder *finder;
    const Regex *regex;
    Matches *matches;
    ptrdiff_t from; // no match begins before
} Tries;

static void try_place(Tries *tries, ptrdiff_t at)
{
    Found found;
    if (search_next(&tries->regex->here, tries->finder->runner,
                    finder_passage(tries->finder)->text, at, &found)) {
        add_match(tries->finder, found, &tries->from, tries->matches);
    }
}

// Whether a match begins at places of [begin, end) where the plan allows it.
static void try_zone(Tries *tries, ptrdiff_t begin, ptrdiff_t end)
{
    Str text = finder_passage(tries->finder)->text;
    for (ptrdiff_t at = begin; at < end; at++) {
        bool inside = ((unsigned char)text.at[at] & 0xC0) == 0x80;
        if (at >= tries->from && !inside &&
            may_begin(&tries->regex->plan, text, at)) {
            try_place(tries, at);
        }
    }
}

// True when the characters that the plan wants behind the blanks are those of
// the word that begins at `at` of the interview's text.
static bool is_repeated(const Interview *interview, ptrdiff_t at, int count)
{
    const char *text = interview->text.at;
    ptrdiff_t end = word_end(&interview->bits, at);
    ptrdiff_t next = end;
    while (text[next] == ' ') {
        next++;
    }
    return next > end && memcmp(text + at, text + next, (size_t)count) == 0;
}

// As try_zone over a whole passage that was folded byte for byte, in which
// matches begin as words of ASCII do.
static void try_words(Tries *tries)
{
    const Passage *passage = finder_passage(tries->finder);
    const WordBits *words = &tries->finder->interview->bits;
    const bool *first = tries->regex->plan.first;
    int repeats = tries->regex->plan.repeats;
    ptrdiff_t end = passage->at + passage->text.len;
    for (ptrdiff_t block = passage->at / BLOCK_BYTES; block * BLOCK_BYTES < end;
         block++) {
        uint64_t begins = word_begins(words, block);
        for (; begins != 0; begins &= begins - 1) {
            ptrdiff_t at = block * BLOCK_BYTES + __builtin_ctzll(begins);
            ptrdiff_t place = at - passage->at;
            if (place >= tries->from && place < passage->text.len &&
                first[(unsigned char)passage->text.at[place]] &&
                (repeats == 0 ||
                 is_repeated(tries->finder->interview, at, repeats))) {
                try_place(tries, place);
            }
        }
    }
}

// The sightings [first, end) of letters that matches hold.
static void try_zones(Finder *finder, const Regex *regex, ptrdiff_t first,
                      ptrdiff_t end, Matches *matches)
{
    const Passage *passage = finder_passage(finder);
    const Sighting *seen = finder->seen[regex->owner].at;
    Tries tries = {finder, regex, matches, 0};
    ptrdiff_t tried = 0; // all before
    for (ptrdiff_t i = first; i < end; i++) {
        ptrdiff_t at = seen[i].begin - passage->at;
        at = folded_source(&passage->folded, at, at + 1).begin;
        ptrdiff_t begin = zone_begin(&regex->plan, passage->text, at);
        try_zone(&tries, begin > tried ? begin : tried, at + 1);
        tried = at + 1;
    }
}

// True when trying the places of zones is less than searching the passage.
static bool has_zones(const Plan *plan)
{
    return plan->knows_between && (plan->knows_first || plan->begins_word);
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
        if (!finder->eligible[finder->passage] || is_odd(finder, regex)) {
            continue;
        }
        if (regex->plan.sufficient) {
            take_sightings(finder, regex, first, i, matches);
        } else if (regex->plan.kind == PLAN_HOLDS && has_zones(&regex->plan)) {
            try_zones(finder, regex, first, i, matches);
        } else if (regex->plan.kind == PLAN_HOLDS) {
            search_passage(finder, regex, matches);
        } else {
            try_sightings(finder, regex, first, i, matches);
        }
    }
}

static void each_passage(Finder *finder, const Regex *regex, bool odd_only,
                         Matches *matches)
{
    const Interview *interview = finder->interview;
    bool tries_places = finder->seen && regex->plan.kind == PLAN_FIRST;
    for (int32_t i = 0; i < interview->len && !runner_problem(finder->runner);
         i++) {
        finder->passage = i;
        if (!finder->eligible[i] || (odd_only && !is_odd(finder, regex))) {
            continue;
        }
        if (tries_places) {
            Tries tries = {finder, regex, matches, 0};
            const Passage *passage = &interview->passages[i];
            if (regex->begins_words && passage->sought && passage->same) {
                try_words(&tries);
            } else {
                try_zone(&tries, 0, passage->text.len);
            }
        } else {
            search_passage(finder, regex, matches);
        }
    }
}

Matches regex_matches(Finder *finder, const Regex *regex)
{
    Matches matches = {0};
    const Interview *interview = finder->interview;
    if (!finder->seen || regex_looks_everywhere(regex)) {
        each_passage(finder, regex, false, &matches);
        return matches;
    }
    look_where_seen(finder, regex, &matches);
    if (interview->uneven || interview->odd) {
        each_passage(finder, regex, true, &matches);
        matches_sort(&matches);
    }
    return matches;
}
