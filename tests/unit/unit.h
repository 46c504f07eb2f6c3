// tests/unit/unit.h - what every unit test shares.
//
// A test file holds tables whose first column is a sentence (the promise), a
// Check test that walks them, and at its end:
//     UNIT_MAIN("base", test_cut, test_distance)
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include "base/arena.h"
#include "base/diag.h"

#include <check.h>
#include <stdlib.h>

#define UNIT_MAIN(name, ...)                                                   \
    int main(void)                                                             \
    {                                                                          \
        const TTest *const tests[] = {__VA_ARGS__};                            \
        Suite *suite = suite_create(name);                                     \
        TCase *all = tcase_create(name);                                       \
        tcase_set_timeout(all, 300);                                           \
        for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {            \
            tcase_add_test(all, tests[i]);                                     \
        }                                                                      \
        suite_add_tcase(suite, all);                                           \
        SRunner *runner = srunner_create(suite);                               \
        srunner_run_all(runner, CK_NORMAL);                                    \
        int failed = srunner_ntests_failed(runner);                            \
        srunner_free(runner);                                                  \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                      \
    }

// Asserts that a Str holds exactly the bytes of a literal or C string.
#define ASSERT_STR(got, want, promise)                                         \
    ck_assert_msg(str_eq((got), str_of(want)), "%s: got '%.*s', want '%s'",    \
                  (promise), FMT(got), (want))

// True when a finding of this kind is among them.
static inline bool found(const Diags *diags, DiagId id)
{
    for (ptrdiff_t i = 0; i < diags->len; i++) {
        if (diags->at[i].id == id) {
            return true;
        }
    }
    return false;
}

// The folder with real data, or NULL (then say so and skip).
static inline const char *shared_folder(void)
{
    const char *folder = getenv("THEMATA_SHARED");
    return folder && folder[0] ? folder : NULL;
}

#endif
