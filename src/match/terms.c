#include "match/terms.h"

#include "base/utf8.h"
#include "match/pattern.h"

#include <stdlib.h>

// ---- compiling

static void add_stem_term(TermList *list, Str term, Stemmer *stemmer,
                          Arena *arena)
{
    Str rest = term_folded(term, false, arena), word;
    StemTerm stems = {0};
    while (rest.len > 0) {
        str_cut(&rest, ' ', &word);
        *PUSH(&stems.stems, arena) = stemmer_stem(stemmer, word, arena);
    }
    if (stems.stems.len > 0) {
        *PUSH(&list->stems, arena) = stems;
    }
}

static void add_stem_terms(TermList *list, const Terms *terms, Str language,
                           Arena *arena)
{
    Stemmer *stemmer = stemmer_open(language, arena);
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        if (terms->at[i].stem) {
            add_stem_term(list, terms->at[i].text, stemmer, arena);
        }
    }
    stemmer_close(stemmer);
}

// Folded words of case are not kept: then every place is looked at.
static void open_filter(TermList *list, const Terms *terms, bool keep_case,
                        Arena *arena)
{
    Prefix prefix;
    list->filtered = !keep_case;
    for (ptrdiff_t i = 0; i < terms->len && list->filtered; i++) {
        Str folded = term_folded(terms->at[i].text, false, arena);
        if (terms->at[i].stem || folded.len == 0) {
            continue;
        }
        list->filtered = prefix_of(folded, &prefix);
        if (list->filtered) {
            filter_add(&list->filter, prefix);
        }
    }
}

static bool open_each(TermList *list, const Terms *terms, bool keep_case,
                      Arena *arena, Mistake *mistake)
{
    list->each = NEW_ARRAY(arena, OneTerm, terms->len);
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        Str folded = term_folded(terms->at[i].text, keep_case, arena);
        if (terms->at[i].stem || folded.len == 0) {
            continue;
        }
        OneTerm *one = &list->each[list->each_len++];
        prefix_of(folded, &one->prefix);
        if (!search_open(
                &one->search, pattern_of_term(folded, keep_case, arena),
                list->filtered ? SEARCH_WORDS_HERE : SEARCH_WORDS, mistake)) {
            return false;
        }
    }
    return true;
}

bool term_list_open(TermList *list, const Terms *terms, ListUse use,
                    bool keep_case, Str language, Arena *arena,
                    Mistake *mistake)
{
    *list = (TermList){0};
    add_stem_terms(list, terms, language, arena);
    open_filter(list, terms, keep_case, arena);
    if (use == LIST_EACH) {
        return open_each(list, terms, keep_case, arena, mistake);
    }
    Str pattern = pattern_of_terms(terms, keep_case, arena);
    return pattern.len == 0 ||
           search_open(&list->any, pattern,
                       list->filtered ? SEARCH_WORDS_HERE : SEARCH_WORDS,
                       mistake);
}

void term_list_close(TermList *list)
{
    search_close(&list->any);
    for (ptrdiff_t i = 0; i < list->each_len; i++) {
        search_close(&list->each[i].search);
    }
}

// ---- finding in one passage

typedef struct View { // a passage as a finder sees it
    const Passage *passage;
    const Folded *folded;
} View;

static View view_of(Finder *finder, ptrdiff_t number)
{
    const Passage *passage = &finder->interview->passages[number];
    finder->passage = (int32_t)number;
    return (View){passage,
                  finder->keep_case ? &passage->exact : &passage->folded};
}

static Span unit_span(const Finder *finder, int32_t unit)
{
    return finder->interview->units[finder->within].at[unit];
}

// The match as it lies in the text, if it lies in one unit; else *end is where
// the unit ends in the folded text.
static bool in_unit(const Finder *finder, View view, Found found, Match *match,
                    ptrdiff_t *end)
{
    Span span = passage_span(view.passage, view.folded, found);
    int32_t unit =
        unit_at(finder->interview, view.passage, finder->within, span.begin);
    if (unit == NONE) {
        *end = view.folded->text.len;
        return false;
    }
    *match = (Match){span, unit, finder->passage};
    *end = folded_offset(view.folded, unit_span(finder, unit).end -
                                          view.passage->stretch.span.begin);
    // A match may begin in an answer before the unit's own passage does.
    return finder->within == SCOPE_ANSWER ||
           span_contains(unit_span(finder, unit), span);
}

