#include "recommend/recommend.h"

#include "analyse/layout.h"
#include "recommend/advice.h"
#include "recommend/findings.h"

#include <math.h>

const PriorityWeight priority_weights[COMPONENTS] = {
    [COMPONENT_REACH] = {"reach", 0.50},
    [COMPONENT_BREADTH] = {"breadth", 0.20},
    [COMPONENT_STRENGTH] = {"strength", 0.20},
    [COMPONENT_SPECIFICITY] = {"specificity", 0.10},
};

double wilson_lower(int64_t k, int64_t n)
{
    if (k == 0 || n == 0) {
        return n == 0 ? (double)NAN : 0;
    }
    const double z = 1.959963984540054; // of 97.5 %
    double of = (double)n, p = (double)k / of;
    double middle = p + z * z / (2 * of);
    double spread = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of));
    return (middle - spread) / (1 + z * z / of);
}

double priority_of(const double values[COMPONENTS])
{
    double sum = 0, weights = 0;
    for (int i = 0; i < COMPONENTS; i++) {
        if (!isnan(values[i])) {
            sum += priority_weights[i].weight * values[i];
            weights += priority_weights[i].weight;
        }
    }
    return weights > 0 ? 100 * sum / weights : (double)NAN;
}

// Challenge findings that are in no recommendation's `addresses`.
static Ints gaps_of(const Conclusions *all, Arena *arena)
{
    bool *addressed = NEW_ARRAY(arena, bool, all->findings.len);
    for (ptrdiff_t i = 0; i < all->recommendations.len; i++) {
        Ints addresses = all->recommendations.at[i].addresses;
        for (ptrdiff_t j = 0; j < addresses.len; j++) {
            addressed[addresses.at[j]] = true;
        }
    }
    Ints gaps = {0};
    for (int32_t i = 0; i < all->findings.len; i++) {
        if (all->findings.at[i].valence == KIND_CHALLENGE && !addressed[i]) {
            *PUSH(&gaps, arena) = i;
        }
    }
    return gaps;
}

// ---- one document

struct Testimony {
    Cells cells;
    Suggestions suggestions;
    Ints cases, people; // that are heard
    int32_t answers, codings;
};

const Testimony *testimony_of(const Study *alone, Arena *arena)
{
    Testimony *testimony = NEW(arena, Testimony);
    testimony->cells = evidence_gather(alone, arena);
    testimony->suggestions = suggestions_of(alone, &testimony->answers, arena);
    testimony->codings = (int32_t)alone->codings.len;
    Layout cases = layout_of(alone, (Unit){UNIT_CASE, 1}, arena);
    Layout people = layout_of(alone, (Unit){UNIT_PARTICIPANT, 1}, arena);
    testimony->cases = (Ints){cases.of, cases.units, cases.units};
    testimony->people = (Ints){people.of, people.units, people.units};
    return testimony;
}

// ---- all of them

struct Concluding {
    const Study *study;
    Cells cells;
    Suggestions suggestions;
    bool *cases, *people; // those that were heard
    Offset next;
    Arena *arena;
};

Concluding *concluding_begin(const Study *study, Arena *arena)
{
    Concluding *concluding = NEW(arena, Concluding);
    *concluding = (Concluding){
        .study = study,
        .cells = evidence_cells(study->codebook, arena),
        .cases = NEW_ARRAY(arena, bool, study->cases.len),
        .people = NEW_ARRAY(arena, bool, study->participants.len),
        .arena = arena,
    };
    return concluding;
}

void concluding_add(Concluding *concluding, const Testimony *testimony)
{
    evidence_add(&concluding->cells, &testimony->cells, concluding->next,
                 concluding->arena);
    for (ptrdiff_t i = 0; i < testimony->suggestions.len; i++) {
        Suggestion suggestion = testimony->suggestions.at[i];
        suggestion.coding += concluding->next.coding;
        suggestion.first_answer += concluding->next.answer;
        *PUSH(&concluding->suggestions, concluding->arena) = suggestion;
    }
    for (ptrdiff_t i = 0; i < testimony->cases.len; i++) {
        concluding->cases[testimony->cases.at[i]] = true;
    }
    for (ptrdiff_t i = 0; i < testimony->people.len; i++) {
        concluding->people[testimony->people.at[i]] = true;
    }
    concluding->next.document++;
    concluding->next.coding += testimony->codings;
    concluding->next.answer += testimony->answers;
}

static Population population_of(const Concluding *concluding)
{
    const Study *study = concluding->study;
    Population population = {.study = study, .arena = concluding->arena};
    for (ptrdiff_t i = 0; i < study->cases.len; i++) {
        population.cases += concluding->cases[i];
    }
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        Str group = study->participants.at[i].group;
        if (concluding->people[i] && group.len > 0 &&
            strs_find(population.groups, group) < 0) {
            *PUSH(&population.groups, concluding->arena) = group;
        }
    }
    return population;
}

Conclusions concluding_end(Concluding *concluding)
{
    Population population = population_of(concluding);
    evidence_settle(&concluding->cells);
    Conclusions all = {.findings =
                           findings_of(&population, &concluding->cells)};
    all.recommendations = advice_weigh(
        concluding->study->codebook, &all.findings, &concluding->suggestions,
        concluding->next.answer, concluding->arena);
    all.gaps = gaps_of(&all, concluding->arena);
    for (int32_t i = 0; i < all.recommendations.len; i++) {
        if (all.recommendations.at[i].grade.len == 0) {
            *PUSH(&all.unsupported, concluding->arena) = i;
        }
    }
    return all;
}

// ---- a whole study

// The next document alone; its codings begin at *next.
static Study alone_of(const Study *study, int32_t document, ptrdiff_t *next,
                      Arena *arena)
{
    Study alone = *study;
    alone.documents = (Documents){&study->documents.at[document], 1, 1};
    alone.codings = (Codings){0};
    for (; *next < study->codings.len &&
           study->codings.at[*next].document == document;
         ++*next) {
        Coding *coding = PUSH(&alone.codings, arena);
        *coding = study->codings.at[*next];
        coding->document = 0;
    }
    return alone;
}

Conclusions conclude(const Study *study, Arena *arena)
{
    Concluding *concluding = concluding_begin(study, arena);
    ptrdiff_t next = 0;
    for (int32_t i = 0; i < study->documents.len; i++) {
        Arena scratch = {0};
        Study alone = alone_of(study, i, &next, &scratch);
        concluding_add(concluding, testimony_of(&alone, &scratch));
        arena_release(&scratch);
    }
    return concluding_end(concluding);
}
