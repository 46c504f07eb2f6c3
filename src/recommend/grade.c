#include "recommend/grade.h"

static const char *const concern_names[] = {
    [CONCERN_NONE] = "none",
    [CONCERN_MINOR] = "minor",
    [CONCERN_MODERATE] = "moderate",
    [CONCERN_SERIOUS] = "serious",
};

static const char *const grade_names[] = {
    [GRADE_HIGH] = "high",
    [GRADE_MODERATE] = "moderate",
    [GRADE_LOW] = "low",
    [GRADE_VERY_LOW] = "very low",
};

// Per cent of the cases speaking to it that may contradict.
static const int64_t coherence_limits[] = {
    [CONCERN_NONE] = 10,
    [CONCERN_MINOR] = 25,
    [CONCERN_MODERATE] = 40,
};

// Effective cases that there must be.
static const int64_t adequacy_limits[] = {
    [CONCERN_NONE] = 8,
    [CONCERN_MINOR] = 5,
    [CONCERN_MODERATE] = 3,
};

enum {
    REVIEWED_PERCENT = 90,
    WORDS_TWICE = 24, // twice 12 words
};

Str concern_name(Concern concern)
{
    return str_of(concern_names[concern]);
}

Str grade_name(Grade grade)
{
    return str_of(grade_names[grade]);
}

Grade grade_named(Str name)
{
    Grade grade = GRADE_HIGH;
    while (grade < GRADE_VERY_LOW && !str_eq(name, grade_name(grade))) {
        grade++;
    }
    return grade;
}

Concern concern_method(const GradeFacts *facts)
{
    return facts->reviewed * 100 >= facts->excerpts * REVIEWED_PERCENT
               ? CONCERN_NONE
               : CONCERN_MODERATE;
}

Concern concern_coherence(const GradeFacts *facts)
{
    Concern concern = CONCERN_NONE;
    while (concern < CONCERN_SERIOUS &&
           facts->contradicting * 100 >
               facts->speaking * coherence_limits[concern]) {
        concern++;
    }
    return concern;
}

Concern concern_adequacy(const GradeFacts *facts)
{
    // Effective cases are counted^2 / squares; compared without dividing.
    int64_t counted = facts->counted * facts->counted;
    Concern concern = CONCERN_NONE;
    while (concern < CONCERN_SERIOUS &&
           counted < facts->squares * adequacy_limits[concern]) {
        concern++;
    }
    bool thin = facts->median_words_twice < WORDS_TWICE ||
                facts->largest * 2 > facts->counted;
    return thin && concern < CONCERN_SERIOUS ? concern + 1 : concern;
}

Concern concern_relevance(const GradeFacts *facts)
{
    bool grouped = facts->groups_of > 0;
    int64_t covered = grouped ? facts->groups : facts->cases;
    int64_t of = grouped ? facts->groups_of : facts->cases_of;
    if (covered == of) {
        return CONCERN_NONE;
    }
    return covered > 1 && covered * 2 >= of ? CONCERN_MINOR : CONCERN_MODERATE;
}

Grade grade_of(const Concern concerns[4])
{
    int counts[CONCERN_SERIOUS + 1] = {0};
    for (int i = 0; i < 4; i++) {
        counts[concerns[i]]++;
    }
    int minor = counts[CONCERN_MINOR], moderate = counts[CONCERN_MODERATE];
    int serious = counts[CONCERN_SERIOUS];
    if (serious == 0 && moderate == 0) {
        return minor <= 1 ? GRADE_HIGH : GRADE_MODERATE;
    }
    if (serious == 0 && moderate == 1) {
        return GRADE_MODERATE;
    }
    bool low = serious == 0 ? moderate == 2 : serious == 1 && moderate == 0;
    return low ? GRADE_LOW : GRADE_VERY_LOW;
}