static ptrdiff_t next_point(Str text, ptrdiff_t i)
{
    utf8_next(text, &i);
    return i;
}

// What matches at `from` or behind it, as if the unit where it begins had been
// searched by itself: where a match crosses the end of its unit, the text is
// cut there and searched again.
// Result: false without any; *next is where to go on then.
static bool match_from(Finder *finder, View view, const Search *search,
                       ptrdiff_t from, Match *match, ptrdiff_t *next)
{
    Str text = view.folded->text;
    Found found;
    ptrdiff_t end;
    *next = text.len;
    if (!search_next(search, finder->runner, text, from, &found)) {
        return false;
    }
    *next = found.end;
    if (in_unit(finder, view, found, match, &end)) {
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
    return in_unit(finder, view, found, match, &end);
}

static void find_anywhere(Finder *finder, View view, const Search *search,
                          Matches *matches)
{
    ptrdiff_t len = view.folded->text.len, next;
    Match match;
    for (ptrdiff_t from = 0; from < len && search->code; from = next) {
        if (match_from(finder, view, search, from, &match, &next)) {
            *PUSH(matches, finder->arena) = match;
        }
    }
}

static void find_filtered(Finder *finder, View view, const TermList *list,
                          Matches *matches)
{
    const Word *words = finder->interview->words.at;
    ptrdiff_t from = 0, next;
    Match match;
    for (int32_t i = view.passage->first_word;
         i < view.passage->end_word && list->any.code; i++) {
        if (words[i].at >= from && filter_passes(&list->filter, words[i].key) &&
            match_from(finder, view, &list->any, words[i].at, &match, &next)) {
            *PUSH(matches, finder->arena) = match;
            from = next;
        }
    }
}

static void find_any(Finder *finder, View view, const TermList *list,
                     Matches *matches)
{
    if (list->filtered) {
        find_filtered(finder, view, list, matches);
    } else {
        find_anywhere(finder, view, &list->any, matches);
    }
}

// One term at every place, so that matches may overlap.  A term matches at a
// place in one way only.
static void find_one(Finder *finder, View view, const Search *search,
                     Matches *matches)
{
    Str text = view.folded->text;
    ptrdiff_t from = 0, end;
    Match match;
    for (Found found; search_next(search, finder->runner, text, from, &found);
         from = next_point(text, found.begin)) {
        if (in_unit(finder, view, found, &match, &end)) {
            *PUSH(matches, finder->arena) = match;
        }
    }
}

static void find_each_at(Finder *finder, View view, const TermList *list,
                         const Word *word, Matches *matches)
{
    ptrdiff_t end;
    Match match;
    for (ptrdiff_t i = 0; i < list->each_len; i++) {
        const OneTerm *one = &list->each[i];
        Found found;
        if ((word->key & one->prefix.mask) == one->prefix.bytes &&
            search_next(&one->search, finder->runner, view.folded->text,
                        word->at, &found) &&
            in_unit(finder, view, found, &match, &end)) {
            *PUSH(matches, finder->arena) = match;
        }
    }
}

static void find_each(Finder *finder, View view, const TermList *list,
                      Matches *matches)
{
    const Word *words = finder->interview->words.at;
    for (ptrdiff_t i = 0; i < list->each_len && !list->filtered; i++) {
        find_one(finder, view, &list->each[i].search, matches);
    }
    for (int32_t i = view.passage->first_word;
         i < view.passage->end_word && list->filtered; i++) {
        if (filter_passes(&list->filter, words[i].key)) {
            find_each_at(finder, view, list, &words[i], matches);
        }
    }
}

// The stems of a term by their numbers in the interview; NULL when it has not
// all of them.
static const int32_t *stem_numbers(const Interview *interview,
                                   const StemTerm *term, Arena *arena)
{
    int32_t *numbers = NEW_ARRAY(arena, int32_t, term->stems.len);
    for (ptrdiff_t i = 0; i < term->stems.len; i++) {
        numbers[i] = map_find(&interview->stems, term->stems.at[i]);
        if (numbers[i] < 0) {
            return NULL;
        }
    }
    return numbers;
}

// True when the words [word, word + len) have these stems.
static bool stems_fit(const Words *words, int32_t word, const int32_t *numbers,
                      ptrdiff_t len)
{
    ptrdiff_t fits = 0;
    while (fits < len && words->at[word + fits].stem == numbers[fits]) {
        fits++;
    }
    return fits == len;
}

static void find_stem(Finder *finder, View view, const StemTerm *term,
                      Matches *matches)
{
    const Words *words = &finder->interview->words;
    const int32_t *numbers =
        stem_numbers(finder->interview, term, finder->arena);
    int32_t base = view.passage->stretch.span.begin;
    int32_t len = (int32_t)term->stems.len;
    Match match;
    ptrdiff_t end;
    for (int32_t i = view.passage->first_word;
         numbers && i + len <= view.passage->end_word; i++) {
        if (!stems_fit(words, i, numbers, len)) {
            continue;
        }
        Span span = {words->at[i].span.begin, words->at[i + len - 1].span.end};
        Found found = {folded_offset(view.folded, span.begin - base),
                       folded_offset(view.folded, span.end - base)};
        if (in_unit(finder, view, found, &match, &end)) {
            match.span = span;
            *PUSH(matches, finder->arena) = match;
        }
    }
}

static void find_stems(Finder *finder, View view, const StemTerms *terms,
                       Matches *matches)
{
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        find_stem(finder, view, &terms->at[i], matches);
    }
}

