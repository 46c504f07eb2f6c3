// recommend/advice.h - the codebook's recommendations, by their evidence.
#ifndef RECOMMEND_ADVICE_H
#define RECOMMEND_ADVICE_H

#include "recommend/recommend.h"

// The codebook's recommendations; see Recommendation.
Recommendations advice_weigh(const Study *study, const ThemeFindings *findings,
                             Arena *arena);

#endif
