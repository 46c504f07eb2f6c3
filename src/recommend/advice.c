#include "recommend/advice.h"

#include "analyse/layout.h"
#include "recommend/findings.h"
#include "recommend/grade.h"

#include <stdlib.h>

typedef struct Part { // what a finding gives to a recommendation
    int32_t finding;  // index in ThemeFindings
    double weight;    // 0 where another finding counts for its entry
    double value;     // its part of the score
} Part;

typedef struct Parts { // heaviest first
    Part *at;
    ptrdiff_t len, cap;
} Parts;

typedef struct Adviser {
    const Codebook *codebook;
    const ThemeFindings *findings;
    const Suggestions *suggestions;
    int32_t *asked; // per answer: the newest recommendation that looks there
    Arena *arena;
} Adviser;

// True when a code is `ancestor` or lies under it.
static bool is_under(const Codebook *codebook, int32_t code, int32_t ancestor)
{
    while (code != NONE && code != ancestor) {
        code = codebook->codes.at[code].parent;
    }
    return code != NONE;
}

// True when an entry that names `code` means this finding; a theme means its
// finding with `valence`.
static bool is_meant(const Codebook *codebook, const ThemeFinding *finding,
                     int32_t code, CodeKind valence)
{
    CodeKind kind = codebook->codes.at[code].kind;
    if (kind == KIND_THEME) {
        return finding->valence == valence &&
               finding->theme == codebook_top(codebook, code);
    }
    if (!kind_is_valence(kind) || finding->valence != kind) {
        return false;
    }
    for (ptrdiff_t i = 0; i < finding->codes.len; i++) {
        if (is_under(codebook, finding->codes.at[i], code)) {
            return true;
        }
    }
    return false;
}

static Part *part_for(Parts *parts, int32_t finding, Arena *arena)
{
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        if (parts->at[i].finding == finding) {
            return &parts->at[i];
        }
    }
    Part *part = PUSH(parts, arena);
    *part = (Part){.finding = finding};
    return part;
}

// Adds the findings that one entry means; the one of highest priority gets the
// entry's weight.
static void add_entry(const Adviser *adviser, const Weight *entry,
                      CodeKind valence, Parts *parts)
{
    const ThemeFinding *findings = adviser->findings->at;
    int32_t best = NONE;
    for (int32_t i = 0; i < adviser->findings->len; i++) {
        if (!is_meant(adviser->codebook, &findings[i], entry->code, valence)) {
            continue;
        }
        part_for(parts, i, adviser->arena);
        if (best == NONE ||
            number_compare(findings[i].priority, findings[best].priority) > 0) {
            best = i;
        }
    }
    if (best != NONE) {
        Part *part = part_for(parts, best, adviser->arena);
        part->weight =
            entry->weight > part->weight ? entry->weight : part->weight;
    }
}

static int by_value(const void *a, const void *b)
{
    const Part *left = a, *right = b;
    int order = number_compare(right->value, left->value);
    return order ? order
                 : (left->finding > right->finding) -
                       (left->finding < right->finding);
}

static void sort_parts(Parts *parts)
{
    if (parts->len > 0) {
        qsort(parts->at, (size_t)parts->len, sizeof *parts->at, by_value);
    }
}

// What the findings give that the entries mean; `share` is what a whole one
// counts.
static Parts parts_of(const Adviser *adviser, const Weights *entries,
                      CodeKind valence, double share)
{
    Parts parts = {0};
    for (ptrdiff_t i = 0; i < entries->len; i++) {
        add_entry(adviser, &entries->at[i], valence, &parts);
    }
    for (ptrdiff_t i = 0; i < parts.len; i++) {
        Part *part = &parts.at[i];
        part->value = share * part->weight *
                      adviser->findings->at[part->finding].priority;
    }
    sort_parts(&parts);
    return parts;
}

static Shares shares_of(const Adviser *adviser, const Parts *parts)
{
    Shares shares = {0};
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        const Part *part = &parts->at[i];
        *PUSH(&shares, adviser->arena) = (Share){
            part->weight, adviser->findings->at[part->finding].priority};
    }
    return shares;
}

double advice_score(Shares challenges, Shares facilitators,
                    double facilitator_share)
{
    double score = 0, helped = 0;
    for (ptrdiff_t i = 0; i < challenges.len; i++) {
        score += challenges.at[i].weight * challenges.at[i].priority;
    }
    for (ptrdiff_t i = 0; i < facilitators.len; i++) {
        helped += facilitators.at[i].weight * facilitators.at[i].priority;
    }
    return score + facilitator_share * helped;
}

// The lowest grade among the heaviest findings that make up half the score.
static Str grade_of_half(const Adviser *adviser, const Parts *addresses,
                         const Parts *leverages, double score)
{
    Parts all = {0};
    for (ptrdiff_t i = 0; i < addresses->len; i++) {
        *PUSH(&all, adviser->arena) = addresses->at[i];
    }
    for (ptrdiff_t i = 0; i < leverages->len; i++) {
        *PUSH(&all, adviser->arena) = leverages->at[i];
    }
    sort_parts(&all);
    Grade lowest = GRADE_HIGH;
    double given = 0;
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (i > 0 && number_compare(2 * given, score) >= 0) {
            break;
        }
        Grade grade =
            grade_named(adviser->findings->at[all.at[i].finding].grade);
        lowest = grade > lowest ? grade : lowest;
        given += all.at[i].value;
    }
    return grade_name(lowest);
}