// ---- in all passages

// Adds those of `stems` that no match from `first` on overlaps; both ascend.
static void merge(Matches *matches, ptrdiff_t first, const Matches *stems,
                  Arena *arena)
{
    ptrdiff_t phrases = matches->len, next = first;
    int32_t taken = -1; // where the newest stem taken in ends
    for (ptrdiff_t i = 0; i < stems->len; i++) {
        Span span = stems->at[i].span;
        while (next < phrases && matches->at[next].span.end <= span.begin) {
            next++;
        }
        bool free =
            next == phrases || !span_overlaps(matches->at[next].span, span);
        if (free && span.begin >= taken) {
            *PUSH(matches, arena) = stems->at[i];
            taken = span.end;
        }
    }
}

Matches list_matches(Finder *finder, const TermList *list)
{
    Matches matches = {0};
    for (ptrdiff_t i = 0; i < finder->interview->len; i++) {
        if (!finder->eligible[i]) {
            continue;
        }
        View view = view_of(finder, i);
        Matches stems = {0};
        ptrdiff_t first = matches.len;
        find_any(finder, view, list, &matches);
        find_stems(finder, view, &list->stems, &stems);
        matches_sort(&stems);
        merge(&matches, first, &stems, finder->arena);
        if (runner_problem(finder->runner)) {
            break;
        }
    }
    matches_sort(&matches);
    return matches;
}

Matches list_each(Finder *finder, const TermList *list)
{
    Matches matches = {0};
    for (ptrdiff_t i = 0; i < finder->interview->len; i++) {
        if (!finder->eligible[i]) {
            continue;
        }
        View view = view_of(finder, i);
        find_each(finder, view, list, &matches);
        find_stems(finder, view, &list->stems, &matches);
        if (runner_problem(finder->runner)) {
            break;
        }
    }
    matches_sort(&matches);
    return matches;
}

Matches regex_matches(Finder *finder, const Search *search)
{
    Matches matches = {0};
    for (ptrdiff_t i = 0; i < finder->interview->len; i++) {
        if (!finder->eligible[i]) {
            continue;
        }
        View view = view_of(finder, i);
        int32_t base = view.passage->stretch.span.begin;
        Str text = view.passage->text;
        ptrdiff_t from = 0;
        for (Found found;
             search_next(search, finder->runner, text, from, &found);
             from = found.end) {
            Span span = {base + (int32_t)found.begin,
                         base + (int32_t)found.end};
            int32_t unit = unit_at(finder->interview, view.passage,
                                   finder->within, span.begin);
            if (unit != NONE) {
                *PUSH(&matches, finder->arena) =
                    (Match){span, unit, (int32_t)i};
            }
        }
        if (runner_problem(finder->runner)) {
            break;
        }
    }
    return matches;
}

static int match_order(const void *a, const void *b)
{
    Span one = ((const Match *)a)->span, other = ((const Match *)b)->span;
    return one.begin != other.begin
               ? (one.begin > other.begin) * 2 - 1
               : (one.end > other.end) - (one.end < other.end);
}

void matches_sort(Matches *matches)
{
    ptrdiff_t kept = 0;
    if (matches->len > 1) {
        qsort(matches->at, (size_t)matches->len, sizeof *matches->at,
              match_order);
    }
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        if (i == 0 || match_order(&matches->at[kept - 1], &matches->at[i])) {
            matches->at[kept++] = matches->at[i];
        }
    }
    matches->len = kept;
}
