#include "match/terms.h"

#include "match/pattern.h"

#include <stdlib.h>

// ---- compiling

static void add_stem_term(TermList *list, Str term, const TermKit *kit)
{
    Str rest = term_folded(term, false, kit->arena), word;
    StemTerm stems = {0};
    while (rest.len > 0) {
        str_cut(&rest, ' ', &word);
        *PUSH(&stems.stems, kit->arena) = stems_add(
            kit->stems, kit->stemmer, word, kit->language, kit->arena);
    }
    if (stems.stems.len > 0) {
        *PUSH(&list->stems, kit->arena) = stems;
    }
}

static void add_terms(TermList *list, const Terms *terms, bool keep_case,
                      const TermKit *kit)
{
    list->owner = (*kit->owners)++;
    for (ptrdiff_t i = 0; i < terms->len; i++) {
        const Term *term = &terms->at[i];
        Str folded = term_folded(term->text, false, kit->arena);
        if (term->stem) {
            add_stem_term(list, term->text, kit);
        } else if (folded.len > 0) {
            *PUSH(kit->needles, kit->arena) = (Needle){
                NEEDLE_TERM, folded, list->owner, (int32_t)list->written.len};
            *PUSH(&list->written, kit->arena) =
                term_folded(term->text, keep_case, kit->arena);
        }
    }
}

static bool open_each(TermList *list, Arena *arena, Mistake *mistake)
{
    list->each = NEW_ARRAY(arena, Search, list->written.len);
    for (ptrdiff_t i = 0; i < list->written.len; i++) {
        Str pattern = pattern_of_term(list->written.at[i], true, arena);
        if (!search_open(&list->each[i], pattern, SEARCH_WORDS, mistake)) {
            return false;
        }
    }
    return true;
}

bool term_list_open(TermList *list, const Terms *terms, ListUse use,
                    bool keep_case, const TermKit *kit, Mistake *mistake)
{
    *list = (TermList){0};
    add_terms(list, terms, keep_case, kit);
    if (use == LIST_EACH) {
        return open_each(list, kit->arena, mistake);
    }
    Str pattern = pattern_of_words(&list->written, NULL, kit->arena);
    return pattern.len == 0 ||
           search_open(&list->any, pattern, SEARCH_WORDS, mistake);
}

void term_list_close(TermList *list)
{
    search_close(&list->any);
    for (ptrdiff_t i = 0; list->each && i < list->written.len; i++) {
        search_close(&list->each[i]);
    }
}

// ---- in one passage

const Passage *finder_passage(const Finder *finder)
{
    return &finder->interview->passages[finder->passage];
}

const Folded *finder_folded(const Finder *finder)
{
    const Passage *passage = finder_passage(finder);
    return finder->keep_case ? &passage->exact : &passage->folded;
}

// As unit_at: mostly it is the unit of the match before.
static int32_t unit_of(Finder *finder, const Passage *passage, int32_t offset)
{
    const Spans *units = &finder->interview->units[finder->within];
    int32_t unit = finder->unit;
    if (unit < passage->first_unit[finder->within] ||
        unit >= passage->end_unit[finder->within] ||
        offset < units->at[unit].begin || offset >= units->at[unit].end) {
        unit = unit_at(finder->interview, passage, finder->within, offset);
        finder->unit = unit;
    }
    return unit;
}

bool match_in_unit(Finder *finder, const Folded *folded, Found found,
                   Match *match, ptrdiff_t *end)
{
    const Passage *passage = finder_passage(finder);
    Span span = passage_span(passage, folded, found);
    int32_t number = unit_of(finder, passage, span.begin);
    if (number == NONE) {
        *end = folded->text.len;
        return false;
    }
    Span unit = finder->interview->units[finder->within].at[number];
    *match = (Match){span, number, finder->passage};
    // A match may begin in an answer before the unit's own passage does.
    if (finder->within == SCOPE_ANSWER || span_contains(unit, span)) {
        return true;
    }
    *end = passage_offset(passage, folded, unit.end);
    return false;
}

// ---- stems

