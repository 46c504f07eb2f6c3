// tests/unit/analyse_sample.h - the studies that tests of analyse/ count over.
#ifndef TESTS_ANALYSE_SAMPLE_H
#define TESTS_ANALYSE_SAMPLE_H

#include "build.h"

// Two interviews, three people, one of whom speaks for two cases.
static inline const Study *interviews(Builder *builder)
{
    build_codes(builder, "money theme\n"
                         "rent theme money\n"
                         "data theme\n"
                         "barrier challenge\n"
                         "never theme\n");
    build_question(builder, "Q1");
    build_question(builder, "Q2");
    build_case(builder, "north", "level", "national");
    build_case(builder, "north", "country", "X");
    build_case(builder, "south", "level", "regional");
    build_case(builder, "south", "country", "X");
    build_case(builder, "silent", "level", "national");
    build_case(builder, "silent", "country", "");
    build_person(builder, "P1", "clinician", CONSENT_QUOTE, "north south");
    build_person(builder, "P2", "funder", CONSENT_QUOTE, "south");
    build_person(builder, "P3", "", CONSENT_QUOTE, "north");
    build_person(builder, "P4", "", CONSENT_QUOTE, "north");
    build_document_of(
        builder, "D1", "north south",
        "I: Shall we? {money+}\n"
        "P1: First. {money} / Second. {barrier} / Third. {rent barrier}\n"
        "I[Q1]: And the data?\n"
        "P1: Fourth. {data}\n"
        "P1+: Fifth.\n"
        "I: Mhm.\n"
        "P2: Sixth. {data barrier-}\n"
        "I[Q2]: And then?\n"
        "P1: Seventh. {money data}\n"
        "P1:\n");
    build_document_of(builder, "D2", "north",
                      "I[Q1]: And the data?\n"
                      "P3: Eighth. {data} / Ninth. {barrier}\n"
                      ": Tenth. {money=}\n");
    return build_study(builder);
}

static inline Str chance_document(Chance *chance, Arena *arena)
{
    static const char *const labels[] = {"P1", "P2", "I", "I[Q1]", "I[Q2]", ""};
    Buf buf = {.arena = arena};
    bool may_continue = false;
    for (int turns = 1 + build_draw(chance, 12); turns > 0; turns--) {
        int label = build_draw(chance, 6);
        bool goes_on = may_continue && build_draw(chance, 3) == 0;
        buf_format(&buf, "%s:", goes_on ? "P1+" : labels[label]);
        may_continue = goes_on || label == 0;
        for (int left = build_draw(chance, 4); left > 0; left--) {
            buf_format(&buf, " word%s", left > 1 ? " /" : "");
        }
        buf_char(&buf, '\n');
    }
    return buf_str(&buf);
}

static inline const Study *chance_study(Builder *builder, uint32_t seed)
{
    Chance chance = {seed};
    build_codes(builder, "a theme\nb theme\nc challenge\nd theme\n");
    build_question(builder, "Q1");
    build_question(builder, "Q2");
    build_person(builder, "P1", "one", CONSENT_QUOTE, "x y");
    build_person(builder, "P2", "two", CONSENT_QUOTE, "y");
    static const char *const names[] = {"D1", "D2", "D3"};
    static const char *const cases[] = {"x", "y x", "z"};
    for (int32_t i = 0; i < 3; i++) {
        Str lines = chance_document(&chance, builder->arena);
        build_document_of(builder, names[i], cases[i],
                          str_terminated(builder->arena, lines));
        int32_t length =
            (int32_t)builder->study.documents.at[i].transcript.text.len;
        for (int left = build_draw(&chance, 12); left > 0 && length > 1;
             left--) {
            int32_t begin = build_draw(&chance, length);
            int32_t size = 1 + build_draw(&chance, length - begin);
            size = build_draw(&chance, 2) ? size : 1 + size % 7;
            const char code[] = {(char)('a' + build_draw(&chance, 4)), '\0'};
            build_coding(builder, i, code, (Span){begin, begin + size});
        }
    }
    return build_study(builder);
}

#endif
