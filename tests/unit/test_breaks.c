// Sentence boundaries against ICU's own iterator, the oracle.
#include "unit.h"

#include "base/io.h"
#include "base/utf8.h"
#include "text/breaks.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ubrk.h>

typedef struct Oracle {
    UBreakIterator *breaks;
    UText text;
} Oracle;

static Oracle oracle_open(void)
{
    UErrorCode status = U_ZERO_ERROR;
    Oracle oracle = {ubrk_open(UBRK_SENTENCE, "en", NULL, 0, &status),
                     UTEXT_INITIALIZER};
    ck_assert(U_SUCCESS(status));
    return oracle;
}

static void oracle_close(Oracle *oracle)
{
    ubrk_close(oracle->breaks);
    utext_close(&oracle->text);
}

// The first byte from which boundaries differ, or -1.
static ptrdiff_t first_difference(Oracle *oracle, Str text)
{
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&oracle->text, text.at, text.len, &status);
    ubrk_setUText(oracle->breaks, &oracle->text, &status);
    ptrdiff_t from = 0;
    ubrk_first(oracle->breaks);
    for (int32_t next; (next = ubrk_next(oracle->breaks)) != UBRK_DONE;) {
        if (from >= text.len || break_after(text, from) != next) {
            return from;
        }
        from = next;
    }
    return U_SUCCESS(status) && from == text.len ? -1 : from;
}

static void assert_same(Oracle *oracle, Str text, const char *what)
{
    ptrdiff_t from = first_difference(oracle, text);
    if (from >= 0) { // Check writes every assertion down
        ck_abort_msg("'%s': boundaries differ after byte %td", what, from);
    }
}

// One of each class, and two whose class begins with other bytes.
static const char *const kinds[] = {
    "#", " ", "\r", "\n",     "\xC2\x85", "a",      "A",      "1",      ".",
    "!", ")", ",",  "\u05d0", "\u0301",   "\u00ad", "\u3002", "\u2024",
};

enum { KINDS = sizeof kinds / sizeof *kinds, CLASSES = 15 };

// All texts of at most four characters, by number.
START_TEST(test_short_texts)
{
    enum { LENGTH = 4, TEXTS = CLASSES * CLASSES * CLASSES * CLASSES };
    Oracle oracle = oracle_open();
    for (int number = 0; number < TEXTS; number++) {
        char text[LENGTH * UTF8_MAX + 1] = "";
        for (int rest = number; rest > 0; rest /= CLASSES) {
            strcat(text, kinds[rest % CLASSES]);
        }
        assert_same(&oracle, str_of(text), text);
    }
    oracle_close(&oracle);
}
END_TEST

// Knuth's MMIX generator: the same texts everywhere.
static uint32_t next_number(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33);
}

START_TEST(test_long_texts)
{
    enum { ROUNDS = 20000, LENGTH = 60 };
    Oracle oracle = oracle_open();
    uint64_t state = 1;
    for (int round = 0; round < ROUNDS; round++) {
        char text[LENGTH * UTF8_MAX + 1] = "";
        bool likely = round % 3 > 0; // more words, blanks and full stops
        for (uint32_t n = next_number(&state) % LENGTH; n > 0; n--) {
            static const char *const often[] = {"a", " ", ".", "A"};
            uint32_t which = next_number(&state);
            strcat(text, likely && which % 2 == 0 ? often[which / 2 % 4]
                                                  : kinds[which / 2 % KINDS]);
        }
        assert_same(&oracle, str_of(text), text);
    }
    oracle_close(&oracle);
}
END_TEST

START_TEST(test_every_character)
{
    static const char *const around[][2] = {
        {"x.", "A"}, {"x. ", "a"}, {"x!)", " A"}, {". 1", " a"}};
    Oracle oracle = oracle_open();
    for (uint32_t point = 1; point <= 0x10FFFF; point++) {
        char text[16], bytes[UTF8_MAX];
        int len = utf8_encode(point, bytes);
        for (size_t k = 0; k < sizeof around / sizeof *around; k++) {
            int all = snprintf(text, sizeof text, "%s%.*s%s", around[k][0], len,
                               bytes, around[k][1]);
            assert_same(&oracle, (Str){text, all}, text);
        }
    }
    oracle_close(&oracle);
}
END_TEST

static void compare_files(Oracle *oracle, const char *folder)
{
    Arena arena = {0};
    Strs paths = {0};
    Err err = {0};
    ck_assert_msg(io_list(folder, &arena, &paths, &err), "%s", err.message);
    for (ptrdiff_t i = 0; i < paths.len; i++) {
        Arena scratch = {0};
        Str text, path = paths.at[i];
        if (io_read(str_terminated(&arena, path), &scratch, &text, &err) &&
            text.len > 0 && utf8_valid(text) == text.len) {
            assert_same(oracle, text, str_terminated(&arena, path));
        }
        arena_release(&scratch);
    }
    arena_release(&arena);
}

START_TEST(test_interviews)
{
    Arena arena = {0};
    Oracle oracle = oracle_open();
    compare_files(&oracle, "transcripts");
    if (shared_folder()) {
        Str data = path_join(&arena, str_of(shared_folder()), S("data"));
        compare_files(&oracle, str_terminated(&arena, data));
    }
    oracle_close(&oracle);
    arena_release(&arena);
}
END_TEST

UNIT_MAIN("breaks", test_short_texts, test_long_texts, test_every_character,
          test_interviews)
