// recommend/grade.h - how far a theme finding may be trusted.
#ifndef RECOMMEND_GRADE_H
#define RECOMMEND_GRADE_H

#include "recommend/recommend.h"

typedef enum Concern {
    CONCERN_NONE,
    CONCERN_MINOR,
    CONCERN_MODERATE,
    CONCERN_SERIOUS,
} Concern;

typedef enum Grade { // the best first
    GRADE_HIGH,
    GRADE_MODERATE,
    GRADE_LOW,
    GRADE_VERY_LOW,
} Grade;

Str concern_name(Concern concern);
Str grade_name(Grade grade);
Grade grade_named(Str name); // one of the four

typedef struct GradeFacts {          // about one theme finding
    int64_t excerpts, reviewed;      // supporting; a person confirmed or added
    int64_t contradicting, speaking; // cases: against; for or against
    int64_t counted;            // excerpts, once for each case they count for
    int64_t squares;            // sum over cases of their excerpts squared
    int64_t largest;            // excerpts of the case that has most
    int64_t median_words_twice; // of the supporting excerpts
    int64_t groups, groups_of;  // that support it; there are
    int64_t cases, cases_of;
} GradeFacts;

// Computed defaults, informed by GRADE-CERQual, which grades findings of a
// synthesis of several studies: using its four components on one study is an
// adaptation, and an author may judge otherwise.
// Source: Lewin, S. et al. (2018). Applying GRADE-CERQual to qualitative
//         evidence synthesis findings. Implementation Science 13(S1), 2.

// Methodological limitations: none where a person has confirmed or added at
// least 90 % of the excerpts; else moderate (rules whose examples pass, not
// compared with a person's coding).
Concern concern_method(const GradeFacts *facts);
// Coherence: contradicting cases among the cases that speak to it: at most
// 10 % none, 25 % minor, 40 % moderate, else serious.
Concern concern_coherence(const GradeFacts *facts);
// Adequacy: effective cases, 1 / sum of squared shares of excerpts: from 8
// none, from 5 minor, from 3 moderate, else serious; one level worse where the
// median excerpt has less than 12 words, or one case gives more than half.
Concern concern_adequacy(const GradeFacts *facts);
// Relevance: groups that support it among the groups there are: all none, one
// of several moderate, at least half minor, else moderate.  Without groups the
// same of cases.  That the wrong people were asked is not computed.
Concern concern_relevance(const GradeFacts *facts);

// From the four concerns.  High: at most one minor.  Moderate: more minor ones,
// or one moderate.  Low: two moderate, or one serious and no moderate.  Very
// low: worse.
Grade grade_of(const Concern concerns[4]);

#endif