static Ints findings_in(const Parts *parts, Arena *arena)
{
    Ints findings = {0};
    for (ptrdiff_t i = 0; i < parts->len; i++) {
        *PUSH(&findings, arena) = parts->at[i].finding;
    }
    return findings;
}

// Marks the answers in which the excerpts of the findings lie.
static void ask(Adviser *adviser, Ints findings, int32_t mark)
{
    for (ptrdiff_t i = 0; i < findings.len; i++) {
        const Evidences *excerpts =
            &adviser->findings->at[findings.at[i]].excerpts;
        for (ptrdiff_t j = 0; j < excerpts->len; j++) {
            const Evidence *excerpt = &excerpts->at[j];
            for (int32_t k = 0; k < excerpt->answers; k++) {
                adviser->asked[excerpt->first_answer + k] = mark;
            }
        }
    }
}

static bool is_asked(const Adviser *adviser, const Suggestion *suggestion,
                     int32_t mark)
{
    for (int32_t i = 0; i < suggestion->answers; i++) {
        if (adviser->asked[suggestion->first_answer + i] == mark) {
            return true;
        }
    }
    return false;
}

static Ints suggestions_beside(Adviser *adviser, const Recommendation *of)
{
    int32_t mark = of->advice + 1;
    ask(adviser, of->addresses, mark);
    ask(adviser, of->leverages, mark);
    Ints beside = {0};
    for (ptrdiff_t i = 0; i < adviser->suggestions->len; i++) {
        const Suggestion *suggestion = &adviser->suggestions->at[i];
        if (is_asked(adviser, suggestion, mark)) {
            *PUSH(&beside, adviser->arena) = suggestion->coding;
        }
    }
    return beside;
}

static Recommendation recommend(Adviser *adviser, int32_t index)
{
    const Advice *advice = &adviser->codebook->recommendations.at[index];
    Parts addresses = parts_of(adviser, &advice->addresses, KIND_CHALLENGE, 1);
    Parts leverages = parts_of(adviser, &advice->leverages, KIND_FACILITATOR,
                               FACILITATOR_SHARE);
    bool supported =
        advice->addresses.len > 0 ? addresses.len > 0 : leverages.len > 0;
    Recommendation recommendation = {
        .advice = index,
        .addresses = findings_in(&addresses, adviser->arena),
        .leverages = findings_in(&leverages, adviser->arena),
        .status = supported ? S("supported") : S("unsupported"),
    };
    recommendation.suggestions = suggestions_beside(adviser, &recommendation);
    if (supported) {
        recommendation.score =
            advice_score(shares_of(adviser, &addresses),
                         shares_of(adviser, &leverages), FACILITATOR_SHARE);
        recommendation.grade = grade_of_half(adviser, &addresses, &leverages,
                                             recommendation.score);
    }
    return recommendation;
}

static int by_score(const void *a, const void *b)
{
    const Recommendation *left = a, *right = b;
    bool supported = left->grade.len > 0;
    if (supported != (right->grade.len > 0)) {
        return supported ? -1 : 1;
    }
    int order = number_compare(right->score, left->score);
    return order ? order
                 : (left->advice > right->advice) -
                       (left->advice < right->advice);
}

Suggestions suggestions_of(const Study *alone, int32_t *answers, Arena *arena)
{
    Layout layout = layout_of(alone, (Unit){UNIT_ANSWER, 1}, arena);
    const Piece *pieces = layout.pieces.at;
    Suggestions suggestions = {0};
    *answers = (int32_t)layout.units;
    for (int32_t i = 0; i < alone->codings.len; i++) {
        const Coding *coding = &alone->codings.at[i];
        CodeKind kind = alone->codebook->codes.at[coding->code].kind;
        if (kind != KIND_SUGGESTION || coding->status == STATUS_REMOVED) {
            continue;
        }
        Range range = layout_range(&layout, coding->document, coding->span);
        Suggestion *suggestion = PUSH(&suggestions, arena);
        *suggestion = (Suggestion){.coding = i};
        if (range.begin < range.end) {
            suggestion->first_answer = pieces[range.begin].unit;
            suggestion->answers =
                pieces[range.end - 1].unit - pieces[range.begin].unit + 1;
        }
    }
    return suggestions;
}

Recommendations advice_weigh(const Codebook *codebook,
                             const ThemeFindings *findings,
                             const Suggestions *suggestions, int32_t answers,
                             Arena *arena)
{
    Adviser adviser = {
        .codebook = codebook,
        .findings = findings,
        .suggestions = suggestions,
        .asked = NEW_ARRAY(arena, int32_t, answers),
        .arena = arena,
    };
    Recommendations all = {0};
    for (int32_t i = 0; i < codebook->recommendations.len; i++) {
        *PUSH(&all, arena) = recommend(&adviser, i);
    }
    if (all.len > 0) {
        qsort(all.at, (size_t)all.len, sizeof *all.at, by_score);
    }
    return all;
}
