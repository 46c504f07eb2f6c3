#include "unit.h"

#include "analyse/select.h"
#include "analyse_sample.h"

START_TEST(test_select)
{
    static const struct {
        const char *promise;
        Selection selection;
        const char *codings;
    } rows[] = {
        {"everything that is not removed",
         {.removed = false},
         "0 1 2 3 4 5 6 8 9 10 11 12"},
        {"removed ones when they are asked for",
         {.removed = true},
         "0 1 2 3 4 5 6 7 8 9 10 11 12"},
        {"a code and its sub-codes", {.code = {"money", 5}}, "0 1 3 8 12"},
        {"a sub-code by itself", {.code = {"rent", 4}}, "3"},
        {"a document", {.document = {"D2", 2}}, "10 11 12"},
        {"a case", {.of_case = {"south", 5}}, "0 1 2 3 4 5 6 8 9"},
        {"a participant", {.speaker = {"P2", 2}}, "6"},
        {"a label", {.speaker = {"I", 1}}, "0"},
        {"a group", {.group = {"clinician", 9}}, "1 2 3 4 5 8 9"},
        {"together in one sentence",
         {.code = {"data", 4}, .with = {"money", 5}},
         "9"},
        {"together in one turn",
         {.code = {"barrier", 7},
          .with = {"money", 5},
          .within = {UNIT_TURN, 1}},
         "2 4"},
        {"together with a sub-code of the other",
         {.code = {"barrier", 7}, .with = {"money", 5}},
         "4"},
        {"in one window, whichever comes first",
         {.code = {"money", 5},
          .with = {"barrier", 7},
          .within = {UNIT_WINDOW, 2}},
         "1 3 12"},
        {"overlapping spans",
         {.code = {"barrier", 7},
          .with = {"rent", 4},
          .within = {UNIT_OVERLAP, 1}},
         "4"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Ints found = {0};
        ck_assert(
            select_codings(study, &rows[i].selection, &arena, &found, &err));
        Buf buf = {.arena = &arena};
        for (ptrdiff_t j = 0; j < found.len; j++) {
            buf_format(&buf, "%s%d", j > 0 ? " " : "", (int)found.at[j]);
        }
        ASSERT_STR(buf_str(&buf), rows[i].codings, rows[i].promise);
    }
    arena_release(&arena);
}
END_TEST

START_TEST(test_select_unknown)
{
    static const struct {
        const char *promise;
        Selection selection;
        const char *told;
    } rows[] = {
        {"a misspelt code", {.code = {"monye", 5}}, "; did you mean 'money'?"},
        {"a code that is like none",
         {.code = {"nope", 4}},
         "no code 'nope' in this study"},
        {"a misspelt partner", {.with = {"barier", 6}}, "'barrier'?"},
        {"a short name is not any other",
         {.speaker = {"zz", 2}},
         "no speaker 'zz' in this study"},
        {"a document", {.document = {"D9", 2}}, "'D1'?"},
        {"a case", {.of_case = {"nort", 4}}, "'north'?"},
        {"a speaker",
         {.speaker = {"Zacharias", 9}},
         "'Zacharias' in this study"},
        {"a group", {.group = {"founder", 7}}, "'funder'?"},
    };
    Arena arena = {0};
    Builder builder = {.arena = &arena};
    const Study *study = interviews(&builder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Err err = {0};
        Ints found = {0};
        ck_assert_msg(
            !select_codings(study, &rows[i].selection, &arena, &found, &err),
            "%s", rows[i].promise);
        ck_assert_int_eq(err.kind, ERR_USAGE);
        const char *told = strstr(err.message, rows[i].told);
        ck_assert_msg(told && strcmp(told, rows[i].told) == 0, "%s: %s",
                      rows[i].promise, err.message);
    }
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("select", test_select, test_select_unknown)
