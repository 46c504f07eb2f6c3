#include "recommend/findings.h"

#include "recommend/excerpts.h"
#include "recommend/grade.h"

#include <math.h>
#include <stdlib.h>

typedef struct CaseVoice { // of one case, about one theme and valence
    int64_t excerpts, affirmed;
    double weight, opposed; // excerpts for and against, by context
    bool contradicts;
} CaseVoice;

typedef struct Weighing { // of one finding
    const Population *population;
    const Cell *cell;
    Mentions against; // of the opposite valence
    ThemeFinding *finding;
    CaseVoice *voices; // per case of the study
    GradeFacts facts;
} Weighing;

int number_compare(double a, double b)
{
    if (isnan(a) || isnan(b)) {
        return !isnan(a) - !isnan(b);
    }
    double left = round(a * 1e9), right = round(b * 1e9);
    return (left > right) - (left < right);
}

// Lets the supporting and the opposite excerpts speak for their cases.
static void hear(Weighing *weighing)
{
    Arena scratch = {0};
    const Study *study = weighing->population->study;
    const Mentions *support = &weighing->cell->support;
    for (ptrdiff_t i = 0; i < support->len; i++) {
        const Mention *mention = &support->at[i];
        Ints cases = mention_cases(study, mention, &scratch);
        for (ptrdiff_t j = 0; j < cases.len; j++) {
            CaseVoice *voice = &weighing->voices[cases.at[j]];
            voice->excerpts++;
            voice->affirmed += mention->context == CONTEXT_AFFIRMED;
            voice->weight += context_weight(mention->context);
        }
        arena_reset(&scratch);
    }
    const Mentions *against = &weighing->against;
    for (ptrdiff_t i = 0; i < against->len; i++) {
        const Mention *mention = &against->at[i];
        Ints cases = mention_cases(study, mention, &scratch);
        for (ptrdiff_t j = 0; j < cases.len; j++) {
            weighing->voices[cases.at[j]].opposed +=
                context_weight(mention->context);
        }
        arena_reset(&scratch);
    }
    arena_release(&scratch);
}

static int case_valence(const CaseVoice *voice)
{
    if (voice->affirmed >= 2 && voice->opposed == 0) {
        return 2;
    }
    return voice->weight > voice->opposed ? 1 : 0;
}

// Numbers that come from counting excerpts by case.
static void count_cases(Weighing *weighing)
{
    ThemeFinding *finding = weighing->finding;
    GradeFacts *facts = &weighing->facts;
    int64_t valences = 0;
    for (ptrdiff_t i = 0; i < weighing->population->study->cases.len; i++) {
        const CaseVoice *voice = &weighing->voices[i];
        finding->cases += voice->excerpts > 0;
        valences += voice->excerpts > 0 ? case_valence(voice) : 0;
        facts->counted += voice->excerpts;
        facts->squares += voice->excerpts * voice->excerpts;
        if (voice->excerpts > facts->largest) {
            facts->largest = voice->excerpts;
        }
    }
    double counted = (double)facts->counted;
    finding->of = weighing->population->cases;
    finding->effective_cases = counted * counted / (double)facts->squares;
    finding->reach = wilson_lower(finding->cases, finding->of);
    finding->strength = (double)valences / (2 * (double)finding->cases);
}

static void count_people(Weighing *weighing)
{
    const Study *study = weighing->population->study;
    const Strs *groups = &weighing->population->groups;
    Arena *arena = weighing->population->arena;
    ThemeFinding *finding = weighing->finding;
    bool *speaks = NEW_ARRAY(arena, bool, study->participants.len);
    bool *supports = NEW_ARRAY(arena, bool, groups->len);
    const Mentions *support = &weighing->cell->support;
    for (ptrdiff_t i = 0; i < support->len; i++) {
        int32_t who = support->at[i].participant;
        if (who == NONE || speaks[who]) {
            continue;
        }
        speaks[who] = true;
        finding->participants++;
        ptrdiff_t group = strs_find(*groups, study->participants.at[who].group);
        if (group >= 0) {
            supports[group] = true;
        }
    }
    for (ptrdiff_t i = 0; i < groups->len; i++) {
        if (supports[i]) {
            *PUSH(&finding->groups, arena) = groups->at[i];
        }
    }
    finding->groups_of = groups->len;
    finding->breadth = groups->len > 0
                           ? (double)finding->groups.len / (double)groups->len
                           : finding->effective_cases / (double)finding->of;
}

// True when one of the mention's cases gives no supporting excerpt; those
// cases are marked.
static bool is_deviant(Weighing *weighing, Ints cases)
{
    bool deviant = false;
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        CaseVoice *voice = &weighing->voices[cases.at[i]];
        if (voice->excerpts == 0) {
            voice->contradicts = true;
            deviant = true;
        }
    }
    return deviant;
}

