// tests/unit/recommend_sample.h - the codes that tests of recommend/ code with.
#ifndef TESTS_RECOMMEND_SAMPLE_H
#define TESTS_RECOMMEND_SAMPLE_H

#include "build.h"

static const char codes[] = "money theme\n"
                            "rent theme money\n"
                            "data theme\n"
                            "barrier challenge\n"
                            "shortage challenge barrier\n"
                            "help facilitator\n"
                            "chance opportunity\n"
                            "wish suggestion\n";

#endif