// True when the words from `word` on have the stems of the term, in a row.
static bool stems_fit(const StemWords *words, int32_t word, int32_t end,
                      const StemTerm *term)
{
    const StemWord *at = &words->at[word];
    ptrdiff_t fits = 0;
    while (fits < term->stems.len && word + fits < end &&
           at[fits].stem == term->stems.at[fits] &&
           at[fits].ordinal == at->ordinal + fits) {
        fits++;
    }
    return fits == term->stems.len;
}

static void find_stem(Finder *finder, const StemTerm *term, Matches *matches)
{
    const StemWords *words = &finder->interview->words;
    const Passage *passage = finder_passage(finder);
    Match match;
    ptrdiff_t end;
    for (int32_t i = passage->first_word; i < passage->end_word; i++) {
        if (!stems_fit(words, i, passage->end_word, term)) {
            continue;
        }
        Span span = {words->at[i].span.begin,
                     words->at[i + term->stems.len - 1].span.end};
        const Folded *folded = finder_folded(finder);
        Found found = {passage_offset(passage, folded, span.begin),
                       passage_offset(passage, folded, span.end)};
        if (match_in_unit(finder, folded, found, &match, &end)) {
            match.span = span;
            *PUSH(matches, finder->arena) = match;
        }
    }
}

static Matches find_stems(Finder *finder, const StemTerms *terms)
{
    Matches matches = {0};
    for (int32_t i = 0; terms->len > 0 && i < finder->interview->len; i++) {
        finder->passage = i;
        for (ptrdiff_t j = 0; j < terms->len && finder->eligible[i]; j++) {
            find_stem(finder, &terms->at[j], &matches);
        }
    }
    matches_sort(&matches);
    return matches;
}

// Adds those of `stems` that no match overlaps; both ascend.
static void merge(Matches *matches, const Matches *stems, Arena *arena)
{
    ptrdiff_t phrases = matches->len, next = 0;
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

// ---- in all passages

static void search_passages(Finder *finder, const TermList *list, ListUse use,
                            Matches *matches)
{
    for (int32_t i = 0; i < finder->interview->len; i++) {
        finder->passage = i;
        if (finder->eligible[i] && use == LIST_ANY) {
            plain_any(finder, list, matches);
        } else if (finder->eligible[i]) {
            plain_each(finder, list, matches);
        }
        if (runner_problem(finder->runner)) {
            break;
        }
    }
}

Matches list_matches(Finder *finder, const TermList *list)
{
    Matches matches = {0};
    if (finder->seen) {
        seen_matches(finder, list, LIST_ANY, &matches);
    } else {
        search_passages(finder, list, LIST_ANY, &matches);
    }
    if (list->stems.len > 0 && !runner_problem(finder->runner)) {
        Matches stems = find_stems(finder, &list->stems);
        merge(&matches, &stems, finder->arena);
        matches_sort(&matches);
    }
    return matches;
}

Matches list_each(Finder *finder, const TermList *list)
{
    Matches matches = {0};
    if (finder->seen) {
        seen_matches(finder, list, LIST_EACH, &matches);
    } else {
        search_passages(finder, list, LIST_EACH, &matches);
    }
    if (!runner_problem(finder->runner)) {
        Matches stems = find_stems(finder, &list->stems);
        for (ptrdiff_t i = 0; i < stems.len; i++) {
            *PUSH(&matches, finder->arena) = stems.at[i];
        }
    }
    matches_sort(&matches);
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
    ptrdiff_t kept = 0, sorted = 1;
    while (sorted < matches->len &&
           match_order(&matches->at[sorted - 1], &matches->at[sorted]) < 0) {
        sorted++;
    }
    if (sorted >= matches->len) {
        return;
    }
    qsort(matches->at, (size_t)matches->len, sizeof *matches->at, match_order);
    for (ptrdiff_t i = 0; i < matches->len; i++) {
        if (i == 0 || match_order(&matches->at[kept - 1], &matches->at[i])) {
            matches->at[kept++] = matches->at[i];
        }
    }
    matches->len = kept;
}