// What is denied, and what the opposite says where nothing is said for it.
static Mentions contradicting_of(Weighing *weighing, Arena *arena)
{
    const Study *study = weighing->population->study;
    const Mentions *denied = &weighing->cell->denied;
    Mentions all = {0};
    for (ptrdiff_t i = 0; i < denied->len; i++) {
        Ints cases = mention_cases(study, &denied->at[i], arena);
        for (ptrdiff_t j = 0; j < cases.len; j++) {
            weighing->voices[cases.at[j]].contradicts = true;
        }
        *PUSH(&all, arena) = denied->at[i];
    }
    const Mentions *against = &weighing->against;
    for (ptrdiff_t i = 0; i < against->len; i++) {
        const Mention *mention = &against->at[i];
        if (context_weight(mention->context) > 0 &&
            is_deviant(weighing, mention_cases(study, mention, arena))) {
            *PUSH(&all, arena) = *mention;
        }
    }
    mentions_settle(&all);
    return all;
}

static void find_contradicting(Weighing *weighing)
{
    Arena scratch = {0};
    Mentions all = contradicting_of(weighing, &scratch);
    ThemeFinding *finding = weighing->finding;
    finding->contradicting = excerpts_arrange(weighing->population->study, &all,
                                              weighing->population->arena);
    arena_release(&scratch);
    for (ptrdiff_t i = 0; i < weighing->population->study->cases.len; i++) {
        const CaseVoice *voice = &weighing->voices[i];
        finding->contradicting_cases += voice->contradicts;
        weighing->facts.speaking += voice->contradicts || voice->excerpts > 0;
    }
}

static int by_words(const void *a, const void *b)
{
    const int64_t *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

// Twice the median, which is whole also for an even number.
static int64_t median_words_twice(const Mentions *mentions, Arena *arena)
{
    int64_t *words = NEW_ARRAY(arena, int64_t, mentions->len);
    for (ptrdiff_t i = 0; i < mentions->len; i++) {
        words[i] = mentions->at[i].words;
    }
    qsort(words, (size_t)mentions->len, sizeof *words, by_words);
    return words[(mentions->len - 1) / 2] + words[mentions->len / 2];
}

static void grade(Weighing *weighing)
{
    ThemeFinding *finding = weighing->finding;
    const Mentions *support = &weighing->cell->support;
    GradeFacts *facts = &weighing->facts;
    for (ptrdiff_t i = 0; i < support->len; i++) {
        facts->reviewed += support->at[i].reviewed;
    }
    facts->excerpts = support->len;
    facts->contradicting = finding->contradicting_cases;
    facts->median_words_twice =
        median_words_twice(support, weighing->population->arena);
    facts->groups = finding->groups.len;
    facts->groups_of = finding->groups_of;
    facts->cases = finding->cases;
    facts->cases_of = finding->of;

    Concern concerns[] = {concern_coherence(facts), concern_adequacy(facts),
                          concern_relevance(facts), concern_method(facts)};
    finding->coherence = concern_name(concerns[0]);
    finding->adequacy = concern_name(concerns[1]);
    finding->relevance = concern_name(concerns[2]);
    finding->method = concern_name(concerns[3]);
    finding->grade = grade_name(grade_of(concerns));
}

static ThemeFinding finding_of(const Population *population, const Cells *cells,
                               const Cell *cell)
{
    const Study *study = population->study;
    ThemeFinding finding = {
        .theme = cell->theme,
        .valence = cell->valence,
        .codes = cell->codes,
        .mentions = cell->support.len,
        .specificity = (double)NAN,
    };
    Weighing weighing = {
        .population = population,
        .cell = cell,
        .against = cell_opposite(cells, cell),
        .finding = &finding,
        .voices = NEW_ARRAY(population->arena, CaseVoice, study->cases.len),
    };
    hear(&weighing);
    count_cases(&weighing);
    count_people(&weighing);
    find_contradicting(&weighing);
    finding.excerpts =
        excerpts_arrange(study, &cell->support, population->arena);
    grade(&weighing);
    finding.priority = priority_of((double[COMPONENTS]){
        [COMPONENT_REACH] = finding.reach,
        [COMPONENT_BREADTH] = finding.breadth,
        [COMPONENT_STRENGTH] = finding.strength,
        [COMPONENT_SPECIFICITY] = finding.specificity,
    });
    return finding;
}

static int by_priority(const void *a, const void *b)
{
    const ThemeFinding *const *left = a, *const *right = b;
    int order = number_compare((*right)->priority, (*left)->priority);
    return order ? order : (*left > *right) - (*left < *right);
}

static void rank(ThemeFindings *findings, Arena *arena)
{
    if (findings->len == 0) {
        return;
    }
    ThemeFinding **sorted = NEW_ARRAY(arena, ThemeFinding *, findings->len);
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        sorted[i] = &findings->at[i];
    }
    qsort(sorted, (size_t)findings->len, sizeof *sorted, by_priority);
    for (ptrdiff_t i = 0; i < findings->len; i++) {
        bool tied = i > 0 && number_compare(sorted[i - 1]->priority,
                                            sorted[i]->priority) == 0;
        sorted[i]->rank = tied ? sorted[i - 1]->rank : (int32_t)i + 1;
    }
}

ThemeFindings findings_of(const Population *population, const Cells *cells)
{
    ThemeFindings findings = {0};
    for (ptrdiff_t i = 0; i < cells->len; i++) {
        if (cells->at[i].support.len > 0) {
            *PUSH(&findings, population->arena) =
                finding_of(population, cells, &cells->at[i]);
        }
    }
    rank(&findings, population->arena);
    return findings;
}
