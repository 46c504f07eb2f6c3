// recommend/advice.h - the codebook's recommendations, by their evidence.
#ifndef RECOMMEND_ADVICE_H
#define RECOMMEND_ADVICE_H

#include "recommend/recommend.h"

typedef struct Suggestion { // a coding of that kind, not removed
    int32_t coding;
    int32_t first_answer, answers; // that it lies in
} Suggestion;

typedef struct Suggestions { // in the study's order
    Suggestion *at;
    ptrdiff_t len, cap;
} Suggestions;

// The suggestions in a document that stands alone; *answers counts its answers.
Suggestions suggestions_of(const Study *alone, int32_t *answers, Arena *arena);

// The codebook's recommendations; see Recommendation.  The study has so many
// answers.
Recommendations advice_weigh(const Codebook *codebook,
                             const ThemeFindings *findings,
                             const Suggestions *suggestions, int32_t answers,
                             Arena *arena);

#endif
